"""What may be done to a report, from draft to signature."""

import json
from collections.abc import Callable
from hashlib import sha256

from django import forms
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from lachan.common.errors import ChangedMeanwhile
from lachan.people.permissions import Permission
from lachan.programme import operations as do
from lachan.programme.models import Report
from lachan.programme.rules import SECTION_TITLES, ReportState, Section
from lachan.web.desk.acts import Act, ActForm, Given
from lachan.web.desk.needs import DeskRequest

S = ReportState


def _mark(report: Report) -> str:
    """Tells the text a page was drawn from, since two people may write at once."""
    return sha256(json.dumps(report.narrative, sort_keys=True).encode()).hexdigest()[:16]


class SectionsForm(ActForm):
    """The parts a person writes. Empty parts may be filled later, before submitting."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        self.fields["seen"].initial = _mark(self.record)
        for section, heading in SECTION_TITLES.items():
            self.fields[section.name.lower()] = forms.CharField(
                label=f"{section.value}. {gettext(heading)}",
                widget=forms.Textarea(attrs={"rows": 6}),
                required=False,
                max_length=20000,
                initial=self.record.narrative.get(section.value, ""),
            )


class ReturnForm(ActForm):
    reason = forms.CharField(
        label=gettext_lazy("Cần sửa gì"), widget=forms.Textarea(attrs={"rows": 4}), max_length=600
    )


class NumberForm(ActForm):
    number = forms.IntegerField(label=gettext_lazy("Số văn bản do văn thư cấp"), min_value=1)
    day = forms.DateField(
        label=gettext_lazy("Ngày ban hành"),
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )


def _in(*states: str) -> Callable[[Report], bool]:
    return lambda report: report.state in states


def _run(
    operation: Callable[..., object], *names: str
) -> Callable[[Report, Given, DeskRequest], object]:
    def run(report: Report, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in names}
        return operation(report=report, **chosen, by=request.actor, now=request.now)

    return run


@transaction.atomic
def _write(report: Report, given: Given, request: DeskRequest) -> None:
    if given["seen"] != _mark(report):
        raise ChangedMeanwhile
    for section in Section:
        text = given[section.name.lower()]
        if text != report.narrative.get(section.value, ""):
            do.write_section(
                report=report, section=section, text=text, by=request.actor, now=request.now
            )


_OPEN = (S.DRAFT, S.RETURNED)
ACTS: tuple[Act[Report], ...] = (
    Act(
        "viet",
        _("Viết nội dung"),
        Permission.PREPARE_REPORT,
        _in(*_OPEN),
        _write,
        _("Đã lưu nội dung."),
        SectionsForm,
        hint=_("Không nêu tên hoặc chi tiết nhận ra một trẻ em nào trong báo cáo."),
    ),
    Act(
        "tinh-lai",
        _("Tính lại số liệu"),
        Permission.PREPARE_REPORT,
        _in(*_OPEN),
        _run(do.recompute),
        _("Đã tính lại từ hồ sơ hiện có."),
        aside=True,
    ),
    Act(
        "xem-thu",
        _("Tạo bản dự thảo (.docx)"),
        Permission.PREPARE_REPORT,
        _in(*_OPEN, S.SUBMITTED),
        _run(do.preview),
        _("Đã tạo bản dự thảo, tải ở mục Văn bản."),
        aside=True,
    ),
    Act(
        "trinh",
        _("Trình ký"),
        Permission.PREPARE_REPORT,
        _in(*_OPEN),
        _run(do.submit_report),
        _("Đã trình ký. Số liệu được giữ nguyên từ lúc này."),
    ),
    Act(
        "ky",
        _("Ký duyệt"),
        Permission.SIGN_REPORT,
        _in(S.SUBMITTED),
        _run(do.sign_report),
        _("Đã ký duyệt, tải văn bản ở mục Văn bản."),
    ),
    Act(
        "tra-lai",
        _("Trả lại"),
        Permission.SIGN_REPORT,
        _in(S.SUBMITTED),
        _run(do.return_report, "reason"),
        _("Đã trả lại để sửa."),
        ReturnForm,
        aside=True,
    ),
    Act(
        "cap-so",
        _("Ghi số và ngày ban hành"),
        Permission.PREPARE_REPORT,
        _in(S.APPROVED),
        _run(do.number_report, "number", "day"),
        _("Đã ghi số và ngày."),
        NumberForm,
    ),
)
