"""Opens a picture in memory, carefully. Nothing is ever written, shown or kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.common.labels import mark as _

if TYPE_CHECKING:
    from PIL.Image import Image

# What a phone or a page holds. Not among them: formats that run programs (EPS) or are documents.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# A large phone camera has 50 million. A file of 40 KB can claim many more.
MOST_PIXELS: Final = 64_000_000
LONGEST_SIDE: Final = 512
# Below it the reference gives no hash (MIN_HASHABLE_DIM in pdqhashing.cpp).
SHORTEST_SIDE: Final = 5


class Reason(StrEnum):
    """Why a picture is refused."""

    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"


REASON_LABELS: Final[Mapping[Reason, str]] = {
    Reason.BROKEN: _(
        "Không đọc được tệp như một ảnh: tệp hỏng, bị cụt, hoặc không phải JPEG, PNG, WebP, GIF, "
        "BMP. Lưu lại ảnh dạng JPEG hoặc PNG rồi thử lại."
    ),
    Reason.TOO_LARGE: _(
        "Ảnh khai hơn 64 triệu điểm ảnh nên không được mở. Lưu lại ảnh với cỡ nhỏ hơn rồi thử lại."
    ),
    Reason.TOO_SMALL: _("Ảnh có cạnh dưới 5 điểm ảnh, quá nhỏ để so sánh. Tìm bản lớn hơn."),
}


class UnreadablePicture(ValueError):
    """This is no picture that can be hashed; the message says why and what to do."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(REASON_LABELS[reason])

    def __reduce__(self) -> tuple[type["UnreadablePicture"], tuple[Reason]]:
        return UnreadablePicture, (self.reason,)


def opened(source: "Image | Path | str | bytes") -> "Image":
    """The first frame as RGB, shrunk to at most 512 x 512 with its proportions kept.

    Raises UnreadablePicture for a broken file, another format, a decompression bomb or a picture
    with a side under 5; FileNotFoundError for a path where nothing is.
    """
    # Loaded late: heavy, and of no use to whoever has hashes already.
    from PIL import Image

    if isinstance(source, Image.Image):
        return _shrunk(source)
    if isinstance(source, str | Path) and not Path(source).is_file():
        raise FileNotFoundError(source)
    with _told_apart():
        stream = BytesIO(source) if isinstance(source, bytes) else Path(source)
        with Image.open(stream, formats=FORMATS) as picture:
            # A JPEG is decoded at a half, a quarter or an eighth where that is still twice as
            # large as what is needed.
            picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            return _shrunk(picture)


def _shrunk(picture: "Image") -> "Image":
    from PIL.Image import Resampling

    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise UnreadablePicture(Reason.TOO_LARGE)
    if min(width, height) < SHORTEST_SIDE:
        raise UnreadablePicture(Reason.TOO_SMALL)
    with _told_apart():
        if "transparency" in picture.info:
            picture = picture.convert("RGBA")
        plain = picture.convert("RGB")
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.BOX)
    return plain


@contextmanager
def _told_apart() -> Iterator[None]:
    """What Pillow raises for a broken file is of many kinds; here it is one."""
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        yield
    except UnreadablePicture:
        raise
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise UnreadablePicture(Reason.TOO_LARGE) from error
    except Exception as error:
        raise UnreadablePicture(Reason.BROKEN) from error
