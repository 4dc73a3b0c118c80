"""Whatever people try, in whatever order: the table holds and every change has its trace."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from lachan.cases import operations
from lachan.cases.rules import CASE_MOVES, AssessmentKind, ClosureReason, Measure, Risk
from lachan.common.errors import Refused
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal.queries import entries_for
from tests.builders import NOON, cases, people

WAKE = NOON.date().replace(month=12)
CLOSING = {"reason": ClosureReason.GOALS_MET, "outcome": "safe", "child_view": "Dạ được."}
PLAN = {"needs": ["legal"], "goal": "", "child_opinion": "Dạ."}
DECISION = {"decision_number": "7", "decided_on": NOON.date()}
REASON = {"reason": "Có lý do."}
STEPS = {
    operations.register: {"child": cases.CHILD, "no_conflict": True},
    operations.start_initial_assessment: {},
    operations.start_planning: {},
    operations.write_plan: PLAN,
    operations.submit_plan: {},
    operations.approve_plan: DECISION,
    operations.return_plan: REASON,
    operations.start_review: {},
    operations.continue_plan: {},
    operations.request_closure: CLOSING,
    operations.approve_closure: {},
    operations.return_closure: REASON,
    operations.reopen: REASON,
    operations.suspend: REASON | {"wake_on": WAKE},
    operations.resume: {},
    operations.suspect_crime: {},
}


class AnyOrder(RuleBasedStateMachine):
    @initialize(severity=st.sampled_from(Severity))
    def opens(self, severity):
        self.story = cases.story(severity=severity)
        self.people = [
            self.story.place.worker,
            self.story.place.chair,
            people.actor(),
        ]

    def attempt(self, step, who, given):
        before = self.story.fresh()
        try:
            self.story._by(self.people[who], step, given)
        except Refused:
            assert self.story.fresh().version == before.version
            return
        after = self.story.fresh()
        moved = after.state != before.state
        assert after.version == before.version + 1
        assert not moved or after.state in CASE_MOVES[before.state]

    @rule(step=st.sampled_from(list(STEPS)), who=st.integers(0, 2))
    def walks(self, step, who):
        self.attempt(step, who, STEPS[step])

    @rule()
    def goes_the_usual_way(self):
        """One step that fits, so that the far states are reached too."""
        for reached, step in cases._WAY:
            if reached in CASE_MOVES.get(self.story.fresh().state, ()):
                try:
                    step(self.story)
                except Refused:
                    continue
                return

    @rule(kind=st.sampled_from(AssessmentKind), risk=st.sampled_from(Risk))
    def writes_a_form(self, kind, risk):
        try:
            self.story.write(kind, risk=risk)
        except Refused:
            return

    @rule(kind=st.sampled_from([Measure.MEDICAL, Measure.SAFE_PLACE]))
    def takes_a_measure(self, kind):
        given = {"kind": kind, "detail": "Đã làm.", "started_at": NOON}
        self.attempt(operations.take_emergency_measure, 0, given)

    @invariant()
    def every_version_has_its_trace(self):
        if hasattr(self, "story"):
            case = self.story.fresh()
            steps = entries_for(Ref.of(case)).filter(action__startswith="case.")
            assert steps.count() == case.version


@pytest.mark.django_db
def test_the_table_holds_whatever_people_try(content):
    run(
        AnyOrder,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
