"""The rule set that this installation uses, compiled once and again only when its files change."""

from datetime import datetime
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


def changed_since(moment: datetime | None) -> bool:
    """Whether a file of content/ or of the engine was written since; yes when it is not known.

    Asks the file system only, for processes that must not carry the engine. It may say yes to what
    changes nothing; the digest then decides.
    """
    if moment is None:
        return True
    folders = (Path(settings.CONTENT), Path(settings.ROOT) / "lachan" / "detect")
    # Of the inode, not of the content: copied files keep the time at which they were written.
    return any(
        path.stat().st_ctime > moment.timestamp()
        for folder in folders
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts
    )


@lru_cache(maxsize=2)
def _compiled(rules: Path, digest: str) -> "RuleSet":
    from lachan.detect.engine import RuleSet

    return RuleSet.load(rules)
