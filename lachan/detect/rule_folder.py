"""A folder of rules with what lies beside it, read and checked, not yet compiled."""

from dataclasses import dataclass
from pathlib import Path

from lachan.detect.conditions import leaves
from lachan.detect.extractors.gazetteer import Gazetteer, beside, read_gazetteer
from lachan.detect.labeller import Labeller
from lachan.detect.leaves import LeafBook
from lachan.detect.lexicons import read_lexicons
from lachan.detect.problems import BadRules, Problem
from lachan.detect.rules import Rule, read_rules
from lachan.detect.teencode import Teencode, read_teencode
from lachan.detect.versions import digest_of


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """Rules, the leaves of their conditions, and what decides their verdicts beside them."""

    rules: tuple[Rule, ...]
    book: LeafBook
    teen: Teencode
    labeller: Labeller
    digest: str

    def only(self, codes: frozenset[str]) -> "RuleFolder":
        """The same with these rules alone, and nothing that they do not ask for.

        What they find is what they find among the others; the digest stays that of the whole.
        """
        rules = tuple(rule for rule in self.rules if rule.code in codes)
        asked = {
            leaf.key
            for rule in rules
            for condition in (rule.condition, *rule.exceptions)
            for leaf in leaves(condition)
        }
        book = self.book.only(asked)
        labeller = self.labeller if book.thresholds else Labeller(())
        return RuleFolder(rules, book, self.teen, labeller, self.digest)


def read_folder(folder: Path, lexicons: Path | None = None) -> RuleFolder:
    """The rules of a folder, with what is beside it: lexicons (or given), teencode, gazetteer
    (or that which ships), models.

    Raises BadRules, which lists every mistake with file, line and remedy.
    """
    words = lexicons or folder.parent / "lexicons"
    found, problems = read_lexicons(words)
    teen, misspelt = read_teencode(folder.parent / "teencode")
    labeller = Labeller.load(folder.parent / "models")
    places, misnamed = _places(folder.parent)
    book = LeafBook(found, scored=frozenset(labeller.names), places=places)
    rules, wrong = read_rules(folder, book)
    if problems or misspelt or misnamed or wrong:
        raise BadRules(problems + misspelt + misnamed + wrong)
    return RuleFolder(tuple(rules), book, teen, labeller, digest_of(folder, words))


def _places(content: Path) -> tuple[Gazetteer | None, list[Problem]]:
    try:
        return read_gazetteer(beside(content)), []
    except BadRules as bad:
        return None, bad.problems
