"""The engine: rules over batches of texts, verdicts with the passages that made them.

Batches are Arrow, so that the same call serves one report, a file, a pool of processes. No Django,
no database, no clock: the same rules over the same texts give the same verdicts.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.common.taxonomy import Severity
from lachan.detect.conditions import Evidence, best_window
from lachan.detect.explain import explanation, score
from lachan.detect.fold import PARAGRAPH, Folded, fold
from lachan.detect.leaves import LeafBook
from lachan.detect.lexicons import read_lexicons
from lachan.detect.problems import BadRules
from lachan.detect.rules import Rule, read_rules
from lachan.detect.terms import TermIndex

if TYPE_CHECKING:
    import pyarrow as pa

# Raised when folding or matching changes what rules find, so that old verdicts are told apart.
ENGINE_VERSION: Final = 1
Spans = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule met by one text.

    `spans` are (start, end, condition) in characters of the original text, half-open and in order;
    `title_spans` the same in the title. `score` is 0 to 100 and orders a queue, nothing more.
    """

    rule: str
    version: int
    harm: str
    severity: Severity
    score: int
    explanation: str
    spans: Spans
    title_spans: Spans


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules found in one text, gravest first. `id` is the caller's own."""

    id: str
    findings: tuple[Hit, ...]


class RuleSet:
    """A folder of rules and its lexicons, compiled. `digest` names its content: 64 hex digits."""

    def __init__(self, rules: list[Rule], book: LeafBook, digest: str) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self._book = book
        self._index = TermIndex(book.terms)

    @classmethod
    def load(cls, folder: Path, lexicons: Path | None = None) -> "RuleSet":
        """The rules of a folder with the lexicons beside it (`../lexicons`) or given.

        Raises BadRules, which lists every mistake with file, line and remedy.
        """
        words = lexicons or folder.parent / "lexicons"
        found, problems = read_lexicons(words)
        book = LeafBook(found)
        rules, wrong = read_rules(folder, book)
        if problems or wrong:
            raise BadRules(problems + wrong)
        return cls(rules, book, digest_of(folder, words))

    def scan(self, batch: "pa.RecordBatch") -> list[Verdict]:
        """A verdict for each row of a batch with columns id, text, title, source_kind (strings).

        Title and source kind may be null or absent; a rule limited to kinds of source also reads
        texts whose kind is not known. Title and text are read together, with a paragraph between
        them, so that evidence in both adds up, but no phrase runs from one into the other.
        """
        columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
        empty = [""] * batch.num_rows
        return [
            self.verdict(str(id_), text or "", title or "", kind or "")
            for id_, text, title, kind in zip(
                columns["id"],
                columns["text"],
                columns.get("title", empty),
                columns.get("source_kind", empty),
                strict=True,
            )
        ]

    def verdict(self, id_: str, text: str, title: str = "", source_kind: str = "") -> Verdict:
        """The verdict on a single text: the same code as a batch of one."""
        lead = len(title) + len(PARAGRAPH) if title else 0
        page = fold(title + PARAGRAPH + text if title else text)
        look = _Look(self, page)
        hits = [
            hit
            for rule in self.rules
            if rule.applies_to(source_kind) and (hit := _hit(rule, page, look, lead)) is not None
        ]
        return Verdict(id_, tuple(sorted(hits, key=lambda h: (h.severity, -h.score, h.rule))))


class _Look:
    """The evidence of one page for every leaf; finders run only when a rule asks for them."""

    def __init__(self, ruleset: RuleSet, page: Folded) -> None:
        self._book = ruleset._book
        self._page = page
        self._found: dict[str, list[Evidence]] = {key: [] for key in self._book.labels}
        self._waiting = set(self._book.finders)
        for hit in ruleset._index.find(page):
            for key in self._book.terms[hit.term]:
                sign = fold(hit.term.text).text
                self._found[key].append(Evidence(hit.start, hit.end, self._book.labels[key], sign))

    def __call__(self, key: str) -> list[Evidence]:
        if key in self._waiting:
            self._waiting.discard(key)
            finder = self._book.finders[key]
            for start, end in finder.find(self._page):
                sign = fold(self._page.original[start:end]).text
                self._found[key].append(Evidence(start, end, finder.label, sign, finder.private))
        return self._found[key]


def _hit(rule: Rule, page: Folded, look: _Look, lead: int) -> Hit | None:
    met = best_window(rule.condition, look, rule.within)
    if met is None or any(exception.met(look) is not None for exception in rule.exceptions):
        return None
    evidence = widest(met)
    title = page.original[: max(0, lead - len(PARAGRAPH))]
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
            (e.start, e.end, e.condition) for e in evidence if e.end <= len(title) and lead
        ),
    )


def widest(found: Iterable[Evidence]) -> list[Evidence]:
    """In order of place, without what lies inside other evidence of the same condition."""
    kept: list[Evidence] = []
    reach: dict[str, int] = defaultdict(lambda: -1)
    for evidence in sorted(set(found), key=lambda e: (e.start, -e.end, e.condition, e.sign)):
        if evidence.end > reach[evidence.condition]:
            kept.append(evidence)
            reach[evidence.condition] = evidence.end
    return kept


def digest_of(rules: Path, lexicons: Path) -> str:
    """SHA-256 over the engine's version and every rule and lexicon file, by name and content."""
    digest = hashlib.sha256(f"engine {ENGINE_VERSION}".encode())
    for path in _files(rules, lexicons):
        body = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"\n{path.parent.name}/{path.name} {body}".encode())
    return digest.hexdigest()


def _files(rules: Path, lexicons: Path) -> Iterator[Path]:
    yield from sorted(rules.glob("*.yaml"))
    yield from sorted(lexicons.glob("*.yaml"))
