"""The công văn that carries a request: who asks, what, on which law, by when, how to object."""

from datetime import datetime

from django.db import transaction

from lachan.common.refs import Ref
from lachan.common.time import local, local_date
from lachan.journal.rules import Author
from lachan.papers import operations as papers
from lachan.papers.models import Paper
from lachan.papers.render import Block, PaperContext
from lachan.papers.rules import Authority, authority_lines
from lachan.people.permissions import Permission
from lachan.people.queries import issuer_name, unit_name
from lachan.takedown.models import TakedownRequest
from lachan.takedown.operations.refusals import UnverifiedBasis
from lachan.takedown.operations.steps import locked_request
from lachan.takedown.rules import RequestState
from lachan.vault.queries import unseal

_STILL_DRAFT = frozenset({RequestState.DRAFT, RequestState.WITHDRAWN})


@transaction.atomic
def letter(
    *,
    request: TakedownRequest,
    issuer_code: str,
    place: str,
    signer: str,
    signer_post: str,
    by: Author,
    now: datetime,
) -> Paper:
    """Issues the letter; it bears the draft mark until the request is approved.

    Number and date are left to the clerk. Raises UnverifiedBasis where nobody has read the
    provision: what was not verified is not printed as law.
    """
    request = locked_request(request, by=by, permission=Permission.READ_CONTENT_CASE, version=None)
    if not request.legal_basis.verified:
        raise UnverifiedBasis(basis=str(request.legal_basis))
    today = local_date(now)
    context = PaperContext(
        issuer=issuer_name(request.case.owner_unit_id, today),
        issuer_code=issuer_code,
        place=place,
        year=local(now).year,
        subject="đề nghị gỡ bỏ nội dung gây hại cho trẻ em trên môi trường mạng",
        addressees=(request.platform,),
        bases=(f"Căn cứ {request.legal_basis}",),
        blocks=_body(request, objections_to=unit_name(request.objection_unit_id, today)),
        authority=authority_lines(Authority.HEAD, head=signer_post, own=signer_post),
        signer=signer,
        draft=request.state in _STILL_DRAFT,
    )
    return papers.issue(
        template="cong_van",
        context=context,
        subject=Ref.of(request),
        unit=request.case.owner_unit,
        permission=Permission.READ_CONTENT_CASE,
        by=by,
        now=now,
    )


def _body(request: TakedownRequest, *, objections_to: str) -> tuple[Block, ...]:
    """No word of what the content shows, and none about any child."""
    until = f"{request.expires_on:%d/%m/%Y}"
    lines = (
        f"Qua theo dõi, cơ quan chúng tôi ghi nhận nội dung gây hại cho trẻ em trên "
        f"{request.platform}, hồ sơ số {request.case.number}, tại địa chỉ:",
        unseal(request, "locator"),
        "Đề nghị đơn vị gỡ bỏ hoặc ngăn chặn truy cập nội dung nêu trên trong 24 giờ kể từ khi "
        "nhận được yêu cầu này và thông báo kết quả cho cơ quan chúng tôi.",
        "Đề nghị không thông báo cho người đăng tải thông tin về người phản ánh và không sao chép, "
        "phát tán nội dung.",
        f"Yêu cầu này có giá trị đến ngày {until}. Ý kiến khiếu nại, phản đối gửi về "
        f"{objections_to}.",
    )
    return tuple(Block("text", line) for line in lines)
