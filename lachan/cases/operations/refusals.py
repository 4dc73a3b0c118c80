"""What a person is told when a step on a child case is refused."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from lachan.cases.rules.guards import PROBLEMS, Problem
from lachan.common.errors import Refused


class NotReady(Refused):
    """The step is on the table, but something is still in its way."""

    sentence = _("Chưa thực hiện được bước này: %(problems)s. Hồ sơ chưa thay đổi.")

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems="; ".join(gettext(PROBLEMS[p]) for p in self.problems))


class SamePerson(Refused):
    """The one who asks may not be the one who approves."""

    sentence = _(
        "Người lập hoặc đề nghị không được tự duyệt. Hồ sơ vẫn chờ duyệt: "
        "hãy chuyển cho người có thẩm quyền khác."
    )


class NothingWaits(Refused):
    """There is nothing of this kind to decide on; somebody may have decided it just now."""

    sentence = _("Không có đề nghị nào đang chờ duyệt. Hãy tải lại trang để xem tình trạng mới.")


class NoSeparation(Refused):
    """No temporary separation stands, or somebody has just recorded its end."""

    sentence = _("Không có biện pháp tạm thời cách ly nào đang áp dụng. Chưa có gì thay đổi.")


class NoReviewYet(Refused):
    """A plan goes on, or a case closes, only after this review's Mẫu 06 was approved."""

    sentence = _(
        "Chưa có Mẫu 06 của lần rà soát này được duyệt. Hãy lập và trình duyệt Mẫu 06 trước."
    )


class Frozen(Refused):
    """Written elsewhere on the way, or already final."""

    sentence = _("Phần này không sửa được ở bước hiện tại. Nội dung vừa nhập chưa được lưu.")
