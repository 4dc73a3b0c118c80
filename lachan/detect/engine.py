"""The engine: rules over batches of texts, verdicts with the passages that made them.

Batches are Arrow, so that the same call serves one report, a file, a pool of processes. No Django,
no database, no clock: the same rules over the same texts give the same verdicts.
"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from lachan.detect.conditions import best_window
from lachan.detect.explain import explanation, score
from lachan.detect.fold import PARAGRAPH, Folded
from lachan.detect.labeller import Labeller, Scores
from lachan.detect.leaves import LeafBook
from lachan.detect.look import Look, widest
from lachan.detect.program import Program
from lachan.detect.rule_folder import RuleFolder, read_folder
from lachan.detect.rules import Rule
from lachan.detect.teencode import Teencode
from lachan.detect.terms import Found, TermIndex
from lachan.detect.verdicts import Hit as Hit
from lachan.detect.verdicts import Verdict as Verdict
from lachan.detect.versions import digest_of as digest_of
from lachan.detect.views import Views, fold_batch

if TYPE_CHECKING:
    import pyarrow as pa


class RuleSet:
    """A folder of rules with what they lean on, compiled. `digest` names it: 64 hex digits."""

    def __init__(
        self,
        rules: list[Rule],
        book: LeafBook,
        digest: str,
        teen: Teencode | None = None,
        labeller: Labeller | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self.labeller = labeller or Labeller(())
        self._book = book
        self._index = TermIndex(book.terms, (teen or Teencode()).tokens)
        self._program = Program(self.rules, book, self._index.terms)

    @classmethod
    def load(cls, folder: Path, lexicons: Path | None = None) -> "RuleSet":
        """The rules of a folder, with the folders beside it: lexicons (or given), teencode, models.

        Raises BadRules, which lists every mistake with file, line and remedy.
        """
        return cls.of(read_folder(folder, lexicons))

    @classmethod
    def of(cls, read: RuleFolder) -> "RuleSet":
        """A folder that was read, compiled."""
        return cls(list(read.rules), read.book, read.digest, read.teen, read.labeller)

    def scan(self, batch: "pa.RecordBatch") -> list[Verdict]:
        """A verdict for each row of a batch with columns id, text, title, source_kind (strings).

        Title and source kind may be null or absent; a rule limited to kinds of source also reads
        texts whose kind is not known. Title and text are read together, with a paragraph between
        them, so that evidence in both adds up, but no phrase runs from one into the other.
        """
        ids = [str(id_) for id_ in batch.column("id").to_pylist()]
        return self._verdicts(ids, *_read(batch))

    def findings(self, batch: "pa.RecordBatch") -> Mapping[int, tuple[Hit, ...]]:
        """What `scan` finds, by row, for the rows where anything is found; `id` is not needed.

        For looking back over many texts of which few matter.
        """
        views, titles, kinds = _read(batch)
        return self._found(views, self.labeller.scores(views), titles, kinds)

    def verdict(self, id_: str, text: str, title: str = "", source_kind: str = "") -> Verdict:
        """The verdict on a single text: the same code as a batch of one."""
        return self._verdicts([id_], fold_batch([_page(title, text)]), [title], [source_kind])[0]

    def _verdicts(
        self, ids: list[str], views: Views, titles: Sequence[str], kinds: Sequence[str]
    ) -> list[Verdict]:
        scores = self.labeller.scores(views)
        hits = self._found(views, scores, titles, kinds)
        labels = self.labeller.names
        return [
            Verdict(id_, found, labels, values)
            for id_, found, values in zip(
                ids, map(hits.get, range(len(ids)), repeat(())), scores.rows(), strict=True
            )
        ]

    def _found(
        self, views: Views, scores: Scores, titles: Sequence[str], kinds: Sequence[str]
    ) -> Mapping[int, tuple[Hit, ...]]:
        found = self._index.find_batch(views)
        chosen = self._program.candidates(views, found, scores.of, kinds)
        hits = {
            row: self._hits(rules, views.row(row), row, found, titles[row])
            for row, rules in chosen.items()
        }
        return {row: met for row, met in hits.items() if met}

    def _hits(
        self, rules: list[Rule], page: Folded, row: int, found: Found, title: str
    ) -> tuple[Hit, ...]:
        look = Look(self._book, self._index.terms, self.labeller, page, found, row)
        lead = len(title) + len(PARAGRAPH) if title else 0
        hits = [hit for rule in rules if (hit := _hit(rule, page, look, lead)) is not None]
        return tuple(sorted(hits, key=lambda hit: (hit.severity, -hit.score, hit.rule)))


def _read(batch: "pa.RecordBatch") -> tuple[Views, Sequence[str], Sequence[str]]:
    """Texts with their titles, folded; titles; kinds of source."""
    names = batch.schema.names
    empty = [""] * batch.num_rows
    titles, kinds = (
        [value or "" for value in batch.column(name).to_pylist()] if name in names else empty
        for name in ("title", "source_kind")
    )
    texts = batch.column("text")
    if any(titles):
        bodies = (text or "" for text in texts.to_pylist())
        texts = [_page(title, text) for title, text in zip(titles, bodies, strict=True)]
    return fold_batch(texts), titles, kinds


def _page(title: str, text: str) -> str:
    return title + PARAGRAPH + text if title else text


def _hit(rule: Rule, page: Folded, look: Look, lead: int) -> Hit | None:
    met = best_window(rule.condition, look, rule.within)
    if met is None or any(exception.met(look) is not None for exception in rule.exceptions):
        return None
    evidence = widest(met)
    title_end = max(0, lead - len(PARAGRAPH))
    return Hit(
        rule=rule.code,
        version=rule.version,
        harm=rule.harm,
        severity=rule.severity,
        score=score(rule, evidence),
        explanation=explanation(rule, evidence, page.original),
        spans=tuple(
            (e.start - lead, e.end - lead, e.condition) for e in evidence if e.start >= lead
        ),
        title_spans=tuple(
            (e.start, e.end, e.condition) for e in evidence if e.end <= title_end and lead
        ),
    )
