"""A scan that is ended at any moment goes on, and nobody can tell from the answer."""

import json
import random
import subprocess
import sys
import time

import pytest

from lachan.detect.scale import jobs, json_lines
from lachan.detect.scale.jobs import Job
from lachan.detect.scale.partial import Partial
from lachan.detect.scan_file import Options, scan_file
from tests.detect.conftest import ROOT
from tests.detect.scale.conftest import HARM, dump

BODY = b"".join(
    dump({"id": number, "text": HARM * (number % 7)}) if number % 50 else b"{\n"
    for number in range(4000)
)


@pytest.fixture
def paths(tmp_path, write_rules):
    (tmp_path / "in.jsonl").write_bytes(BODY)
    return tmp_path / "in.jsonl", tmp_path / "out.jsonl", write_rules()


@pytest.fixture
def whole(paths, tmp_path):
    """What an uninterrupted scan writes."""
    source, _, rules = paths
    scan_file(source, tmp_path / "whole.jsonl", rules)
    return [tmp_path.joinpath(f"whole.jsonl{end}").read_bytes() for end in ("", ".rejected.jsonl")]


def start(paths, workers):
    command = [sys.executable, "-m", "tests.detect.scale.kill_me", *map(str, paths), str(workers)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    child.stdout.readline()
    return child


def kill_at_a_chance_moment(paths, chance):
    checkpoint = paths[1].with_name("out.jsonl.partial.json")
    child = start(paths, 1)
    while not checkpoint.exists() and child.poll() is None:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.3))
    child.kill()
    child.communicate()
    return json.loads(checkpoint.read_text())["counts"][0] if checkpoint.exists() else None


@pytest.mark.parametrize("seed", [1, 2])
def test_after_kill_9_it_goes_on_to_the_same_bytes(paths, whole, seed):
    chance = random.Random(seed)
    done = [kill_at_a_chance_moment(paths, chance) for _ in range(3)]
    told = []
    scan_file(*paths, progress=lambda read, size: told.append(read))

    assert done == sorted(done) and done[-1] > 0
    assert [paths[1].read_bytes(), paths[1].with_name("out.jsonl.rejected.jsonl").read_bytes()] == (
        whole
    )


def test_what_is_finished_is_not_read_again(paths, monkeypatch):
    monkeypatch.setattr(json_lines, "BLOCK", 2000)
    with pytest.raises(Stopped):
        scan_file(*paths, progress=stop_after(len(BODY) // 2))
    told = []
    scan_file(*paths, progress=lambda read, size: told.append(read))

    assert min(told) > len(BODY) // 2


class Stopped(Exception):
    pass


def stop_after(count):
    def progress(read, size):
        if read >= count:
            raise Stopped

    return progress


def test_other_rules_begin_anew(paths, monkeypatch, write_rules):
    with pytest.raises(Stopped):
        scan_file(*paths, progress=stop_after(1))
    rules = write_rules(("phien_ban: 2", "phien_ban: 3"))
    scan_file(paths[0], paths[1], rules)

    first = json.loads(paths[1].read_text().splitlines()[0])
    assert first["findings"] == [] or first["findings"][0]["version"] == 3


def test_nothing_of_the_way_is_left_behind(paths):
    scan_file(*paths, options=Options(fresh=True))

    assert sorted(path.name for path in paths[1].parent.glob("out*")) == [
        "out.jsonl", "out.jsonl.rejected.jsonl",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "step"),
    [(Partial, "put_rejected"), (Job, "_put"), (Partial, "forget"), (jobs, "write_parquet")],
)
def test_an_end_while_the_answer_is_put_in_place_costs_nothing(paths, monkeypatch, where, step):
    source, _, rules = paths
    scan_file(source, source.with_name("whole.parquet"), rules)
    with monkeypatch.context() as ended, pytest.raises(Stopped):
        ended.setattr(where, step, stop)
        scan_file(source, source.with_name("out.parquet"), rules)
    told = []
    result = scan_file(source, source.with_name("out.parquet"), rules, lambda *at: told.append(at))

    assert (told, result.problems) == ([], 80)
    for end in ("", ".rejected.jsonl"):
        found, whole = (source.with_name(f"{name}.parquet{end}") for name in ("out", "whole"))
        assert found.read_bytes() == whole.read_bytes()


def stop(*given):
    raise Stopped
