"""The rule set that this installation uses, compiled once and again only when its files change."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from lachan.detect.engine import RuleSet


def current() -> "RuleSet":
    """The compiled rules of `content/rules`. Raises detect's BadRules when they cannot be used."""
    # Loaded late: the web process must not carry the engine for pages that never scan.
    from lachan.detect.engine import digest_of

    rules = Path(settings.CONTENT) / "rules"
    return _compiled(rules, digest_of(rules, rules.parent / "lexicons"))


@lru_cache(maxsize=2)
def _compiled(rules: Path, digest: str) -> "RuleSet":
    from lachan.detect.engine import RuleSet

    return RuleSet.load(rules)
