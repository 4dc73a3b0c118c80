"""The `lachan` command."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from lachan.cli import main
from lachan.config.environment import SECRETS, read


def test_help_needs_neither_django_nor_a_database():
    code = "import sys, lachan.cli; print('django' in sys.modules, 'psycopg' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert answer.stdout.split() == ["False", "False"]


def test_the_secrets_it_prints_are_accepted(tmp_path):
    printed = CliRunner().invoke(main, ["secrets"]).output
    given = dict(line.split("=", 1) for line in printed.splitlines())

    assert read(given | {"LACHAN_VAR": str(tmp_path)}).secrets.keys() == SECRETS.keys()


@pytest.mark.parametrize("command", ["serve", "status", "check", "worker", "scheduler", "migrate"])
def test_every_command_says_what_it_does(command):
    answer = CliRunner().invoke(main, [command, "--help"])

    assert answer.exit_code == 0
    assert len(answer.output.splitlines()) >= 3
