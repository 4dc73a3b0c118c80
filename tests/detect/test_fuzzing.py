"""A few seconds of guided fuzzing: nothing breaks. `python tools/fuzz.py` goes on for longer."""

import subprocess
import sys

import pytest

from tests.detect.conftest import ROOT

SECONDS = 2


@pytest.mark.parametrize("target", ["fold", "rules"])
def test_no_input_breaks_it(target):
    pytest.importorskip("atheris", reason="no atheris for this Python")

    command = [sys.executable, "tools/fuzz.py", target, str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr[-3000:]
