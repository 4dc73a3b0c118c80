"""Inputs of every kind, and scans of them with one small rule."""

import json

import pytest

from lachan.detect.scan_file import Options, scan_file

HARM = "Bạn ấy bắt nạt em."


def dump(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def answers(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def scan(write_rules, tmp_path):
    """Writes a file of this name and scans it; gives the result and the lines of the answer."""
    rules = write_rules()

    def scan(name, body, **options):
        source, target = tmp_path / name, tmp_path / "out.jsonl"
        if body is not None:
            source.write_bytes(body)
        return scan_file(source, target, rules, options=Options(**options)), answers(target)

    return scan
