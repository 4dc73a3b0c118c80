"""Child cases brought to a state by the steps an office would take, plainly invented."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lachan.cases import operations
from lachan.cases.models import Assessment, ChildCase, Service
from lachan.cases.rules import (
    AssessmentKind,
    CaseState,
    ChildFacts,
    ClosureReason,
    FollowUpMethod,
    HarmItem,
    Level,
    Measure,
    Need,
    Outcome,
    ProtectionItem,
    Risk,
    ServiceState,
    Sex,
)
from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.people.models import Unit
from lachan.people.rules import Actor, Role
from tests.builders import NOON, people

CHILD = ChildFacts(name="Bé Thử Nghiệm", sex=Sex.FEMALE, birth_year=2014)
HARM = dict.fromkeys(HarmItem, Level.MEDIUM)
PROTECTIVE = dict.fromkeys(ProtectionItem, Level.MEDIUM)


@dataclass(frozen=True)
class Commune:
    """A commune with the two people who share the work on a case."""

    unit: Unit
    worker: Actor
    chair: Actor


def commune(now: datetime = NOON) -> Commune:
    unit = people.unit()
    return Commune(
        unit,
        people.actor(Role.COMMUNE_WORKER, unit, now=now),
        people.actor(Role.COMMUNE_CHAIR, unit, now=now),
    )


@dataclass
class Story:
    """One case and the hands it goes through. Each step is the operation of the same name."""

    place: Commune
    case: ChildCase
    now: datetime
    risk: Risk = Risk.MEDIUM

    def fresh(self) -> ChildCase:
        self.case = ChildCase.objects.get(pk=self.case.pk)
        return self.case

    def by_worker(self, step: Callable[..., object], **given: object) -> object:
        return self._by(self.place.worker, step, given)

    def by_chair(self, step: Callable[..., object], **given: object) -> object:
        return self._by(self.place.chair, step, given)

    def _by(self, who: Actor, step: Callable[..., object], given: dict[str, object]) -> object:
        """The case is passed unless the step is about a part of it; the version is today's."""
        about = {} if {"assessment", "service"} & set(given) else {"case": self.case}
        given = about | {"version": self.fresh().version, "by": who, "now": self.now} | given
        done = step(**given)
        self.fresh()
        return done

    def assess(self, kind: AssessmentKind, **given: object) -> Assessment:
        form = self.write(kind, **given)
        self.by_chair(operations.approve_assessment, assessment=form)
        return form

    def write(self, kind: AssessmentKind, **given: object) -> Assessment:
        facts = {
            "kind": kind,
            "risk": self.risk,
            "harm": HARM,
            "protective": PROTECTIVE,
            "conclusion": "Trẻ cần được hỗ trợ tâm lý.",
        }
        form = self.by_worker(operations.write_assessment, **(facts | given))
        assert isinstance(form, Assessment)
        return form

    def add_service(self, need: Need = Need.MENTAL_HEALTH, days: int = 30) -> Service:
        service = self.by_worker(
            operations.add_service,
            need=need,
            action="Tư vấn tâm lý tại trạm.",
            unit=self.place.unit,
            due_on=local_date(self.now) + timedelta(days=days),
        )
        assert isinstance(service, Service)
        return service

    def end_services(self) -> None:
        for service in Service.objects.filter(case=self.case, ended_at__isnull=True):
            self.by_worker(
                operations.end_service,
                service=service,
                state=ServiceState.IMPLEMENTED,
                outcome="Đã thực hiện đủ.",
            )

    def take_measure(self, **given: object) -> object:
        facts = {"kind": Measure.SAFE_PLACE, "detail": "Về nhà bà.", "started_at": self.now}
        return self.by_worker(operations.take_emergency_measure, **(facts | given))

    def follow_up(self) -> object:
        return self.by_worker(
            operations.record_follow_up,
            done_at=self.now,
            method=FollowUpMethod.VISIT,
            finding="Trẻ đã yên tâm hơn.",
        )


def _register(story: Story) -> None:
    story.by_worker(operations.register, child=CHILD, no_conflict=True)


def _assess(story: Story) -> None:
    if story.case.severity == Severity.S1 or story.risk is Risk.EMERGENCY:
        story.take_measure()
    story.assess(AssessmentKind.M02)


def _start_planning(story: Story) -> None:
    if story.risk is not Risk.LOW:
        story.assess(AssessmentKind.M03)
    story.by_worker(operations.start_planning)


def _submit(story: Story) -> None:
    story.by_worker(
        operations.write_plan,
        needs=[Need.MENTAL_HEALTH],
        goal="Trẻ đi học lại.",
        child_opinion="Con muốn gặp cô tư vấn.",
    )
    story.add_service()
    story.by_worker(operations.submit_plan)


def _approve(story: Story) -> None:
    story.by_chair(
        operations.approve_plan, decision_number="12/QĐ-UBND", decided_on=local_date(story.now)
    )


def _review(story: Story) -> None:
    story.end_services()
    story.follow_up()
    story.by_worker(operations.start_review)


def _ask_to_close(story: Story) -> None:
    story.assess(AssessmentKind.M06, risk=Risk.LOW)
    story.by_worker(
        operations.request_closure,
        reason=ClosureReason.GOALS_MET,
        outcome=Outcome.SAFE,
        child_view="Con thấy ổn rồi.",
    )


_WAY: tuple[tuple[CaseState, Callable[[Story], object]], ...] = (
    (CaseState.REGISTERED, _register),
    (
        CaseState.INITIAL_ASSESSMENT,
        lambda story: story.by_worker(operations.start_initial_assessment),
    ),
    (CaseState.ASSESSED, _assess),
    (CaseState.PLANNING, _start_planning),
    (CaseState.PLAN_REVIEW, _submit),
    (CaseState.IMPLEMENTING, _approve),
    (CaseState.REVIEWING, _review),
    (CaseState.CLOSURE_REQUESTED, _ask_to_close),
    (CaseState.CLOSED, lambda story: story.by_chair(operations.approve_closure)),
)


def story(
    state: CaseState = CaseState.IDENTIFIED,
    *,
    place: Commune | None = None,
    now: datetime = NOON,
    severity: Severity = Severity.S3,
    risk: Risk = Risk.MEDIUM,
    **given: object,
) -> Story:
    """A case in the state, and the people who brought it there. Needs the clocks' content."""
    where = place or commune(now)
    facts = {
        "unit": where.unit,
        "harm": "T07",
        "severity": severity,
        "received_at": now,
        "summary": "Trẻ bị nhóm bạn cùng lớp nói xấu trên mạng.",
        "by": where.worker,
        "now": now,
    }
    case = operations.open_case(**(facts | given))  # type: ignore[arg-type]
    told = Story(where, case, now, risk)
    if state is CaseState.SUSPENDED:
        told.by_chair(
            operations.suspend,
            reason="Gia đình đi vắng.",
            wake_on=local_date(now) + timedelta(days=7),
        )
        return told
    for reached, step in _WAY:
        if told.case.state == state:
            break
        step(told)
        assert told.case.state == reached
    return told


def case(state: CaseState = CaseState.IDENTIFIED, **given: object) -> ChildCase:
    """A case in the state."""
    return story(state, **given).case  # type: ignore[arg-type]
