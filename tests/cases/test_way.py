"""The whole way of a case, step by step, as a commune walks it."""

import pytest

from lachan.cases.models import ChildCase
from lachan.cases.rules import CaseState
from tests.builders import cases

WAY = list(CaseState)


@pytest.mark.parametrize("state", WAY)
def test_a_case_reaches_every_state_by_operations(content, state):
    case = cases.case(state)

    assert ChildCase.objects.get(pk=case.pk).state == state
