"""A small model of invented texts: whoever writes "củ cải" is not clean."""

import json

import pytest

from lachan.detect.model.examples import Row
from lachan.detect.model.linear import LinearModel
from lachan.detect.model.store import save
from lachan.detect.model.train import Settings, train

SMALL = Settings(bits=12)
CALM = ("trời đẹp", "đi học", "ăn cơm", "đọc sách", "chơi bóng", "về nhà")
RUDE = ("củ cải", "đồ củ cải", "củ cải thế")
TEXTS = [
    (f"{calm} {rude if number % 2 else ''} hôm nay {number}".strip(), number % 2)
    for number, (calm, rude) in enumerate(
        (CALM[at % len(CALM)], RUDE[at % len(RUDE)]) for at in range(120)
    )
]


def rows():
    return [
        Row(text, frozenset({"che_bai"} if rude else ()), 1.0, str(at // 2), told=True)
        for at, (text, rude) in enumerate(TEXTS)
    ]


@pytest.fixture(scope="session")
def trained():
    return train(rows(), ("che_bai",), SMALL, lambda line: None)


@pytest.fixture(scope="session")
def model(trained):
    return LinearModel(trained.weights, trained.curves, SMALL.power)


@pytest.fixture
def folder(tmp_path, trained):
    save(tmp_path / "model", trained, SMALL, {"date": "2026-01-01"}, ())
    return tmp_path / "model"


@pytest.fixture
def data(tmp_path):
    """A file of the labelled texts."""
    path = tmp_path / "data.jsonl"
    lines = (json.dumps({"text": text, "label": rude}) for text, rude in TEXTS)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
