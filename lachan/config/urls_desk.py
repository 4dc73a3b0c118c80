"""The staff's face alone."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("ngon-ngu/", set_language, name="set_language"),
    path("lam-viec/", include("lachan.web.desk.urls")),
    path("tai-khoan/", include("lachan.web.accounts")),
]
