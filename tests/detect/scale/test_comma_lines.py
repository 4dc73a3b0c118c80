"""Tables in CSV: rows under a heading, each with its line; one bad row spoils no other."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.detect.scale import comma_lines, comma_reader
from lachan.detect.scale.comma_lines import CommaLines
from lachan.detect.scale.errors import CannotScan


def rows(body, block=1 << 20):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comma_lines, "BLOCK", block)
        table = CommaLines(BytesIO(body))
        return [row for part in table.blocks(table.begins) for row in part.records()]


def seen(found):
    return [(row.number, row.fields, row.bad and row.bad.reason.value) for row in found]


def test_rows_have_the_names_of_the_heading():
    found = rows("id,other,text\na,1,Chào em\n".encode())

    assert seen(found) == [(2, {"id": "a", "text": "Chào em"}, None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_heading_says_how_cells_are_divided(delimiter):
    found = rows(f"\ufeffid{delimiter}Text\n1{delimiter}x\n".encode())

    assert found[0].fields == {"id": "1", "text": "x"}


def test_a_table_without_ids_is_told_by_its_lines():
    assert [row.fields["id"] for row in rows(b"text\na\n\nb\n")] == [2, 4]


def test_a_quoted_cell_may_hold_lines_and_delimiters():
    found = rows(b'text\n"a,\n""b"""\nc\n')

    assert seen(found) == [
        (2, {"id": 2, "text": 'a,\n"b"'}, None), (4, {"id": 4, "text": "c"}, None),
    ]  # fmt: skip


def test_a_row_of_another_width_is_refused():
    assert seen(rows(b"id,text\n1\n2,b\n")) == [
        (2, None, "wrong_width"), (3, {"id": "2", "text": "b"}, None),
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_spoils_its_own_line_only():
    found = rows(b'id,text\n1,"a\n2,b\n3,c\n')

    assert [(row.number, row.bad and row.bad.reason.value) for row in found] == [
        (2, "broken_quotes"), (3, None), (4, None),
    ]  # fmt: skip
    assert found[0].raw == '1,"a'


def test_a_cell_in_another_code_spoils_its_own_row_only():
    found = rows(b"id,text\n1,\xe0\xff\n2,b\n")

    assert seen(found)[0] == (2, None, "not_utf8") and found[0].bad.field == "text"
    assert found[1].bad is None


def test_a_line_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(comma_reader, "LINE_CAP", 50)
    found = rows(b"id,text\n1," + b"x" * 500 + b"\n2,b\n")

    assert [row.bad and row.bad.reason.value for row in found] == ["too_long", None]
    assert found[1].number == 3


def test_a_table_without_a_text_is_refused_with_the_columns_it_has():
    with pytest.raises(CannotScan, match="id, noi_dung"):
        CommaLines(BytesIO(b"id,noi_dung\n"))


CELLS = st.text(st.sampled_from('ab",\n;\r đ'), max_size=8)


@given(st.lists(CELLS, max_size=8), st.integers(1, 40))
def test_reading_goes_on_after_any_block(pieces, block):
    body = ("id,text\n" + "\n".join(pieces)).encode()
    whole = seen(rows(body))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comma_lines, "BLOCK", block)
        table = CommaLines(BytesIO(body))
        for part in list(table.blocks(table.begins)):
            again = BytesIO(body)
            other = CommaLines(again)
            again.seek(part.ends.position)
            rest = [row for one in other.blocks(part.ends) for row in one.records()]
            assert seen(rest) == whole[len(whole) - len(rest) :]
