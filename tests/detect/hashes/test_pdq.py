"""Our PDQ against the reference's figures, on one photograph of a bridge and its edits."""

import pickle
from contextlib import suppress
from io import BytesIO
from warnings import catch_warnings
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lachan.detect import HashIndex
from lachan.detect.hashes.codec import as_words
from lachan.detect.hashes.pdq import dihedral, pdq
from lachan.detect.hashes.pictures import REASON_LABELS, Reason, UnreadablePicture

# pdq/cpp/bin/README.md of the reference, file by file as they are sorted in dih/.
REFERENCE = [
    "f8f8f0cce0f4e84d0e370a22028f67f0b36e2ed596623e1d33e6339c4e9c9b22",
    "b0a10efd71cc3f429413d48d0ffffe12e34e0e17ada952a9d29684210aa9e5af",
    "adad5a64b5a142e55362a09057dacd5ae63b847fc23794b766b319361fc93188",
    "a5f4a457a48995e8c9065c275aaa5498b61ba4bdf8fcf80387c32f8b0bfc4f05",
    "f8f80f31e0f417b00e37f5cd028f980fb36ed02a9662c1e233e6cc634e9c64dd",
    "8dad2599b1a1bd1853625f6553da32a1e63b7280c2374b4866b366c91bc9ce77",
    "f0a1f102f1dcc0bd9c5309720fff018de34ef1e8ada9a956d2967ade0ea91a50",
    "a5f05ba8a4896a17c106a3da5aaaab07b61b5b42f8fc07fc83c3d0740bfcb0fa",
]
NAMES = [
    "original",
    "rotate_90",
    "rotate_180",
    "rotate_270",
    "flip_x",
    "flip_y",
    "flip_plus_1",
    "flip_minus_1",
]


def apart(left, right):
    return int(np.bitwise_count(as_words(left) ^ as_words(right)).sum())


def scenery(width=300, height=200, seed=1):
    """A made-up picture with something in it."""
    small = np.random.default_rng(seed).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)


def saved(picture, form="PNG", **options):
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def test_the_bridge_is_4_bits_from_the_reference(pictures):
    found = pdq(pictures / "dih" / "bridge-1-original.jpg")

    # The reference allows 10; decoders of JPEG and ways to shrink differ.
    assert apart(found.hash, REFERENCE[0]) == 4
    assert found.quality == 100


@pytest.mark.parametrize("number", range(8))
def test_every_turn_of_the_bridge_is_within_10_bits_of_the_reference(pictures, number):
    path = sorted((pictures / "dih").iterdir())[number]

    assert apart(pdq(path).hash, REFERENCE[number]) <= 10


@pytest.mark.parametrize("number", range(8))
def test_a_turn_is_known_from_the_original_alone(pictures, number):
    folder = pictures / "dih"
    turned = dihedral(folder / "bridge-1-original.jpg")
    path = sorted(folder.iterdir())[number]

    near = [name for name, one in turned.items() if apart(one.hash, pdq(path).hash) <= 31]

    assert near == [NAMES[number]]


def test_every_edit_of_the_bridge_is_matched(pictures):
    index = HashIndex()
    index.add(["bridge"], [pdq(pictures / "dih" / "bridge-1-original.jpg").hash])
    edits = sorted((pictures / "bridge-mods").iterdir())

    found = index.query([pdq(path).hash for path in edits], 31)

    assert [one.ids for one in found] == [["bridge"]] * 12


def test_needles_in_the_haystack_as_looking_at_each(pictures):
    needles, haystack = (
        (pictures / "mih" / f"{name}.txt").read_text().split() for name in ("needles", "haystack")
    )
    index = HashIndex(delta_rows=100)
    index.add(np.arange(len(haystack)), haystack)
    words = as_words(haystack)

    for radius in (0, 15, 31):
        flat = [np.bitwise_count(words ^ as_words(one)).sum(axis=1) for one in needles]
        expected = [np.flatnonzero(each <= radius).tolist() for each in flat]
        assert [sorted(one.ids) for one in index.query(needles, radius)] == expected
    assert any(expected)


def test_pieces_of_one_photograph_are_found_as_by_looking_at_each(pictures, chance):
    whole = Image.open(pictures / "dih" / "bridge-1-original.jpg").reduce(2)
    corners = chance.integers(0, (whole.width - 90, whole.height - 90), (300, 2)).tolist()
    pieces = as_words([pdq(whole.crop((x, y, x + 90, y + 90))).hash for x, y in corners])
    index = HashIndex(delta_rows=100)
    index.add(np.arange(300), pieces)

    apart_ = np.bitwise_count(pieces[:, None] ^ pieces).sum(axis=2)
    for number, found in enumerate(index.query(pieces, 31)):
        assert sorted(found.ids) == np.flatnonzero(apart_[number] <= 31).tolist()


def test_turns_are_named_as_pillow_turns():
    picture = scenery(400, 400)
    turned = dihedral(picture)

    for name, way in {
        "rotate_90": Image.Transpose.ROTATE_90,
        "rotate_180": Image.Transpose.ROTATE_180,
        "flip_x": Image.Transpose.FLIP_TOP_BOTTOM,
        "flip_y": Image.Transpose.FLIP_LEFT_RIGHT,
        "flip_plus_1": Image.Transpose.TRANSPOSE,
    }.items():
        assert apart(turned[name].hash, pdq(picture.transpose(way)).hash) <= 31


def test_a_file_its_bytes_and_the_picture_are_one(tmp_path):
    raw = saved(scenery())
    (tmp_path / "a.png").write_bytes(raw)

    assert pdq(tmp_path / "a.png") == pdq(str(tmp_path / "a.png")) == pdq(raw) == pdq(scenery())


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "GIF", "BMP"])
def test_another_format_is_near(form):
    assert apart(pdq(saved(scenery(), form)).hash, pdq(scenery()).hash) <= 16


def test_a_blank_picture_has_no_quality():
    assert pdq(Image.new("RGB", (100, 100), "white")).quality == 0


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "CMYK", "LA", "I;16"])
def test_every_kind_of_pixel_is_hashed(mode):
    assert len(pdq(Image.new(mode, (40, 40))).hash) == 64


def test_a_transparent_palette_is_hashed():
    picture = scenery().quantize(16)

    assert pdq(saved(picture, transparency=b"\x00\x80")).quality > 50


def test_a_refusal_says_why_also_after_a_process_pool():
    refusal = pickle.loads(pickle.dumps(UnreadablePicture(Reason.TOO_SMALL)))

    assert refusal.reason is Reason.TOO_SMALL
    assert str(refusal) == REASON_LABELS[Reason.TOO_SMALL]


@pytest.mark.parametrize("size", [(5, 5), (5, 3000), (64, 64), (511, 513)])
def test_any_proportion_is_hashed(size):
    assert len(pdq(scenery(*size)).hash) == 64


@pytest.mark.parametrize("size", [(4, 100), (100, 1)])
def test_too_small_a_picture_is_refused(size):
    with pytest.raises(UnreadablePicture, match="5 điểm ảnh"):
        pdq(Image.new("RGB", size))


@pytest.mark.parametrize("size", [(20_000, 5_000), (30_000, 30_000)])
def test_a_decompression_bomb_is_refused(size):
    # A PNG of a few bytes that claims so many pixels.
    raw = bytearray(saved(Image.new("1", (8, 8))))
    raw[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    raw[29:33] = crc32(raw[12:29]).to_bytes(4, "big")

    with pytest.raises(UnreadablePicture, match="64 triệu"):
        pdq(bytes(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no picture",
        saved(scenery())[:200],
        saved(scenery(), "JPEG")[:900],
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        saved(scenery(), "TIFF"),
    ],
    ids=["empty", "text", "cut png", "cut jpeg", "program", "other format"],
)
def test_a_broken_or_foreign_file_is_refused_with_a_remedy(raw):
    with pytest.raises(UnreadablePicture, match="Lưu lại"):
        pdq(raw)


WHOLE = [saved(scenery(40, 30), form) for form in ("PNG", "JPEG", "GIF", "WEBP", "BMP")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0), st.binary(min_size=1, max_size=6), st.integers(0))
def test_any_damage_is_hashed_or_refused(whole, at, put, cut):
    at = at % len(whole)
    broken = whole[:at] + put + whole[at + len(put) : len(whole) - cut % 9]

    with suppress(UnreadablePicture), catch_warnings(action="ignore"):
        assert len(pdq(broken).hash) == 64


def test_a_path_where_nothing_is_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        pdq(tmp_path / "none.jpg")


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    picture = scenery(2000, 1500)

    pdq(saved(picture, "JPEG"))
    dihedral(picture)

    assert picture.size == (2000, 1500)
    assert not list(tmp_path.iterdir())
