"""One word per idea, and no drawer for what nobody could place."""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture.source import PACKAGE, ROOT, files, place, tree

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "managers",
    "services",
    "tools",
    "base_utils",
}
EMPTY_WORDS = re.compile(r"(Manager|Helper|Utils?|Service|Processor|Handler)$")
# `Service` is a word of the field: what is provided to a child under a plan.
OF_THE_FIELD = {"Service"}
# Django's own word for what makes users.
OF_THE_FRAMEWORK = {"UserManager"}


def test_there_is_no_drawer():
    assert not [
        place(path) for path in files() if path.stem in DRAWERS or path.parent.name in DRAWERS
    ]


def test_no_class_is_named_with_an_empty_word():
    found = [
        f"{place(path, node)} {node.name}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and EMPTY_WORDS.search(node.name)
        and node.name not in OF_THE_FIELD | OF_THE_FRAMEWORK
    ]

    assert not found


@pytest.mark.parametrize(
    "config", [c for c in apps.get_app_configs() if c.name.startswith("lachan.")]
)
def test_every_app_says_what_it_owns_in_thirty_lines(config):
    readme = PACKAGE / config.label / "README.md"

    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 30


def test_the_words_of_the_design_are_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = ["Tip", "Finding", "ChildCase", "ContentCase", "Takedown", "Clock", "Unit", "Duty"]

    assert not [word for word in words if not re.search(rf"\b{word}\b", glossary)]
