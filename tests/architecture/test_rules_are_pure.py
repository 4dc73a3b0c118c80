"""Rules use the standard library and other rules, and are told what time it is."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, files, place, tree

RULES = [
    path for path in files() if path.relative_to(PACKAGE).parts[1:2] in (("rules.py",), ("rules",))
]
CLOCKS = {"now", "utcnow", "today", "monotonic", "localtime", "gmtime"}


def _imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def _is_pure(name: str) -> bool:
    parts = name.split(".")
    if parts[0] != "lachan":
        return parts[0] in sys.stdlib_module_names
    return parts[1] in ("common", "detect") or "rules" in parts


@pytest.mark.parametrize("path", RULES, ids=place)
def test_a_rule_imports_the_standard_library_and_rules_only(path):
    assert not [name for name in _imported(path) if not _is_pure(name)]


@pytest.mark.parametrize("path", RULES, ids=place)
def test_a_rule_reads_no_clock(path):
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]

    read = [
        node for node in calls
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]  # fmt: skip
    assert not [place(path, node) for node in read]
