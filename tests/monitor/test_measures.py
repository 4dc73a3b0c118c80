"""What is counted can be listed, and falls into exactly one window."""

from datetime import timedelta

import pytest

from lachan.common.measures import Window
from lachan.common.refs import Ref
from lachan.monitor.measures import MEASURES
from lachan.monitor.operations import dismiss
from lachan.monitor.rules import DismissReason
from tests import builders
from tests.builders import NOON

pytestmark = pytest.mark.django_db
DAY = Window(NOON, NOON + timedelta(days=1))
BEFORE = Window(NOON - timedelta(days=1), NOON)
BY_CODE = {measure.code: measure for measure in MEASURES}


def facts(code, window=DAY):
    return list(BY_CODE[code].facts(window))


def test_items_are_counted_where_and_when_they_were_fetched():
    item = builders.monitor.item()

    (fact,) = facts("ITEMS_READ")
    assert (fact.subject, fact.unit_id) == (Ref.of(item), item.source.owner_unit_id)
    assert (fact.at, fact.dims, fact.label) == (NOON, {"medium": "bao_chi"}, f"MT-{item.pk}")


def test_findings_are_counted_by_harm_and_severity():
    finding = builders.monitor.finding()

    (fact,) = facts("FINDINGS")
    assert fact.subject == Ref.of(finding)
    assert fact.dims == {"harm": "T07", "severity": "S3", "rule": "BAT_NAT_HOC_SINH"}


def test_dismissals_are_counted_by_rule_and_reason(officer):
    finding = builders.monitor.finding()
    assert facts("FINDINGS_DISMISSED") == []

    dismiss(finding=finding, reason=DismissReason.NOT_HARMFUL, by=officer, now=NOON)

    (fact,) = facts("FINDINGS_DISMISSED")
    assert (fact.dims["rule"], fact.dims["reason"]) == ("BAT_NAT_HOC_SINH", "not_harmful")


@pytest.mark.parametrize("code", BY_CODE)
def test_nothing_is_counted_outside_its_window(officer, code):
    finding = builders.monitor.finding()
    dismiss(finding=finding, reason=DismissReason.NOT_HARMFUL, by=officer, now=NOON)

    assert (len(facts(code)), len(facts(code, BEFORE))) == (1, 0)
    assert BY_CODE[code].count(DAY) == 1
