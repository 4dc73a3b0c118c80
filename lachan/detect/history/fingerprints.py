"""What decides whether a rule is met, as one name per rule: the same name, the same findings."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lachan.detect.conditions import AtLeast, Condition, Leaf, Near, Times, leaves
from lachan.detect.extractors.gazetteer import beside
from lachan.detect.leaves import LeafBook
from lachan.detect.rule_folder import RuleFolder
from lachan.detect.rules import Rule
from lachan.detect.versions import ENGINE_VERSION

_SIGN: Final = "dau_hieu:"


def fingerprints(read: RuleFolder, content: Path) -> Mapping[str, str]:
    """The fingerprint of every rule by its code, 64 hex digits; `content` is the folder around.

    It covers the condition with the content of all that it names, and the engine's version. It
    does not cover what changes no finding: names, severity, score, explanation, examples.
    """
    meanings = _Meanings(read, content)
    return {rule.code: meanings.fingerprint(rule) for rule in read.rules}


def gazetteer_digest(content: Path) -> str:
    """SHA-256 over the names of places that finders know for a folder of content."""
    return _folder_digest(beside(content))


class _Meanings:
    """The content behind the keys of leaves, each worked out once."""

    def __init__(self, read: RuleFolder, content: Path) -> None:
        self._book = read.book
        self._terms = _terms_by_key(read.book)
        self._teen = _digest(sorted(read.teen.tokens.items()))
        self._models = _folder_digest(content / "models")
        self._places = gazetteer_digest(content)

    def fingerprint(self, rule: Rule) -> str:
        conditions = (rule.condition, *rule.exceptions)
        meant = {leaf.key: self._leaf(leaf.key) for one in conditions for leaf in leaves(one)}
        return _digest(
            [
                ENGINE_VERSION,
                [_shape(one, meant) for one in conditions],
                rule.within,
                sorted(rule.source_kinds),
            ]
        )

    def _leaf(self, key: str) -> list[Any]:
        if key in self._book.thresholds:
            at = self._book.thresholds[key]
            return ["label", at.label, at.least, self._models]
        if key in self._book.finders:
            return ["sign", key, self._places if key.startswith(_SIGN) else ""]
        return ["terms", self._terms.get(key, []), self._teen]


def _terms_by_key(book: LeafBook) -> Mapping[str, list[list[str]]]:
    terms: dict[str, list[list[str]]] = {}
    for term, keys in book.terms.items():
        for key in keys:
            terms.setdefault(key, []).append([term.text, term.marks.value])
    return {key: sorted(found) for key, found in terms.items()}


def _shape(condition: Condition, meant: Mapping[str, list[Any]]) -> list[Any]:
    if isinstance(condition, Leaf):
        return meant[condition.key]
    parts = [_shape(part, meant) for part in condition.parts]
    if isinstance(condition, AtLeast):
        return ["at least", condition.count, parts]
    if isinstance(condition, Times):
        return ["times", condition.count, parts]
    assert isinstance(condition, Near)
    return ["near", condition.within, parts]


def _folder_digest(folder: Path) -> str:
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix != ".md")
    return _digest(
        [
            [path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
            for path in paths
            if path.is_file()
        ]
    )


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()
