import pytest

from lachan.common.errors import NotAllowed, NotFound
from lachan.common.measures import Window
from lachan.common.refs import Ref
from lachan.common.time import start_of
from lachan.journal.queries import entries_for
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.tips.access import tip_for
from lachan.tips.measures import MEASURES
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from tests.builders import NOON, people
from tests.builders import tips as builders

pytestmark = pytest.mark.django_db


def test_an_intake_officer_reads_what_is_not_a_case_yet():
    tip = builders.tip(TipState.SCREENING)

    assert tip_for(builders.officer(), tip.pk, now=NOON) == tip


def test_an_intake_officer_no_longer_reads_a_promoted_tip():
    tip = builders.tip(TipState.PROMOTED)

    with pytest.raises(NotFound):
        tip_for(builders.officer(), tip.pk, now=NOON)


def test_a_commune_reads_the_tips_it_works_on_and_no_others():
    mine, other = people.unit(), people.unit()
    worker = people.actor(Role.COMMUNE_WORKER, mine)
    tip = builders.tip(TipState.PROMOTED, owner_unit=mine)
    builders.tip(TipState.PROMOTED, owner_unit=other)

    assert list(Tip.objects.visible_to(worker)) == [tip]


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR, Role.SYSTEM_ADMIN, Role.CUSTODIAN])
def test_who_has_no_task_with_tips_sees_none(role):
    builders.tip()

    assert not Tip.objects.visible_to(people.actor(role)).exists()


def test_absent_and_hidden_answer_alike():
    stranger = people.actor(Role.LEADER)
    hidden = builders.tip()

    for wanted in (hidden.pk, "00000000-0000-0000-0000-000000000000", "khong-phai-ma"):
        with pytest.raises(NotFound):
            tip_for(stranger, wanted, now=NOON)


def test_reading_without_the_right_to_act_is_told_apart():
    tip = builders.tip()

    with pytest.raises(NotAllowed):
        tip_for(builders.officer(), tip.pk, Permission.CONFIRM_NO_ACTION, now=NOON)


def test_an_intake_officer_reads_again_what_its_reporter_opened_again():
    tip = builders.reopened()

    assert tip_for(builders.officer(), tip.pk, now=NOON) == tip
    assert tip_for(builders.officer(), tip.pk, Permission.MESSAGE_REPORTER, now=NOON) == tip


def test_each_reading_is_in_the_trail():
    tip, officer = builders.tip(), builders.officer()
    tip_for(officer, tip.pk, now=NOON)

    entry = entries_for(Ref.of(tip)).last()
    assert (entry.action, entry.user_id) == ("tip.read", officer.user_id)


def test_figures_list_the_records_they_count():
    tip = builders.tip(TipState.CLOSED)
    march = Window(start_of(NOON.date().replace(day=1)), start_of(NOON.date().replace(day=31)))

    for measure in MEASURES:
        expected = [] if measure.code == "tips.promoted" else [tip.number]
        assert [fact.label for fact in measure.facts(march)] == expected
