"""What can go wrong when something sealed is opened. No message holds content."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Fault, Refused


class Shredded(Refused):
    """The record's key was destroyed on purpose, so that nobody can read it again."""

    sentence = _(
        "Nội dung này đã được hủy theo quy định lưu trữ và không thể đọc lại. "
        "Số hiệu và số liệu thống kê của hồ sơ vẫn được giữ."
    )
    status = 410


class Tampered(Fault):
    """A ciphertext or key does not belong where it is, or was altered. Names the place only."""


class UnknownKey(Fault):
    """A master key version that the settings do not hold."""
