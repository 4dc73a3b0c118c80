"""A province's years of work, written into the scratch database by the million.

Rows go in by set-based SQL, past the triggers that watch single steps: this is measuring ground,
nobody's record. What a list shows, joins, filters or counts is real in kind, number and spread;
sealed columns hold as many bytes as a paragraph would, and nobody opens them here.
"""

import json
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bench_house import House, house, tell

if TYPE_CHECKING:
    from django.db.models import Field, Model


@dataclass(frozen=True)
class Size:
    """How many of each; `everywhere` spreads them over the communes, else one has them all."""

    child_cases: int
    content_cases: int
    tips: int
    findings: int
    items: int
    clocks: int
    entries: int
    notices: int
    everywhere: bool


def few(number: int) -> Size:
    """The same number of each, all before the eyes of the same people."""
    return Size(*[number] * 8, everywhere=False)


PROVINCE = Size(
    child_cases=50_000,
    content_cases=50_000,
    tips=200_000,
    findings=20_000,
    items=50_000,
    clocks=60_000,
    entries=1_000_000,
    notices=100_000,
    everywhere=True,
)

# One row for each tip, drawn once. Numbers run from the newest to the oldest; the first commune
# has a tenth of all and the last a hundredth part of that.
_PLAN = """
CREATE TEMP TABLE plan ON COMMIT DROP AS
SELECT drawn.*, staff.unit, staff.worker, received + interval '20 minutes' AS opened,
  'T' || lpad((g %% 17)::text, 2, '0') AS harm
FROM (
  SELECT g, gen_random_uuid() AS tip, gen_random_uuid() AS tip_key,
    gen_random_uuid() AS child, gen_random_uuid() AS child_key,
    gen_random_uuid() AS child_case, gen_random_uuid() AS child_case_key,
    gen_random_uuid() AS content, gen_random_uuid() AS content_key,
    1 + floor(power(random(), 2) * %(places)s)::int AS place,
    %(now)s::timestamptz - interval '2 hours' - g * (interval '1400 days' / %(plans)s) AS received,
    (ARRAY['S1', 'S2', 'S3', 'S4'])[1 + floor(sqrt(random()) * 4)::int] AS severity,
    random() AS chance
  FROM generate_series(1, %(plans)s) g
) drawn JOIN staff USING (place)
"""
_STAFF = """
CREATE TEMP TABLE staff ON COMMIT DROP AS
SELECT unit, worker, place FROM
unnest(%(units)s::bigint[], %(workers)s::bigint[]) WITH ORDINALITY AS s(unit, worker, place)
"""
_SEALED = "decode(repeat(md5(g::text), 12), 'hex')"
# Every third case is being worked on.
_OPEN = "g % 3 = 0"
# Every twentieth entry of the queue still waits.
_WAITS = "g % 20 = 0 OR g = 1"
_ACTIONS = "'read', 'case.opened', 'clock.started', 'clock.met', 'tip.received', 'queue.taken'"


def fill(house: House, size: Size) -> None:
    """Writes all of it. Call in a transaction to take it back afterwards."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SELECT setseed(0.830)")
        cursor.execute(_STAFF, {"units": house.communes, "workers": house.workers})
        places = len(house.communes) if size.everywhere else 1
        plans = max(size.tips, size.child_cases, size.content_cases)
        cursor.execute(_PLAN, {"places": places, "plans": plans, "now": house.now})
        for step in (_tips, _monitor, _cases, _queue, _clocks, _rest, _journal):
            began = time.monotonic()
            step(cursor, house, size)
            if size.everywhere:
                tell(f"  {step.__name__.strip('_'):8} {time.monotonic() - began:5.1f} s")
    if size.everywhere:
        _settle()


@cache
def province() -> House:
    """The house with a province's years of work in it; made once a run."""
    found = house()
    tell("Filling in 50,000 + 50,000 cases, 200,000 tips, 1,000,000 lines of the trail.")
    began = time.monotonic()
    fill(found, PROVINCE)
    tell(f"Filled in {time.monotonic() - began:.0f} s.")
    return found


def _settle() -> None:
    """What autovacuum would have done by the time the rows are years old."""
    from django.db import connection

    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    tell(f"  vacuum   {time.monotonic() - began:5.1f} s")


def _tips(cursor: Any, house: House, size: Size) -> None:
    from lachan.tips.models import Tip

    _keys(cursor, "tip_key", size.tips)
    rows(
        cursor, Tip, f"plan WHERE g <= {size.tips}",
        id="tip", record_key_id="tip_key", number="'TB-' || lpad(g::text, 7, '0')",
        kind="'phan_anh'", channel="'web'", mode="'anonymous'", reporter_role="'self'",
        age_band="'10_12'", commune_id="unit", harm="harm", place_kind="'zalo'",
        ongoing="'unknown'", danger="'unknown'", severity="severity",
        state=f"CASE WHEN g <= {size.child_cases} THEN 'promoted' ELSE 'screening' END",
        narrative=_SEALED, locator=_SEALED, received_at="received", recorded_at="received",
        owner_unit_id=f"CASE WHEN g <= {size.child_cases} THEN unit END",
        promoted_at=f"CASE WHEN g <= {size.child_cases} THEN opened END",
    )  # fmt: skip


def _monitor(cursor: Any, house: House, size: Size) -> None:
    from lachan.monitor.models import Finding, Item, Source

    once = f"plan WHERE g <= {max(1, min(20, size.items // 2500))}"
    rows(
        cursor, Source, once,
        id="g", name="'Báo Mẫu ' || g", kind="'file'", owner_unit_id=str(house.content_unit),
        created_at="received",
    )  # fmt: skip
    words = "'Bài viết số ' || g || ' về học sinh, mạng xã hội và an toàn. '"
    rows(
        cursor, Item, f"plan WHERE g <= {size.items}",
        id="g", source_id="1 + g % (SELECT count(*) FROM monitor_source)", external_id="g::text",
        medium="'bao_chi'", url="'https://bao-mau.example/' || g", title=words,
        text=f"repeat({words}, 12)", folded="repeat('bai viet so ' || g || ' hoc sinh ', 12)",
        published_at="received", fetched_at="received", text_hash="md5(g::text)",
        scanned_with="'rules'",
    )  # fmt: skip
    rows(
        cursor, Finding, f"plan WHERE g <= {size.findings}",
        id="g", item_id=f"1 + (g * 7) % {size.items}", rule="'rule-' || g", rule_version="1",
        ruleset="'rules'", harm="harm", severity="severity", score="(g % 100)",
        explanation="'Vì có các chữ khớp quy tắc mẫu.'", spans="'[[0, 8, \"chữ\"]]'",
        found_at="received", state=f"CASE WHEN {_WAITS} THEN 'open' ELSE 'promoted' END",
        decided_at=f"CASE WHEN NOT ({_WAITS}) THEN opened END",
    )  # fmt: skip


def _cases(cursor: Any, house: House, size: Size) -> None:
    from lachan.cases.models import Child, ChildCase
    from lachan.takedown.models import ContentCase

    child, content = f"plan WHERE g <= {size.child_cases}", f"plan WHERE g <= {size.content_cases}"
    for key, number in (
        ("child_key", size.child_cases),
        ("child_case_key", size.child_cases),
        ("content_key", size.content_cases),
    ):
        _keys(cursor, key, number)
    rows(
        cursor, Child, child, id="child", record_key_id="child_key", name=_SEALED,
        commune_id="unit", created_at="received",
    )  # fmt: skip
    rows(
        cursor, ChildCase, child,
        id="child_case", record_key_id="child_case_key",
        number="'TE-2026-' || lpad(g::text, 6, '0')", severity="severity", harm="harm",
        state=f"CASE WHEN {_OPEN} THEN (ARRAY['registered', 'assessed', 'planning', "
        "'implementing', 'reviewing'])[1 + g % 5] ELSE 'closed' END",
        closed_at=f"CASE WHEN NOT ({_OPEN}) THEN opened + interval '30 days' END",
        risk_level="(ARRAY['low', 'medium', 'high'])[1 + g % 3]", owner_unit_id="unit",
        owner_id="worker", tip_id="tip", child_id="child", summary=_SEALED,
        received_at="received", clocks_from="received", opened_at="opened",
        registered_at="opened",
    )  # fmt: skip
    rows(
        cursor, ContentCase, content,
        id="content", record_key_id="content_key", severity="severity", harm="harm",
        number="'ND-2026-' || lpad(g::text, 6, '0')", platform="'Nền tảng Mẫu'",
        state=f"CASE WHEN {_OPEN} THEN 'waiting' ELSE 'closed' END",
        outcome=f"CASE WHEN {_OPEN} THEN '' ELSE 'removed' END",
        closed_at=f"CASE WHEN NOT ({_OPEN}) THEN opened + interval '3 days' END",
        locator=_SEALED, owner_unit_id=str(house.content_unit), received_at="received",
        opened_at="opened",
    )  # fmt: skip


def _queue(cursor: Any, house: House, size: Size) -> None:
    """One entry for each tip and each finding."""
    from lachan.triage.models import CaseLink, QueueEntry

    decided = f"NOT ({_WAITS})"
    for about, number, limit in (("tip_id", "TB", size.tips), ("finding_id", "PH", size.findings)):
        rows(
            cursor, QueueEntry, f"plan WHERE g <= {limit}",
            **{about: "tip" if about == "tip_id" else "g"},
            number=f"'{number}-' || lpad(g::text, 7, '0')",
            state=f"CASE WHEN {_WAITS} THEN 'waiting' WHEN g % 200 = 1 THEN 'promoted' "
            "ELSE 'accepted' END",
            severity="severity", harm="harm", unit_id=str(house.desk_unit),
            received_at="received", taken_in_at="received",
            decided_at=f"CASE WHEN {decided} THEN opened END",
            outcome=f"CASE WHEN {decided} THEN 'case' ELSE '' END",
        )  # fmt: skip
    linked = f"plan JOIN triage_queueentry e ON e.tip_id = plan.tip WHERE g <= {size.child_cases}"
    rows(cursor, CaseLink, linked, entry_id="e.id", child_case_id="child_case", linked_at="opened")


def _clocks(cursor: Any, house: House, size: Size) -> None:
    """Half on child cases, half on content cases; those of open cases still run."""
    for offset, kind, subject, label, code, unit in (
        (0, "cases.childcase", "child_case", "TE", "PLAN_5WD", "unit"),
        (1, "takedown.contentcase", "content", "ND", "CONTENT_DECISION", str(house.content_unit)),
    ):
        number = (size.clocks + offset) // 2 or size.clocks
        _clocks_of(cursor, f"plan WHERE g <= {number}", kind, subject, label, code, unit)
    cursor.execute(
        "INSERT INTO clocks_ladderstep (clock_id, step, moment, rung_at, caught_up, audiences,"
        " phone_call) SELECT id, '100', due_at, due_at, false, '[]', id % 10 = 0"
        " FROM clocks_clock WHERE state = 'running'"
    )


def _clocks_of(
    cursor: Any, source: str, kind: str, subject: str, label: str, code: str, unit: str
) -> None:
    from lachan.clocks.models import Clock, ClockRule

    rule = ClockRule.objects.filter(code=code).first()
    assert rule is not None
    day = {"on": "2026-03-16", "counted": 28800, "why": "worked", "note": ""}
    due = "received + interval '5 days'"
    rows(
        cursor, Clock, source,
        rule_id=str(rule.pk), code=f"'{code}'", subject_kind=f"'{kind}'",
        subject_id=f"{subject}::text", label=f"'{label}-2026-' || lpad(g::text, 6, '0')",
        owner_unit_id=unit, state=f"CASE WHEN {_OPEN} OR g = 1 THEN 'running' ELSE 'met' END",
        started_at="received", recorded_at="received", original_due_at=due,
        unextended_due_at=due, due_at=due, provisional="false",
        met_at=f"CASE WHEN NOT ({_OPEN} OR g = 1) THEN received + interval '1 day' END",
        evidence_kind=f"CASE WHEN {_OPEN} OR g = 1 THEN '' ELSE 'cases.assessment' END",
        evidence_id=f"CASE WHEN {_OPEN} OR g = 1 THEN '' ELSE g::text END",
        trace=f"'{json.dumps([day] * 7)}'",
    )  # fmt: skip


def _rest(cursor: Any, house: House, size: Size) -> None:
    from lachan.notices.models import Notice

    everyone = sorted({*house.workers, *(user.pk for user in house.people.values())})
    listed = f"(ARRAY{everyone})" if size.everywhere else f"(ARRAY{[house.busy]})"
    rows(
        cursor, Notice, f"generate_series(1, {size.notices}) g",
        user_id=f"{listed}[1 + floor(power(random(), 2) * array_length({listed}, 1))::int]",
        channel="'in_app'", state="'shown'", template="'due_soon'", dedupe="'bench-' || g",
        subject_kind="'cases.childcase'", subject_id="gen_random_uuid()::text",
        made_at=_moment(house, size.notices), read_at=f"CASE WHEN g > 3000 THEN {_now(house)} END",
    )  # fmt: skip
    _programme(cursor, house, size)


_LIVING = "(SELECT DISTINCT unit_id FROM people_unitversion WHERE valid_to IS NULL)"


def _programme(cursor: Any, house: House, size: Size) -> None:
    """Every duty at every unit, and a report of every unit for each half-year."""
    from lachan.programme.models import Assignment, Programme, Report

    programme = Programme.objects.earliest("pk")
    units = _LIVING if size.everywhere else "staff"
    name = "units.unit_id" if size.everywhere else "units.unit"
    wanted = "" if size.everywhere else f" LIMIT {size.notices}"
    rows(
        cursor, Assignment, f"programme_duty d, {units} units{wanted}",
        duty_id="d.id", unit_id=name, part="'lead'", state="'issued'",
        due_on="d.due_on", issued_at=_now(house),
    )  # fmt: skip
    cursor.execute(
        "INSERT INTO programme_period (kind, code, year, number, starts_on, ends_on)"
        " SELECT 'half_year', 'bench-' || y || n, y, n, make_date(y, n, 1), make_date(y, n + 6, 1)"
        " FROM generate_series(2015, 2024) y, generate_series(1, 2) n"
    )
    rows(
        cursor, Report, f"programme_period p, {units} units WHERE p.code LIKE 'bench-%'{wanted}",
        programme_id=str(programme.pk), unit_id=name, period_id="p.id", state="'draft'",
        prepared_at=_now(house), computed_at=_now(house),
    )  # fmt: skip


def _journal(cursor: Any, house: House, size: Size) -> None:
    from lachan.journal.models import Entry

    numbers, places = f"generate_series(1, {size.entries}) g", len(house.communes)
    rows(
        cursor, Entry, f"{numbers} JOIN staff ON place = 1 + g % {places}",
        at=_moment(house, size.entries), user_id="worker", unit_id="unit",
        role="'commune_worker'", action=f"(ARRAY[{_ACTIONS}])[1 + g % 6]",
        subject_kind="'cases.childcase'", subject_id="md5((g % 50000)::text)::uuid::text",
        facts="jsonb_build_object('version', g % 9)",
    )  # fmt: skip


def _keys(cursor: Any, column: str, number: int) -> None:
    from lachan.vault.models import RecordKey

    rows(
        cursor, RecordKey, f"plan WHERE g <= {number}", id=column, key_class="'case'",
        wrapped="decode(repeat(md5(g::text), 4), 'hex')", kek_version="1", created_at="received",
    )  # fmt: skip


def _now(house: House) -> str:
    return f"'{house.now.isoformat()}'::timestamptz"


def _moment(house: House, number: int) -> str:
    return f"{_now(house)} - ({number} - g) * (interval '1400 days' / {number})"


def rows(cursor: Any, model: "type[Model]", source: str, /, **given: str) -> None:
    """INSERT … SELECT with every column of the model: as given, or as a new row would have it."""
    columns = {
        field.column: given.pop(field.attname, None) or _usual(field)
        for field in model._meta.concrete_fields
        if field.attname in given or not _is_serial(field)
    }
    assert not given, f"{model.__name__} has no {', '.join(given)}"
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({names})"  # noqa: S608 (all of it is ours)
        f" SELECT {', '.join(columns.values())} FROM {source}"
    )


def _is_serial(field: "Field[Any, Any]") -> bool:
    return field.primary_key and field.get_internal_type() == "BigAutoField"


def _usual(field: "Field[Any, Any]") -> str:
    """The default of a new row, as SQL."""
    if not field.has_default():
        assert field.null or field.empty_strings_allowed, f"{field} must be given"
        return "NULL" if field.null else "''"
    value = field.get_default()
    if isinstance(value, list | dict):
        return f"'{json.dumps(value)}'"
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"
