"""What a cell of the label column says."""

import pytest

from lachan.detect.model.gold import CLEAN, NOT_CLEAN, NotALabel, gold, without


@pytest.mark.parametrize("cell", [0, 0.0, False, [], "0", "0.0", "[]", "clean", "Clean", "None"])
def test_clean(cell):
    assert gold(cell) == CLEAN


@pytest.mark.parametrize("cell", [1, 2, True, "1", "2.0", [3, 4], "[3, 4]", "true", [0]])
def test_not_clean(cell):
    assert gold(cell) == NOT_CLEAN


@pytest.mark.parametrize("cell", ["spam", ["spam"], "['spam']", '["spam", "clean"]'])
def test_words_are_names(cell):
    assert gold(cell) == {"spam"}


@pytest.mark.parametrize("cell", ["", "  ", None, "nan", {}, "[broken", [None], float("nan")])
def test_no_label(cell):
    with pytest.raises(NotALabel):
        gold(cell)


@pytest.mark.parametrize(("cell", "said"), [(2, NOT_CLEAN), ("2", NOT_CLEAN), (1, CLEAN)])
def test_values_that_are_not_clean_can_be_named(cell, said):
    assert gold(cell, ("2",)) == said


def test_a_text_without_its_spans():
    assert without("đồ củ cải ơi", "[3, 4, 5, 6, 7, 8]") == "đồ ơi"


@pytest.mark.parametrize("cell", [1, "1", "[]", "clean", ["spam"]])
def test_no_spans_leave_nothing(cell):
    assert without("củ cải", cell) == ""
