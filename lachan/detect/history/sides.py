"""One of the two rule sets of a comparison: what it would say of a part, read or worked out."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from lachan.detect.engine import RuleSet
from lachan.detect.history.judged import Judgement, Stored
from lachan.detect.history.refusals import OtherEngine
from lachan.detect.rule_folder import RuleFolder

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

# Called with the number of texts that were read since the last call; may raise to stop the work.
Read = Callable[[int], None]


class Side:
    """Rules by code with their fingerprints. `read` reads the rules, when they are needed."""

    def __init__(self, marks: Mapping[str, str], read: Callable[[], RuleFolder]) -> None:
        self.marks = marks
        self._read = read
        self._compiled: dict[frozenset[str], RuleSet] = {}

    @cached_property
    def _folder(self) -> RuleFolder | None:
        try:
            return self._read()
        except OtherEngine:
            # What it said then is known, what it would say now is not.
            return None

    def compiled(self, codes: frozenset[str]) -> RuleSet | None:
        """These rules alone; None when they belong to another engine."""
        if self._folder is None:
            return None
        if codes not in self._compiled:
            self._compiled[codes] = RuleSet.of(self._folder.only(codes))
        return self._compiled[codes]

    def judge(self, stored: Stored, codes: Iterable[str], read: Read) -> Mapping[str, Judgement]:
        """What each of the rules says of a part: as it is stored, and worked out where it is not.

        Not known is a text that was never judged by such a rule and is no longer kept.
        """
        judged = {code: stored.of(self.marks[code]) for code in codes}
        unread = {code: ~one.known for code, one in judged.items() if not one.known.all()}
        rules = self.compiled(frozenset(unread)) if unread else None
        if rules is None:
            return judged
        wanted = _any(list(unread.values()))
        kept, met = _scan(rules, stored, wanted, read)
        for code, missing in unread.items():
            judged[code] = _filled(judged[code], missing, kept, met.get(code, []))
        return judged


def _filled(
    known: Judgement, missing: "np.ndarray", kept: "np.ndarray", met: list[int]
) -> Judgement:
    import numpy as np

    rows = np.array(met, np.int64)
    return Judgement(known.known | kept, np.union1d(known.rows, rows[missing[rows]]))


def _scan(
    rules: RuleSet, stored: Stored, wanted: "np.ndarray", read: Read
) -> "tuple[np.ndarray, Mapping[str, list[int]]]":
    """Reads the wanted rows: which of them still had a text, and the rows met by code."""
    import numpy as np

    kept = np.zeros(len(wanted), np.bool_)
    met: dict[str, list[int]] = {}
    before = 0
    names = ["title", "text"] + ["source_kind"] * any(rule.source_kinds for rule in rules.rules)
    for batch in stored.texts.batches(names):
        rows = np.flatnonzero(wanted[before : before + batch.num_rows]) + before
        chosen = _lean(batch, rows - before)
        kept[rows] = chosen.column("text").is_valid().to_numpy(zero_copy_only=False)
        for row, hits in rules.findings(chosen).items():
            for hit in hits:
                met.setdefault(hit.rule, []).append(int(rows[row]))
        before += batch.num_rows
        read(batch.num_rows)
    return kept, met


def _lean(batch: "pa.RecordBatch", rows: "np.ndarray") -> "pa.RecordBatch":
    """Some rows of a batch; without the titles when there are none."""
    if len(rows) != batch.num_rows:
        batch = batch.take(rows)
    if batch.column("title").null_count == batch.num_rows:
        batch = batch.drop_columns(["title"])
    return batch


def _any(masks: "list[np.ndarray]") -> "np.ndarray":
    import numpy as np

    either: np.ndarray = np.logical_or.reduce(masks)
    return either
