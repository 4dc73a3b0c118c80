"""A figure is always the sum of a list."""

from hypothesis import given
from hypothesis import strategies as st

from lachan.common.labels import mark
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from tests.builders import NOON

TODAY = Window(NOON, NOON)


@given(st.lists(st.integers(0, 1000)))
def test_the_figure_is_the_sum_of_what_the_list_shows(amounts):
    facts = [Fact(Ref("a.b", str(n)), NOON, 1, f"TE-{n}", amount=n) for n in amounts]
    measure = Measure("cases.opened", "Số ca mở mới", lambda window: facts)

    assert measure.count(TODAY) == sum(fact.amount for fact in measure.facts(TODAY))


def test_a_measure_looks_only_at_the_window_it_is_given():
    seen = []
    measure = Measure("x", "X", lambda window: seen.append(window) or [])

    assert measure.count(TODAY) == 0
    assert seen == [TODAY]


def test_a_fact_counts_once_unless_it_says_otherwise():
    assert Fact(Ref("a.b", "1"), NOON, None, "TE-1").amount == 1


def test_a_pointer_names_kind_and_key():
    pointer = Ref.of(Entry(pk=5))

    assert pointer == Ref("journal.entry", "5")
    assert str(pointer) == "journal.entry:5"


def test_marking_a_label_leaves_it_as_it_is():
    assert mark("Khẩn cấp") == "Khẩn cấp"
