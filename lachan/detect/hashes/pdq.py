"""PDQ: a hash of 256 bits that stays nearly the same when a picture is edited a little.

After "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (Facebook, 2019)
and its reference program (github.com/facebook/ThreatExchange, pdq/cpp): luminance, a Jarosz
filter, 64 x 64 samples, the 16 x 16 lowest frequencies but the constant one, and for each whether
it is above the median.
"""

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
    """64 x 64 values of the filtered picture."""
    height, width = plane.shape
    if (height, width) != (_SAMPLES, _SAMPLES):
        for _ in range(_PASSES):
            plane = _box(plane.T, -(-width // _WINDOW_DIVISOR)).T
            plane = _box(plane, -(-height // _WINDOW_DIVISOR))
    middles = np.arange(_SAMPLES) + 0.5
    rows, columns = ((middles * size / _SAMPLES).astype(int) for size in (height, width))
    return plane[np.ix_(rows, columns)]


def _box(plane: Plane, window: int) -> Plane:
    """The mean of `window` values down each column; fewer where it reaches over the edge."""
    sums = np.zeros((plane.shape[0] + 1, plane.shape[1]))
    np.cumsum(plane, axis=0, out=sums[1:])
    middles = np.arange(plane.shape[0])
    begins = np.maximum(middles - (window - 1) // 2, 0)
    ends = np.minimum(middles + window // 2 + 1, plane.shape[0])
    means: Plane = (sums[ends] - sums[begins]) / (ends - begins)[:, None]
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
