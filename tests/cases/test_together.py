"""Two people at one case: nobody's work is lost. And a change without its trace is no change."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from lachan.cases import operations
from lachan.cases.models import Assessment, ChildCase
from lachan.cases.rules import AssessmentKind, CaseState, Level, Risk
from lachan.common.errors import ChangedMeanwhile
from lachan.journal import operations as journal
from lachan.journal.models import Entry
from tests.builders import NOON, cases, clocks


def at_once(*steps):
    """Runs the steps in threads of their own, started together; what each gave or raised."""
    gate = Barrier(len(steps))

    def run(step):
        gate.wait()
        try:
            return step()
        except ChangedMeanwhile as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_wins_and_the_other_is_told():
    clocks.loaded()
    story = cases.story(CaseState.INITIAL_ASSESSMENT)
    grid = {"harm": cases.HARM, "protective": cases.PROTECTIVE, "conclusion": "Đã xem."}

    def write(risk):
        return operations.write_assessment(
            case=story.case,
            kind=AssessmentKind.M02,
            risk=risk,
            version=story.case.version,
            by=story.place.worker,
            now=NOON,
            **grid,
        )

    results = at_once(lambda: write(Risk.HIGH), lambda: write(Risk.LOW))

    assert sorted(type(result).__name__ for result in results) == ["Assessment", "ChangedMeanwhile"]
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_once_get_two_numbers():
    clocks.loaded()
    place = cases.commune()

    results = at_once(*[lambda: cases.case(place=place)] * 4)

    assert len({case.number for case in results}) == 4


def test_an_old_page_is_refused(content):
    story = cases.story(CaseState.REGISTERED)

    with pytest.raises(ChangedMeanwhile):
        story.by_worker(operations.start_initial_assessment, version=story.case.version - 1)


@pytest.mark.parametrize("state", [s for s in CaseState if s is not CaseState.SUSPENDED])
def test_without_its_trace_a_step_does_not_happen(content, state, monkeypatch):
    if state is CaseState.IDENTIFIED:
        return
    before = cases.story(list(CaseState)[list(CaseState).index(state) - 1])
    monkeypatch.setattr(journal, "record", _broken)

    with pytest.raises(OSError, match="trail"):
        cases._WAY[list(CaseState).index(state) - 1][1](before)

    assert before.fresh().state != state


def _broken(**facts):
    raise OSError("the trail is broken")


def test_the_trail_holds_codes_and_no_words(content):
    story = cases.story(CaseState.CLOSED)

    text = " ".join(str(facts) for facts in Entry.objects.values_list("facts", flat=True))

    assert ChildCase.objects.get().number in text
    assert cases.CHILD.name not in text
    assert "tư vấn" not in text
    assert Level.MEDIUM in str(story.case.assessments.first().harm)
