"""Warnings ring in order of time, each once, also after the scheduler stood still for days."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from lachan.clocks.calendars import calendar_of
from lachan.clocks.errors import AlreadyCalled, LadderStuck
from lachan.clocks.line import lay_ladder, rings_of
from lachan.clocks.models import Clock, LadderStep
from lachan.common.errors import NotFound
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require

# A warning this much after its moment was caught up, and may go into a digest.
PROMPT = timedelta(minutes=10)
SCHEDULER = Author.system("clocks")


def climb_ladder(*, now: datetime, tell: Callable[[LadderStep], None]) -> int:
    """Rings every warning that is due, oldest first across all clocks; how many rang.

    Each rings in a transaction of its own with `tell`, so a crash repeats nothing and loses
    nothing. Where `tell` fails, that clock waits for the next run and the others go on; then
    LadderStuck is raised at the end.
    """
    count = 0
    left_out: list[int] = []
    causes: list[str] = []
    while (pk := _first_due(now, left_out)) is not None:
        try:
            rang = _ring(pk, now, tell)
        except Exception as error:  # noqa: BLE001 - one bad clock must not silence the others
            causes.append(type(error).__name__)
            rang = False
        if rang:
            count += 1
        else:
            left_out.append(pk)
    if causes:
        raise LadderStuck(
            f"{len(causes)} clocks could not be warned ({', '.join(sorted(set(causes)))}); "
            f"{count} were. They are tried again on the next run."
        )
    return count


def _first_due(now: datetime, left_out: list[int]) -> int | None:
    due = Clock.objects.filter(next_step_at__lte=now).exclude(pk__in=left_out)
    return due.order_by("next_step_at", "pk").values_list("pk", flat=True).first()


@transaction.atomic
def _ring(pk: int, now: datetime, tell: Callable[[LadderStep], None]) -> bool:
    """False when somebody else is at this clock just now; the next run finds it again."""
    free = Clock.objects.select_for_update(of=("self",), skip_locked=True)
    clock = free.filter(pk=pk, next_step_at__lte=now).select_related("rule").first()
    if clock is None or clock.next_step_at is None:
        return False
    calendar = calendar_of(clock.owner_unit_id)
    rung = next(ring.rung for ring in rings_of(clock, calendar) if ring.step == clock.next_step)
    step = LadderStep.objects.create(
        clock=clock,
        step=clock.next_step,
        moment=clock.next_step_at,
        rung_at=now,
        caught_up=now - clock.next_step_at > PROMPT,
        audiences=[audience.value for audience in rung.tell],
        phone_call=rung.phone_call,
    )
    lay_ladder(clock, calendar)
    clock.save(update_fields=["next_step", "next_step_at"])
    journal.record(
        by=SCHEDULER,
        action="clock.warned",
        subject=clock,
        at=now,
        rule=clock.code,
        step=step.step,
        audiences=step.audiences,
    )
    tell(step)
    return True


@transaction.atomic
def confirm_call(*, step: LadderStep, by: Author, now: datetime) -> LadderStep:
    """Records that the phone call a warning asked for was made. By a person who sees the clock."""
    require(by, Permission.READ_CLOCKS)
    step = (
        LadderStep.objects.select_for_update(of=("self",)).select_related("clock").get(pk=step.pk)
    )
    if not Clock.objects.visible_to(by).filter(pk=step.clock_id).exists():
        raise NotFound
    if not step.phone_call or step.called_at is not None:
        raise AlreadyCalled
    step.called_at = now
    step.called_by_id = by.user_id
    step.save(update_fields=["called_at", "called_by"])
    journal.record(
        by=by,
        action="clock.called",
        subject=step.clock,
        at=now,
        rule=step.clock.code,
        step=step.step,
    )
    return step
