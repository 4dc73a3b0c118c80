"""What the clocks refuse, in words for the person who asked, and what only an operator can mend."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Fault, Refused


class ClockNotRunning(Refused):
    """The clock is paused or has ended."""

    sentence = _(
        "Thời hạn của hồ sơ %(label)s không ở trạng thái đang tính, nên không làm được việc này. "
        "Chưa có gì thay đổi."
    )


class ClockNotPaused(Refused):
    """Only a paused clock can go on."""

    sentence = _("Thời hạn của hồ sơ %(label)s không bị tạm dừng. Chưa có gì thay đổi.")


class NotPausable(Refused):
    """The rule does not name this reason for standing still."""

    sentence = _(
        "Quy định về thời hạn này không cho tạm dừng vì lý do đã chọn. Thời hạn vẫn đang tính: "
        "hãy chọn lý do có trong quy định, hoặc xin gia hạn."
    )


class AlreadyDue(Refused):
    """Lateness is not undone by a pause or an extension that comes after it."""

    sentence = _(
        "Hồ sơ %(label)s đã quá hạn nên không tạm dừng hay gia hạn được nữa. Thời hạn giữ nguyên: "
        "hãy hoàn thành việc và ghi lý do trễ."
    )


class NotExtendable(Refused):
    """The rule gives no extension, or not this much of it."""

    sentence = _(
        "Quy định về thời hạn này không cho gia hạn thêm %(quantity)s. Còn được gia hạn tối đa "
        "%(allowed)s. Chưa có gì thay đổi."
    )


class ExtensionWaits(Refused):
    """One request at a time."""

    sentence = _(
        "Hồ sơ %(label)s đã có một đề nghị gia hạn chờ duyệt. Đề nghị mới chưa được ghi: hãy chờ "
        "người có thẩm quyền quyết định đề nghị trước."
    )


class ExtensionDecided(Refused):
    """A decision is taken once."""

    sentence = _("Đề nghị gia hạn này đã có quyết định. Chưa có gì thay đổi.")


class SamePerson(Refused):
    """An extension needs two people."""

    sentence = _(
        "Người đề nghị gia hạn không được tự duyệt. Đề nghị vẫn chờ: hãy để người khác có thẩm "
        "quyền quyết định."
    )
    status = 403


class AlreadyCalled(Refused):
    """The call is recorded once, or the step asks for none."""

    sentence = _("Bước này không cần gọi điện, hoặc cuộc gọi đã được ghi. Chưa có gì thay đổi.")


class UnknownRule(Fault):
    """No version of the rule is in force on the day."""


class NoCalendar(Fault):
    """No office hours are loaded."""


class LadderStuck(Fault):
    """Some warnings could not be given; the rest were."""
