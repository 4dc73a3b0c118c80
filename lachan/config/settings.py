"""Django's settings: one file, from one environment object, no defaults for secrets."""

import base64

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from lachan.config import environment

ENVIRONMENT = environment.read()

ROOT = ENVIRONMENT.root
CONTENT = ROOT / "content"
VAR = ENVIRONMENT.var
DEMO = ENVIRONMENT.demo
FACE = ENVIRONMENT.face

DEBUG = False
SECRET_KEY = base64.b64encode(ENVIRONMENT.secrets["LACHAN_SECRET_KEY"]).decode()
VAULT_KEYS = ENVIRONMENT.ring("LACHAN_VAULT_KEY")
IDENTITY_KEYS = ENVIRONMENT.ring("LACHAN_IDENTITY_KEY")
INDEX_KEY = ENVIRONMENT.secrets["LACHAN_INDEX_KEY"]
RECEIPT_PEPPER = ENVIRONMENT.secrets["LACHAN_RECEIPT_PEPPER"]
JOURNAL_KEY = ENVIRONMENT.secrets["LACHAN_JOURNAL_KEY"]

ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SECURE_COOKIES = ENVIRONMENT.mode is environment.Mode.PRODUCTION

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Before allauth: its pages are drawn by our templates of the same names.
    "lachan.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "lachan.journal",
    "lachan.people",
    "lachan.vault",
    "lachan.clocks",
    "lachan.papers",
    "lachan.notices",
    "lachan.tips",
    "lachan.monitor",
    "lachan.cases",
    "lachan.takedown",
    "lachan.triage",
    "lachan.programme",
    "lachan.serve",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lachan.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lachan.web.refusals.RefusalMiddleware",
]

ROOT_URLCONF = f"lachan.config.urls_{FACE}"
WSGI_APPLICATION = "lachan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
            ],
        },
    },
]

FORM_RENDERER = "lachan.web.forms_renderer.FormRenderer"

_database = conninfo_to_dict(ENVIRONMENT.conninfo)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.pop("dbname", "lachan"),
        "USER": _database.pop("user", ""),
        "PASSWORD": _database.pop("password", ""),
        "HOST": _database.pop("host", ""),
        "PORT": str(_database.pop("port", "")),
        "OPTIONS": _database,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "lachan.web.account_adapter.StaffAccountAdapter"
ACCOUNT_FORMS = {
    "login": "lachan.web.account_forms.SignInForm",
    "change_password": "lachan.web.account_forms.NewPasswordForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/tai-khoan/vao/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Nobody signs up, so there is no address to verify; without this, whoever set a first password by
# the link in their mailbox could never enrol.
MFA_ALLOW_UNVERIFIED_EMAIL = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "lachan" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Each file lies beside its gzip, made once when the program is prepared: a page that weighs less
# than 100 kB also travels so over a slow line, without a packing server in front.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# Nothing of a page may come from elsewhere, and no inline script runs without its nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Nothing to other sites. Not "no-referrer": browsers then send "Origin: null" with forms, and the
# check against forged forms would refuse every honest one.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Session-only: nothing stays on a borrowed phone.
CSRF_COOKIE_AGE = None
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "lachan.web.public.leaving.form_refused"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# What goes to an operator's screen or log names places and codes, never what somebody wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "lachan.serve.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # It names every address that was not found: 404 is how another's record answers.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        # It tells of every attempt while the database is away; the parts tell that once.
        "psycopg.pool": {"level": "ERROR"},
    },
}

_mail = ENVIRONMENT.mail
# The demo sends nothing anywhere: its letters are files that can be read.
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.starttls
EMAIL_USE_SSL = _mail.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _mail.sender
