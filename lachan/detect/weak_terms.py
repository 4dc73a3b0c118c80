"""Terms that would be found everywhere, or are written twice."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lachan.detect.impossible import written_conditions
from lachan.detect.problems import Problem
from lachan.detect.syllables import Marks
from lachan.detect.terms import folded_words
from lachan.detect.yaml_lines import Lines, Place, line_of, read_yaml

# Without marks such a syllable is many words at once: “bé” is also bẻ, bể, bè.
_COMMON_LETTERS: Final = 2


def weak_terms(rules: Path, lexicons: Path) -> list[Problem]:
    """Weak terms of well-formed files of lexicons and rules, each with its line."""
    problems: list[Problem] = []
    for path in sorted(lexicons.glob("*.yaml")):
        value, lines, _ = read_yaml(path, "lexicon")
        problems += _of_list(path.name, lines, ("cum_tu",), value["cum_tu"], value.get("dau"))
    for path in sorted(rules.glob("*.yaml")):
        value, lines, _ = read_yaml(path, "rule")
        for place, kind, body in written_conditions(value["khi"], ("khi",)):
            if kind == "cum_tu":
                above = _at(value, place[:-1])
                problems += _of_list(path.name, lines, place, body, above.get("dau"))
    return problems


def _of_list(
    file: str, lines: Lines, place: Place, entries: Iterable[Any], marks: str | None
) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries):
        text, strict = _entry(entry, marks)
        line = line_of(lines, (*place, number))
        if _is_common(text, strict):
            what = f"cụm từ “{text}” quá ngắn: khi viết không dấu sẽ trùng rất nhiều từ khác."
            yield Problem(file, line, what, "thêm từ đi kèm, hoặc đặt dau: bat_buoc.")
        first = seen.setdefault((text.casefold(), strict), number)
        if first != number:
            what = f"cụm từ “{text}” đã có ở dòng {line_of(lines, (*place, first))}."
            yield Problem(file, line, what, "bỏ dòng này.")


def _entry(entry: Any, marks: str | None) -> tuple[str, str]:
    default = marks or Marks.COMPATIBLE
    if isinstance(entry, str):
        return entry, default
    return entry["tu"], entry.get("dau", default)


def _is_common(text: str, marks: str) -> bool:
    words = folded_words(text)
    letters = "".join(char for word in words for char, _ in word)
    short = len(words) == 1 and len(letters) <= _COMMON_LETTERS and letters.isalpha()
    return short and marks != Marks.REQUIRED


def _at(value: Any, place: Place) -> Mapping[str, Any]:
    for step in place:
        value = value[step]
    found: Mapping[str, Any] = value
    return found
