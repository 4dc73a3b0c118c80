"""Runs the examples that every rule carries: what it must find, what it must leave alone."""

from lachan.detect.engine import RuleSet
from lachan.detect.problems import Problem
from lachan.detect.rules import Example, Rule


def check_examples(ruleset: RuleSet) -> list[Problem]:
    """Every example that a rule does not live up to, with its line and what to do."""
    return [
        problem
        for rule in ruleset.rules
        for example in rule.examples
        if (problem := check_example(ruleset, rule, example)) is not None
    ]


def check_example(ruleset: RuleSet, rule: Rule, example: Example) -> Problem | None:
    """What is wrong with one example, None when the rule lives up to it."""
    verdict = ruleset.verdict("", example.text, example.title, example.source_kind)
    hits = [hit for hit in verdict.findings if hit.rule == rule.code]
    if bool(hits) != example.must_match:
        what = "ví dụ phải bắt" if example.must_match else "ví dụ không được bắt"
        met = "không bắt được" if example.must_match else "lại bị bắt"
        remedy = "sửa điều kiện, từ điển hoặc ví dụ."
        return Problem(rule.file, example.line, f"{what} nhưng quy tắc {met}.", remedy)
    missing = set(example.spans) - {(start, end) for hit in hits for start, end, _ in hit.spans}
    if missing:
        what = f"các vị trí {sorted(missing)} không được đánh dấu."
        return Problem(rule.file, example.line, what, "sửa vị trí trong mục vi.")
    return None
