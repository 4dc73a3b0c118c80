"""Keeps the English of every Vietnamese string on screen.

python tools/messages.py update    # new strings into lachan/locale/en, unused ones out
python tools/messages.py check     # exits 1 and lists what is wrong with the English
python tools/messages.py compile   # .po to .mo, without gettext tools
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "lachan" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = (
    "_",
    "counted",
    "mark",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
)
# What readers see of content/: its words are translated as the program's own are.
CONTENT = {
    "clocks/*.yaml": frozenset({"title"}),
    "help/*.yaml": frozenset({"ten", "khi_nao", "gio"}),
    "indicators/*.yaml": frozenset({"title", "name", "unit"}),
    "learn/*.yaml": frozenset({"ten", "tom_tat", "muc", "cau", "viec_nen_lam", "ghi_nho"}),
    "programmes/*.yaml": frozenset({"title", "subject"}),
    # In a programme's own file these hold its aims, which no page shows.
    "programmes/*.directive.yaml": frozenset({"text", "deliverable", "recipient"}),
}
COUNTED = {"counted", "ngettext", "ngettext_lazy"}
# A call as `templatize` writes it: a function and string literals, whatever stands around it.
LITERAL = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b(n?gettext|_)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)")
PLACEHOLDER = re.compile(r"%\([^)]*\)[a-z]|%[a-z]|%%|\{[a-z_0-9]*\}")

# Without dates and versions of tools: a change of the file is a change of words.
HEADER = b"""\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Id = str | tuple[str, str]


def python_files() -> Iterator[Path]:
    for path in sorted((ROOT / "lachan").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def template_files() -> Iterator[Path]:
    for path in sorted((ROOT / "lachan").rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            yield path


def content_files() -> Iterator[tuple[Path, frozenset[str]]]:
    for pattern, keys in CONTENT.items():
        for path in sorted((ROOT / "content").glob(pattern)):
            yield path, keys


def strings_of_python(text: bytes) -> Iterator[Id]:
    """The strings that a Python file marks for translation."""
    for _line, function, found, _comments in extract_python(
        BytesIO(text), list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        parts = [found] if isinstance(found, str) else [one for one in found or () if one]
        yield from _id(function or "", parts)


def strings_of_template(text: str, name: str) -> Iterator[Id]:
    """The strings that a template marks for translation, as Django looks them up."""
    from django.utils.translation.template import templatize

    for function, literals in CALL.findall(templatize(text, origin=name)):
        yield from _id(function, list(ast.literal_eval(f"({literals},)")))


def strings_of_content(values: object, keys: frozenset[str]) -> Iterator[Id]:
    """The texts of a content file, wherever they stand under one of the keys."""
    if isinstance(values, list):
        for value in values:
            yield from strings_of_content(value, keys)
    elif isinstance(values, dict):
        for key, value in values.items():
            if key not in keys:
                yield from strings_of_content(value, keys)
            else:
                yield from [value] if isinstance(value, str) else value


def _id(function: str, parts: list[str]) -> Iterator[Id]:
    if function in COUNTED and parts:
        yield parts[0], parts[-1]
    elif parts and parts[0]:
        yield parts[0]


def found() -> Catalog:
    """All strings on screen, each once, with the files they stand in."""
    catalog = Catalog(project="lachan", charset="utf-8")
    for path in python_files():
        for one in strings_of_python(path.read_bytes()):
            catalog.add(one, locations=[(_name(path), 0)])
    for path in template_files():
        for one in strings_of_template(path.read_text("utf-8"), _name(path)):
            catalog.add(one, locations=[(_name(path), 0)])
    for path, keys in content_files():
        for one in strings_of_content(yaml.safe_load(path.read_text("utf-8")), keys):
            catalog.add(one, locations=[(_name(path), 0)])
    return catalog


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def english() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", project="lachan", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def update() -> int:
    kept = english()
    kept.update(found(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        file.write(HEADER)
        write_po(file, kept, sort_output=True, no_location=True, width=100, omit_header=True)
    return check()


def check() -> int:
    problems = list(problems_of(found(), english()))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} things are wrong with the English")
    if problems:
        print(f"Run `python tools/messages.py update`, then write English into {_name(PO)}.")
    return 1 if problems else 0


def problems_of(on_screen: Catalog, translated: Catalog) -> Iterator[str]:
    """What keeps `translated` from being the whole and only English of what is on screen."""
    for message in on_screen:
        if message.id:
            yield from _problems_of_one(message, translated.get(message.id))
    for message in translated:
        if message.id and on_screen.get(message.id) is None:
            yield f"no longer on screen: {message.id!r}"
    for message_id in translated.obsolete:
        yield f"obsolete: {message_id!r}"


def _problems_of_one(source: Message, message: Message | None) -> Iterator[str]:
    if message is None or not all(forms(message.string)):
        yield f"no English: {source.id!r} ({source.locations[0][0]})"
        return
    if message.fuzzy:
        yield f"fuzzy: {source.id!r}"
    wanted = placeholders(forms(source.id)[0])
    for form in forms(message.string):
        if placeholders(form) != wanted:
            yield f"other placeholders: {source.id!r} as {form!r}"


def placeholders(text: str) -> list[str]:
    """What is filled in when the text is shown; a translation has the same, in any order."""
    return sorted(PLACEHOLDER.findall(text))


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, tuple) else ()


def compile_() -> int:
    """All languages. lachan/locale/vi holds what a library says that has no Vietnamese."""
    for path in sorted(PO.parents[2].rglob("*.po")):
        with path.open("rb") as text, path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_po(text, locale=path.parents[1].name))
    return 0


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    commands = {"update": update, "check": check, "compile": compile_}
    sys.exit(commands[sys.argv[1]]())
