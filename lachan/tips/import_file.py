"""Tips of another body in a table: each line read, or refused by field and reason. Pure.

Columns go by name, in any order, with or without marks; cells by code or by the words on screen.
Reasons never repeat what stands in a cell, so that no child's words get into a message.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from lachan.common.labels import mark as _
from lachan.common.taxonomy import HARMS
from lachan.common.text_vi import fold
from lachan.common.time import VIETNAM
from lachan.tips import rules
from lachan.tips.sheet import AGES, CALLERS, PARTICULARS, SEXES, Body, Particular, Sheet

S = TypeVar("S", bound=StrEnum)
Cells = Mapping[str, str]

_MOMENTS = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


class Field(StrEnum):
    """The columns beside those of Mẫu 01. Only the first two must be there."""

    NUMBER = "so"
    RECEIVED = "nhan_luc"
    HARM = "loai_viec"
    NARRATIVE = "loi_ke"
    LOCATOR = "dia_chi"
    DANGER = "dang_nguy_hiem"
    ONGOING = "con_tiep_dien"
    PLACE = "noi_tren_mang"
    CALLER = "ai_bao"
    AGE = "nhom_tuoi"
    COMMUNE = "ma_xa_phuong"


FIELDS: Mapping[Field, str] = {
    Field.NUMBER: _("Số của nơi chuyển"),
    Field.RECEIVED: _("Nhận lúc"),
    Field.HARM: _("Loại việc"),
    Field.NARRATIVE: _("Lời kể"),
    Field.LOCATOR: _("Địa chỉ hoặc tài khoản"),
    Field.DANGER: _("Trẻ đang gặp nguy hiểm"),
    Field.ONGOING: _("Việc còn tiếp diễn"),
    Field.PLACE: _("Ở đâu trên mạng"),
    Field.CALLER: _("Ai báo"),
    Field.AGE: _("Nhóm tuổi"),
    Field.COMMUNE: _("Mã xã, phường"),
}
COLUMNS = (*(one.value for one in Field), *(one.value for one in Particular))
NEEDED = (Field.NUMBER.value, Field.RECEIVED.value)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused: the column and a reason without its content."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, or what is wrong with it."""

    line: int
    number: str = ""
    received_at: datetime | None = None
    answers: rules.TipAnswers = field(default_factory=rules.TipAnswers)
    sheet: Sheet = field(default_factory=Sheet)
    problems: tuple[Problem, ...] = ()

    def refused(self, column: str, reason: str) -> "Line":
        return replace(self, problems=(*self.problems, Problem(column, reason)))


def read(
    rows: Iterable[tuple[int, Cells]], *, body: Body, body_name: str, communes: Mapping[str, int]
) -> Iterator[Line]:
    """Every line as a tip of that body. `communes` gives the ids of today's codes."""
    seen: set[str] = set()
    for number, cells in rows:
        line = _read(number, cells, Sheet(body=body, body_name=body_name), communes)
        if line.number and line.number in seen:
            line = line.refused(Field.NUMBER, _("số này đã có ở dòng trên."))
        seen.add(line.number)
        yield line


def _read(number: int, cells: Cells, sheet: Sheet, communes: Mapping[str, int]) -> Line:
    problems: list[Problem] = []
    reader = _Reader(cells, problems)
    answers = reader.answers(communes)
    sheet = replace(sheet, number=reader.text(Field.NUMBER), particulars=reader.particulars())
    if not sheet.number:
        problems.append(Problem(Field.NUMBER, _("chưa có số.")))
    wrong = sheet.problem()
    if wrong:
        problems.append(Problem(Field.NUMBER if wrong[0] == "number" else wrong[0], wrong[1]))
    if "" in cells:
        problems.append(Problem("", _("dòng có nhiều ô hơn dòng đầu.")))
    received_at = reader.moment()
    return Line(number, sheet.number, received_at, answers, sheet, tuple(problems))


class _Reader:
    """The cells of one line, one kind of cell at a time; keeps what is wrong with them."""

    def __init__(self, cells: Cells, problems: list[Problem]) -> None:
        self.cells, self.problems = cells, problems

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def one_of(self, column: str, table: Mapping[S, str], otherwise: S) -> S:
        said = fold(self.text(column))
        if not said:
            return otherwise
        for code, label in table.items():
            if said in (code.value, fold(label)):
                return code
        self._refuse(column, _("không có trong danh sách."))
        return otherwise

    def answers(self, communes: Mapping[str, int]) -> rules.TipAnswers:
        unknown = rules.Answer.UNKNOWN
        answers = rules.TipAnswers(
            danger=self.one_of(Field.DANGER, rules.ANSWER_LABELS, unknown),
            ongoing=self.one_of(Field.ONGOING, rules.ANSWER_LABELS, unknown),
            age_band=self.one_of(Field.AGE, AGES, rules.AgeBand.UNKNOWN),
            reporter_role=self.one_of(Field.CALLER, CALLERS, rules.ReporterRole.UNKNOWN),
            place_kind=self.one_of(Field.PLACE, rules.PLACE_LABELS, rules.Place.UNKNOWN),
            harm=self._harm(),
            narrative=self.text(Field.NARRATIVE),
            locator=self.text(Field.LOCATOR),
            commune_id=self._commune(communes),
        )
        self._measure(answers)
        return answers

    def _harm(self) -> str:
        code = self.text(Field.HARM).upper() or "T00"
        if code in HARMS:
            return code
        self._refuse(Field.HARM, _("không có trong danh sách."))
        return "T00"

    def _commune(self, communes: Mapping[str, int]) -> int | None:
        code = self.text(Field.COMMUNE)
        if code and code not in communes:
            self._refuse(Field.COMMUNE, _("không có xã, phường nào mang mã này."))
        return communes.get(code)

    def _measure(self, answers: rules.TipAnswers) -> None:
        if not answers.says_something:
            self._refuse(Field.HARM, _("cần loại việc hoặc lời kể."))
        if len(answers.narrative) > rules.NARRATIVE_MAX:
            self._refuse(Field.NARRATIVE, _("dài quá."))
        if len(answers.locator) > rules.LOCATOR_MAX:
            self._refuse(Field.LOCATOR, _("dài quá."))

    def particulars(self) -> dict[Particular, str]:
        lines = {line: self.text(line.value) for line in PARTICULARS if self.text(line.value)}
        said = fold(lines.get(Particular.SEX, ""))
        for code, label in SEXES.items():
            if said in (code.value, fold(label)):
                lines[Particular.SEX] = code.value
        return lines

    def moment(self) -> datetime | None:
        """When it was received there; a day alone from its beginning, as on the form."""
        said = self.text(Field.RECEIVED)
        for pattern in (*_MOMENTS, *_DAYS):
            try:
                return datetime.strptime(said, pattern).replace(tzinfo=VIETNAM)
            except ValueError:
                continue
        self._refuse(
            Field.RECEIVED, _("viết ngày và giờ như 23/11/2026 23:50.") if said else _("chưa có.")
        )
        return None

    def _refuse(self, column: str, reason: str) -> None:
        self.problems.append(Problem(column, reason))
