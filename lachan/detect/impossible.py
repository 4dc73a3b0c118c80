"""Conditions that are surely a mistake: they can never hold, or count one thing twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lachan.detect.conditions import AtLeast, Condition, Leaf, Times
from lachan.detect.implications import Implications
from lachan.detect.yaml_lines import Place

# Where it is written, what is wrong, how to mend it.
Mistake = tuple[Place, str, str]


def impossible(
    condition: Condition,
    exceptions: Sequence[Condition],
    written: Mapping[str, Any],
    known: Implications,
) -> Iterator[Mistake]:
    """What is surely wrong with a rule; `written` is its file as YAML gives it."""
    for number, exception in enumerate(exceptions):
        if _always(exception, condition, known):
            yield (
                ("khi", "tru_khi", number),
                "ngoại lệ này luôn đúng khi các điều kiện đúng, nên quy tắc không bao giờ bắt.",
                "bỏ ngoại lệ này hoặc thu hẹp nó.",
            )
    within = written.get("cung_doan", {}).get("trong_ky_tu")
    for place, kind, body in written_conditions(written["khi"], ("khi",)):
        if kind == "it_nhat" and isinstance(body, Mapping):
            yield from _counted_twice(body["trong"], (*place, "trong"))
        if kind == "so_lan" and within is not None and body["it_nhat"] > within:
            yield (
                (*place, "it_nhat"),
                f"đòi {body['it_nhat']} chỗ trong {within} ký tự (cung_doan), không thể có.",
                "giảm số lần hoặc nới cung_doan.",
            )


def _always(exception: Condition, condition: Condition, known: Implications) -> bool:
    """Whether an exception holds wherever the condition does."""
    # Let everything be true but what meets the exception, and what would bring that along.
    enough = set(_enough(exception))

    def may_be(key: str) -> bool:
        return not any(known.implies(key, one) for one in enough)

    return bool(enough) and not _may_hold(condition, may_be)


def _enough(condition: Condition) -> Iterator[str]:
    """Leaves of which any one alone meets the condition; none where there is no saying."""
    if isinstance(condition, Leaf):
        yield condition.key
    elif isinstance(condition, AtLeast) and (condition.count == 1 or len(condition.parts) == 1):
        for part in condition.parts:
            yield from _enough(part)


def _may_hold(condition: Condition, may_be: Callable[[str], bool]) -> bool:
    if isinstance(condition, Leaf):
        return may_be(condition.key)
    held = sum(_may_hold(part, may_be) for part in condition.parts)
    if isinstance(condition, AtLeast):
        return held >= condition.count
    return held > 0 if isinstance(condition, Times) else held == len(condition.parts)


def _counted_twice(parts: Sequence[Any], place: Place) -> Iterator[Mistake]:
    for number, part in enumerate(parts):
        if part in parts[:number]:
            yield (
                (*place, number),
                "điều kiện này đã có trong danh sách, nên một dấu hiệu được đếm hai lần.",
                "bỏ bớt một dòng.",
            )


def written_conditions(value: Any, place: Place) -> Iterator[tuple[Place, str, Any]]:
    """Every kind of condition as it is written, with its body and where that stands."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield (*place, key), key, part
            yield from written_conditions(part, (*place, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from written_conditions(part, (*place, number))
