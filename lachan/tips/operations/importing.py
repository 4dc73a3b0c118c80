"""A table of another body's tips: looked over first, then taken in whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.people.queries import commune_units
from lachan.tips import import_file
from lachan.tips.errors import LinesRefused, UnreadableFile
from lachan.tips.import_file import Cells, Field, Line
from lachan.tips.models import TipSheet
from lachan.tips.operations.writing_down import write_down
from lachan.tips.queries import sheet_with_number
from lachan.tips.rules import Channel
from lachan.tips.sheet import IMPORTED_WITHIN, MANY_OF_A_KIND, Body, time_problem
from lachan.tips.tables import rows_in
from lachan.tips.workbooks import NotATable


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file, and whose numbers they bear."""

    body: Body
    body_name: str
    rows: list[tuple[int, Cells]]

    def packed(self) -> list[Any]:
        """As JSON holds it, until somebody has agreed to what they saw."""
        return [self.body.value, self.body_name, self.rows]

    @classmethod
    def unpacked(cls, packed: list[Any]) -> "Table":
        body, body_name, rows = packed
        return cls(Body(body), body_name, [(line, cells) for line, cells in rows])


@dataclass(frozen=True, slots=True)
class Checked:
    """A line and the number of the tip it already is, '' for a new one."""

    line: Line
    known: str = ""

    @property
    def is_new(self) -> bool:
        return not self.known and not self.line.problems


def rows_of(content: bytes) -> list[tuple[int, Cells]]:
    """The lines of a handed-in table. Raises UnreadableFile."""
    try:
        return rows_in(content)
    except NotATable as wrong:
        raise UnreadableFile(problem=gettext(wrong.args[0])) from wrong


def look_over(table: Table, *, by: Author, now: datetime) -> list[Checked]:
    """What taking the table in would do, line by line. Changes nothing. Raises UnreadableFile."""
    require(by, Permission.IMPORT_TIPS)
    if table.body in MANY_OF_A_KIND and not table.body_name:
        raise UnreadableFile(problem=gettext(_("ghi tên nơi chuyển, vì mỗi nơi đánh số riêng.")))
    codes = _communes(now)
    lines = import_file.read(table.rows, body=table.body, body_name=table.body_name, communes=codes)
    return [_checked(line, now) for line in lines]


def _communes(now: datetime) -> Mapping[str, int]:
    return {unit.code: unit.pk for unit in commune_units(local_date(now))}


def _checked(line: Line, now: datetime) -> Checked:
    if line.received_at is not None:
        problem = time_problem(line.received_at, now=now, within=IMPORTED_WITHIN)
        if problem:
            line = line.refused(Field.RECEIVED, problem)
    sheet = sheet_with_number(line.sheet)
    if sheet is None or line.problems:
        return Checked(line)
    return _same_or_refused(line, sheet)


def _same_or_refused(line: Line, sheet: TipSheet) -> Checked:
    """A number used for two tips would make the second one disappear without a word."""
    if sheet.tip.received_at == line.received_at:
        return Checked(line, known=sheet.tip.number)
    return Checked(line.refused(Field.NUMBER, _("số này đã có, với giờ nhận khác.")))


@transaction.atomic
def import_tips(table: Table, *, by: Author, now: datetime) -> list[Checked]:
    """Takes in every new line, or, when one is refused, none. Doing it again changes nothing.

    No codes are made: whoever told is not here to be given one. Raises LinesRefused,
    UnreadableFile, KnownNumber when somebody took the same in this very moment.
    """
    lines = look_over(table, by=by, now=now)
    refused = sum(bool(one.line.problems) for one in lines)
    if refused:
        raise LinesRefused(count=refused)
    for one in lines:
        if one.is_new:
            _take_in(one.line, by, now)
    return lines


def _take_in(line: Line, by: Author, now: datetime) -> None:
    assert line.received_at is not None
    write_down(
        answers=line.answers,
        sheet=line.sheet,
        channel=Channel.PARTNER,
        received_at=line.received_at,
        by=by,
        now=now,
        with_code=False,
        within=IMPORTED_WITHIN,
    )
