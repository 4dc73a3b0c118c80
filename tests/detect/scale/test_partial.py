"""What is kept of an answer is trusted only as far as it can be."""

from contextlib import ExitStack, closing

import pytest

from lachan.detect.scale.answers import Answer, Counts
from lachan.detect.scale.blocks import Place
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.partial import Partial

OF = {"rules": "a"}
ONE = Answer(b"one\n", b"bad\n", Counts(1, 0, 0, 1), Place(10, 1))
TWO = Answer(b"two\n", b"", Counts(1), Place(20, 2))


@pytest.fixture
def target(tmp_path):
    return tmp_path / "out.jsonl"


@pytest.fixture
def opened(target):
    """Opens the answer, as often as wanted; closes all at the end."""
    with ExitStack() as stack:
        yield lambda of=OF, **given: stack.enter_context(closing(Partial(target, of, **given)))


@pytest.fixture
def begun(target):
    """An answer of one block that was ended in the middle of writing the second."""
    partial = Partial(target, OF)
    partial.add(ONE)
    partial.close()
    with partial.body.open("ab") as stream:
        stream.write(b"tw")
    return partial


def test_it_is_gone_on_with_after_the_last_whole_block(opened, begun):
    partial = opened()

    assert (partial.resumed, partial.state.place) == (True, Place(10, 1))
    partial.add(TWO)
    assert partial.body.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("given", [{"of": {"rules": "b"}}, {"fresh": True}])
def test_it_is_begun_anew_for_other_rules_or_on_request(opened, begun, given):
    partial = opened(**given)

    assert (partial.resumed, partial.state.place, partial.body.read_bytes()) == (
        False, Place(), b"",
    )  # fmt: skip


@pytest.mark.parametrize("spoil", [b"", b"oNe\n", b"on"])
def test_a_file_that_lost_bytes_is_not_trusted(opened, begun, spoil):
    begun.body.write_bytes(spoil)

    assert not opened().resumed


@pytest.mark.parametrize("spoil", ["", "{", "[]", '{"of": {}}'])
def test_a_checkpoint_that_cannot_be_read_is_not_trusted(opened, target, begun, spoil):
    target.with_name("out.jsonl.partial.json").write_text(spoil)

    assert not opened().resumed


def test_two_scans_do_not_write_one_answer(opened, begun):
    opened()

    with pytest.raises(CannotScan, match="lệnh quét khác"):
        opened()


def test_a_whole_answer_is_put_in_place_again_after_any_stop(opened, begun):
    partial = opened()
    partial.finish()

    again = opened()
    assert again.state.whole
    assert again.put_rejected().read_bytes() == b"bad\n"
    assert opened().put_rejected() == again.rejected
