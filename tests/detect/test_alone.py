"""The engine can be used alone, and costs nothing until it is used."""

import subprocess
import sys

from tests.detect.conftest import ROOT

SAYS = """
import sys
import lachan.detect.engine, lachan.detect.scan_file
heavy = {"django", "pyarrow", "hyperscan", "numpy", "numba", "sklearn"}
print(sorted({name.split(".")[0] for name in sys.modules} & heavy))
"""


def test_importing_it_loads_no_django_and_no_heavy_library():
    said = subprocess.run(
        [sys.executable, "-c", SAYS], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
