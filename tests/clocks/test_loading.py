"""Content is loaded whole or not at all, and never rewrites what already runs."""

import shutil
from datetime import timedelta

import pytest

from lachan.clocks import operations
from lachan.clocks.models import CalendarDay, Clock, ClockRule
from lachan.clocks.queries import rule_on
from lachan.clocks.rules.states import ClockState
from lachan.common.content import BadContent
from lachan.common.errors import NotAllowed
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from lachan.people.rules import Role
from tests.builders import NOON, clocks, people

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
RULES = [
    "EMERGENCY_12H",
    "PLAN_5WD",
    "SEPARATION_15D",
    "TAKEDOWN_24H",
    "POLICE_HANDOVER_24H",
    "TRIAGE_S1",
    "TRIAGE_S2",
    "TRIAGE_S3",
    "TRIAGE_S4",
    "CONTENT_DECISION",
    "COMPLAINT_48H",
    "DSR_2WD",
    "BREACH_72H",
    "REFERRAL_ACK_EMERGENCY",
    "REFERRAL_ACK_HIGH",
    "REFERRAL_ACK_MEDIUM",
    "REFERRAL_ACK_LOW",
    "DENUNCIATION_30D",
    "CRIME_REPORT_20D",
]


@pytest.fixture
def folder(tmp_path):
    """A copy of content/ that a test may change."""
    for part in ("clocks", "calendar"):
        shutil.copytree(clocks.CONTENT / part, tmp_path / part)
    return tmp_path


def load(folder, now=LATER):
    operations.load_content(folder=folder, by=people.SETUP, now=now)


def edit(path, *changes):
    text = path.read_text()
    for right, other in changes:
        assert right in text
        text = text.replace(right, other)
    path.write_text(text)


def close_office(folder, day="2026-03-17", **more):
    (folder / "calendar" / "closure.yaml").write_text(
        "year: 2028\nsource: Thông báo thử\nverified: true\ndays:\n"
        f"  - date: {day}\n    kind: closure\n    name: Bão\n"
        + "".join(f"    {key}: {value}\n" for key, value in more.items())
    )


@pytest.mark.parametrize("code", RULES)
def test_every_rule_of_the_design_is_in_force(content, code):
    assert rule_on(code, NOON.date()).code == code


def test_only_rules_whose_source_was_found_are_verified(content):
    verified = set(ClockRule.objects.filter(verified=True).values_list("code", flat=True))

    assert verified == {
        "EMERGENCY_12H",
        "PLAN_5WD",
        "TAKEDOWN_24H",
        "POLICE_HANDOVER_24H",
        "DSR_2WD",
        "DENUNCIATION_30D",
        "CRIME_REPORT_20D",
    }


def test_a_rule_is_chosen_by_the_day_it_starts(content):
    before = rule_on("TAKEDOWN_24H", clocks.at("2024-12-24 12:00").date())
    after = rule_on("TAKEDOWN_24H", clocks.at("2024-12-25 12:00").date())

    assert (before.verified, after.verified) == (False, True)


def test_loading_twice_changes_nothing(content, folder):
    rules, days = ClockRule.objects.count(), set(CalendarDay.objects.values_list("pk", flat=True))

    load(folder)

    assert ClockRule.objects.count() == rules
    assert set(CalendarDay.objects.values_list("pk", flat=True)) == days
    assert Entry.objects.filter(action="clocks.content_loaded").count() == 1


def test_loading_takes_the_permission(content, folder):
    with pytest.raises(NotAllowed):
        operations.load_content(folder=folder, by=people.actor(Role.LEADER), now=NOON)


def test_a_changed_rule_is_a_new_version_and_running_clocks_keep_theirs(commune, folder):
    running = clocks.clock("EMERGENCY_12H", unit=commune)
    edit(folder / "clocks" / "emergency_12h.yaml", ("quantity: 12", "quantity: 8"))

    load(folder)

    running.refresh_from_db()
    assert running.rule.quantity == 12
    assert clocks.clock("EMERGENCY_12H", unit=commune).rule.quantity == 8
    assert rule_on("EMERGENCY_12H", NOON.date()).version == 2


def test_a_changed_ladder_is_a_new_version_of_the_rules_that_use_it(content, folder):
    edit(folder / "clocks" / "ladders.yaml", ("minutes: 10", "minutes: 5"))

    load(folder)

    assert set(ClockRule.objects.filter(version=2).values_list("code", flat=True)) >= {
        "TRIAGE_S1",
        "REFERRAL_ACK_EMERGENCY",
    }


def test_a_bad_file_leaves_everything_as_it_was(content, folder):
    edit(folder / "clocks" / "emergency_12h.yaml", ("quantity: 12", "quantity: 8"))
    edit(folder / "clocks" / "triage_s1.yaml", ("clock_hours", "moons"))

    with pytest.raises(BadContent):
        load(folder)

    assert not ClockRule.objects.filter(version=2, code="EMERGENCY_12H").exists()


def test_a_closed_day_moves_an_open_deadline_and_keeps_the_old_date(commune, folder):
    clock = clocks.clock("PLAN_5WD", unit=commune)
    close_office(folder)

    load(folder)

    clock.refresh_from_db()
    assert clock.due_at == clocks.at("2026-03-24 23:59:59")
    assert clock.original_due_at == clocks.at("2026-03-23 23:59:59")
    assert clock.recounts[0]["before"] == clock.original_due_at.isoformat()
    assert Entry.objects.get(action="clock.recounted").facts["due_at"] == clock.due_at.isoformat()


def test_a_closure_of_one_unit_moves_only_its_clocks(commune, folder):
    closed = people.unit(code="xa-thu-bao")
    touched, other = (clocks.clock("PLAN_5WD", unit=unit) for unit in (closed, commune))
    close_office(folder, units="[xa-thu-bao]")

    load(folder)

    touched.refresh_from_db()
    other.refresh_from_db()
    assert touched.due_at > other.due_at == other.original_due_at


def test_a_deadline_is_not_recounted_into_the_past(commune, folder):
    close_office(folder)
    load(folder, now=NOON)
    clock = clocks.clock("REFERRAL_ACK_MEDIUM", unit=commune)
    (folder / "calendar" / "closure.yaml").unlink()

    load(folder, now=clocks.at("2026-03-18 09:00"))

    clock.refresh_from_db()
    assert clock.due_at == clocks.at("2026-03-18 23:59:59")
    assert (
        clock.recounts[0]["counted"]
        == clocks.at("2026-03-17 23:59:59").astimezone(clock.due_at.tzinfo).isoformat()
    )


def test_a_paused_clock_is_recounted_as_of_when_it_stopped(commune, chair, folder):
    clock = clocks.clock("TRIAGE_S3", unit=commune)
    operations.pause(clock=clock, reason="waiting_for_reporter", by=chair, now=NOON)
    close_office(folder)

    load(folder, now=NOON + timedelta(days=20))

    clock.refresh_from_db()
    assert clock.due_at == clocks.at("2026-03-19 23:59:59")
    assert clock.state == ClockState.PAUSED


def met(clock, at):
    return operations.meet(
        rule=clock.code,
        subject=clock.subject,
        evidence=Ref("cases.decision", "1"),
        at=at,
        by=people.SETUP,
        now=at,
    )


def test_an_outcome_stays_when_the_calendar_would_judge_otherwise(commune, folder):
    close_office(folder)
    load(folder, now=NOON)
    clock = clocks.clock("REFERRAL_ACK_MEDIUM", unit=commune)
    met(clock, clocks.at("2026-03-18 09:00"))
    (folder / "calendar" / "closure.yaml").unlink()

    load(folder, now=clocks.at("2026-03-20 09:00"))

    clock.refresh_from_db()
    assert clock.state == ClockState.MET
    assert (clock.recounts[0]["kept"], clock.recounts[0]["would_be"]) == ("met", "late")
    assert Entry.objects.filter(action="clock.outcome_kept").count() == 1


def test_an_outcome_that_would_be_the_same_is_not_noted(commune, folder):
    clock = met(clocks.clock("PLAN_5WD", unit=commune), NOON)
    close_office(folder)

    load(folder)

    clock.refresh_from_db()
    assert clock.recounts == []


def test_changed_office_hours_move_deadlines_of_working_hours(commune, folder):
    edit(
        folder / "clocks" / "triage_s2.yaml",
        ("clock_hours", "working_hours"),
        ("quantity: 24", "quantity: 8"),
    )
    load(folder, now=NOON)
    clock = clocks.clock("TRIAGE_S2", unit=commune)
    edit(
        folder / "calendar" / "office-hours.yaml",
        ('["13:00", "17:00"]', '["13:30", "17:30"]'),
    )

    load(folder, now=NOON)

    clock.refresh_from_db()
    assert clock.original_due_at == clocks.at("2026-03-17 11:30").astimezone(clock.due_at.tzinfo)
    assert Clock.objects.get().trace[0]["counted"] == 4 * 3600


def test_a_unit_may_have_its_own_office_hours(folder):
    unit = people.unit(code="xa-thu-gio")
    hours = folder / "calendar" / "office-hours.yaml"
    own = (
        hours.read_text()
        .partition("office_hours:\n")[2]
        .replace("- since", "- unit: xa-thu-gio\n    since")
    )
    hours.write_text(hours.read_text() + own.replace("[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 5, 6]"))

    load(folder)

    clock = clocks.clock("PLAN_5WD", unit=unit)
    assert clock.due_at == clocks.at("2026-03-21 23:59:59")


def test_a_year_that_becomes_decided_is_no_longer_provisional(commune, folder):
    clock = clocks.clock("PLAN_5WD", unit=commune, started_at=clocks.at("2026-12-30 09:00"))
    edit(folder / "calendar" / "2027.yaml", ("verified: false\ndays", "verified: true\ndays"))
    assert clock.provisional

    load(folder)

    clock.refresh_from_db()
    assert not clock.provisional


def test_without_any_year_only_weekends_are_known(folder):
    for path in (folder / "calendar").glob("20*.yaml"):
        path.unlink()

    load(folder)

    assert not CalendarDay.objects.exists()
