"""The two families of errors: what a person may be told, and what an operator must mend.

`Refused` is expected: somebody asked for what the rules do not allow. Its sentence is written for
the person who asked, in Vietnamese, and says what happened, what was kept and what to do next.
`Fault` is not expected: it is written for operators, in English. Never branch on their text.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext

from lachan.common.labels import mark as _


class Refused(Exception):
    """Base of every expected refusal.

    Subclasses set `sentence`, marked for translation, in which `%(name)s` places are filled
    from the keyword arguments. Arguments are codes, numbers and labels, never a child's data:
    the text may reach a log.
    """

    sentence: ClassVar[str] = _("Không làm được việc này.")
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(type(self).__name__, facts)

    def __str__(self) -> str:
        """In the reader's language, the labels among the facts as well."""
        return told(self.sentence, self.facts)


def told(sentence: str, facts: Mapping[str, object]) -> str:
    """A marked sentence in the reader's language, the labels among its facts as well."""
    words = {
        name: gettext(fact) if fact and isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    return gettext(sentence) % words


class NotAllowed(Refused):
    """The person holds no role that may do this."""

    sentence = _("Vai trò của anh/chị không có quyền làm việc này.")
    status = 403


class NotFound(Refused):
    """No such object, or not this person's to see: the two are never told apart."""

    sentence = _("Không tìm thấy, hoặc không thuộc phạm vi của anh/chị.")
    status = 404


class CannotMove(Refused):
    """The state table has no such move."""

    sentence = _(
        "Bước này không thực hiện được khi đang ở trạng thái “%(state)s”. Chưa có gì thay đổi."
    )


class ChangedMeanwhile(Refused):
    """Somebody else saved the same record first; the later writer must look again."""

    sentence = _(
        "Người khác vừa cập nhật hồ sơ này. Nội dung của anh/chị chưa được lưu: "
        "hãy tải lại trang, xem thay đổi rồi nhập lại."
    )


class Invalid(Refused):
    """Input that breaks a rule, told by field."""

    sentence = _("Dữ liệu chưa hợp lệ ở mục “%(field)s”: %(problem)s")
    status = 400


class Fault(Exception):
    """Something is broken and an operator must act. The message says what and how."""
