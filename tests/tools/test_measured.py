"""What a measurement says, and what fails."""

import pytest


@pytest.fixture
def measured():
    import measured

    return measured


@pytest.fixture
def line(measured):
    def made(value, *, part="A.1", binding=True):
        return measured.Line(part, "a list", lambda: measured.at_most(value, 300, "ms"), binding)

    return made


def test_a_figure_is_told_with_its_bound(measured, line, capsys):
    assert measured.run([line(120)]) == 0

    words = capsys.readouterr().out
    assert "holds" in words
    assert "A.1  a list: 120 ms (at most 300 ms" in words


def test_one_that_falls_short_fails(measured, line, capsys):
    assert measured.run([line(120), line(310)]) == 1

    assert "FALLS SHORT A.1" in capsys.readouterr().out


def test_a_timing_that_does_not_bind_is_told_and_fails_nothing(measured, line, capsys):
    assert measured.run([line(310, binding=False)]) == 0

    assert "FALLS SHORT" in capsys.readouterr().out


def test_what_cannot_be_measured_fails_even_if_it_does_not_bind(measured, capsys):
    assert measured.run([measured.Line("A", "a list", lambda: 1 / 0, binding=False)]) == 1

    assert "could not be measured" in capsys.readouterr().out


@pytest.mark.parametrize(("wanted", "told"), [("", 3), ("A", 2), ("A.1", 1), ("A.1.x", 0)])
def test_a_part_holds_the_parts_below_it(measured, line, capsys, wanted, told):
    lines = [line(1), line(1, part="A.10"), line(1, part="B")]

    code = measured.run(lines, wanted)

    assert capsys.readouterr().out.count("holds  ") == told
    assert code == (0 if told else 1)


def test_what_was_found_is_named(measured):
    assert measured.none_of([], 5, "lists grow").holds
    assert "home" in measured.none_of(["home"], 5, "lists grow").value
