"""Whoever reads a child's data, or takes a file away, is in the trail."""

import pytest
from django.urls import reverse

from lachan.journal.models import Entry
from lachan.people.rules import Role

pytestmark = pytest.mark.django_db

# address -> (who reads it, the action in the trail)
READS = {
    "desk_child_case": (Role.COMMUNE_WORKER, "read"),
    "desk_child_case_act": (Role.COMMUNE_WORKER, "read"),
    "desk_service": (Role.COMMUNE_WORKER, "read"),
    "desk_content_case": (Role.CONTENT_OFFICER, "read"),
    "desk_content_case_act": (Role.CONTENT_OFFICER, "read"),
    "desk_takedown": (Role.CONTENT_OFFICER, "read"),
    "desk_takedown_act": (Role.TRIAGE_SUPERVISOR, "read"),
    "desk_recheck": (Role.CONTENT_OFFICER, "read"),
    "desk_letter": (Role.CONTENT_OFFICER, "paper.read"),
    "desk_paper": (Role.LEADER, "paper.read"),
    "desk_entry": (Role.TRIAGE_SUPERVISOR, "tip.read"),
    "desk_tip": (Role.SCHOOL, "tip.read"),
}


@pytest.mark.parametrize("name", READS)
def test_opening_it_leaves_a_line_in_the_trail(province, samples, name):
    role, action = READS[name]
    person = province.person(role)
    before = set(Entry.objects.values_list("pk", flat=True))

    opened = next(
        sample
        for sample in samples[name]
        if person.client.get(reverse(name, args=sample.args)).status_code < 400
    )

    read = Entry.objects.exclude(pk__in=before).filter(action=action, user_id=person.user.pk)
    assert read.exists(), opened


@pytest.mark.parametrize("name", READS)
def test_being_turned_away_is_not_a_reading(province, samples, name):
    stranger = province.stranger(Role.SERVICE_PROVIDER)
    before = set(Entry.objects.values_list("pk", flat=True))

    for sample in samples[name]:
        stranger.client.get(reverse(name, args=sample.args))

    assert not Entry.objects.exclude(pk__in=before).exists()


def test_the_trail_says_nothing_of_what_was_read(province, samples):
    facts = " ".join(str(entry.facts) for entry in Entry.objects.all())

    assert "Bé Thử" not in facts
    assert "mang.example" not in facts
