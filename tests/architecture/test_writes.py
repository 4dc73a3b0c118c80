"""Every write is an operation, so that each can check, lock and journal in one known place."""

import ast
from pathlib import Path

from tests.architecture.source import PACKAGE, files, place, tree

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "asave", "acreate", "aupdate", "adelete", "abulk_create",
    "aget_or_create", "aupdate_or_create", "_raw_delete",
}  # fmt: skip
SQL_WRITES = ("INSERT ", "UPDATE ", "DELETE ", "TRUNCATE ", "MERGE ")


def _may_write(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    # The engine has no database at all: a contract of its own keeps it so.
    return parts[0] == "detect" or parts[1:2] in [("operations",), ("operations.py",)]


def _is_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    # A Word document is saved to somewhere; a row is saved without a place.
    to_somewhere = node.func.attr == "save" and bool(node.args)
    return node.func.attr in WRITES and not to_somewhere


def _is_sql_write(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().startswith(SQL_WRITES)
    )


def test_only_operations_write():
    found = [
        f"{place(path, node)} {node.func.attr}"
        for path in files()
        if not _may_write(path)
        for node in ast.walk(tree(path))
        if _is_write(node)
    ]

    assert not found


def test_only_operations_write_in_sql():
    found = [
        place(path, node)
        for path in files()
        if not _may_write(path)
        for node in ast.walk(tree(path))
        if _is_sql_write(node)
    ]

    assert not found


def test_the_check_itself_sees_a_write():
    calls = ["x.save()", "x.objects.create(a=1)", "x.update(a=1)", "{}.update(b)", "x.delete()"]

    assert all(_is_write(ast.parse(call).body[0].value) for call in calls)
