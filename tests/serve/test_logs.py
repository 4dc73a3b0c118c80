"""What operators read names places and codes, never what somebody wrote."""

import logging
import sys

import psycopg

from lachan.serve.logs import WithoutWords


def _written(error: Exception) -> str:
    try:
        raise error
    except type(error):
        record = logging.LogRecord(
            "lachan", logging.ERROR, __file__, 1, "step failed", None, sys.exc_info()
        )
    return WithoutWords("%(levelname)s %(message)s").format(record)


def test_an_exceptions_text_is_left_out():
    assert "em An" not in _written(ValueError("em An kể rằng"))


def test_its_kind_and_its_place_are_told():
    line = _written(ValueError("em An kể rằng"))

    assert "builtins.ValueError" in line
    assert "test_logs.py" in line


def test_the_database_s_own_code_is_told():
    assert "DiskFull [53100]" in _written(psycopg.errors.DiskFull("em An"))


def test_a_cause_is_told_without_its_text_too():
    error = ValueError("một")
    error.__cause__ = KeyError("em An")

    line = _written(error)

    assert "KeyError" in line
    assert "em An" not in line
