"""The program's source as the architecture tests read it."""

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lachan"


@cache
def files() -> tuple[Path, ...]:
    """Every module of the program, without migrations, which are generated."""
    found = (path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return tuple(sorted(path for path in found if "node_modules" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else ""
    return f"{path.relative_to(ROOT)}{line}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def storeys() -> dict[str, int]:
    """Part → height, from the contract that import-linter holds; parts side by side are equal."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:storeys"]["layers"].split("\n")
    levels = [line for line in (line.strip() for line in lines) if line]
    return {
        part.strip(" ()"): height
        for height, level in enumerate(reversed(levels))
        for part in level.split("|")
    }
