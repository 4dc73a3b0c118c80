"""PDQ: a hash of 256 bits that stays nearly the same when a picture is edited a little.

After "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (Facebook, 2019)
and its reference program (github.com/facebook/ThreatExchange, pdq/cpp): luminance, a Jarosz
filter, 64 x 64 samples, the 16 x 16 lowest frequencies but the constant one, and for each whether
it is above the median.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lachan.detect.hashes.pictures import opened

if TYPE_CHECKING:
    from PIL.Image import Image

Plane = NDArray[np.float64]

# Rec. 601, as in pdqhashing.cpp.
_LUMINANCE: Final = np.array([0.299, 0.587, 0.114])
_SAMPLES: Final = 64
_FREQUENCIES: Final = 16
# Two passes of a box make a tent; each is as wide as half the distance between two samples.
_PASSES: Final = 2
_WINDOW_DIVISOR: Final = 128
# Below it a picture has too little in it for its hash to mean anything (PDQ README).
QUALITY_FLOOR: Final = 50

_STEPS: Final = np.arange(1, _FREQUENCIES + 1)[:, None] * (2 * np.arange(_SAMPLES) + 1)
_DCT: Final = np.sqrt(2 / _SAMPLES) * np.cos(np.pi / 2 / _SAMPLES * _STEPS)
# Turning a picture over turns the sign of every other frequency, beginning with the first.
_FLIP: Final = np.where(np.arange(_FREQUENCIES) % 2, 1.0, -1.0)


class Pdq(NamedTuple):
    """A hash as 64 hexadecimal digits, and how much there is in the picture: 0 to 100."""

    hash: str
    quality: int


def pdq(picture: "Image | Path | str | bytes") -> Pdq:
    """The hash of a picture given as a file, its bytes or a Pillow image.

    Raises UnreadablePicture, and FileNotFoundError for a path where nothing is. EXIF orientation
    is not applied, as the reference does not: ask with dihedral() where it may differ.
    """
    samples = _samples(_luminance(opened(picture)))
    return Pdq(_hex(_spectrum(samples)), _quality(samples))


def dihedral(picture: "Image | Path | str | bytes") -> dict[str, Pdq]:
    """The hashes of the picture and its seven rotations and reflections, from one reading.

    Rotations are anticlockwise, flip_x turns top and bottom over, flip_y left and right, as the
    reference names them.
    """
    samples = _samples(_luminance(opened(picture)))
    plain, quality = _spectrum(samples), _quality(samples)
    down, across = _FLIP[:, None], _FLIP[None]
    turned = {
        "original": plain,
        "rotate_90": (plain * across).T,
        "rotate_180": plain * down * across,
        "rotate_270": (plain * down).T,
        "flip_x": plain * down,
        "flip_y": plain * across,
        "flip_plus_1": plain.T,
        "flip_minus_1": (plain * down * across).T,
    }
    return {name: Pdq(_hex(spectrum), quality) for name, spectrum in turned.items()}


def _luminance(picture: "Image") -> Plane:
    plane: Plane = np.asarray(picture, dtype=np.float64) @ _LUMINANCE
    return plane


def _samples(plane: Plane) -> Plane:
    """64 x 64 values of the filtered picture. The filter is linear, so it is two matrices."""
    down, across = (_filter(size) for size in plane.shape)
    samples: Plane = down @ plane @ across.T
    return samples


@lru_cache(maxsize=64)
def _filter(size: int) -> Plane:
    """float64[64, size]: what each sample takes of a row (or column) of so many values."""
    middles = ((np.arange(_SAMPLES) + 0.5) * size / _SAMPLES).astype(int)
    box = _box(size, -(-size // _WINDOW_DIVISOR))
    weights: Plane = box[middles]
    for _ in range(_PASSES - 1):
        weights = weights @ box
    return weights


def _box(size: int, window: int) -> Plane:
    """float64[size, size]: each value becomes the mean of `window` around it, fewer at an edge."""
    at = np.arange(size)
    near = (at >= at[:, None] - (window - 1) // 2) & (at <= at[:, None] + window // 2)
    means: Plane = near / near.sum(axis=1, keepdims=True)
    return means


def _quality(samples: Plane) -> int:
    """Steps between neighbours, each in whole hundredths of the range; 90 and 100 as there."""
    steps = sum(np.abs(np.trunc(np.diff(samples, axis=axis) * 100 / 255)).sum() for axis in (0, 1))
    return min(int(steps) // 90, 100)


def _spectrum(samples: Plane) -> Plane:
    spectrum: Plane = _DCT @ samples @ _DCT.T
    return spectrum


def _hex(spectrum: Plane) -> str:
    # Of an even number the lower of the two middle values, as Torben's median gives.
    median = np.partition(spectrum, spectrum.size // 2 - 1, axis=None)[spectrum.size // 2 - 1]
    bits = np.packbits(spectrum.ravel() > median, bitorder="little")
    return bits[::-1].tobytes().hex()
