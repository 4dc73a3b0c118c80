"""The words of the monitor: kinds of source, states of imports and findings, reasons to dismiss."""

from collections.abc import Mapping
from enum import StrEnum

from lachan.common.labels import mark as _


class SourceKind(StrEnum):
    """How items arrive."""

    FEED = "feed"
    PAGE = "page"
    FILE = "file"


SOURCE_KIND_LABELS: Mapping[SourceKind, str] = {
    SourceKind.FEED: _("Nguồn tin RSS hoặc Atom"),
    SourceKind.PAGE: _("Trang web"),
    SourceKind.FILE: _("Tệp nhập vào"),
}


class Medium(StrEnum):
    """What kind of publication an item comes from; rules may apply to some only."""

    PRESS = "bao_chi"
    NEWS_SITE = "trang_tin"
    SOCIAL = "mang_xa_hoi"
    TIP = "tin_bao"
    OTHER = "khac"


MEDIUM_LABELS: Mapping[Medium, str] = {
    Medium.PRESS: _("Báo chí"),
    Medium.NEWS_SITE: _("Trang tin"),
    Medium.SOCIAL: _("Mạng xã hội"),
    Medium.TIP: _("Tin báo"),
    Medium.OTHER: _("Khác"),
}


class ImportState(StrEnum):
    """A killed import stays RUNNING and is simply started again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


IMPORT_MOVES: Mapping[str, frozenset[str]] = {
    ImportState.WAITING: frozenset({ImportState.RUNNING, ImportState.FAILED}),
    ImportState.RUNNING: frozenset({ImportState.DONE, ImportState.FAILED}),
    ImportState.FAILED: frozenset({ImportState.RUNNING}),
}
IMPORT_STATE_LABELS: Mapping[ImportState, str] = {
    ImportState.WAITING: _("Đang chờ"),
    ImportState.RUNNING: _("Đang nhập"),
    ImportState.DONE: _("Đã nhập xong"),
    ImportState.FAILED: _("Không nhập được"),
}


class FindingState(StrEnum):
    """PROMOTED: a case was opened from it. DISMISSED may be opened again, PROMOTED may not."""

    OPEN = "open"
    PROMOTED = "promoted"
    DISMISSED = "dismissed"


FINDING_MOVES: Mapping[str, frozenset[str]] = {
    FindingState.OPEN: frozenset({FindingState.PROMOTED, FindingState.DISMISSED}),
    FindingState.DISMISSED: frozenset({FindingState.OPEN}),
}
FINDING_STATE_LABELS: Mapping[FindingState, str] = {
    FindingState.OPEN: _("Chưa xử lý"),
    FindingState.PROMOTED: _("Đã mở hồ sơ"),
    FindingState.DISMISSED: _("Đã bỏ qua"),
}


class DismissReason(StrEnum):
    """Why a finding is no concern. The counts by rule say which rule must be mended."""

    NOT_HARMFUL = "not_harmful"
    NOT_ABOUT_CHILDREN = "not_about_children"
    ALREADY_KNOWN = "already_known"
    OUT_OF_SCOPE = "out_of_scope"


DISMISS_LABELS: Mapping[DismissReason, str] = {
    DismissReason.NOT_HARMFUL: _("Nội dung không gây hại"),
    DismissReason.NOT_ABOUT_CHILDREN: _("Không liên quan đến trẻ em"),
    DismissReason.ALREADY_KNOWN: _("Đã được xử lý ở hồ sơ khác"),
    DismissReason.OUT_OF_SCOPE: _("Ngoài phạm vi của tỉnh"),
}
