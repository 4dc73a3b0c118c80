"""A handed-in file as lines of named cells: CSV in the ways it is saved, or an Excel workbook.

Nothing of the file is kept or unpacked on disk, and no formula, link or macro in it is followed.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from lachan.common.labels import mark as _
from lachan.common.text_vi import fold
from lachan.tips.import_file import COLUMNS, NEEDED, Cells
from lachan.tips.workbooks import MOST_BYTES, NotATable, Row, workbook_rows

MOST_LINES = 500
_IS_ZIP = b"PK\x03\x04"


def rows_in(content: bytes) -> list[tuple[int, Cells]]:
    """Number and cells of every line that is not empty. Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("tệp lớn quá 1 MB."))
    rows = workbook_rows(content) if content.startswith(_IS_ZIP) else _of_csv(content)
    _line, head = next(rows, (0, []))
    names = [_name(cell) for cell in head]
    _check_head(names)
    found = [(line, _cells(names, row)) for line, row in _not_too_many(rows)]
    if not found:
        raise NotATable(_("tệp không có dòng nào."))
    return found


def _not_too_many(rows: Iterator[Row]) -> Iterator[Row]:
    full = ((line, row) for line, row in rows if any(cell.strip() for cell in row))
    for count, pair in enumerate(full, start=1):
        if count > MOST_LINES:
            raise NotATable(_("tệp có quá 500 dòng; hãy chia nhỏ."))
        yield pair


def _of_csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATable(_("hãy lưu tệp bằng mã UTF-8.")) from error
    if "\0" in text:
        raise NotATable(_("đây không phải tệp CSV hoặc XLSX."))
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise NotATable(_("một ô mở ngoặc kép mà không đóng, hoặc dài quá.")) from error


def _name(cell: str) -> str:
    return "_".join(fold(cell).replace("_", " ").split())


def _check_head(head: list[str]) -> None:
    if any(name not in head for name in NEEDED):
        raise NotATable(_("dòng đầu phải có cột so và cột nhan_luc."))
    named = [name for name in head if name]
    if set(named) - set(COLUMNS):
        raise NotATable(_("dòng đầu có cột lạ. Xem danh sách cột trên trang này."))
    if len(set(named)) < len(named):
        raise NotATable(_("dòng đầu có hai cột cùng tên."))


def _cells(head: list[str], row: list[str]) -> Mapping[str, str]:
    cells = {name: cell.strip() for name, cell in zip(head, row, strict=False) if name}
    # A cell without a name above it is told as a problem of the line, not dropped.
    beside = [cell for name, cell in zip(head, row, strict=False) if not name]
    more = any(cell.strip() for cell in (*beside, *row[len(head) :]))
    return cells | ({"": "x"} if more else {})
