"""What a record is taken for: a row to be scanned, a fault to be told, or both."""

from typing import Final, NamedTuple

from lachan.detect.rows import BadRow, Reason, Row, is_broken, row_of
from lachan.detect.scale.blocks import Record

# Half a surrogate pair is put as the sign for a lost character, NUL as a character that folding
# takes away: one for one, so that places in the text stay what they were.
_LOST: Final = "\ufffd"
_UNSEEN: Final = "\u200b"


class Taken(NamedTuple):
    """A record, the row that it makes if it makes one, and what is wrong with it if anything is."""

    record: Record
    row: Row | None
    bad: BadRow | None


def take(record: Record) -> Taken:
    if record.bad is not None:
        return Taken(record, None, record.bad)
    try:
        return Taken(record, row_of(record.fields or {}), None)
    except BadRow as bad:
        if bad.reason is not Reason.BROKEN_TEXT:
            return Taken(record, None, bad)
        return _mended(record, bad)


def _mended(record: Record, bad: BadRow) -> Taken:
    """A broken character must not hide a text from the rules: it is read, and told as well."""
    fields = {
        name: mend(value) if isinstance(value, str) else value
        for name, value in (record.fields or {}).items()
    }
    try:
        return Taken(record, row_of(fields), bad)
    except BadRow as worse:
        return Taken(record, None, worse)


def mend(text: str) -> str:
    """The text with each broken character replaced by one that is whole."""
    if not is_broken(text):
        return text
    whole = text.replace("\x00", _UNSEEN)
    return "".join(_LOST if "\ud800" <= char <= "\udfff" else char for char in whole)


def given_id(record: Record) -> str | int | None:
    """The id of a record that made no row, so far as there is one."""
    given = (record.fields or {}).get("id")
    if isinstance(given, str):
        return mend(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None
