"""Keeps the English of every Vietnamese string on screen.

    python tools/messages.py update    # new strings into lachan/locale/en, unused ones out
    python tools/messages.py check     # exits 1 and lists strings without English
    python tools/messages.py compile   # .po to .mo, without gettext tools
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "lachan" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "mark": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def sources() -> Iterator[tuple[str, bytes]]:
    """Every file that may hold a string, as Python text; templates are turned into it by Django."""
    from django.utils.translation.template import templatize

    for path in sorted((ROOT / "lachan").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in sorted((ROOT / "lachan").rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            name = path.relative_to(ROOT).as_posix()
            yield name, templatize(path.read_text("utf-8"), origin=name).encode()


def found() -> Catalog:
    """All strings on screen, each once."""
    catalog = Catalog(project="lachan", charset="utf-8")
    options = {"encoding": "utf-8"}
    for name, text in sources():
        for _line, function, message, _comments in extract_python(
            BytesIO(text), list(KEYWORDS), [], options
        ):
            one = _message(function, message)
            if one:
                catalog.add(one, locations=[(name, 0)])
    return catalog


def _message(function: str | None, message: object) -> str | tuple[str, str] | None:
    if isinstance(message, str):
        return message or None
    parts = [part for part in message if isinstance(part, str)] if isinstance(message, tuple) else []
    if function in {"ngettext", "ngettext_lazy"} and len(parts) >= 2:
        return parts[0], parts[1]
    return parts[-1] if function == "pgettext" and parts else (parts[0] if parts else None)


def english() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", project="lachan", charset="utf-8")
    return read_po(PO.open("rb"), locale="en")


def update() -> int:
    kept = english()
    kept.update(found(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, kept, sort_output=True, no_location=True, width=100, omit_header=False)
    return check()


def check() -> int:
    have = english()
    missing = [
        message.id
        for message in found()
        if message.id and not ((one := have.get(message.id)) and one.string and _whole(one.string))
    ]
    for message_id in missing:
        print(f"no English: {message_id!r}")
    print(f"{len(missing)} strings without English")
    return 1 if missing else 0


def _whole(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def compile_() -> int:
    if PO.exists():
        with PO.with_suffix(".mo").open("wb") as file:
            write_mo(file, english())
    return 0


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    commands = {"update": update, "check": check, "compile": compile_}
    sys.exit(commands[sys.argv[1]]())
