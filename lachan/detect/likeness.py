"""Rules that find the same texts as another, or nearly all texts there are."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from lachan.detect.engine import RuleSet
from lachan.detect.problems import Problem
from lachan.detect.rules import Rule

if TYPE_CHECKING:
    import pyarrow as pa

# Two rules are nearly one from this Jaccard index on, if they were met this often.
NEARLY: Final = 0.8
ENOUGH: Final = 5
# A rule that meets more of ordinary texts than this fills the queue with them.
MOST_OF_ORDINARY: Final = 0.05


class Sample(NamedTuple):
    """Texts to try rules on. `ordinary`: as they come, not written to be found."""

    batches: "Sequence[pa.RecordBatch]"
    ordinary: bool


def examples(rules: Sequence[Rule]) -> Sample:
    """The texts that the rules carry themselves."""
    import pyarrow as pa

    found = [example for rule in rules for example in rule.examples]
    columns = {
        "text": [example.text for example in found],
        "title": [example.title for example in found],
        "source_kind": [example.source_kind for example in found],
    }
    return Sample([pa.RecordBatch.from_pydict(columns)], ordinary=False)


def alike(ruleset: RuleSet, sample: Sample) -> list[Problem]:
    """Warnings about rules that nearly equal another, lie within another, or meet too much."""
    met, texts = _met(ruleset, sample)
    rules = {rule.code: rule for rule in ruleset.rules}
    problems = []
    for one, other in permutations(sorted(met), 2):
        told = _told(met[one], met[other], other, first=one < other)
        problems += [Problem(rules[one].file, 0, *told)] if told else []
    for code, rows in sorted(met.items()):
        if sample.ordinary and len(rows) > MOST_OF_ORDINARY * texts:
            share = 100 * len(rows) / texts
            what = f"quy tắc bắt {share:.1f} % văn bản mẫu ({len(rows)} trên {texts})."
            problems.append(Problem(rules[code].file, 0, what, "thu hẹp điều kiện."))
    return problems


def _told(mine: set[int], its: set[int], other: str, *, first: bool) -> tuple[str, str] | None:
    """What is to be said of a rule beside another; of two nearly equal ones only the first."""
    both = len(mine & its)
    index = both / len(mine | its)
    if len(mine) < ENOUGH:
        return None
    if index >= NEARLY:
        what = f"gần như trùng với {other} (chỉ số Jaccard {index:.2f} trên văn bản mẫu)."
        return (what, "gộp hai quy tắc, hoặc làm rõ chỗ khác nhau.") if first else None
    if both == len(mine):
        what = f"mọi văn bản mẫu mà quy tắc bắt đều đã được {other} bắt ({both} văn bản)."
        return what, "xem có cần quy tắc này không."
    return None


def _met(ruleset: RuleSet, sample: Sample) -> tuple[Mapping[str, set[int]], int]:
    """Numbers of the texts that each rule meets, and how many texts there are."""
    met: dict[str, set[int]] = {}
    before = 0
    for batch in sample.batches:
        for row, hits in ruleset.findings(batch).items():
            for hit in hits:
                met.setdefault(hit.rule, set()).add(before + row)
        before += batch.num_rows
    return met, before
