"""The programs of tools/ import each other by plain names, as they do when they are run."""

import sys

import pytest

from lachan.config.environment import ROOT


@pytest.fixture(autouse=True)
def tools_on_the_path(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    yield
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(ROOT / "tools")):
            del sys.modules[name]
