"""Why a scan cannot go on, in the operator's words."""

from errno import ENOSPC
from pathlib import Path


class CannotScan(Exception):
    """The input cannot be scanned; the message says why and what to do. No half file is left."""


def why(error: OSError, source: Path) -> str:
    """What the operator can do about it."""
    if error.errno == ENOSPC:
        return "Ổ đĩa đã đầy, chưa ghi được kết quả. Dọn chỗ rồi quét lại: phần đã quét được giữ."
    if isinstance(error, FileNotFoundError) and not source.exists():
        return f"Không có tệp {source.name}. Kiểm tra lại đường dẫn."
    return f"Không đọc hoặc ghi được tệp ({type(error).__name__}). Kiểm tra quyền và đường dẫn."
