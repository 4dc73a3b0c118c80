"""Content cases brought to a state by the steps an office would take, plainly invented."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lachan.common.taxonomy import Severity
from lachan.people.models import Unit, UnitKind
from lachan.people.rules import Actor, Function, Role
from lachan.takedown import operations
from lachan.takedown.models import ContentCase, LegalBasis, TakedownRequest
from lachan.takedown.rules import Channel, ContentState, Found, Outcome, RequestState
from tests.builders import NOON, people
from tests.builders.clocks import CONTENT

ADDRESS = "https://mang.example/nhom-noi-xau"


@dataclass(frozen=True)
class Office:
    """The unit that deals with content, its officer, and who approves."""

    unit: Unit
    officer: Actor
    approver: Actor


def office(now: datetime = NOON) -> Office:
    unit = people.unit(kind=UnitKind.DEPARTMENT, name="Sở Thử Nghiệm")
    return Office(
        unit,
        people.actor(Role.CONTENT_OFFICER, unit, now=now),
        people.actor(Role.TRIAGE_SUPERVISOR, now=now),
    )


def bases() -> None:
    """The provisions of content/."""
    operations.load_content(folder=CONTENT / "legal_bases", by=people.SETUP, now=NOON)


def basis(code: str = "ND147-2024") -> LegalBasis:
    if not LegalBasis.objects.exists():
        bases()
    return LegalBasis.objects.get(code=code)


@dataclass
class Story:
    """One content case and the hands it goes through."""

    place: Office
    case: ContentCase
    now: datetime

    def fresh(self) -> ContentCase:
        self.case = ContentCase.objects.get(pk=self.case.pk)
        return self.case

    @property
    def request(self) -> TakedownRequest:
        """The latest one."""
        found = TakedownRequest.objects.filter(case=self.case).order_by("-drafted_at", "-id")
        return found.select_related("case", "legal_basis").latest("drafted_at")

    def by_officer(self, step: Callable[..., object], **given: object) -> object:
        return self._by(self.place.officer, step, given)

    def by_approver(self, step: Callable[..., object], **given: object) -> object:
        return self._by(self.place.approver, step, given)

    def _by(self, who: Actor, step: Callable[..., object], given: dict[str, object]) -> object:
        about = {} if {"request", "recheck"} & set(given) else {"case": self.case}
        given = about | {"version": self.fresh().version, "by": who, "now": self.now} | given
        done = step(**given)
        self.fresh()
        return done

    def draft(self, **given: object) -> object:
        facts = {
            "channel": Channel.LETTER,
            "legal_basis": basis(),
            "requester_function": Function.E_INFORMATION_LEAD,
        }
        return self.by_officer(operations.draft_request, **(facts | given))

    def approve(self) -> object:
        return self.by_approver(operations.approve_request, request=self.request)

    def send(self, **given: object) -> object:
        return self.by_officer(operations.send_request, request=self.request, **given)

    def reply(self, kind: RequestState = RequestState.REMOVED, **given: object) -> object:
        facts = {"kind": kind, "received_at": self.now, "request": self.request}
        return self.by_officer(operations.record_reply, **(facts | given))

    def look(self, found: Found = Found.STILL_GONE) -> object:
        """The next look that is due; time goes on until it is."""
        recheck = self.request.rechecks.filter(checked_at__isnull=True).first()
        assert recheck is not None
        self.now = max(self.now, recheck.due_at)
        return self.by_officer(operations.record_recheck, recheck=recheck, found=found)


def _no_action(story: Story) -> None:
    story.by_officer(
        operations.decide_no_action, outcome=Outcome.NOT_HARMFUL, reason="Bài báo về luật."
    )


def _reopen(story: Story) -> None:
    story.now += timedelta(hours=1)
    story.by_officer(operations.reopen_content_case, reason="Có người báo lại.")


def _send(story: Story) -> None:
    story.approve()
    story.send()


def _verify(story: Story) -> None:
    story.now += timedelta(hours=5)
    story.reply()
    story.look()


_WAYS: dict[ContentState, tuple[Callable[[Story], object], ...]] = {
    ContentState.OPENED: (),
    ContentState.NO_ACTION: (_no_action,),
    ContentState.REOPENED: (_no_action, _reopen),
    ContentState.REQUESTING: (Story.draft,),
    ContentState.WAITING: (Story.draft, _send),
    ContentState.VERIFIED: (Story.draft, _send, _verify),
    ContentState.CLOSED: (
        Story.draft,
        _send,
        _verify,
        lambda story: story.by_officer(operations.close_content_case),
    ),
}


def story(
    state: ContentState = ContentState.OPENED,
    *,
    place: Office | None = None,
    now: datetime = NOON,
    severity: Severity = Severity.S3,
    **given: object,
) -> Story:
    """A case in the state, and the people who brought it there. Needs the clocks' content."""
    where = place or office(now)
    facts = {
        "unit": where.unit,
        "harm": "T11",
        "severity": severity,
        "platform": "Mạng Ví Dụ",
        "locator": ADDRESS,
        "received_at": now,
        "by": where.officer,
        "now": now,
    }
    case = operations.open_content_case(**(facts | given))  # type: ignore[arg-type]
    told = Story(where, case, now)
    for step in _WAYS[state]:
        step(told)
    assert told.case.state == state
    return told


def case(state: ContentState = ContentState.OPENED, **given: object) -> ContentCase:
    return story(state, **given).case  # type: ignore[arg-type]
