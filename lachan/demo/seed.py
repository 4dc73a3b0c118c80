"""What a first demo start holds: staff, a source, a few articles and tips. Invented throughout."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import yaml
from django.conf import settings

from lachan.demo.people import BY, STAFF, cast, invent, unit_for
from lachan.monitor.models import Source
from lachan.monitor.operations.imports import import_file
from lachan.monitor.operations.scans import scan_new
from lachan.monitor.operations.sources import add_source
from lachan.monitor.rules import Medium, SourceKind
from lachan.people.models import User
from lachan.people.rules import ROLE_LABELS, Function, Role
from lachan.programme import operations as programme
from lachan.programme.models import Directive
from lachan.tips.models import Tip
from lachan.tips.operations.receiving import receive
from lachan.tips.rules import AgeBand, Answer, Channel, Place, ReporterRole, TipAnswers
from lachan.triage.operations import take_in

SOURCE = "Báo Mẫu Thái Nguyên (bịa ra để dùng thử)"
# Staff have worked for a while, so that a story may begin some days ago.
SERVED_FOR = timedelta(days=300)

TIPS = (
    TipAnswers(
        age_band=AgeBand.FROM_10,
        reporter_role=ReporterRole.SELF,
        harm="T07",
        place_kind=Place.FACEBOOK,
        ongoing=Answer.YES,
        narrative="Các bạn lập nhóm chê em, ngày nào cũng nhắn. Em không muốn đi học nữa.",
        locator="nhóm lớp mẫu 5X",
    ),
    TipAnswers(
        age_band=AgeBand.ADULT,
        reporter_role=ReporterRole.PARENT,
        harm="T13",
        place_kind=Place.GAME,
        narrative="Con tôi nạp tiền vào trò chơi theo lời tài khoản lạ rồi bị lấy tài khoản.",
    ),
    TipAnswers(
        age_band=AgeBand.FROM_13,
        reporter_role=ReporterRole.FRIEND,
        harm="T04",
        place_kind=Place.ZALO,
        danger=Answer.NO,
        narrative="Có người lạ rủ bạn em gặp riêng và dặn không được nói với bố mẹ.",
        locator="tài khoản mẫu @nguoi-la-bia-ra",
    ),
)


def seed(*, now: datetime) -> None:
    """Fills an empty house. Runs in one transaction of the caller; safe to repeat."""
    invent(now=now - SERVED_FOR)
    _articles(now)
    if not Tip.objects.exists():
        _tips(now)
    take_in(now=now)
    coordinator = cast(now)[Role.COORDINATOR]
    for directive in Directive.objects.filter(assigned_at__isnull=True):
        programme.issue_directive(directive=directive, by=coordinator, now=now)


def _tips(now: datetime) -> None:
    for index, answers in enumerate(TIPS):
        heard = now - timedelta(hours=3 * (index + 1))
        receive(answers=answers, channel=Channel.WEB, received_at=heard, by=BY, now=now)


def source_of(now: datetime, name: str = SOURCE) -> Source:
    """The demo's source, made once."""
    known = Source.objects.filter(name=name).first()
    return known or add_source(
        name=name,
        kind=SourceKind.FILE,
        medium=Medium.PRESS,
        owner_unit=unit_for(Function.E_INFORMATION_LEAD, now),
        by=BY,
        now=now,
    )


def _articles(now: datetime) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in _example_rows(now))
    import_file(source=source_of(now), file=BytesIO(lines.encode()), by=BY, now=now)
    scan_new(now=now)


def _example_rows(now: datetime) -> list[dict[str, str]]:
    """The detection rules carry their own invented examples; one of each makes the demo's news."""
    rows = []
    for index, path in enumerate(sorted(_rules().glob("*.yaml"))):
        rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        example = rule["kiem_thu"]["phai_bat"][0]
        rows.append(
            {
                "id": f"mau-{rule['ma']}",
                "title": example.get("tieu_de", ""),
                "text": example["van_ban"],
                "source_kind": example.get("nguon", Medium.PRESS.value),
                "url": f"https://bao-mau.example/{index + 1}",
                "published_at": (now - timedelta(hours=index + 1)).isoformat(),
            }
        )
    return rows


def _rules() -> Path:
    return Path(settings.CONTENT) / "rules"


def sign_in_people() -> list[tuple[str, User]]:
    """One invented person per role, with the role's name, for the sign-in links of demo mode."""
    by_role = {one.role: f"{one.mailbox}@lachan.example" for one in STAFF}
    found = User.objects.in_bulk(by_role.values(), field_name="email")
    return [(ROLE_LABELS[role], found[email]) for role, email in by_role.items() if email in found]
