"""Whatever people try, in whatever order: both tables hold and every change has its trace."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from lachan.common.errors import Refused
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal.queries import entries_for
from lachan.takedown import operations
from lachan.takedown.models import Recheck, TakedownRequest
from lachan.takedown.rules import CONTENT_MOVES, REQUEST_MOVES, Found, Outcome, RequestState
from tests.builders import takedown

ON_REQUESTS = {
    operations.approve_request: {},
    operations.return_request: {"reason": "Chưa đúng."},
    operations.withdraw_request: {},
    operations.send_request: {},
    operations.send_urgent: {},
    operations.review_urgent: {"agrees": True},
    operations.record_reappearance: {},
}
ON_CASES = {
    operations.decide_no_action: {"outcome": Outcome.NOT_OURS, "reason": "Nơi khác."},
    operations.close_content_case: {},
    operations.reopen_content_case: {"reason": "Có tin mới."},
}


def walked(moves, before, after):
    """Whether the states are the same, or the table leads from one to the other."""
    reached = {before}
    while new := {end for state in reached for end in moves.get(state, ())} - reached:
        reached |= new
    return after in reached


class AnyOrder(RuleBasedStateMachine):
    @initialize(severity=st.sampled_from([Severity.S1, Severity.S3]))
    def opens(self, severity):
        self.story = takedown.story(severity=severity)

    def attempt(self, who, step, given):
        before = self.story.fresh()
        was = dict(TakedownRequest.objects.filter(case=before).values_list("pk", "state"))
        try:
            self.story._by(who, step, given)
        except Refused:
            assert self.story.fresh().version == before.version
        assert walked(CONTENT_MOVES, before.state, self.story.fresh().state)
        for request in TakedownRequest.objects.filter(case=before):
            assert walked(REQUEST_MOVES, was.get(request.pk, "draft"), request.state)

    @rule(step=st.sampled_from(list(ON_CASES)))
    def acts_on_the_case(self, step):
        self.attempt(self.story.place.officer, step, ON_CASES[step])

    @rule(step=st.sampled_from(list(ON_REQUESTS)), approves=st.booleans())
    def acts_on_a_request(self, step, approves):
        if TakedownRequest.objects.filter(case=self.story.case).exists():
            place = self.story.place
            given = ON_REQUESTS[step] | {"request": self.story.request}
            self.attempt(place.approver if approves else place.officer, step, given)

    @rule()
    def drafts(self):
        self.story.now += timedelta(minutes=1)
        try:
            self.story.draft()
        except Refused:
            return

    @rule(kind=st.sampled_from([RequestState.REMOVED, RequestState.REFUSED]))
    def hears_back(self, kind):
        if TakedownRequest.objects.filter(case=self.story.case).exists():
            given = {"request": self.story.request, "kind": kind, "received_at": self.story.now}
            self.attempt(self.story.place.officer, operations.record_reply, given)

    @rule(found=st.sampled_from(Found))
    def looks(self, found):
        look = Recheck.objects.filter(request__case=self.story.case, checked_at=None).first()
        if look is not None:
            self.story.now = max(self.story.now, look.due_at)
            given = {"recheck": look, "found": found}
            self.attempt(self.story.place.officer, operations.record_recheck, given)

    @invariant()
    def every_version_has_its_trace(self):
        if hasattr(self, "story"):
            case = self.story.fresh()
            steps = entries_for(Ref.of(case)).filter(action__startswith="content.")
            assert steps.count() == case.version


@pytest.mark.django_db
def test_the_tables_hold_whatever_people_try(content):
    run(
        AnyOrder,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
