"""Refusals speak to the person who asked; faults to the operator."""

import pkgutil
from collections import defaultdict
from importlib import import_module

import pytest
from django.utils.translation import override

import lachan
from lachan.common.errors import CannotMove, Fault, Invalid, NotAllowed, NotFound, Refused


def every_refusal():
    """All classes of the family, from every module named after errors, rules or operations."""
    for module in pkgutil.walk_packages(lachan.__path__, "lachan."):
        if module.name.rpartition(".")[2] in {"errors", "operations", "access"}:
            import_module(module.name)
    found, waiting = [], [Refused]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return sorted(set(found), key=lambda kind: f"{kind.__module__}.{kind.__name__}")


def test_a_refusal_fills_its_sentence_from_the_facts():
    assert "trạng thái “đã đóng”" in str(CannotMove(state="đã đóng"))


def test_the_facts_stay_apart_from_the_words():
    refusal = Invalid(field="narrative", problem="quá dài")

    assert refusal.facts == {"field": "narrative", "problem": "quá dài"}
    assert "narrative" in str(refusal)


@pytest.mark.parametrize(
    ("kind", "status"), [(Refused, 409), (NotAllowed, 403), (NotFound, 404), (Invalid, 400)]
)
def test_each_refusal_has_its_answer_code(kind, status):
    assert kind.status == status


def test_a_fault_is_no_refusal():
    assert not issubclass(Fault, Refused)


def test_a_sentence_is_looked_up_when_it_is_told_not_before():
    refusal = NotFound()

    with override("vi"):
        assert str(refusal) == NotFound.sentence


def test_every_sentence_can_be_told():
    """A stray percent sign would only fail in front of the person."""
    for kind in every_refusal():
        assert (kind.sentence % defaultdict(str)).strip(), kind
