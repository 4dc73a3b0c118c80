"""Stages and settings that officers keep in `content/conversations`, checked whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log
from pathlib import Path
from typing import Any

from lachan.common.taxonomy import HARMS
from lachan.detect.conversations.phrases import BadPhrase, Slot, slots
from lachan.detect.fold import fold
from lachan.detect.problems import Problem
from lachan.detect.yaml_lines import Lines, Place, line_of, read_yaml

Phrase = tuple[Slot, ...]


class Part(StrEnum):
    """What a stage says of who speaks: does it, joins in, or is the one it is done to."""

    OWN = "loi_noi"
    JOINS = "hua_theo"
    REACTS = "phan_ung"


@dataclass(frozen=True, slots=True)
class Stage:
    """One kind of sign. `weights` by kind are log-odds in nats; `order` is its usual place."""

    code: str
    label: str
    sentence: str
    weights: Mapping[str, float]
    order: int
    part: Part
    negatable: bool
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of harm that a chat may show. `together`: many against one, not one speaker.

    `per_turn` is what each turn adds, in nats; less than nothing.
    """

    code: str
    label: str
    sentence: str
    harm: str
    least_signs: int
    together: bool
    per_turn: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that is no phrase: a gap in age, the hour, other chats."""

    code: str
    label: str
    sentence: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers behind the reading; all weights are log-odds in nats."""

    kinds: tuple[Kind, ...]
    signs: Mapping[str, Sign]
    advice: tuple[Phrase, ...]
    threshold: float
    repeated: float
    in_order: float
    one_more: float
    join_within: int
    child_under: int
    adult_from: int
    night: tuple[int, int]


def threshold_of(false_alarms: float, chats: int, turns: int) -> float:
    """The height of the CUSUM at which it alarms, from the false alarms that are allowed.

    A CUSUM of log-likelihood ratios that starts at 0 runs on average at least e^h turns without
    cause before it reaches h (Lorden 1971). With `turns` a chat and `false_alarms` allowed in
    `chats`, it has to run turns * chats / false_alarms turns.
    """
    return log(turns * chats / false_alarms)


def read_content(folder: Path) -> tuple[Settings | None, tuple[Stage, ...], list[Problem]]:
    """Settings and stages of a folder, and what is wrong with its files."""
    value, lines, problems = read_yaml(folder / "model.yaml", "conversation_model")
    if problems:
        return None, (), problems
    file = _File("model.yaml", lines, value["nhom_tu"], [])
    settings = _settings(value, file)
    problems = file.problems
    stages: dict[str, Stage] = {}
    kinds = {kind.code for kind in settings.kinds}
    for path in sorted((folder / "stages").glob("*.yaml")):
        entry, lines, found = read_yaml(path, "conversation_stage")
        problems += found
        if found:
            continue
        file = _File(path.name, lines, value["nhom_tu"], problems)
        stage = _stage(entry, file)
        file.known(stage.weights, kinds, ("trong_so",))
        if stage.code in stages or stage.code in settings.signs:
            file.wrong(("ma",), f"mã “{stage.code}” đã dùng ở chỗ khác.", "đặt mã khác.")
        stages[stage.code] = stage
    return settings, tuple(stages.values()), problems


@dataclass(slots=True)
class _File:
    """A file being read: where mistakes are told."""

    name: str
    lines: Lines
    groups: Mapping[str, list[str]]
    problems: list[Problem]

    def wrong(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.name, line_of(self.lines, place), what, remedy))

    def known(self, weights: Mapping[str, float], kinds: set[str], place: Place) -> None:
        for kind in weights:
            if kind not in kinds:
                remedy = f"chọn một trong: {', '.join(sorted(kinds))}."
                self.wrong((*place, kind), f"không có loại “{kind}”.", remedy)

    def phrases(self, value: Mapping[str, Any], name: str) -> tuple[Phrase, ...]:
        """Every line of a list; wrong lines are told and left out."""
        found: list[Phrase] = []
        for index, line in enumerate(value.get(name, ())):
            try:
                phrase = slots(line, self.groups)
            except BadPhrase as bad:
                self.wrong((name, index), str(bad), "sửa lại dòng này.")
                continue
            if all(has_letter(word) for slot in phrase for word in slot.words):
                found.append(phrase)
            else:
                what = "có phần không có chữ cái hoặc chữ số nào."
                self.wrong((name, index), what, "bỏ dòng này hoặc viết lại.")
        return tuple(found)


def has_letter(text: str) -> bool:
    """Whether something of the text is left to be found once it is folded."""
    return any(char.isalnum() for char in fold(text).text)


def _stage(value: Mapping[str, Any], file: _File) -> Stage:
    return Stage(
        code=value["ma"],
        label=value["ten"],
        sentence=value["giai_thich"],
        weights=value["trong_so"],
        order=value.get("thu_tu", 0),
        part=Part(value.get("vai", Part.OWN)),
        negatable=value.get("phu_dinh", True),
        phrases=file.phrases(value, "cum_tu"),
        unless=file.phrases(value, "tru_khi"),
    )


def _settings(value: Mapping[str, Any], file: _File) -> Settings:
    kinds = tuple(_kind(kind, value["moi_luot"]) for kind in value["loai"])
    for index, kind in enumerate(kinds):
        if kind.harm not in HARMS:
            file.wrong(("loai", index, "tac_hai"), f"không có mã “{kind.harm}”.", "dùng T00-T16.")
    for code, sign in value["dau_hieu"].items():
        place: Place = ("dau_hieu", code, "trong_so")
        file.known(sign["trong_so"], {kind.code for kind in kinds}, place)
    budget, night, ages = value["bao_nham"], value["ban_dem"], value["tuoi"]
    return Settings(
        kinds=kinds,
        signs={
            code: Sign(code, sign["ten"], sign["giai_thich"], sign["trong_so"])
            for code, sign in value["dau_hieu"].items()
        },
        advice=file.phrases(value, "loi_khuyen"),
        threshold=threshold_of(
            budget["so_lan"], budget["tren_so_cuoc"], budget["so_luot_moi_cuoc"]
        ),
        repeated=value["lap_lai"],
        in_order=value["dung_thu_tu"],
        one_more=value["hua_theo"]["them_nguoi"],
        join_within=value["hua_theo"]["trong_so_luot"],
        child_under=ages["tre_em_duoi"],
        adult_from=ages["nguoi_lon_tu"],
        night=(night["tu_gio"], night["den_gio"]),
    )


def _kind(value: Mapping[str, Any], per_turn: float) -> Kind:
    return Kind(
        code=value["ma"],
        label=value["ten"],
        sentence=value["giai_thich"],
        harm=value["tac_hai"],
        least_signs=value["it_nhat_dau_hieu"],
        together=value.get("nhieu_nguoi", False),
        per_turn=value.get("moi_luot", per_turn),
    )
