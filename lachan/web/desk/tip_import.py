"""Nhập nhiều tin: a table of another body is looked over, shown line by line, then taken in.

Between the two the table waits sealed for half an hour, found by a word that is only in the page.
"""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_http_methods, require_POST

from lachan.people.permissions import Permission
from lachan.tips import import_file, operations, queries
from lachan.tips.operations import Checked, Table
from lachan.tips.sheet import BODY_LABELS, BODY_NAME_MAX, PARTICULARS, Body
from lachan.tips.tokens import new_token
from lachan.tips.workbooks import MOST_BYTES
from lachan.web.desk.asked import word_of
from lachan.web.desk.choices import lazy
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import attempt, status_of

COLUMNS = {one.value: label for one, label in import_file.FIELDS.items()} | {
    line.value: label for line, label in PARTICULARS.items()
}
_PLACES = COLUMNS | {"": mark("Cả dòng"), "body_name": mark("Tên nơi chuyển")}


class TableForm(forms.Form):
    body = forms.ChoiceField(label=_("Nơi chuyển"), choices=lazy(BODY_LABELS))
    body_name = forms.CharField(
        label=_("Tên nơi chuyển"),
        help_text=_("Cần ghi khi là trường học, công an hoặc nơi khác: mỗi nơi đánh số riêng."),
        max_length=BODY_NAME_MAX,
        required=False,
    )
    file = forms.FileField(
        label=_("Tệp CSV hoặc Excel"),
        help_text=_(
            "Nhiều nhất 500 dòng và 1 MB; tệp CSV theo mã UTF-8; tệp Excel (.xlsx) lấy trang đầu. "
            "Bước này chỉ xem, chưa lưu tin nào."
        ),
    )

    def table(self) -> Table:
        """Raises UnreadableFile."""
        given = self.cleaned_data
        # One byte more than may be, so that what is too large is refused, not cut.
        content = given["file"].read(MOST_BYTES + 1)
        return Table(Body(given["body"]), given["body_name"], operations.rows_of(content))


@require_http_methods(["GET", "POST"])
@needs(Permission.IMPORT_TIPS)
def table(request: DeskRequest) -> HttpResponse:
    """Asks for the table; then shows what would be taken in and what is refused."""
    form = TableForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        shown: list[dict[str, Any]] = []
        refusal = attempt(form, lambda: shown.append(_looked_over(form.table(), request)))
        if shown:
            return render(request, "desk/tip_import_lines.html", shown[0])
    columns = [(name, gettext(label)) for name, label in COLUMNS.items()]
    context = {"form": form, "columns": columns, "gone": "het-gio" in request.GET}
    return render(request, "desk/tip_import.html", context, status=status_of(form, refusal))


def _looked_over(given: Table, request: DeskRequest) -> dict[str, Any]:
    """What the page shows; a table without fault waits under its token."""
    lines = operations.look_over(given, by=request.actor, now=request.now)
    refused = sum(bool(one.line.problems) for one in lines)
    new = sum(one.is_new for one in lines)
    token = "" if refused or not new else new_token()
    if token:
        kept = {"table": json.dumps(given.packed()), "user": str(request.user.pk)}
        operations.save_draft(token=token, answers=kept, now=request.now)
    return {
        "lines": [(one, _told(one)) for one in lines],
        "new": new,
        "refused": refused,
        "known": len(lines) - new - refused,
        "token": token,
    }


def _told(one: Checked) -> list[tuple[str, str]]:
    return [
        (gettext(_PLACES[problem.column]), capfirst(gettext(problem.reason)))
        for problem in one.line.problems
    ]


@require_POST
@needs(Permission.IMPORT_TIPS)
def take(request: DeskRequest) -> HttpResponse:
    """Takes in the table that was looked over: all of it, or, were a line refused by now, none."""
    token = word_of(request.POST, "token")
    draft = queries.draft_of(token, now=request.now)
    if draft is None or draft.answers.get("user") != str(request.user.pk):
        return redirect(f"{reverse('desk_tip_import')}?het-gio=1")
    given = Table.unpacked(json.loads(draft.answers["table"]))
    lines = operations.import_tips(given, by=request.actor, now=request.now)
    operations.discard(token=token)
    count = sum(one.is_new for one in lines)
    said = ngettext("Đã tiếp nhận %(n)d tin.", "Đã tiếp nhận %(n)d tin.", count)
    messages.success(request, said % {"n": count})
    return redirect("desk_intake")
