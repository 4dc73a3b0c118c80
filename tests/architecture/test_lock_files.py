"""What is installed is what was locked; where it came from is the machine's business."""

import json
import re

import pytest

from tests.architecture.source import ROOT

LOCKS = ["requirements/run.txt", "requirements/dev.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_index(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"--(extra-)?index-url|--find-links|https?://", text)


def test_the_front_end_lock_file_names_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert not [name for name, package in packages.items() if "resolved" in package]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_has_a_version_and_a_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")

    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert not [line for line in lines if "==" not in line or "--hash=sha256:" not in line]


def test_every_front_end_package_has_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_tests_run_on_the_versions_that_are_served():
    def pins(name):
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?==\S+)", text, re.MULTILINE))

    assert pins("requirements/run.txt") <= pins("requirements/dev.txt")
