"""A paper is kept as issued, opened by those who may, and every opening is noted."""

import hashlib
from uuid import UUID

import pytest
from django.db import connection

from lachan.common.errors import Fault, NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from lachan.journal.rules import Author
from lachan.papers import access, operations, queries
from lachan.papers.models import Paper
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from tests.builders import NOON, papers, people

pytestmark = pytest.mark.django_db
REPORT = Ref("programme.report", "1")
SECRET = "https://trang-thu.example/duong-dan-mat"


def issued(unit: Unit, permission: Permission = Permission.READ_REPORT, **given: object) -> Paper:
    return operations.issue(
        template="bao_cao",
        context=papers.context(**given),
        subject=REPORT,
        unit=unit,
        by=people.SETUP,
        now=NOON,
        permission=permission,
    )


def test_a_paper_keeps_its_bytes_and_their_hash() -> None:
    paper = issued(people.unit())

    content = queries.content_of(Paper.objects.get())

    assert content.startswith(b"PK")
    assert hashlib.sha256(content).hexdigest() == paper.sha256
    assert (paper.symbol, paper.subject, paper.size) == ("BC-SKHCN", REPORT, len(content))


def test_issuing_and_opening_are_in_the_trail() -> None:
    unit = people.unit()
    reader = people.actor(Role.UNIT_REPORTER, unit)
    paper = issued(unit)

    access.paper_for(reader, paper.pk, now=NOON)

    entries = Entry.objects.filter(subject_id=str(paper.pk)).order_by("id")
    assert [entry.action for entry in entries] == ["paper.issued", "paper.read"]
    assert entries[1].user_id == reader.user_id


def test_another_units_paper_answers_as_if_absent() -> None:
    paper = issued(people.unit())
    with pytest.raises(NotFound):
        access.paper_for(people.actor(Role.UNIT_REPORTER), paper.pk, now=NOON)


@pytest.mark.parametrize("paper_id", ["khong-phai-uuid", str(UUID(int=7))])
def test_unknown_and_malformed_ids_answer_the_same(paper_id: str) -> None:
    with pytest.raises(NotFound):
        access.paper_for(people.actor(Role.COORDINATOR), paper_id, now=NOON)


def test_a_paper_about_a_content_case_does_not_open_with_the_right_to_read_reports() -> None:
    paper = issued(people.unit(), Permission.READ_CONTENT_CASE)
    with pytest.raises(NotFound):
        access.paper_for(people.actor(Role.COORDINATOR), paper.pk, now=NOON)


def test_somebody_without_the_right_cannot_issue() -> None:
    with pytest.raises(NotAllowed):
        operations.issue(
            template="cong_van",
            context=papers.context(),
            subject=REPORT,
            unit=people.unit(),
            by=people.actor(Role.SCHOOL),
            now=NOON,
        )


def test_the_public_sees_no_papers() -> None:
    issued(people.unit())
    assert not Paper.objects.visible_to(Author.public()).exists()


def test_papers_about_a_record_are_listed_newest_first() -> None:
    unit = people.unit()
    paper = issued(unit)
    reader = people.actor(Role.UNIT_REPORTER, unit)
    assert list(queries.for_subject(reader, REPORT)) == [paper]
    assert not queries.for_subject(reader, Ref("programme.report", "2")).exists()


def test_the_database_holds_no_readable_word_of_a_paper() -> None:
    issued(people.unit(), subject=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM papers_paper")
        (content,) = cursor.fetchone()
    assert not bytes(content).startswith(b"PK")
    assert SECRET.encode() not in bytes(content)


def test_a_paper_that_no_longer_matches_its_hash_is_a_fault() -> None:
    paper = issued(people.unit())
    paper.sha256 = "0" * 64
    with pytest.raises(Fault, match="does not match its hash"):
        queries.content_of(paper)


def test_the_name_of_the_file_tells_nothing_of_its_subject() -> None:
    paper = issued(people.unit())
    assert queries.file_name(paper) == f"bao_cao-2026-03-16-{paper.sha256[:8]}.docx"
