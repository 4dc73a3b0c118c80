"""A handed-in file as lines of named cells: CSV in the ways it is saved, or an Excel workbook.

Nothing of the file is kept or unpacked on disk, and no formula, link or macro in it is followed.
"""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lachan.common.labels import mark as _
from lachan.common.text_vi import fold
from lachan.tips.import_file import COLUMNS, NEEDED, Cells

MOST_LINES = 500
MOST_BYTES = 1024 * 1024
# A workbook is packed: what it unfolds to is bounded before it is unfolded.
MOST_UNPACKED = 20 * MOST_BYTES
# Empty rows of a sheet count as well: a cell in its last row would cost seconds.
MOST_PLACES = 20_000
MOST_CELLS = len(COLUMNS) + 10
_IS_ZIP = b"PK\x03\x04"
# What the reader of workbooks answers to a broken one.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, OSError, RuntimeError, NotImplementedError,
    OverflowError,
)  # fmt: skip
Row = tuple[int, list[str]]


class NotATable(Exception):
    """The file as a whole cannot be read; `args[0]` says why, marked for translation."""


def rows_in(content: bytes) -> list[tuple[int, Cells]]:
    """Number and cells of every line that is not empty. Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("tệp lớn quá 1 MB."))
    rows = _of_workbook(content) if content.startswith(_IS_ZIP) else _of_csv(content)
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


def _of_workbook(content: bytes) -> Iterator[Row]:
    """The first sheet, as it was when saved."""
    try:
        _check_size(content)
        with warnings.catch_warnings():
            # Styles and extensions it does not know; only the cells are asked for.
            warnings.simplefilter("ignore")
            yield from _sheet_rows(content)
    except _BROKEN as error:
        raise NotATable(_("đây không phải tệp CSV hoặc XLSX.")) from error


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
            raise NotATable(_("tệp lớn quá 1 MB."))
        for one in packed.infolist():
            if b"<!ENTITY" in packed.read(one):
                raise NotATable(_("đây không phải tệp CSV hoặc XLSX."))


def _sheet_rows(content: bytes) -> Iterator[Row]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        rows = book.worksheets[0].iter_rows(max_col=MOST_CELLS, values_only=True)
        for line, row in enumerate(rows, start=1):
            if line > MOST_PLACES:
                raise NotATable(_("tệp có quá 500 dòng; hãy chia nhỏ."))
            yield line, [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as somebody would type it: Excel makes dates and numbers of what looks like them."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("\0", "")


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
