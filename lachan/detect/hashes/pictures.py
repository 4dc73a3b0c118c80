"""Opens a picture in memory, carefully. Nothing is ever written, shown or kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

# What a phone or a page holds. Not among them: formats that run programs (EPS) or are documents.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# 64 million: a large phone camera has 50. A file of 40 KB can claim many more.
MOST_PIXELS: Final = 64_000_000
LONGEST_SIDE: Final = 512
# Below it the reference gives no hash (MIN_HASHABLE_DIM in pdqhashing.cpp).
SHORTEST_SIDE: Final = 5


class UnreadablePicture(ValueError):
    """This is no picture that can be hashed; the message says why and what to do."""


def opened(source: "Image | Path | str | bytes") -> "Image":
    """The first frame as RGB, shrunk to at most 512 x 512 with its proportions kept.

    Raises UnreadablePicture for a broken file, another format, a decompression bomb or a picture
    under 5 x 5; FileNotFoundError for a path where nothing is.
    """
    # Loaded late: heavy, and of no use to whoever has hashes already.
    from PIL import Image

    if isinstance(source, Image.Image):
        return _shrunk(source.copy())
    if isinstance(source, str | Path) and not Path(source).is_file():
        raise FileNotFoundError(source)
    with _told_apart():
        stream = BytesIO(source) if isinstance(source, bytes) else Path(source)
        with Image.open(stream, formats=FORMATS) as picture:
            return _shrunk(picture)


def _shrunk(picture: "Image") -> "Image":
    from PIL.Image import Resampling

    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise UnreadablePicture(
            f"Ảnh khai {width} × {height} điểm ảnh, quá {MOST_PIXELS:,}: không mở. "
            "Lưu lại ảnh với cỡ nhỏ hơn."
        )
    if min(width, height) < SHORTEST_SIDE:
        raise UnreadablePicture(f"Ảnh {width} × {height} điểm ảnh quá nhỏ để so sánh.")
    with _told_apart():
        # A JPEG is decoded at a half, a quarter or an eighth where that is still twice as large.
        picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
        plain = picture.convert("RGB")
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.BOX)
    return plain


@contextmanager
def _told_apart() -> Iterator[None]:
    """What Pillow raises for broken files is of many kinds; here it is one."""
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        yield
    except UnreadablePicture:
        raise
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise UnreadablePicture(
            "Ảnh khai quá nhiều điểm ảnh: không mở. Lưu lại ảnh với cỡ nhỏ hơn."
        ) from error
    except Exception as error:
        raise UnreadablePicture(
            f"Không đọc được tệp như một ảnh ({type(error).__name__}): tệp hỏng, cụt, hoặc không "
            f"phải {', '.join(FORMATS)}. Lưu lại ảnh dạng JPEG hoặc PNG."
        ) from error
