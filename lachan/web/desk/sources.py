"""Nguồn theo dõi: what we watch, and files handed in."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lachan.monitor import queries, tasks
from lachan.monitor.access import source_for
from lachan.monitor.models import Source
from lachan.monitor.operations.imports import receive_file
from lachan.monitor.operations.sources import add_source, set_active
from lachan.monitor.rules import MEDIUM_LABELS, SOURCE_KIND_LABELS, Medium, SourceKind
from lachan.people.permissions import Permission
from lachan.web.desk.choices import lazy
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import attempt, status_of
from lachan.web.desk.standing import unit_at_work


class NewSource(forms.Form):
    name = forms.CharField(label=_("Tên nguồn"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Cách lấy tin"), choices=lazy(SOURCE_KIND_LABELS), widget=forms.RadioSelect
    )
    medium = forms.ChoiceField(label=_("Loại hình"), choices=lazy(MEDIUM_LABELS))
    address = forms.CharField(
        label=_("Địa chỉ"),
        help_text=_("Bắt đầu bằng https://. Để trống nếu tin được nhập bằng tệp."),
        required=False,
        max_length=2000,
    )


class NewFile(forms.Form):
    file = forms.FileField(
        label=_("Tệp tin"),
        help_text=_(
            "JSONL, RSS, Atom hoặc HTML, mã hóa UTF-8. Dòng hỏng được báo lại, dòng tốt vẫn giữ."
        ),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.IMPORT_ITEMS)
def sources(request: DeskRequest) -> HttpResponse:
    """What we watch, what came of it, and a form to watch one more."""
    form = NewSource(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = attempt(form, lambda: _add(form, request))
        if refusal is None:
            return redirect("desk_sources")
    context = {
        "form": form,
        "sources": queries.source_lines(),
        "imports": queries.imports()[:20],
    }
    return render(request, "desk/sources.html", context, status=status_of(form, refusal))


def _add(form: NewSource, request: DeskRequest) -> None:
    given = form.cleaned_data
    add_source(
        name=given["name"],
        kind=SourceKind(given["kind"]),
        medium=Medium(given["medium"]),
        address=given["address"],
        owner_unit=unit_at_work(request, Permission.IMPORT_ITEMS),
        by=request.actor,
        now=request.now,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.IMPORT_ITEMS)
def source(request: DeskRequest, source_id: int) -> HttpResponse:
    """One source; a file can be handed in, a feed fetched now."""
    one = source_for(request.actor, source_id, now=request.now)
    form = NewFile(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = attempt(form, lambda: _receive(one, form, request))
        if refusal is None:
            return redirect("desk_source", one.pk)
    context = {
        "source": one,
        "form": form,
        "imports": one.imports.all()[:20],
        "kind": gettext(SOURCE_KIND_LABELS[SourceKind(one.kind)]),
    }
    return render(request, "desk/source.html", context, status=status_of(form, refusal))


def _receive(source: Source, form: NewFile, request: DeskRequest) -> None:
    stream = form.cleaned_data["file"].file
    received = receive_file(source=source, stream=stream, by=request.actor, now=request.now)
    tasks.request_import(received.pk)


@require_POST
@needs(Permission.IMPORT_ITEMS)
def fetch(request: DeskRequest, source_id: int) -> HttpResponse:
    """Puts the fetching of the source in the queue of the worker."""
    one = source_for(request.actor, source_id, now=request.now)
    tasks.request_fetch(one.pk)
    return redirect("desk_source", one.pk)


@require_POST
@needs(Permission.IMPORT_ITEMS)
def turn(request: DeskRequest, source_id: int) -> HttpResponse:
    """Stops watching a source, or starts again."""
    one = source_for(request.actor, source_id, now=request.now)
    set_active(source=one, active=not one.is_active, by=request.actor, now=request.now)
    return redirect("desk_source", one.pk)
