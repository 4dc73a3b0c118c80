"""Whatever a file holds, every record is answered or told, and nothing breaks."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.detect.scale.answers import answer
from lachan.detect.scale.blocks import START, Place
from lachan.detect.scale.json_lines import JsonBlock
from tests.detect.scale.conftest import HARM

LOOSE = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.just([]), st.just({}),
    st.text(max_size=20), st.sampled_from([HARM, "\x00", "\ud800" + HARM]),
)  # fmt: skip
OBJECTS = st.dictionaries(
    st.sampled_from(["id", "text", "title", "source_kind", "url", "more"]), VALUES, max_size=6
)


def answered(ruleset, body):
    found = answer(ruleset, JsonBlock(body, START, Place(len(body), 1)))
    output = [json.loads(line) for line in found.output.splitlines()]
    return output, [json.loads(line) for line in found.rejected.splitlines()], found.counts


@LOOSE
@given(st.lists(OBJECTS, max_size=6))
def test_every_object_has_one_answer_in_its_place(small, objects):
    body = "".join(json.dumps(given) + "\n" for given in objects).encode()
    output, rejected, counts = answered(small, body)

    assert len(output) == len(objects)
    assert counts.problems == len(rejected) == sum("problem" in one for one in output)
    for given_, one in zip(objects, output, strict=True):
        for found in one["findings"]:
            size = len(given_["text"])
            assert all(0 <= start < end <= size for start, end, _ in found["spans"])


@LOOSE
@given(st.binary(max_size=300))
def test_any_bytes_are_read_to_their_end(small, body):
    output, rejected, _ = answered(small, body)

    lines = [line for line in body.split(b"\n") if line.strip()]
    assert len(rejected) == len(lines) and output == [one for one in output if "problem" in one]


@pytest.mark.parametrize("deep", ["[" * 50_000, '{"a":' * 50_000, "1" * 5000])
def test_what_json_itself_cannot_take_is_refused(small, deep):
    _, (refused,), counts = answered(small, deep.encode())

    assert refused["reason"] in {"not_json", "not_an_object"} and counts.rows == 0
