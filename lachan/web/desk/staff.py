"""Cán bộ: the positions an administrator gives and ends."""

from django import forms
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lachan.common.time import local_date
from lachan.people.access import membership_for, user_for
from lachan.people.models import ROLES, Membership, Unit, User
from lachan.people.operations import (
    add_member,
    confirm_member,
    create_user,
    deactivate_user,
    end_member,
)
from lachan.people.permissions import Permission
from lachan.people.queries import names_on, valid_on
from lachan.people.rules import Role
from lachan.web.desk.asked import word_of
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import attempt, status_of


class NewMember(forms.Form):
    """A position for a new or known person."""

    email = forms.EmailField(label=_("Thư điện tử công vụ"))
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    unit = forms.CharField(label=_("Mã đơn vị"), help_text=_("Xem mã trong danh sách đơn vị."))

    def clean_unit(self) -> Unit:
        unit = Unit.objects.filter(code=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(_("Không có đơn vị nào mang mã này."))
        return unit


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_STAFF)
def staff(request: DeskRequest) -> HttpResponseBase:
    """Positions held today; a form to give one."""
    form = NewMember(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = attempt(form, lambda: _give(form, request))
        if refusal is None:
            return redirect("desk_staff")
    held = (
        Membership.objects.filter(valid_on(request.now))
        .select_related("user", "unit")
        .order_by("user__sort_key", "pk")
    )
    wanted = word_of(request.GET, "tim")
    if wanted:
        held = held.filter(Q(user__full_name__icontains=wanted) | Q(user__email__icontains=wanted))
    units = names_on(local_date(request.now))
    rows = [(one, units.get(one.unit_id, one.unit.code)) for one in held[:200]]
    context = {"form": form, "held": rows, "search": wanted}
    return render(request, "desk/staff.html", context, status=status_of(form, refusal))


@transaction.atomic
def _give(form: NewMember, request: DeskRequest) -> None:
    given = form.cleaned_data
    user = User.objects.filter(email=given["email"].lower()).first() or create_user(
        email=given["email"], full_name=given["full_name"], by=request.actor, now=request.now
    )
    add_member(
        user=user, unit=given["unit"], role=Role(given["role"]), by=request.actor, now=request.now
    )


@require_POST
@needs(Permission.MANAGE_STAFF)
def confirm(request: DeskRequest, membership_id: int) -> HttpResponse:
    """The second administrator agrees to a position that needs two."""
    membership = membership_for(request.actor, membership_id)
    confirm_member(membership=membership, by=request.actor, now=request.now)
    return redirect("desk_staff")


@require_POST
@needs(Permission.MANAGE_STAFF)
def end(request: DeskRequest, membership_id: int) -> HttpResponse:
    membership = membership_for(request.actor, membership_id)
    end_member(membership=membership, by=request.actor, now=request.now)
    return redirect("desk_staff")


@require_POST
@needs(Permission.MANAGE_STAFF)
def deactivate(request: DeskRequest, user_id: int) -> HttpResponse:
    """A leaver is out the same minute."""
    user = user_for(request.actor, user_id)
    deactivate_user(user=user, by=request.actor, now=request.now)
    return redirect("desk_staff")
