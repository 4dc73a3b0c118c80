"""Many processes give the answers of one, in the order of the input, and end with their parent."""

import os
import time

import pytest

from lachan.detect.scale import json_lines
from lachan.detect.scale.answers import Answer, Counts
from lachan.detect.scale.blocks import Place
from lachan.detect.scale.engines import in_order
from tests.detect.scale.conftest import HARM, dump
from tests.detect.scale.test_resuming import paths, start  # noqa: F401  a fixture

BODY = dump(*({"id": number, "text": HARM * (number % 5)} for number in range(3000)))


def test_the_answers_are_those_of_one_process(scan, monkeypatch):
    monkeypatch.setattr(json_lines, "BLOCK", 5000)
    one = scan("in.jsonl", BODY, workers=1)
    two = scan("in.jsonl", None, workers=2, fresh=True)

    assert two == one


@pytest.mark.parametrize("ahead", [0, 1, 5, 100])
def test_so_many_blocks_are_on_their_way_and_no_more(ahead):
    sent, most = [], []

    def take(number):
        most.append(len(sent) - number)
        return Answer(b"", b"", Counts(), Place(number))

    def submit(block):
        sent.append(block)
        return block

    found = list(in_order(range(20), submit, take, ahead=ahead))
    assert [answer.ends.position for answer in found] == list(range(20))
    assert max(most) == min(ahead + 1, 20)


def children(pid):
    with os.popen(f"ps -o pid= --ppid {pid}") as found:
        return [int(line) for line in found]


def test_processes_end_with_a_parent_that_was_killed(paths):  # noqa: F811
    parent = start(paths, 2)
    waited(lambda: len(children(parent.pid)) >= 3)
    held = children(parent.pid)
    parent.kill()
    parent.communicate()

    assert waited(lambda: not any(map(is_alive, held)))


def waited(holds, seconds=20):
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
