"""Phrases with choices, as officers write them: `(đừng|chớ) … kể (với|) <nguoi_lon>`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_PART: Final = re.compile(r"\(([^()<>…]*)\)|<([a-z_]+)>|(…)|([^()<>…]+)")


class BadPhrase(ValueError):
    """The line cannot be read; the message says what is wrong with it, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a phrase: any of the words, which may be missing if `optional`.

    `apart`: other words may stand between it and what goes before.
    """

    words: tuple[str, ...]
    optional: bool = False
    apart: bool = False


def slots(line: str, groups: Mapping[str, Sequence[str]]) -> tuple[Slot, ...]:
    """The places of a line, in order.

    `(a|b)` is a choice, an empty choice may be left out, `<name>` is any word of that group, `…`
    stands for some other words. Raises BadPhrase.
    """
    found: list[Slot] = []
    reached, apart = 0, False
    for part in _PART.finditer(line):
        if part.start() != reached:
            break
        reached = part.end()
        choice, group, gap, plain = part.groups()
        if gap is not None:
            apart = True
        elif (slot := _slot(choice, group, plain, groups, apart)) is not None:
            found.append(slot)
            apart = False
    if reached != len(line):
        raise BadPhrase("ngoặc ( ) hoặc < > không khớp nhau.")
    if apart or not found or found[0].apart or found[0].optional:
        raise BadPhrase("cụm từ phải mở đầu và kết thúc bằng phần có chữ.")
    return tuple(found)


def _slot(
    choice: str | None,
    group: str | None,
    plain: str | None,
    groups: Mapping[str, Sequence[str]],
    apart: bool,
) -> Slot | None:
    if group is not None:
        if group not in groups:
            raise BadPhrase(f"không có nhóm từ “{group}” trong model.yaml.")
        return Slot(tuple(groups[group]), apart=apart)
    options = [_trim(word) for word in (choice if choice is not None else plain or "").split("|")]
    words = tuple(dict.fromkeys(filter(None, options)))
    return Slot(words, "" in options, apart) if words else None


def _trim(word: str) -> str:
    return " ".join(word.split())
