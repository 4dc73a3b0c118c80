"""What would changed rules have found in the past? Nothing is written, so it can be stopped."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from lachan.detect.engine import RuleSet
from lachan.detect.examples import check_example
from lachan.detect.history.archive import about, read_archived
from lachan.detect.history.changes import Change, Kind, changes
from lachan.detect.history.comparing import compare
from lachan.detect.history.decisions import read_decisions
from lachan.detect.history.fingerprints import fingerprints
from lachan.detect.history.judged import Stored
from lachan.detect.history.layout import Part, judges, parts
from lachan.detect.history.refusals import CannotLookBack
from lachan.detect.history.report import Load, Report, RuleReport
from lachan.detect.history.samples import lost_samples, new_samples
from lachan.detect.history.sides import Side
from lachan.detect.history.tables import row_count
from lachan.detect.history.tally import Tally
from lachan.detect.rule_folder import RuleFolder, read_folder

# How long an officer looks at one finding: a design value, until a province has measured its own.
MINUTES_PER_FINDING: Final = 5.0
# (texts compared, texts in all)
Progress = Callable[[int, int], None]


def backtest(
    home: Path,
    new_rules: Path,
    since: date | None = None,
    until: date | None = None,
    progress: Progress | None = None,
    *,
    base: str = "",
    minutes_per_finding: float = MINUTES_PER_FINDING,
) -> Report:
    """Compares a folder of rules with the archived rule set `base`, over days of a history.

    Both days are included; without them, the first and last of the history. Without `base` it is
    the rule set that read most texts of the last day. Only rules whose fingerprint differs read
    texts, the others' findings are taken as they are stored. `progress` may raise to stop.
    Raises BadRules for the folder, CannotLookBack when there is nothing to compare with.
    """
    read = read_folder(new_rules)
    span = list(parts(home, since, until))
    if not span:
        raise CannotLookBack("Lịch sử không có văn bản nào trong thời gian này.")
    base = base or _last_judge(home, span)
    old = Side(about(home, base).fingerprints, lambda: read_archived(home, base))
    new = Side(fingerprints(read, new_rules.absolute().parent), lambda: read)
    differ = changes(old.marks, new.marks)
    tally = Tally(differ, read_decisions(home))
    _add_up(home, span, (old, new), tally, progress)
    days = (since or span[0].day, until or span[-1].day)
    scale = _Scale(days, minutes_per_finding)
    rules = tuple(_rule_report(home, base, new, change, tally, scale) for change in differ)
    same = sum(old.marks.get(code) == mark for code, mark in new.marks.items())
    queue = (scale.load(tally.queue["before"]), scale.load(tally.queue["after"]))
    problems = _problems(read, differ)
    return Report(
        base, *days, tally.texts, same, minutes_per_finding, *queue, rules, tuple(problems)
    )


def _add_up(
    home: Path,
    span: Sequence[Part],
    sides: tuple[Side, Side],
    tally: Tally,
    progress: Progress | None,
) -> None:
    sizes = [row_count(part.texts(home)) for part in span]
    told = _Told(progress, sum(sizes))
    for part, size in zip(span, sizes, strict=True):
        told.begin(size)
        tally.add(compare(Stored(home, part), *sides, tally.differ.values(), told))
        told(size)


class _Told:
    """Counts texts read. A part that both sides have to read counts once, one that none has too."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._done = self._end = 0

    def begin(self, size: int) -> None:
        self._end += size

    def __call__(self, texts: int) -> None:
        self._done = min(self._done + texts, self._end)
        if self._progress is not None:
            self._progress(self._done, self._total)


class _Scale:
    """Counts of a stretch of days as a week's."""

    def __init__(self, days: tuple[date, date], minutes: float) -> None:
        self._weeks = ((days[1] - days[0]).days + 1) / 7
        self._hours = minutes / 60

    def load(self, count: int) -> Load:
        per_week = count / self._weeks
        return Load(per_week, per_week * self._hours)


def _rule_report(
    home: Path, base: str, new: Side, change: Change, tally: Tally, scale: _Scale
) -> RuleReport:
    told = tally.rules[change.name]
    return RuleReport(
        rule=change.name,
        old_rule=change.old_code,
        kind=change.kind,
        new=told.counts["new"],
        lost=told.counts["lost"],
        kept=told.counts["kept"],
        unread=told.unread,
        before=scale.load(told.before),
        after=scale.load(told.after),
        precision_before=told.precision("lost", "kept"),
        precision_after=told.precision("new", "kept"),
        overlaps=tuple(tally.overlaps(change.name)),
        new_samples=new_samples(home, new, change.code, told.shown["new"]),
        lost_samples=lost_samples(home, base, change.old_code, told.shown["lost"]),
    )


def _last_judge(home: Path, span: Sequence[Part]) -> str:
    """The rule set that read most texts of the last day on which any did."""
    for day in sorted({part.day for part in span}, reverse=True):
        read: Counter[str] = Counter()
        for part in (part for part in span if part.day == day):
            for digest in judges(home, part):
                read[digest] += row_count(part.verdicts(home, digest))
        if read:
            return max(read, key=lambda digest: (read[digest], digest))
    raise CannotLookBack("Lịch sử chưa có kết quả của bộ quy tắc nào để so sánh.")


def _problems(read: RuleFolder, differ: Sequence[Change]) -> list[str]:
    """Examples that rules with other findings do not live up to."""
    codes = frozenset(change.code for change in differ if change.kind is not Kind.REMOVED)
    ruleset = RuleSet.of(read.only(codes))
    return [
        str(problem)
        for rule in ruleset.rules
        for example in rule.examples
        if (problem := check_example(ruleset, rule, example)) is not None
    ]
