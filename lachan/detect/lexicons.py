"""Lists of terms that officers keep in `content/lexicons`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lachan.detect.fold import fold
from lachan.detect.problems import Problem
from lachan.detect.syllables import Marks
from lachan.detect.terms import Term
from lachan.detect.yaml_lines import Lines, line_of, read_yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A named list. `label` is what an officer reads beside a marked passage."""

    code: str
    label: str
    version: int
    terms: tuple[Term, ...]


def read_lexicons(folder: Path) -> tuple[Mapping[str, Lexicon], list[Problem]]:
    """All lexicons of a folder by code, and what is wrong with the files."""
    lexicons: dict[str, Lexicon] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        value, lines, found = read_yaml(path, "lexicon")
        found = found or _wordless(path.name, value, lines)
        problems += found
        if found:
            continue
        lexicon = _lexicon(value)
        if lexicon.code in lexicons:
            what = f"mã từ điển “{lexicon.code}” đã dùng ở tệp khác."
            problems.append(Problem(path.name, line_of(lines, ("ma",)), what, "đặt mã khác."))
        lexicons[lexicon.code] = lexicon
    return lexicons, problems


def _lexicon(value: Mapping[str, Any]) -> Lexicon:
    marks = Marks(value.get("dau", Marks.COMPATIBLE))
    terms = tuple(_term(entry, marks) for entry in value["cum_tu"])
    return Lexicon(value["ma"], value["ten"], value["phien_ban"], terms)


def _term(entry: Any, marks: Marks) -> Term:
    if isinstance(entry, str):
        return Term(entry, marks)
    return Term(entry["tu"], Marks(entry.get("dau", marks)))


def _wordless(file: str, value: Mapping[str, Any], lines: Lines) -> list[Problem]:
    """Entries without a letter or digit, which could never be found."""
    return [
        Problem(
            file,
            line_of(lines, ("cum_tu", index)),
            "cụm từ không có chữ cái hoặc chữ số nào.",
            "bỏ dòng này hoặc viết lại cụm từ.",
        )
        for index, entry in enumerate(value["cum_tu"])
        if not any(c.isalnum() for c in fold(_term(entry, Marks.COMPATIBLE).text).text)
    ]
