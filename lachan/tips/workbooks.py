"""The first sheet of an Excel workbook, as lines of text. No formula, link or macro is followed."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lachan.common.labels import mark as _
from lachan.tips.import_file import COLUMNS

MOST_BYTES = 1024 * 1024
# A workbook is packed: what it unfolds to is bounded before it is unfolded.
MOST_UNPACKED = 20 * MOST_BYTES
# Empty rows of a sheet count as well: a cell in its last row would cost seconds.
MOST_PLACES = 20_000
MOST_CELLS = len(COLUMNS) + 10
# What the reader of workbooks answers to a broken one.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, OSError, RuntimeError, NotImplementedError,
    OverflowError,
)  # fmt: skip
Row = tuple[int, list[str]]


class NotATable(Exception):
    """The file as a whole cannot be read; `args[0]` says why, marked for translation."""


def workbook_rows(content: bytes) -> Iterator[Row]:
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
