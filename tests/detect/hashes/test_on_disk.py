"""A folder holds what add() and disable() returned for, whatever happens to the process."""

import errno
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect import HashIndex
from lachan.detect.hashes import disk, manifest, merging
from lachan.detect.hashes.codec import as_hex
from lachan.detect.hashes.log import Damaged
from lachan.detect.hashes.merging import MergeFailed
from lachan.detect.hashes.writer import InUse

from .conftest import bits_changed, one_hash, some

A, B = one_hash(1), one_hash(2)
HASHES = as_hex(some(np.random.default_rng(3), 200))

ADDS_UNTIL_KILLED = """
import sys
import numpy as np
from lachan.detect import HashIndex
index = HashIndex(sys.argv[1], delta_rows=7)
for number, hash_ in enumerate(sys.argv[2:]):
    index.add([number], [hash_])
    if number % 5 == 4:
        index.disable([number - 1])
    print(number, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def filled(folder, count=20, delta_rows=4):
    index = HashIndex(folder, delta_rows=delta_rows)
    for number in range(count):
        index.add([str(number)], [HASHES[number]])
    return index


def found(index, count=20):
    return [one.ids for one in index.query(HASHES[:count], 0)]


def everything(count=20):
    return [[str(number)] for number in range(count)]


def log_of(folder):
    return folder / manifest.read(folder).log


def test_it_is_all_there_again(folder):
    filled(folder).close()

    with HashIndex(folder) as index:
        assert found(index) == everything()


def test_what_was_disabled_stays_so(folder):
    with filled(folder) as index:
        index.disable(["3", "19"])
        index.add(["late"] * 4, [A] * 4)

    with HashIndex(folder) as index:
        assert [number for number, ids in enumerate(found(index)) if not ids] == [3, 19]


def test_an_id_that_came_back_after_it_was_disabled_is_there(folder):
    with HashIndex(folder, delta_rows=2) as index:
        index.add(["x"], [A])
        index.disable(["x"])
        index.add(["x", "y", "z"], [B, B, B])

    with HashIndex(folder) as index:
        assert [one.ids for one in index.query([A, B])] == [[], ["x", "y", "z"]]


def test_a_killed_writer_loses_nothing_it_had_answered_for(folder):
    command = [sys.executable, "-c", ADDS_UNTIL_KILLED, str(folder), *HASHES]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with child:
        for line in child.stdout:
            if int(line) == 63:
                child.kill()
                break

    with HashIndex(folder) as index:
        gone = {number - 1 for number in range(4, 64, 5)}
        kept = [[] if number in gone else [number] for number in range(64)]
        assert found(index, 64) == kept


@pytest.mark.parametrize("cut", range(1, 53, 6))
def test_a_torn_last_record_is_cut_off_and_the_rest_is_there(folder, cut):
    filled(folder, count=3, delta_rows=100).close()
    log = log_of(folder)
    log.write_bytes(log.read_bytes()[:-cut])

    with HashIndex(folder) as index:
        assert found(index, 3) == [["0"], ["1"], []]
        index.add(["again"], [A])
    with HashIndex(folder) as index:
        assert len(index) == 3


def test_zeros_after_a_power_cut_are_cut_off(folder):
    filled(folder, count=3, delta_rows=100).close()
    with log_of(folder).open("ab") as log:
        log.write(bytes(500))

    with HashIndex(folder) as index:
        assert found(index, 3) == everything(3)


@pytest.mark.parametrize("at", [0, 5, 13, 20, 60])
def test_damage_before_the_last_record_is_told(folder, at):
    filled(folder, count=3, delta_rows=100).close()
    raw = bytearray(log_of(folder).read_bytes())
    raw[at] ^= 0xFF
    log_of(folder).write_bytes(raw)

    with pytest.raises(Damaged, match="restore a copy"):
        HashIndex(folder)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_of_the_log_is_told_or_was_to_the_last_record(data):
    with TemporaryDirectory() as folder:
        filled(Path(folder), count=3, delta_rows=100).close()
        raw = bytearray(log_of(Path(folder)).read_bytes())
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
        log_of(Path(folder)).write_bytes(raw)

        with suppress(Damaged), HashIndex(folder) as index:
            assert found(index, 3) == [["0"], ["1"], []]


OF_ANOTHER_VERSION = '{"version": 2, "segments": [], "log": "log-0", "last": 0}'


@pytest.mark.parametrize("said", ["", "[]", "{}", OF_ANOTHER_VERSION])
def test_a_broken_manifest_is_told(folder, said):
    filled(folder).close()
    (folder / "MANIFEST.json").write_text(said)

    with pytest.raises(Damaged):
        HashIndex(folder)


def test_a_missing_segment_is_told(folder):
    filled(folder).close()
    segment = next(folder.glob("segment-*"))
    (segment / "hashes.npy").unlink()

    with pytest.raises(Damaged):
        HashIndex(folder)


def test_left_overs_are_removed(folder):
    filled(folder).close()
    (folder / "segment-99.tmp").mkdir()
    (folder / "log-99").touch()
    (folder / "notes.txt").touch()

    HashIndex(folder).close()

    assert not list(folder.glob("*-99*"))
    assert (folder / "notes.txt").exists()


def test_a_full_disk_while_a_segment_is_written_changes_nothing(folder, monkeypatch):
    index = filled(folder, count=4)

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lachan.detect.hashes.writer.sync", full)
    with pytest.raises(OSError, match="No space"):
        index.add(["4"], [HASHES[4]])
    monkeypatch.undo()

    assert found(index, 5) == [*everything(4), []]
    assert not list(folder.glob("segment-*"))
    index.add(["4"], [HASHES[4]])
    index.close()
    with HashIndex(folder) as again:
        assert found(again, 5) == everything(5)


def test_a_full_disk_while_the_log_is_written_changes_nothing(folder, monkeypatch):
    index = filled(folder, count=2)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        index.add(["2"], [HASHES[2]])
    monkeypatch.undo()
    index.close()

    with HashIndex(folder) as again:
        assert found(again, 3) == [*everything(2), []]


def test_a_crash_before_the_manifest_leaves_the_old_index(folder, monkeypatch):
    index = filled(folder, count=4)

    def crash(path: Path, raw: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(manifest, "write", crash)
    with pytest.raises(KeyboardInterrupt):
        index.add(["4"], [HASHES[4]])
    monkeypatch.setattr(manifest, "write", disk.write)
    index.close()

    with HashIndex(folder) as again:
        assert found(again, 5) == [*everything(4), []]


def test_there_is_one_writer(folder):
    with HashIndex(folder), pytest.raises(InUse, match="read_only"):
        HashIndex(folder)


def test_a_closed_index_gives_the_folder_to_the_next(folder):
    HashIndex(folder).close()

    HashIndex(folder).close()


def test_a_reader_sees_each_change_with_its_next_query(folder):
    reader = HashIndex(folder, read_only=True)
    assert found(reader, 1) == [[]]

    with HashIndex(folder, delta_rows=4) as index:
        for number in range(12):
            index.add([str(number)], [HASHES[number]])
            assert found(reader, number + 1) == everything(number + 1)
        index.disable(["2", "11"])
        assert [number for number, ids in enumerate(found(reader, 12)) if not ids] == [2, 11]


def test_a_reader_outlives_a_merge(folder, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    with filled(folder) as index:
        reader = HashIndex(folder, read_only=True)
        assert found(reader) == everything()

        assert index.merge(child=False)

        assert found(reader) == everything()


def test_a_reader_that_comes_too_late_for_a_file_reads_again(folder, monkeypatch):
    with filled(folder) as index:
        reader, load = HashIndex(folder, read_only=True), manifest.load_segments

        def too_late(*given):
            monkeypatch.setattr(manifest, "load_segments", load)
            index.add(["late"] * 5, [A] * 5)
            raise Damaged

        monkeypatch.setattr(manifest, "load_segments", too_late)

        assert found(reader) == everything()


def test_a_reader_is_told_of_damage(folder):
    filled(folder).close()
    (folder / "MANIFEST.json").write_text("{")

    with pytest.raises(Damaged):
        found(HashIndex(folder, read_only=True))


def test_a_reader_changes_nothing(folder):
    reader = HashIndex(folder, read_only=True)

    for act in (lambda: reader.add(["x"], [A]), lambda: reader.disable(["x"]), reader.merge):
        with pytest.raises(PermissionError):
            act()
    assert not folder.exists()


def test_a_reader_needs_a_folder():
    with pytest.raises(ValueError, match="folder"):
        HashIndex(read_only=True)


def test_a_merge_in_a_child_process_answers_the_same(folder, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    with filled(folder) as index:
        index.disable(["1"])

        assert index.merge()

        kept = [[], *everything()[2:]]
        assert found(index)[1:] == kept
    with HashIndex(folder) as again:
        assert found(again)[1:] == kept
    assert len(list(folder.glob("segment-*"))) < 4


def test_what_the_child_does_leaves_only_a_segment(folder, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr("os.nice", lambda more: None)

    def here(command, **given):
        merging.main(Path(command[3]), command[4:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", here)
    with filled(folder) as index:
        index.disable(["1"])

        assert index.merge()

        assert found(index)[2:] == everything()[2:]
    assert not list(folder.glob("segment-*/dead-*"))


def test_a_child_that_fails_changes_nothing(folder, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    with filled(folder) as index:
        monkeypatch.setattr(sys, "executable", "/bin/false")

        with pytest.raises(MergeFailed):
            index.merge()

        assert found(index) == everything()
        assert not list(folder.glob("*.tmp"))


def test_many_at_once_become_a_segment(folder):
    hashes = [bits_changed(A, bits) for bits in range(30)]
    with HashIndex(folder, delta_rows=10) as index:
        index.add(np.arange(30), hashes)

    assert log_of(folder).stat().st_size == 0
    with HashIndex(folder) as index:
        assert index.query(A, 29)[0] == (list(range(30)), list(range(30)))
