"""Budgets, from the codebases that are pleasant to read. The tail is what makes one painful."""

from statistics import median, quantiles

from tests.architecture.source import files, functions, length, place

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def _lines() -> dict[str, int]:
    counted = {place(path): len(path.read_text("utf-8").splitlines()) for path in files()}
    return {name: lines for name, lines in counted.items() if lines > 1}


def _lengths() -> dict[str, int]:
    return {
        f"{place(path, node)} {node.name}": length(node)
        for path in files()
        for node in functions(path)
    }


def _p90(values: list[int]) -> float:
    return quantiles(values, n=10)[-1]


def test_no_file_is_over_400_lines():
    assert not {name: lines for name, lines in _lines().items() if lines > LONGEST_FILE}


def test_files_are_short_as_a_rule():
    lines = list(_lines().values())

    assert median(lines) <= 80
    assert _p90(lines) <= 250


def test_no_function_is_over_50_lines():
    assert not {name: lines for name, lines in _lengths().items() if lines > LONGEST_FUNCTION}


def test_functions_are_short_as_a_rule():
    lines = list(_lengths().values())

    assert median(lines) <= 8
    assert _p90(lines) <= 30
