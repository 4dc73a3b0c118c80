"""Reviewed YAML files: checked by the JSON Schema beside them, refused by file, line and field.

The one reader of content/. Only the detection engine, which may not know Django, has its own.
"""

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation import gettext
from jsonschema import Draft202012Validator

from lachan.common.errors import Refused, told
from lachan.common.labels import mark as _
from lachan.common.schema_words import Place as Place
from lachan.common.schema_words import Wrong, validator_of, wrongs

SCHEMA: Final = "schema.json"
WHOLE_FILE: Final = "-"

# The one in C where the wheel has it, ten times faster; else its twin in Python.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS: Final = {"true": True, "false": False, "null": None, "": None}
# A zero in front makes it a code or a telephone number.
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a content file, and where. `what` is marked, filled from `facts`."""

    file: str
    line: int
    field: str
    what: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        what = told(self.what, self.facts)
        if self.field == WHOLE_FILE:
            place = gettext("Tệp %(file)s, dòng %(line)s")
        else:
            place = gettext("Tệp %(file)s, dòng %(line)s, mục “%(field)s”")
        return place % {"file": self.file, "line": self.line, "field": self.field} + f": {what}"


class BadContent(Refused):
    """Content files break their schema, or contradict each other. Nothing was loaded."""

    sentence = _("Không có gì được nạp: hãy sửa những chỗ dưới đây rồi nạp lại.\n%(problems)s")
    status = 400

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__()

    def __str__(self) -> str:
        """One line for each problem, in the reader's language."""
        return gettext(self.sentence) % {"problems": "\n".join(map(str, self.problems))}


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One file: its values, and the line of each place in it."""

    path: Path
    values: Any
    lines: Mapping[Place, int] = dataclasses.field(repr=False)

    def problem(self, place: Place, what: str, **facts: object) -> Problem:
        """What is wrong at the place, on its line or that of the nearest place around it."""
        around = place
        while around and around not in self.lines:
            around = around[:-1]
        name = ".".join(map(str, place)) or WHOLE_FILE
        return Problem(self.path.name, self.lines.get(around, 1), name, what, facts)

    def refuse(self, place: Place, what: str, **facts: object) -> BadContent:
        """The refusal for this one problem."""
        return BadContent([self.problem(place, what, **facts)])


def read_folder(
    folder: Path, *, schema: Path | None = None, text_only: bool = False
) -> list[Document]:
    """The YAML files of the folder by name, valid by `schema` or the schema.json beside them.

    Scalars are true, false, whole numbers, null, or else text: dates, times and 19.164 as well.
    With `text_only` all are text. Raises BadContent with every problem of every file.
    """
    return read_files(files_of(folder, schema=schema), text_only=text_only)


def files_of(
    folder: Path, *, pattern: str = "*.yaml", schema: Path | None = None
) -> list[tuple[Path, Path]]:
    """The files of the folder by name, each with its schema, for `read_files`."""
    return [(path, schema or folder / SCHEMA) for path in sorted(folder.glob(pattern))]


def read_files(files: Sequence[tuple[Path, Path]], *, text_only: bool = False) -> list[Document]:
    """As `read_folder`, for files of several folders or schemas that are refused together."""
    validators = {schema: validator_of(schema) for schema in {schema for _path, schema in files}}
    problems: list[Problem] = []
    documents = []
    for path, schema in files:
        document, found = _read(path, validators[schema], text_only=text_only)
        documents.append(document)
        problems += sorted(found, key=lambda problem: (problem.line, problem.field))
    if problems:
        raise BadContent(problems)
    return documents


def digest(folder: Path) -> str:
    """Changes when any file that `read_folder` reads changes. SHA-256, hex."""
    parts = (
        path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(folder.glob("*.yaml"))
    )
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _read(
    path: Path, validator: Draft202012Validator, *, text_only: bool
) -> tuple[Document, list[Problem]]:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        return _broken(path, 1, _("không phải UTF-8 (byte %(byte)s)"), byte=error.start)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # What ends too soon is sometimes said to be wrong on the line after the last.
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        return _broken(path, line, _("sai cấu trúc YAML"))
    tree = _Tree(text_only=text_only)
    document = Document(path, tree.value(root, ()), tree.lines)
    problems = (
        document.problem(place, what, **facts)
        for place, what, facts in (*tree.wrong, *wrongs(document.values, validator))
    )
    # A missing field is one error each, and each of them names all.
    return document, list(dict.fromkeys(problems))


def _broken(path: Path, line: int, what: str, **facts: object) -> tuple[Document, list[Problem]]:
    document = Document(path, None, {(): line})
    return document, [document.problem((), what, **facts)]


class _Tree:
    """Turns the nodes of one file into values and notes on which line each begins."""

    def __init__(self, *, text_only: bool) -> None:
        self.text_only = text_only
        self.lines: dict[Place, int] = {}
        self.wrong: list[Wrong] = []
        self._open: set[yaml.Node] = set()

    def value(self, node: yaml.Node | None, place: Place) -> Any:
        """The value of a node. What YAML allows and content does not goes to `wrong`."""
        if node is None:
            return None
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node in self._open:
            self.wrong.append((place, _("mục này chứa chính nó"), {}))
            return None
        self._open.add(node)
        if isinstance(node, yaml.SequenceNode):
            found: Any = [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        else:
            found = self._mapping(node, place)
        self._open.remove(node)
        return found

    def _scalar(self, node: yaml.ScalarNode) -> str | int | bool | None:
        text = str(node.value)
        # A style is a quote or a block: then it is meant as text.
        if self.text_only or node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _INTEGER.fullmatch(text) else text

    def _mapping(self, node: yaml.Node, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            here = (*place, name)
            self.lines[here] = key.start_mark.line + 1
            if name in found:
                # YAML lets one of the two win in silence.
                self.wrong.append((here, _("có hai lần"), {}))
            found[name] = self.value(value, here)
        return found
