"""Every rule that ships lives up to its own examples."""

import pytest

from lachan.common.taxonomy import HARMS
from lachan.detect.engine import RuleSet
from lachan.detect.examples import check_example, check_examples
from tests.detect.conftest import CONTENT

SHIPPED = RuleSet.load(CONTENT / "rules")
EXAMPLES = [(rule, example) for rule in SHIPPED.rules for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.file}:{e.line}" for rule, e in EXAMPLES]
)
def test_a_rule_lives_up_to_its_example(rule, example):
    assert check_example(SHIPPED, rule, example) is None


def test_the_rules_cover_many_harms():
    assert len({rule.harm for rule in SHIPPED.rules}) >= 10
    assert {rule.harm for rule in SHIPPED.rules} <= set(HARMS)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("Bạn ấy bắt nạt em.", "Bạn ấy chào em.", "phải bắt nhưng quy tắc không bắt được"),
        ("Bạn ấy đọc sách.", "Bạn ấy bắt nạt em. ", "không được bắt nhưng quy tắc lại bị bắt"),
        ("[[7, 14]]", "[[6, 14]]", "các vị trí [(6, 14)] không được đánh dấu"),
    ],
)
def test_an_example_that_fails_is_told_with_its_line(write_rules, before, after, says):
    (problem,) = check_examples(RuleSet.load(write_rules((before, after))))

    assert says in str(problem)
    assert problem.line in {17, 18}
