"""The countable facts of child cases (indicators D1-D4, E2). Each fact names its case by number."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from lachan.cases.models import (
    Assessment,
    CasePlan,
    ChildCase,
    Closure,
    EmergencyMeasure,
    PoliceHandover,
    Service,
)
from lachan.cases.queries import age_band_of
from lachan.cases.rules import AssessmentKind, ServiceState, Sex
from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref

_TWELVE_HOURS = timedelta(hours=12)
_A_DAY = timedelta(hours=24)


def _dims(case: ChildCase) -> dict[str, str]:
    """What every fact of a case may be broken down by. A list of these is behind a permission."""
    return {
        "harm": case.harm,
        "severity": case.severity,
        "risk": case.risk_level or "unknown",
        "sex": str(case.child.sex) if case.child else str(Sex.UNKNOWN),
        "age_band": age_band_of(case),
    }


def _fact(case: ChildCase, at: datetime, **dims: str) -> Fact:
    return Fact(Ref.of(case), at, case.owner_unit_id, case.number, _dims(case) | dims)


def _in(moment: str, window: Window) -> Q:
    return Q(**{f"{moment}__gte": window.start, f"{moment}__lt": window.end})


def _cases(moment: str, window: Window) -> Iterator[Fact]:
    rows = ChildCase.objects.filter(_in(moment, window)).select_related("child")
    for case in rows.defer("summary").order_by(moment, "pk").iterator():
        yield _fact(case, getattr(case, moment))


def _parts(
    rows: QuerySet[Any], moment: str, window: Window, *names: str
) -> Iterator[tuple[Any, ChildCase, datetime, Mapping[str, str]]]:
    """Rows that hang on a case, with the case, their moment and their own breakdown."""
    found = rows.filter(_in(moment, window)).select_related("case__child")
    for row in found.order_by(moment, "pk").iterator():
        yield row, row.case, getattr(row, moment), {name: str(getattr(row, name)) for name in names}


def _simple(rows: QuerySet[Any], moment: str, window: Window, *names: str) -> Iterator[Fact]:
    for _row, case, at, dims in _parts(rows, moment, window, *names):
        yield _fact(case, at, **dims)


def _timely(
    kind: type[Model], moment: str, window: Window, allowed: timedelta, *names: str
) -> Iterator[Fact]:
    """Facts that also say whether they came within the allowed time since the case was heard of."""
    rows: QuerySet[Any] = kind._default_manager.all()
    for _row, case, at, dims in _parts(rows, moment, window, *names):
        yield _fact(case, at, in_time="yes" if at - case.received_at <= allowed else "no", **dims)


def _supported(window: Window) -> Iterator[Fact]:
    """A child counts once, when the first service or emergency measure was given."""
    service = Service.objects.filter(case=OuterRef("pk"), state=ServiceState.IMPLEMENTED)
    measure = EmergencyMeasure.objects.filter(case=OuterRef("pk"))
    # LEAST of PostgreSQL passes over what is not there yet.
    first = Least(
        Subquery(service.order_by("ended_at").values("ended_at")[:1]),
        Subquery(measure.order_by("started_at").values("started_at")[:1]),
    )
    rows: QuerySet[Any] = ChildCase.objects.annotate(helped_at=first)
    helped = rows.filter(_in("helped_at", window)).select_related("child").defer("summary")
    for case in helped.order_by("helped_at", "pk").iterator():
        yield _fact(case, case.helped_at)


def _assessments(kind: AssessmentKind) -> Any:
    return Assessment.objects.filter(kind=kind).annotate(assessed_risk=F("risk"))


MEASURES = (
    Measure("cases.opened", _("Ca bảo vệ trẻ đã mở"), lambda w: _cases("opened_at", w)),
    Measure(
        "cases.support_requested",
        _("Trẻ em có yêu cầu hỗ trợ, can thiệp (ca đã tiếp nhận)"),
        lambda w: _cases("registered_at", w),
    ),
    Measure("cases.supported", _("Trẻ em đã được hỗ trợ, can thiệp"), _supported),
    Measure(
        "cases.assessed",
        _("Đánh giá ban đầu (Mẫu 02) đã duyệt"),
        lambda w: _simple(_assessments(AssessmentKind.M02), "approved_at", w, "assessed_risk"),
    ),
    Measure(
        "cases.emergency_measures",
        _("Biện pháp khẩn cấp đã áp dụng"),
        lambda w: _timely(EmergencyMeasure, "started_at", w, _TWELVE_HOURS, "kind"),
    ),
    Measure(
        "cases.plans_submitted",
        _("Kế hoạch hỗ trợ đã trình"),
        lambda w: _simple(CasePlan.objects.all(), "submitted_at", w),
    ),
    Measure(
        "cases.plans_approved",
        _("Kế hoạch hỗ trợ đã duyệt"),
        lambda w: _simple(CasePlan.objects.all(), "approved_at", w),
    ),
    Measure(
        "cases.services_given",
        _("Dịch vụ đã thực hiện"),
        lambda w: _simple(
            Service.objects.filter(state=ServiceState.IMPLEMENTED), "ended_at", w, "need"
        ),
    ),
    Measure(
        "cases.reviewed",
        _("Rà soát (Mẫu 06) đã duyệt"),
        lambda w: _simple(_assessments(AssessmentKind.M06), "approved_at", w, "assessed_risk"),
    ),
    Measure(
        "cases.closed",
        _("Ca đã đóng"),
        lambda w: _simple(Closure.objects.all(), "approved_at", w, "reason", "outcome"),
    ),
    Measure(
        "cases.handed_to_police",
        _("Tố giác, tin báo đã chuyển công an"),
        lambda w: _timely(PoliceHandover, "handed_at", w, _A_DAY),
    ),
)
