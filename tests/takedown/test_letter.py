"""The letter names the request and its law, and nothing about any child."""

import base64
import io

import docx
import pytest

from lachan.takedown import operations
from lachan.takedown.operations.refusals import UnverifiedBasis
from lachan.takedown.rules import ContentState
from lachan.vault.queries import unseal
from tests.builders import NOON, takedown


def letter(story):
    return operations.letter(
        request=story.request,
        issuer_code="STN",
        place="Thái Nguyên",
        signer="Nguyễn Văn Thử",
        signer_post="Giám đốc",
        by=story.place.officer,
        now=NOON,
    )


def text_of(paper):
    document = docx.Document(io.BytesIO(base64.b64decode(unseal(paper, "content"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_letter_says_what_where_on_which_law_and_how_to_object(content):
    story = takedown.story(ContentState.REQUESTING)
    story.approve()

    text = text_of(letter(story))

    for words in (
        story.case.number,
        takedown.ADDRESS,
        "Nghị định số 147/2024/NĐ-CP",
        "24 giờ",
        "khiếu nại",
        "Mạng Ví Dụ",
    ):
        assert words in text


def test_a_letter_is_a_draft_until_its_request_is_approved(content):
    story = takedown.story(ContentState.REQUESTING)

    before = letter(story)
    story.approve()

    assert (before.draft, letter(story).draft) == (True, False)


def test_what_was_not_verified_is_never_printed_as_law(content):
    story = takedown.story()
    story.draft(legal_basis=takedown.basis("LTE-2016-54"))

    with pytest.raises(UnverifiedBasis) as refused:
        letter(story)

    assert "Điều 54" in str(refused.value)
