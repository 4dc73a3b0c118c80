"""Reads the environment once, into one frozen object; refuses to start on what is missing.

Nothing else in the program reads `os.environ` for settings.
"""

import base64
import hashlib
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from lachan.config.email import MailServer, mail_server

E = TypeVar("E", bound=StrEnum)

ROOT = Path(__file__).resolve().parents[2]

# sun_path holds 108 bytes on Linux and 104 on macOS, the last of them zero.
LONGEST_SOCKET_PATH = 103


class Mode(StrEnum):
    """demo: invented people, secrets made here, sign-in links. production: assumes nothing."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


class Face(StrEnum):
    """Which face this process serves; ALL is one process for a small office."""

    ALL = "all"
    PUBLIC = "public"
    DESK = "desk"


class Misconfigured(SystemExit):
    """The environment lacks something; the message says what to set. Ends the start."""


# name -> what it protects. Each is 32 random bytes in base64 (`lachan secrets` prints a set).
SECRETS: Mapping[str, str] = {
    "LACHAN_SECRET_KEY": "sessions and forms",
    "LACHAN_VAULT_KEY": "the text of tips and cases at rest",
    "LACHAN_IDENTITY_KEY": "the sealed identity of reporters",
    "LACHAN_INDEX_KEY": "blind indexes",
    "LACHAN_RECEIPT_PEPPER": "receipt codes",
    "LACHAN_JOURNAL_KEY": "the signature under the journal's daily anchor",
}

LATER_VERSION = re.compile(r"LACHAN_(VAULT|IDENTITY)_KEY_[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the program takes from outside."""

    mode: Mode
    face: Face
    root: Path
    var: Path
    database_url: str | None = field(repr=False)  # it may hold a password
    host: str
    port: int
    allowed_hosts: tuple[str, ...]
    mail: MailServer
    secrets: Mapping[str, bytes] = field(repr=False)

    def ring(self, name: str) -> dict[int, bytes]:
        """A key by version: 1 is the secret of that name, 2 and on are `<name>_2` and so on.

        While keys are being rotated old and new stand side by side; the newest seals.
        """
        later = {
            int(given.removeprefix(f"{name}_")): value
            for given, value in self.secrets.items()
            if given.startswith(f"{name}_")
        }
        return {1: self.secrets[name]} | later

    @property
    def demo(self) -> bool:
        return self.mode is Mode.DEMO

    @property
    def owns_postgres(self) -> bool:
        """Whether PostgreSQL is our own child, in VAR/postgres."""
        return self.database_url is None

    @property
    def postgres_sockets(self) -> Path:
        """Where our own PostgreSQL answers."""
        return socket_folder(self.var / "postgres")

    @property
    def conninfo(self) -> str:
        """How to reach the database, in libpq's words."""
        return self.database_url or f"host={self.postgres_sockets} user=postgres dbname=lachan"


def read(environ: Mapping[str, str] | None = None, *, secrets_needed: bool = True) -> Environment:
    """The environment as one object. Raises Misconfigured, with the remedy, on anything wrong.

    A command that only looks at what runs needs no secrets and gets none.
    """
    given = os.environ if environ is None else environ
    mode = _choice(Mode, given, "LACHAN_MODE", Mode.PRODUCTION)
    var = Path(given.get("LACHAN_VAR") or ROOT / "var").absolute()
    return Environment(
        mode=mode,
        face=_choice(Face, given, "LACHAN_FACE", Face.ALL),
        root=ROOT,
        var=var,
        database_url=given.get("DATABASE_URL") or None,
        host=given.get("LACHAN_HOST") or "127.0.0.1",
        port=_port(given.get("LACHAN_PORT") or "8000"),
        allowed_hosts=tuple(
            (given.get("LACHAN_ALLOWED_HOSTS") or "127.0.0.1,localhost").split(",")
        ),
        mail=_mail(given.get("LACHAN_EMAIL_URL") or None),
        secrets=_secrets(mode, given, var) if secrets_needed else {},
    )


def socket_folder(data: Path) -> Path:
    """The folder of a server's socket: its data folder, or one in /tmp if that path is too long."""
    if len(str(data / ".s.PGSQL.5432").encode()) <= LONGEST_SOCKET_PATH:
        return data
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path("/tmp") / f"lachan-{mark}"  # noqa: S108 (checked for its owner before use)


def _choice(kind: type[E], given: Mapping[str, str], name: str, default: E) -> E:
    word = given.get(name) or default.value
    try:
        return kind(word)
    except ValueError:
        known = ", ".join(kind)
        raise Misconfigured(f"{name} is {word!r}; it may be: {known}.") from None


def _port(word: str) -> int:
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise Misconfigured(f"LACHAN_PORT is {word!r}; it must be a number from 1 to 65535.")
    return int(word)


def _mail(url: str | None) -> MailServer:
    try:
        return mail_server(url)
    except ValueError as problem:
        raise Misconfigured(f"LACHAN_EMAIL_URL {problem}.") from None


def _secrets(mode: Mode, given: Mapping[str, str], var: Path) -> dict[str, bytes]:
    if mode is Mode.TEST:
        return {name: hashlib.sha256(name.encode()).digest() for name in SECRETS}
    kept = _demo_secrets(var) if mode is Mode.DEMO else {}
    missing = [name for name in SECRETS if not (given.get(name) or kept.get(name))]
    if missing:
        wanted = "\n".join(f"  {name}  protects {SECRETS[name]}" for name in missing)
        raise Misconfigured(
            "Lá Chắn does not start outside demo mode without its secrets. Set:\n"
            f"{wanted}\nEach is 32 random bytes in base64; `lachan secrets` prints a new set. "
            "Keep them outside the database and its backups." + _demo_hint(var)
        )
    found = {name: given.get(name) or kept[name] for name in SECRETS}
    found |= {name: given[name] for name in given if LATER_VERSION.fullmatch(name)}
    return {name: _decoded(name, text) for name, text in found.items()}


def _decoded(name: str, text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        value = b""
    if len(value) != 32 or len(set(value)) < 8:
        raise Misconfigured(
            f"{name} is not 32 random bytes in base64, or looks like a placeholder. "
            "`lachan secrets` prints a new one."
        )
    return value


def new_secrets() -> dict[str, str]:
    """A fresh value for every secret, base64 of 32 random bytes."""
    return {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in SECRETS}


def _demo_hint(var: Path) -> str:
    if not _demo_secrets_file(var).exists():
        return ""
    return f"\n{var} holds a demo: to use that, set LACHAN_MODE=demo."


def _demo_secrets_file(var: Path) -> Path:
    return var / "demo-secrets.json"


def _demo_secrets(var: Path) -> dict[str, str]:
    """Demo secrets are made on the first start and kept, readable by the owner only."""
    path = _demo_secrets_file(var)
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(new_secrets()))
        fresh.replace(path)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept
