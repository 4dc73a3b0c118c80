"""Whoever imports the engine for its texts does not pay for hashes."""

import subprocess
import sys

import pytest

import lachan.detect
from tests.detect.conftest import ROOT

SAYS = """
import sys
import lachan.detect, lachan.detect.hashes, lachan.detect.hashes.pictures, lachan.detect.hashes.urls
heavy = {name.split(".")[0] for name in sys.modules} & {"numpy", "numba", "PIL", "django"}
print(sorted(heavy), lachan.detect.HashIndex.__name__)
"""


def test_hashes_are_loaded_when_they_are_asked_for():
    said = subprocess.run(
        [sys.executable, "-c", SAYS], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[] HashIndex"


def test_another_name_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        lachan.detect.Nothing  # noqa: B018
