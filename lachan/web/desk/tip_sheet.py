"""Mẫu 01 of one tip: a page to print, and the same as a Word file. Both are in the trail."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from lachan.common.time import local, local_date
from lachan.papers.render import Block, PaperContext
from lachan.papers.render import render as written
from lachan.papers.rules import body_code
from lachan.people.permissions import Permission
from lachan.programme.bodies import Body, body_of
from lachan.tips.access import tip_for
from lachan.tips.models import Tip
from lachan.tips.operations import note_copy
from lachan.tips.rules import Copy
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.reports import DOCX
from lachan.web.desk.sheet_lines import Part, parts_of
from lachan.web.desk.standing import unit_at_work

SUBJECT = "Tiếp nhận thông tin trẻ em"


@require_safe
@needs(Permission.READ_TIP)
def sheet(request: DeskRequest, tip_id: str) -> HttpResponse:
    """The form as it is printed; there is nothing else on the paper."""
    tip = tip_for(request.actor, tip_id, now=request.now)
    note_copy(tip=tip, copy=Copy.PAGE, by=request.actor, now=request.now)
    context = {"tip": tip, "parts": parts_of(tip), "issuer": _body(request).name}
    return render(request, "desk/tip_sheet.html", context)


@require_safe
@needs(Permission.READ_TIP)
def paper(request: DeskRequest, tip_id: str) -> HttpResponse:
    """The form as a Word file. It is made each time and kept nowhere."""
    tip = tip_for(request.actor, tip_id, now=request.now)
    note_copy(tip=tip, copy=Copy.DOCX, by=request.actor, now=request.now)
    # An official paper is in Vietnamese, whatever language its reader has chosen.
    with translation.override("vi"):
        context = _context(tip, request)
    content = written("bao_cao", context, folder=settings.CONTENT / "papers")
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="mau-01-{tip.number}.docx"'
    return answer


def _body(request: DeskRequest) -> Body:
    return body_of(unit_at_work(request, Permission.READ_TIP).pk, local_date(request.now))


def _context(tip: Tip, request: DeskRequest) -> PaperContext:
    body = _body(request)
    return PaperContext(
        issuer=body.name,
        issuer_code=body_code(body.name),
        superior=body.superior_short,
        place=body.place,
        year=local(request.now).year,
        subject=SUBJECT,
        blocks=tuple(_blocks(parts_of(tip))),
        authority=("NGƯỜI TIẾP NHẬN",),
        signer=tip.recorded_by.full_name if tip.recorded_by else "",
        recipients=(),
    )


def _blocks(parts: list[Part]) -> list[Block]:
    blocks = []
    for part in parts:
        blocks.append(Block("subheading", part.title))
        blocks += [Block("text", f"{label}: {text}") for label, text in part.lines]
    return blocks
