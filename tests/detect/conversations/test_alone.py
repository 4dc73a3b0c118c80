"""Reading chats costs nothing until it is done."""

import subprocess
import sys

from tests.detect.conftest import ROOT

SAYS = """
import sys
import lachan.detect.conversations.command, lachan.detect.conversations.evaluation
heavy = {"django", "pyarrow", "hyperscan", "numba", "numpy", "ijson"}
print(sorted({name.split(".")[0] for name in sys.modules} & heavy))
"""


def test_importing_it_loads_no_django_and_no_heavy_library():
    said = subprocess.run(
        [sys.executable, "-c", SAYS], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
