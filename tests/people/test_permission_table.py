"""docs/permissions.md says what the table says."""

from django.conf import settings

from lachan.people.permission_table import LETTERS, render
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Role


def test_the_committed_page_is_fresh():
    page = settings.ROOT / "docs" / "permissions.md"

    assert page.read_text(encoding="utf-8") == render(), "run make docs"


def test_every_permission_role_and_condition_is_on_the_page():
    page = render()

    assert all(f"`{code}`" in page for code in [*Permission, *Role, *Condition])


def test_each_condition_has_its_own_letter():
    assert set(LETTERS) == set(Condition)
    assert len(set(LETTERS.values())) == len(Condition)
