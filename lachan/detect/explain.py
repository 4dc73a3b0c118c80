"""Why a rule was met, in one Vietnamese sentence and the words that made it, and how strongly."""

from collections.abc import Sequence
from typing import Final

from lachan.detect.conditions import Evidence
from lachan.detect.rules import Rule

_MOST_WORDS: Final = 6


def score(rule: Rule, evidence: Sequence[Evidence]) -> int:
    """The rule's base and a step for each further sign, at most 100."""
    return min(100, rule.base_score + rule.step_score * (len(signs(evidence)) - 1))


def signs(evidence: Sequence[Evidence]) -> set[tuple[str, str]]:
    """What was found, however often it was repeated."""
    return {(e.condition, e.sign) for e in evidence}


def explanation(rule: Rule, evidence: Sequence[Evidence], text: str) -> str:
    """The rule's own sentence, then the evidence by condition.

    Words of a list are quoted as written; what identifies a person is named, not repeated.
    """
    words: dict[str, list[str]] = {}
    for e in evidence:
        quoted = words.setdefault(e.condition, [])
        word = f"“{' '.join(text[e.start : e.end].split())}”"
        if not e.private and word.casefold() not in map(str.casefold, quoted):
            quoted.append(word)
    parts = [_part(label, quoted) for label, quoted in words.items()]
    sentence = rule.explanation.format(so_dau_hieu=len(signs(evidence))).rstrip(".")
    return f"{sentence}. Căn cứ: {'; '.join(parts)}."


def _part(label: str, quoted: list[str]) -> str:
    if not quoted:
        return f"có {label}"
    more = "…" if len(quoted) > _MOST_WORDS else ""
    return f"{label}: {', '.join(quoted[:_MOST_WORDS])}{more}"
