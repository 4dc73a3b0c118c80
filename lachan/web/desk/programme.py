"""Nhiệm vụ được giao: directives, what each orders, and how each unit stands."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from lachan.common.time import local_date
from lachan.people.permissions import Permission
from lachan.people.queries import names_on
from lachan.programme import operations as do
from lachan.programme import queries
from lachan.programme.access import assignment_for, directive_for
from lachan.programme.models import Assignment, Directive
from lachan.programme.rules import TIMELINESS_LABELS, AssignmentState
from lachan.web.desk.acts import Act, ActForm, Given, find, fitting
from lachan.web.desk.assignment_table import assignment_table
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform

S = AssignmentState


class NarrativeForm(ActForm):
    narrative = forms.CharField(
        label=gettext_lazy("Kết quả thực hiện"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )


class ProgressForm(NarrativeForm):
    percent = forms.IntegerField(
        label=gettext_lazy("Đã làm được (phần trăm)"), min_value=0, max_value=100
    )


class ReturnForm(ActForm):
    reason = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
    )


def _in(*states: str) -> Callable[[Assignment], bool]:
    return lambda assignment: assignment.state in states


def _run(
    operation: Callable[..., object], *names: str
) -> Callable[[Assignment, Given, DeskRequest], object]:
    def run(assignment: Assignment, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in names}
        return operation(assignment=assignment, **chosen, by=request.actor, now=request.now)

    return run


ACTS: tuple[Act[Assignment], ...] = (
    Act(
        "nhan",
        _("Nhận nhiệm vụ"),
        Permission.REPORT_DUTY,
        _in(S.ISSUED),
        _run(do.acknowledge),
        _("Đã nhận nhiệm vụ."),
    ),
    Act(
        "tien-do",
        _("Báo tiến độ"),
        Permission.REPORT_DUTY,
        _in(S.ACKNOWLEDGED, S.IN_PROGRESS, S.RETURNED),
        _run(do.update_progress, "percent", "narrative"),
        _("Đã ghi tiến độ."),
        ProgressForm,
    ),
    Act(
        "hoan-thanh",
        _("Báo cáo hoàn thành"),
        Permission.REPORT_DUTY,
        _in(S.ACKNOWLEDGED, S.IN_PROGRESS, S.RETURNED),
        _run(do.report_done, "narrative"),
        _("Đã báo cáo hoàn thành."),
        NarrativeForm,
    ),
    Act(
        "xac-nhan",
        _("Xác nhận hoàn thành"),
        Permission.WRITE_PROGRAMME,
        _in(S.REPORTED_DONE),
        _run(do.verify),
        _("Đã xác nhận hoàn thành."),
    ),
    Act(
        "tra-lai",
        _("Trả lại để bổ sung"),
        Permission.WRITE_PROGRAMME,
        _in(S.REPORTED_DONE),
        _run(do.return_assignment, "reason"),
        _("Đã trả lại."),
        ReturnForm,
        aside=True,
    ),
)


def _issue(directive: Directive, _given: Given, request: DeskRequest) -> object:
    return do.issue_directive(directive=directive, by=request.actor, now=request.now)


DIRECTIVE_ACTS: tuple[Act[Directive], ...] = (
    Act(
        "giao",
        _("Giao nhiệm vụ cho các đơn vị"),
        Permission.WRITE_PROGRAMME,
        lambda directive: directive.assigned_at is None,
        _issue,
        _("Đã giao nhiệm vụ cho mọi đơn vị đang giữ chức năng tương ứng."),
    ),
)


@needs(Permission.READ_PROGRAMME)
def assignments(request: DeskRequest) -> HttpResponseBase:
    """Who has to do what; for a unit, what it has to do."""
    today = local_date(request.now)
    units = names_on(today)
    table = assignment_table(units, today)
    context = {
        "heading": gettext("Nhiệm vụ được giao"),
        "directives": queries.directives(request.actor),
    }
    return show(
        request, table, queries.assignments(request.actor), "desk/assignments.html", context
    )


@needs(Permission.READ_PROGRAMME)
def directive(request: DeskRequest, directive_id: int) -> HttpResponse:
    """One paper: where it comes from, and its duties clause by clause."""
    one = directive_for(request.actor, directive_id)
    mine = queries.assignments(request.actor, one)
    context: dict[str, Any] = {
        "directive": one,
        "duties": one.duties.prefetch_related("addressees"),
        "standing": [
            (gettext(TIMELINESS_LABELS[key]), count)
            for key, count in queries.standing(mine, local_date(request.now)).items()
        ],
        "orphans": queries.duties_without_holder(one) if one.assigned_at else (),
        "acts": fitting(DIRECTIVE_ACTS, one, request.actor),
        "here": reverse("desk_directive", args=[one.pk]),
        "version": 0,
    }
    return render(request, "desk/directive.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PROGRAMME)
def directive_act(request: DeskRequest, directive_id: int, code: str) -> HttpResponse:
    one = directive_for(request.actor, directive_id, Permission.WRITE_PROGRAMME)
    back = reverse("desk_directive", args=[one.pk])
    return perform(request, find(DIRECTIVE_ACTS, code, one), one, back=back, label=one.symbol)


@needs(Permission.READ_PROGRAMME)
def assignment(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """One duty at one unit, and what the unit said about it."""
    one = assignment_for(request.actor, assignment_id)
    today = local_date(request.now)
    context = {
        "assignment": one,
        "unit": names_on(today).get(one.unit_id, ""),
        "timeliness": gettext(TIMELINESS_LABELS[queries.timeliness_of(one, today)]),
        "acts": fitting(ACTS, one, request.actor),
        "here": reverse("desk_assignment", args=[one.pk]),
        "version": 0,
    }
    return render(request, "desk/assignment.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PROGRAMME)
def assignment_act(request: DeskRequest, assignment_id: int, code: str) -> HttpResponse:
    seen = assignment_for(request.actor, assignment_id)
    chosen = find(ACTS, code, seen)
    one = assignment_for(request.actor, assignment_id, chosen.permission)
    back = reverse("desk_assignment", args=[one.pk])
    return perform(request, chosen, one, back=back, label=gettext(one.duty.text))
