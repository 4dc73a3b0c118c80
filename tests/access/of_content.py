"""Content cases and takedown requests in every state, looks and letters."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.people.permissions import Permission as P
from lachan.people.rules import Function, Role
from lachan.takedown import operations, queries
from lachan.takedown.models import ContentCase, Recheck, TakedownRequest
from lachan.takedown.rules import Channel, ContentState, Found, Outcome, RequestState
from lachan.web.desk.content_case_acts import CASE_ACTS, REQUEST_ACTS
from tests.access.oracle import Door, Facts, Gone, Sample, ends
from tests.access.world import World
from tests.builders import NOON, guards

R = RequestState
S = ContentState
NEEDS = {
    "yeu-cau": P.WRITE_CONTENT_CASE,
    "khong-yeu-cau": P.WRITE_CONTENT_CASE,
    "dong": P.WRITE_CONTENT_CASE,
    "mo-lai": P.WRITE_CONTENT_CASE,
    "duyet": P.APPROVE_TAKEDOWN,
    "tra-lai": P.APPROVE_TAKEDOWN,
    "gui": P.WRITE_CONTENT_CASE,
    "gui-khan": P.WRITE_CONTENT_CASE,
    "cong-van": P.READ_CONTENT_CASE,
    "tra-loi": P.WRITE_CONTENT_CASE,
    "xuat-hien-lai": P.WRITE_CONTENT_CASE,
    "rut": P.WRITE_CONTENT_CASE,
    "xem-lai-dong-y": P.APPROVE_TAKEDOWN,
    "xem-lai-khong": P.APPROVE_TAKEDOWN,
}
# What the platform says on the way to each state.
_SAID = {
    R.SENT: (),
    R.ACKNOWLEDGED: (R.ACKNOWLEDGED,),
    R.REMOVED: (R.REMOVED,),
    R.GEO_BLOCKED: (R.GEO_BLOCKED,),
    R.AGE_GATED: (R.AGE_GATED,),
    R.REFUSED: (R.REFUSED,),
    R.NO_REPLY: (R.NO_REPLY,),
    R.VERIFIED: (R.REMOVED,),
    R.REAPPEARED: (R.REMOVED,),
}


class Office:
    """The content officer at home and the supervisor, who bring a case from state to state."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.officer = world.hand(Role.CONTENT_OFFICER)
        self.supervisor = world.hand(Role.TRIAGE_SUPERVISOR)

    def case(self, severity: Severity = Severity.S3) -> ContentCase:
        return operations.open_content_case(
            unit=self.world.home,
            harm="T07",
            severity=severity,
            platform="Mạng Thử",
            locator="https://mang.example/trang-thu",
            received_at=NOON,
            by=self.officer,
            now=NOON,
        )

    def _do(
        self, step: Callable[..., object], about: ContentCase, now: datetime = NOON, **given: object
    ) -> object:
        about.refresh_from_db()
        facts = {"version": about.version, "by": self.officer, "now": now}
        return step(**(facts | given))

    def request(self, state: RequestState, severity: Severity = Severity.S3) -> TakedownRequest:
        case = self.case(severity)
        asked = self._do(
            operations.draft_request,
            case,
            case=case,
            channel=Channel.LETTER,
            legal_basis=queries.bases_on(local_date(NOON)).filter(verified=True).first(),
            requester_function=Function.E_INFORMATION_LEAD,
        )
        if state is R.WITHDRAWN:
            self._do(operations.withdraw_request, case, request=asked)
        elif state is not R.DRAFT:
            self._do(operations.approve_request, case, request=asked, by=self.supervisor)
            if state is not R.APPROVED:
                self._send(asked, state)
        asked = TakedownRequest.objects.get(pk=asked.pk)
        assert asked.state == state
        return asked

    def _send(self, asked: TakedownRequest, state: RequestState) -> None:
        self._do(operations.send_request, asked.case, request=asked)
        for said in _SAID[state]:
            # A platform is silent only when its day is over.
            later = NOON + timedelta(hours=25 if said is R.NO_REPLY else 1)
            self._do(
                operations.record_reply,
                asked.case,
                now=later,
                request=asked,
                kind=said,
                received_at=later,
            )
        if state in (R.VERIFIED, R.REAPPEARED):
            self._look(asked, Found.STILL_GONE if state is R.VERIFIED else Found.REAPPEARED)

    def _look(self, asked: TakedownRequest, found: Found) -> None:
        for recheck in list(Recheck.objects.filter(request=asked)):
            self._do(
                operations.record_recheck,
                asked.case,
                now=recheck.due_at,
                recheck=recheck,
                found=found,
            )
            if found is Found.REAPPEARED:
                break

    def urgent(self) -> TakedownRequest:
        asked = self.request(R.DRAFT, Severity.S1)
        self._do(operations.send_urgent, asked.case, request=asked)
        return TakedownRequest.objects.get(pk=asked.pk)

    def letter(self, asked: TakedownRequest) -> object:
        return operations.letter(
            request=asked,
            issuer_code="STHU",
            place="Thử",
            signer="Người Ký Thử",
            signer_post="Giám đốc",
            by=self.officer,
            now=NOON,
        )

    def ended(self, *, reopened: bool = False) -> ContentCase:
        case = self.case()
        given = {"outcome": Outcome.NOT_HARMFUL, "reason": "Không gây hại."}
        self._do(operations.decide_no_action, case, case=case, **given)
        if reopened:
            self._do(operations.reopen_content_case, case, case=case, reason="Xem lại.")
        case.refresh_from_db()
        return case

    def closed(self) -> ContentCase:
        case = self.request(R.VERIFIED).case
        self._do(operations.close_content_case, case, case=case, now=NOON + timedelta(days=4))
        case.refresh_from_db()
        return case


def facts(case: ContentCase) -> Facts:
    return Facts(units=frozenset({case.owner_unit_id}), named=frozenset({case.owner_id}))


def made(world: World) -> dict[str, list[Sample]]:
    """Samples by the name of the address."""
    office = Office(world)
    asked = {str(state): office.request(state) for state in R}
    asked["draft, emergency"] = office.request(R.DRAFT, Severity.S1)
    asked["sent in a hurry"] = office.urgent()
    cases = {
        S.OPENED: office.case(),
        S.REQUESTING: asked["draft"].case,
        S.WAITING: asked["refused"].case,
        S.VERIFIED: asked["verified"].case,
        S.CLOSED: office.closed(),
        S.NO_ACTION: office.ended(),
        S.REOPENED: office.ended(reopened=True),
    }
    for state, case in cases.items():
        case.refresh_from_db()
        assert case.state == state
    whole = [("given by name", _by_name(office))]
    whole += [(str(state), case) for state, case in cases.items()]
    return {
        "desk_content_case": [_case(*pair) for pair in whole],
        "desk_content_case_act": list(_case_acts(whole)),
        "desk_takedown": [_request(*pair) for pair in asked.items()],
        "desk_takedown_act": list(_request_acts(list(asked.items()))),
        "desk_recheck": [_recheck(asked["removed"])],
        "desk_letter": [_letter(office, asked["approved"])],
    }


def _by_name(office: Office) -> ContentCase:
    """An officer of another unit may read it, and do nothing to it."""
    case = office.case()
    guards.force(case, owner_id=office.world.stranger(Role.CONTENT_OFFICER).user.pk)
    case.refresh_from_db()
    return case


def _case(label: str, case: ContentCase) -> Sample:
    return Sample(label, (case.pk,), (Door(P.READ_CONTENT_CASE, facts(case)),))


def _request(label: str, asked: TakedownRequest) -> Sample:
    return Sample(label, (asked.pk,), (Door(P.READ_CONTENT_CASE, facts(asked.case)),))


def _case_acts(whole: list[tuple[str, ContentCase]]) -> Iterator[Sample]:
    for act in CASE_ACTS:
        for label, case in whole:
            fits = Door(NEEDS[act.code], facts(case), unheld=403)
            then = fits if act.shows(case) else Gone()
            yield _case(label, case).through(act.code, doors=(then,), state=act.code)


def _request_acts(whole: list[tuple[str, TakedownRequest]]) -> Iterator[Sample]:
    """Each act where it fits first and last, and once where it does not."""
    for act in REQUEST_ACTS:
        for label, asked in ends([pair for pair in whole if act.shows(pair[1])]):
            then = Door(NEEDS[act.code], facts(asked.case), unheld=403)
            yield _request(label, asked).through(act.code, doors=(then,), state=act.code)
        label, asked = next(pair for pair in whole if not act.shows(pair[1]))
        yield _request(label, asked).through(act.code, doors=(Gone(),), state=act.code)


def _recheck(asked: TakedownRequest) -> Sample:
    recheck = Recheck.objects.filter(request=asked).first()
    told = facts(asked.case)
    doors = (Door(P.READ_CONTENT_CASE, told), Door(P.WRITE_CONTENT_CASE, told))
    return Sample("due", (recheck.pk,), doors)


def _letter(office: Office, asked: TakedownRequest) -> Sample:
    paper = office.letter(asked)
    told = Facts(units=frozenset({office.world.home.pk}))
    return Sample("issued", (paper.pk,), (Door(P.READ_CONTENT_CASE, told),))
