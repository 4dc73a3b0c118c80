"""What a tip is made of, how it moves, how grave it is, and what the reporter is told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lachan.common.labels import mark as _

NARRATIVE_MAX = 5000
LOCATOR_MAX = 2000
MESSAGE_MAX = 2000


class TipState(StrEnum):
    RECEIVED = "received"
    SCREENING = "screening"
    NEEDS_INFO = "needs_info"
    PROMOTED = "promoted"
    REDIRECTED = "redirected"
    NO_ACTION_PROPOSED = "no_action_proposed"
    NO_ACTION = "no_action"
    CLOSED = "closed"


STATE_LABELS: Mapping[TipState, str] = {
    TipState.RECEIVED: _("Mới nhận"),
    TipState.SCREENING: _("Đang xem"),
    TipState.NEEDS_INFO: _("Chờ người báo trả lời"),
    TipState.PROMOTED: _("Đã mở hồ sơ"),
    TipState.REDIRECTED: _("Đã chuyển nơi khác"),
    TipState.NO_ACTION_PROPOSED: _("Đề nghị không xử lý"),
    TipState.NO_ACTION: _("Không xử lý"),
    TipState.CLOSED: _("Đã đóng"),
}

FIRST_STATES = frozenset({TipState.RECEIVED.value})

# Casework model 6.2. A closed tip opens again when its reporter writes, so nobody is left unheard.
MOVES: Mapping[str, frozenset[str]] = {
    TipState.RECEIVED: frozenset({TipState.SCREENING}),
    TipState.SCREENING: frozenset(
        {
            TipState.NEEDS_INFO,
            TipState.PROMOTED,
            TipState.REDIRECTED,
            TipState.NO_ACTION_PROPOSED,
        }
    ),
    TipState.NEEDS_INFO: frozenset({TipState.SCREENING}),
    TipState.NO_ACTION_PROPOSED: frozenset({TipState.NO_ACTION, TipState.SCREENING}),
    TipState.PROMOTED: frozenset({TipState.CLOSED}),
    TipState.REDIRECTED: frozenset({TipState.CLOSED}),
    TipState.NO_ACTION: frozenset({TipState.CLOSED}),
    TipState.CLOSED: frozenset({TipState.SCREENING}),
}


# On the desk of whoever decides what it is.
UNDECIDED = (
    TipState.RECEIVED,
    TipState.SCREENING,
    TipState.NEEDS_INFO,
    TipState.NO_ACTION_PROPOSED,
)


class TipKind(StrEnum):
    """What the law calls it. A tip begins as a reflection; triage may say otherwise."""

    REFLECTION = "phan_anh"
    CRIME_REPORT = "to_giac"
    DENUNCIATION = "to_cao"
    COMPLAINT = "khieu_nai"
    QUESTION = "hoi_dap"


KIND_LABELS: Mapping[TipKind, str] = {
    TipKind.REFLECTION: _("Phản ánh"),
    TipKind.CRIME_REPORT: _("Tố giác"),
    TipKind.DENUNCIATION: _("Tố cáo"),
    TipKind.COMPLAINT: _("Khiếu nại"),
    TipKind.QUESTION: _("Hỏi đáp"),
}


class Channel(StrEnum):
    WEB = "web"
    PHONE = "phone"
    WALK_IN = "walk_in"
    LETTER = "letter"
    EMAIL = "email"
    PARTNER = "partner"


CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.WEB: _("Trang web"),
    Channel.PHONE: _("Điện thoại"),
    Channel.WALK_IN: _("Đến trực tiếp"),
    Channel.LETTER: _("Thư"),
    Channel.EMAIL: _("Thư điện tử"),
    Channel.PARTNER: _("Cơ quan khác chuyển"),
}


class Mode(StrEnum):
    """How much of the reporter is kept. Anonymous: nothing but what they typed."""

    ANONYMOUS = "anonymous"


MODE_LABELS: Mapping[Mode, str] = {Mode.ANONYMOUS: _("Ẩn danh")}


class Answer(StrEnum):
    """Unknown is an answer like the others, never an error."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


ANSWER_LABELS: Mapping[Answer, str] = {
    Answer.YES: _("Có"),
    Answer.NO: _("Không"),
    Answer.UNKNOWN: _("Không rõ"),
}


class ReporterRole(StrEnum):
    SELF = "self"
    FRIEND = "friend"
    PARENT = "parent"
    TEACHER = "teacher"
    OTHER = "other"
    UNKNOWN = "unknown"


REPORTER_LABELS: Mapping[ReporterRole, str] = {
    ReporterRole.SELF: _("Chính em bị"),
    ReporterRole.FRIEND: _("Bạn của em bị"),
    ReporterRole.PARENT: _("Con hoặc cháu tôi bị"),
    ReporterRole.TEACHER: _("Học sinh của tôi bị"),
    ReporterRole.OTHER: _("Người khác"),
    ReporterRole.UNKNOWN: _("Không nói"),
}


class AgeBand(StrEnum):
    UNDER_10 = "u10"
    FROM_10 = "10_12"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "adult"
    UNKNOWN = "unknown"


AGE_LABELS: Mapping[AgeBand, str] = {
    AgeBand.UNDER_10: _("Dưới 10 tuổi"),
    AgeBand.FROM_10: _("10 đến 12 tuổi"),
    AgeBand.FROM_13: _("13 đến 15 tuổi"),
    AgeBand.FROM_16: _("16 hoặc 17 tuổi"),
    AgeBand.ADULT: _("Từ 18 tuổi"),
    AgeBand.UNKNOWN: _("Không nói"),
}

UNDER_13 = frozenset({AgeBand.UNDER_10, AgeBand.FROM_10})


class Place(StrEnum):
    """Where online it happened."""

    FACEBOOK = "facebook"
    ZALO = "zalo"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    GAME = "game"
    WEBSITE = "website"
    OTHER = "other"
    UNKNOWN = "unknown"


PLACE_LABELS: Mapping[Place, str] = {
    Place.FACEBOOK: _("Facebook, Messenger"),
    Place.ZALO: _("Zalo"),
    Place.TIKTOK: _("TikTok"),
    Place.YOUTUBE: _("YouTube"),
    Place.GAME: _("Trong trò chơi"),
    Place.WEBSITE: _("Một trang web"),
    Place.OTHER: _("Chỗ khác"),
    Place.UNKNOWN: _("Không rõ"),
}


class Direction(StrEnum):
    """IN: from the reporter. OUT: to the reporter. Notes among staff are kept elsewhere."""

    IN = "in"
    OUT = "out"


class Copy(StrEnum):
    """In which form a tip's sheet left the screen."""

    PAGE = "page"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class TipAnswers:
    """What somebody told us. Everything may be left out; a tip needs a kind, words or a place."""

    danger: Answer = Answer.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    reporter_role: ReporterRole = ReporterRole.UNKNOWN
    harm: str = "T00"
    place_kind: Place = Place.UNKNOWN
    ongoing: Answer = Answer.UNKNOWN
    narrative: str = ""
    locator: str = ""
    commune_id: int | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.harm != "T00" or self.narrative.strip() or self.locator.strip())

    def trimmed(self) -> "TipAnswers":
        """The same without the blanks around the two free texts."""
        return replace(self, narrative=self.narrative.strip(), locator=self.locator.strip())


SEVERITIES = ("S1", "S2", "S3", "S4")


def severity(default: str, worst: str, answers: TipAnswers) -> str:
    """Where triage starts. `default` and `worst` belong to the harm (taxonomy).

    Danger right now is S1 whatever the harm. A child under 13 or a harm still going on raises by
    one step each, never past `worst` and never past S1. Order only: a person decides.
    """
    if answers.danger == Answer.YES:
        return "S1"
    steps = (answers.age_band in UNDER_13) + (answers.ongoing == Answer.YES)
    ceiling = min(SEVERITIES.index(default), SEVERITIES.index(worst))
    return SEVERITIES[max(SEVERITIES.index(default) - steps, ceiling)]


@dataclass(frozen=True, slots=True)
class Told:
    """What the reporter reads: a status, what it means, what comes next."""

    status: str
    meaning: str
    next: str


_LOOKING = Told(
    _("Đang xem"),
    _("Người lớn có nhiệm vụ đang đọc kỹ lời của em."),
    _("Nếu cần hỏi thêm, chúng mình sẽ viết ở đây."),
)
_DONE = Told(
    _("Đã xong phần của chúng mình"),
    _("Chúng mình đã làm xong phần việc của mình. Cảm ơn em đã nói ra."),
    _("Còn điều gì lo lắng, em viết tiếp ở đây nhé."),
)
# Never "unfounded", never a promise that another body must keep.
TOLD: Mapping[TipState, Told] = {
    TipState.RECEIVED: Told(
        _("Đã nhận"),
        _("Lời của em đã đến nơi an toàn."),
        _("Sẽ có người đọc. Em quay lại xem sau nhé."),
    ),
    TipState.SCREENING: _LOOKING,
    TipState.NEEDS_INFO: Told(
        _("Cần em trả lời"),
        _("Chúng mình có câu hỏi muốn hỏi em."),
        _("Em đọc câu hỏi bên dưới rồi trả lời nhé."),
    ),
    TipState.PROMOTED: Told(
        _("Đang phối hợp giúp"),
        _("Những người có trách nhiệm đang cùng nhau giúp."),
        _("Có tin mới, chúng mình sẽ viết ở đây."),
    ),
    TipState.REDIRECTED: Told(
        _("Đang phối hợp giúp"),
        _("Chúng mình đã nhờ nơi phù hợp hơn giúp em."),
        _("Có tin mới, chúng mình sẽ viết ở đây."),
    ),
    TipState.NO_ACTION_PROPOSED: _LOOKING,
    TipState.NO_ACTION: _DONE,
    TipState.CLOSED: _DONE,
}
