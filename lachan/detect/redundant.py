"""Parts of conditions that change nothing: nobody is harmed, but somebody meant something else."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lachan.detect.conditions import AtLeast, Condition, Leaf
from lachan.detect.implications import Implications
from lachan.detect.impossible import Mistake
from lachan.detect.yaml_lines import Place

# Where a kind of condition keeps the list of its parts.
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "tat_ca": (),
    "mot_trong": (),
    "it_nhat": ("trong",),
    "so_lan": ("trong",),
    "gan_nhau": ("tat_ca",),
}


def redundant(
    condition: Condition, written: Mapping[str, Any], known: Implications
) -> Iterator[Mistake]:
    """What could be left out of a rule's condition; `written` is its file as YAML gives it."""
    assert isinstance(condition, AtLeast)
    asked = [(kind, body) for kind, body in written["khi"].items() if kind != "tru_khi"]
    within = written.get("cung_doan", {}).get("trong_ky_tu")
    for part, (kind, body) in zip(condition.parts, asked, strict=True):
        for place, found, parts, limit in _lists(part, kind, body, ("khi", kind)):
            if found in ("tat_ca", "mot_trong"):
                yield from _idle(found, parts, place, known)
            if limit is not None and within is not None and limit >= within:
                what = f"gan_nhau {limit} ký tự không hẹp hơn cung_doan {within} ký tự."
                yield place, what, "thu hẹp gan_nhau, hoặc thay bằng tat_ca."


def _lists(
    condition: Condition, kind: str, body: Any, place: Place
) -> Iterator[tuple[Place, str, Sequence[Condition], int | None]]:
    """Every list of conditions: its place, its kind, its parts, and the characters of gan_nhau."""
    if kind not in _LISTS or isinstance(condition, Leaf):
        return
    inside, rows = (*place, *_LISTS[kind]), body
    for step in _LISTS[kind]:
        rows = rows[step]
    yield inside, kind, condition.parts, body["trong_ky_tu"] if kind == "gan_nhau" else None
    for number, (part, row) in enumerate(zip(condition.parts, rows, strict=True)):
        if isinstance(row, Mapping):
            ((below, its),) = row.items()
            yield from _lists(part, below, its, (*inside, number, below))


def _idle(
    kind: str, parts: Sequence[Condition], place: Place, known: Implications
) -> Iterator[Mistake]:
    """Of all: what another brings along. Of any: what brings another along."""
    keys = {n: part.key for n, part in enumerate(parts) if isinstance(part, Leaf)}
    for number, key in keys.items():
        for other, its in keys.items():
            stronger, weaker = (its, key) if kind == "tat_ca" else (key, its)
            both = known.implies(weaker, stronger)
            if number != other and known.implies(stronger, weaker) and (not both or other < number):
                yield (
                    (*place, number),
                    f"điều kiện này thừa: đã có điều kiện {other + 1} trong cùng danh sách.",
                    "bỏ một trong hai.",
                )
                break
