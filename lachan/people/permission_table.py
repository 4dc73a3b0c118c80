"""Writes docs/permissions.md from the table, so that the document cannot go stale."""

from collections.abc import Iterable, Iterator

from lachan.people.permissions import (
    CONDITION_SENTENCES,
    GRANTS,
    PERMISSION_SENTENCES,
    PUBLIC,
    Condition,
    Permission,
)
from lachan.people.rules import ROLE_LABELS, TWO_ADMIN_ROLES, Role

LETTERS = {
    Condition.ANYWHERE: "●",
    Condition.OWN_UNIT: "U",
    Condition.UNIT_TREE: "T",
    Condition.ASSIGNED: "A",
    Condition.UNPROMOTED: "N",
    Condition.OWN_WORK: "W",
}

INTRODUCTION = """\
# Who may do what

Generated from `lachan/people/permissions.py` by `lachan.people.permission_table`; a test fails when
it is stale. Whatever is not marked is denied. A letter says for which rows a grant holds; the same
table is compiled to the querysets behind every list, page, search, count, export and message."""


def render() -> str:
    """The document, in Markdown, ending with a newline."""
    parts = [
        INTRODUCTION,
        "## Conditions\n\n" + "\n".join(_conditions()),
        "## Permissions\n\n" + "\n".join(_permissions()),
        "## Roles\n\n" + "\n".join(_roles()),
    ]
    return "\n\n".join(parts) + "\n"


def _conditions() -> Iterator[str]:
    yield from _table_head(["", "Condition", "Vietnamese", "Meaning"])
    for condition in Condition:
        sentence = CONDITION_SENTENCES[condition]
        yield _row([LETTERS[condition], f"`{condition}`", sentence.vi, sentence.en])


def _permissions() -> Iterator[str]:
    """One line a permission; roles are numbered, as their names would not fit."""
    numbers = [str(number) for number, _role in enumerate(Role, start=1)]
    yield from _table_head(["Permission", "Meaning", *numbers, "public"])
    for permission in Permission:
        marks = [_marks(permission, role) for role in Role]
        public = "●" if permission in PUBLIC else ""
        meaning = PERMISSION_SENTENCES[permission]
        yield _row([f"`{permission}`", f"{meaning.en} {meaning.vi}", *marks, public])


def _marks(permission: Permission, role: Role) -> str:
    held = GRANTS[permission].get(role, frozenset())
    return "".join(letter for condition, letter in LETTERS.items() if condition in held)


def _roles() -> Iterator[str]:
    yield from _table_head(["", "Role", "Vietnamese", "Granted by"])
    for number, role in enumerate(Role, start=1):
        admins = "two administrators" if role in TWO_ADMIN_ROLES else "an administrator"
        yield _row([str(number), f"`{role}`", ROLE_LABELS[role], admins])


def _table_head(titles: list[str]) -> Iterator[str]:
    yield _row(titles)
    yield _row(["---"] * len(titles))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
