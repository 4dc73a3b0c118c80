"""Rules as officers write them: read from YAML, checked whole, compiled to conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lachan.common.taxonomy import HARMS, Severity
from lachan.detect.conditions import AtLeast, Condition, Leaf, Near, Times
from lachan.detect.implications import Implications
from lachan.detect.impossible import impossible
from lachan.detect.leaves import UNKNOWN, LeafBook
from lachan.detect.problems import Problem
from lachan.detect.yaml_lines import Lines, Place, line_of, read_yaml

_DEFAULT_BASE: Final = 50
_DEFAULT_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must find, or must leave alone. `spans` are places that must be marked."""

    text: str
    title: str
    source_kind: str
    spans: tuple[tuple[int, int], ...]
    must_match: bool
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `within` is the widest stretch, in characters, that its evidence may span."""

    code: str
    name: str
    version: int
    harm: str
    severity: Severity
    source_kinds: frozenset[str]
    condition: Condition
    exceptions: tuple[Condition, ...]
    within: int | None
    base_score: int
    step_score: int
    explanation: str
    examples: tuple[Example, ...]
    file: str

    def applies_to(self, source_kind: str) -> bool:
        """Whether the rule reads this kind of source. Of an unknown kind it reads everything."""
        return not self.source_kinds or not source_kind or source_kind in self.source_kinds


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file being read: where values stood, what its leaves are, what is wrong so far."""

    file: str
    lines: Lines
    book: LeafBook
    problems: list[Problem]

    def problem(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line_of(self.lines, place), what, remedy))


def read_rules(folder: Path, book: LeafBook) -> tuple[list[Rule], list[Problem]]:
    """Every rule of a folder in order of file name, and every mistake in the files."""
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    read: list[tuple[Rule, Mapping[str, Any], _Reading]] = []
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        remedy = "kiểm tra đường dẫn thư mục quy tắc."
        return [], [Problem(folder.name, 0, "không có tệp quy tắc (.yaml) nào.", remedy)]
    for path in paths:
        value, lines, found = read_yaml(path, "rule")
        reading = _Reading(path.name, lines, book, found)
        if not found:
            rule = _rule(value, reading)
            if rule.code in rules:
                what = f"mã quy tắc “{rule.code}” đã dùng ở tệp {rules[rule.code].file}."
                reading.problem(("ma",), what, "đặt mã khác.")
            rules[rule.code] = rule
            read.append((rule, value, reading))
        problems += reading.problems
    return list(rules.values()), problems or _impossible(read, book)


def _impossible(
    read: Sequence[tuple[Rule, Mapping[str, Any], _Reading]], book: LeafBook
) -> list[Problem]:
    """What is surely wrong with rules that are well formed."""
    known = Implications(book)
    for rule, value, reading in read:
        for mistake in impossible(rule.condition, rule.exceptions, value, known):
            reading.problem(*mistake)
    return [problem for *_, reading in read for problem in reading.problems]


def _rule(value: Mapping[str, Any], reading: _Reading) -> Rule:
    score = value.get("diem", {})
    _check_explanation(value["giai_thich"], reading)
    when = value["khi"]
    exceptions = when.get("tru_khi", [])
    return Rule(
        code=value["ma"],
        name=value["ten"],
        version=value["phien_ban"],
        harm=value["tac_hai"],
        severity=Severity(value.get("muc_do", HARMS[value["tac_hai"]].severity)),
        source_kinds=frozenset(value.get("ap_dung", {}).get("nguon", [])),
        condition=_whole(when, reading),
        exceptions=tuple(
            _condition(part, ("khi", "tru_khi", i), reading) for i, part in enumerate(exceptions)
        ),
        within=value.get("cung_doan", {}).get("trong_ky_tu"),
        base_score=score.get("co_so", _DEFAULT_BASE),
        step_score=score.get("cong_moi_bang_chung", _DEFAULT_STEP),
        explanation=value["giai_thich"],
        examples=_examples(value["kiem_thu"], reading),
        file=reading.file,
    )


def _check_explanation(text: str, reading: _Reading) -> None:
    try:
        text.format(so_dau_hieu=0)
    except (KeyError, IndexError, ValueError):
        what = "câu giải thích có chỗ trống lạ trong ngoặc nhọn."
        reading.problem(("giai_thich",), what, "chỉ dùng {so_dau_hieu}, hoặc bỏ ngoặc nhọn.")


def _whole(when: Mapping[str, Any], reading: _Reading) -> Condition:
    """Everything under `khi` except the exceptions must hold together."""
    asked = {key: part for key, part in when.items() if key != "tru_khi"}
    if not asked:
        what = "chỉ có ngoại lệ (tru_khi), chưa có điều kiện nào để bắt."
        reading.problem(("khi",), what, "thêm tat_ca, mot_trong hoặc it_nhat.")
    parts = tuple(_condition({key: part}, ("khi",), reading) for key, part in asked.items())
    return AtLeast(len(parts), parts)


def _condition(value: Any, place: Place, reading: _Reading) -> Condition:
    if isinstance(value, str):
        return _leaf("co_dau_hieu", value, place, reading)
    ((kind, body),) = value.items()
    inside = (*place, kind)
    if kind == "tat_ca":
        parts = _conditions(body, inside, reading)
        return AtLeast(len(parts), parts)
    if kind == "mot_trong":
        return AtLeast(1, _conditions(body, inside, reading))
    if kind == "it_nhat":
        parts = _conditions(body["trong"], (*inside, "trong"), reading)
        if body["so"] > len(parts):
            what = f"đòi ít nhất {body['so']} điều kiện nhưng chỉ liệt kê {len(parts)}."
            reading.problem((*inside, "so"), what, "giảm số này hoặc thêm điều kiện.")
        return AtLeast(body["so"], parts)
    if kind == "so_lan":
        return Times(body["it_nhat"], _conditions(body["trong"], (*inside, "trong"), reading))
    if kind == "gan_nhau":
        parts = _conditions(body["tat_ca"], (*inside, "tat_ca"), reading)
        return Near(body["trong_ky_tu"], parts)
    return _leaf(kind, body, inside, reading)


def _conditions(body: list[Any], place: Place, reading: _Reading) -> tuple[Condition, ...]:
    return tuple(_condition(part, (*place, i), reading) for i, part in enumerate(body))


def _leaf(kind: str, body: Any, place: Place, reading: _Reading) -> Leaf:
    key, wrong = reading.book.key(kind, body)
    if key == UNKNOWN:
        reading.problem(place, *wrong)
    return Leaf(key)


def _examples(value: Mapping[str, Any], reading: _Reading) -> tuple[Example, ...]:
    return tuple(
        Example(
            text=row["van_ban"],
            title=row.get("tieu_de", ""),
            source_kind=row.get("nguon", ""),
            spans=tuple((start, end) for start, end in row.get("vi", [])),
            must_match=kind == "phai_bat",
            line=line_of(reading.lines, ("kiem_thu", kind, index)),
        )
        for kind in ("phai_bat", "khong_bat")
        for index, row in enumerate(value[kind])
    )
