"""What stops a start before anything runs, and says what to do."""

import os
import socket
from collections import namedtuple

import pytest

from lachan.serve import start
from lachan.serve.only_one import InUse, holder, only_one
from lachan.serve.ports import PortTaken, answers, refuse_taken_port


@pytest.fixture
def listener():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_taken_port_names_the_process_and_what_to_set(listener):
    with pytest.raises(PortTaken) as refusal:
        refuse_taken_port("127.0.0.1", listener)

    assert f"process {os.getpid()}" in str(refusal.value)
    assert f"LACHAN_PORT={listener + 1}" in str(refusal.value)


def test_a_free_port_is_left_free(listener):
    free = listener + 1 if listener < 65000 else listener - 1

    refuse_taken_port("127.0.0.1", free)

    assert not answers("127.0.0.1", free)


def test_a_listener_is_seen_to_answer(listener):
    assert answers("127.0.0.1", listener)


def test_a_second_parent_on_the_same_folder_is_refused_and_told_of_the_first(tmp_path):
    second = only_one(tmp_path, "lachan serve")

    with only_one(tmp_path, "lachan serve"), pytest.raises(InUse) as refusal:
        second.__enter__()

    assert f"`lachan serve` (process {os.getpid()})" in str(refusal.value)
    assert "LACHAN_VAR" in str(refusal.value)


def test_a_folder_that_was_let_go_can_be_held_again(tmp_path):
    with only_one(tmp_path, "lachan serve"):
        assert holder(tmp_path) == os.getpid()

    with only_one(tmp_path, "lachan serve"):
        pass
    assert holder(tmp_path) is None


def test_a_disk_with_no_room_stops_the_start_and_says_where(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: usage(1, 1, 3 * 1024 * 1024))
    given = start.environment.read({"LACHAN_MODE": "test", "LACHAN_VAR": str(tmp_path)})

    with pytest.raises(start.DiskFull, match="3 MB free"):
        start.refuse_full_disk(given)
