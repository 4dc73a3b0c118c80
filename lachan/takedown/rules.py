"""The way of a content case and of a takedown request (casework reference 6.2), as tables. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _


class ContentState(StrEnum):
    OPENED = "opened"
    REQUESTING = "requesting"
    WAITING = "waiting"
    VERIFIED = "verified"
    CLOSED = "closed"
    NO_ACTION = "no_action"
    REOPENED = "reopened"


CONTENT_STATES: Mapping[ContentState, str] = {
    ContentState.OPENED: _("Mới mở"),
    ContentState.REQUESTING: _("Đang lập yêu cầu"),
    ContentState.WAITING: _("Chờ nền tảng"),
    ContentState.VERIFIED: _("Đã kiểm tra: không còn"),
    ContentState.CLOSED: _("Đã đóng"),
    ContentState.NO_ACTION: _("Không yêu cầu gỡ"),
    ContentState.REOPENED: _("Mở lại"),
}

# WAITING -> CLOSED: refused, or no answer and nobody left to ask.
CONTENT_MOVES: Mapping[str, frozenset[str]] = {
    ContentState.OPENED: frozenset({ContentState.REQUESTING, ContentState.NO_ACTION}),
    ContentState.REQUESTING: frozenset({ContentState.WAITING, ContentState.NO_ACTION}),
    ContentState.WAITING: frozenset(
        {ContentState.REQUESTING, ContentState.VERIFIED, ContentState.CLOSED}
    ),
    ContentState.VERIFIED: frozenset({ContentState.REQUESTING, ContentState.CLOSED}),
    ContentState.CLOSED: frozenset({ContentState.REOPENED}),
    ContentState.NO_ACTION: frozenset({ContentState.REOPENED}),
    ContentState.REOPENED: frozenset({ContentState.REQUESTING, ContentState.NO_ACTION}),
}
FIRST_CONTENT_STATES = frozenset({ContentState.OPENED.value})
FINAL_CONTENT_STATES = frozenset({ContentState.CLOSED, ContentState.NO_ACTION})


class RequestState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REMOVED = "removed"
    GEO_BLOCKED = "geo_blocked"
    AGE_GATED = "age_gated"
    REFUSED = "refused"
    NO_REPLY = "no_reply"
    VERIFIED = "verified"
    REAPPEARED = "reappeared"
    WITHDRAWN = "withdrawn"


REQUEST_STATES: Mapping[RequestState, str] = {
    RequestState.DRAFT: _("Dự thảo"),
    RequestState.APPROVED: _("Đã duyệt"),
    RequestState.SENT: _("Đã gửi"),
    RequestState.ACKNOWLEDGED: _("Nền tảng đã nhận"),
    RequestState.REMOVED: _("Đã gỡ"),
    RequestState.GEO_BLOCKED: _("Đã chặn tại Việt Nam"),
    RequestState.AGE_GATED: _("Đã giới hạn độ tuổi"),
    RequestState.REFUSED: _("Bị từ chối"),
    RequestState.NO_REPLY: _("Không trả lời"),
    RequestState.VERIFIED: _("Đã kiểm tra đủ 72 giờ"),
    RequestState.REAPPEARED: _("Xuất hiện lại"),
    RequestState.WITHDRAWN: _("Đã rút"),
}

# The platform did what was asked, fully or for the children of this country.
DONE = frozenset({RequestState.REMOVED, RequestState.GEO_BLOCKED, RequestState.AGE_GATED})
_ANSWERS = DONE | {RequestState.REFUSED, RequestState.NO_REPLY}

# The line of the casework reference, and what happens beside it: platforms act without
# acknowledging, answer after they were given up, think again after a refusal; and a draft that an
# approver sends back is withdrawn, never edited under the same approval.
REQUEST_MOVES: Mapping[str, frozenset[str]] = {
    RequestState.DRAFT: frozenset({RequestState.APPROVED, RequestState.WITHDRAWN}),
    RequestState.APPROVED: frozenset({RequestState.SENT, RequestState.WITHDRAWN}),
    RequestState.SENT: _ANSWERS | {RequestState.ACKNOWLEDGED},
    RequestState.ACKNOWLEDGED: _ANSWERS,
    RequestState.NO_REPLY: DONE | {RequestState.ACKNOWLEDGED, RequestState.REFUSED},
    RequestState.REFUSED: DONE,
    **{state: frozenset({RequestState.VERIFIED, RequestState.REAPPEARED}) for state in DONE},
    RequestState.VERIFIED: frozenset({RequestState.REAPPEARED}),
}
FIRST_REQUEST_STATES = frozenset({RequestState.DRAFT.value})

# Somebody must still do something about these.
LIVE = frozenset(
    {RequestState.DRAFT, RequestState.APPROVED, RequestState.SENT, RequestState.ACKNOWLEDGED}
)
REPLIES = _ANSWERS | {RequestState.ACKNOWLEDGED}


class Channel(StrEnum):
    """How a request travels."""

    LETTER = "letter"
    EMAIL = "email"
    PLATFORM_FORM = "platform_form"
    NATIONAL_OFFICE = "national_office"


CHANNELS: Mapping[Channel, str] = {
    Channel.LETTER: _("Công văn"),
    Channel.EMAIL: _("Thư điện tử công vụ"),
    Channel.PLATFORM_FORM: _("Biểu mẫu của nền tảng"),
    Channel.NATIONAL_OFFICE: _("Qua cơ quan trung ương"),
}


class Found(StrEnum):
    """What somebody saw when they looked again."""

    STILL_GONE = "still_gone"
    REAPPEARED = "reappeared"


FINDINGS: Mapping[Found, str] = {
    Found.STILL_GONE: _("Vẫn không còn"),
    Found.REAPPEARED: _("Xuất hiện lại"),
}

# Looked at on the platform's word, then a day, two and three days later.
RECHECK_AFTER = tuple(timedelta(hours=hours) for hours in (0, 24, 48, 72))

# A request nobody answers does not hang over a page for ever (design value).
REQUEST_HOLDS_FOR = timedelta(days=90)


class Outcome(StrEnum):
    """How a content case ended."""

    REMOVED = "removed"
    GEO_BLOCKED = "geo_blocked"
    AGE_GATED = "age_gated"
    REFUSED = "refused"
    NO_REPLY = "no_reply"
    ALREADY_GONE = "already_gone"
    NOT_HARMFUL = "not_harmful"
    NOT_OURS = "not_ours"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REMOVED: _("Đã gỡ"),
    Outcome.GEO_BLOCKED: _("Đã chặn tại Việt Nam"),
    Outcome.AGE_GATED: _("Đã giới hạn độ tuổi"),
    Outcome.REFUSED: _("Nền tảng từ chối"),
    Outcome.NO_REPLY: _("Nền tảng không trả lời"),
    Outcome.ALREADY_GONE: _("Nội dung đã không còn trước khi yêu cầu"),
    Outcome.NOT_HARMFUL: _("Không phải nội dung gây hại"),
    Outcome.NOT_OURS: _("Không thuộc thẩm quyền"),
}
WITHOUT_REQUEST = frozenset({Outcome.ALREADY_GONE, Outcome.NOT_HARMFUL, Outcome.NOT_OURS})


def outcome_of(answers: list[RequestState]) -> Outcome | None:
    """How a case ends, from the last answer to each of its requests in order; None without any.

    The last request that was answered decides: one that reappeared was followed by another.
    """
    told = [answer for answer in answers if answer in _ANSWERS]
    return Outcome(told[-1].value) if told else None


def recheck_moments(done_at: datetime) -> list[tuple[int, datetime]]:
    """Hours and moment of every look after a platform said it acted."""
    return [(int(after.total_seconds()) // 3600, done_at + after) for after in RECHECK_AFTER]
