"""Writes again the pages that are made from the code.

make docs                          writes them
python tools/docs.py --check       exits 1 and names the ones that are stale
"""

import sys
from collections.abc import Callable, Mapping

from steps import ROOT

from lachan.config.boot import wake_django


def pages() -> Mapping[str, Callable[[], str]]:
    """Path → maker. The makers look at models, so Django must be awake."""
    import state_diagrams

    from lachan.people import permission_table

    return {
        "docs/permissions.md": permission_table.render,
        "docs/states.md": state_diagrams.render,
    }


def main(words: list[str]) -> int:
    wake_django()
    stale = [path for path, make in pages().items() if _write(path, make(), words == ["--check"])]
    for path in stale:
        print(f"{path} was stale" + (": run make docs" if words else "; written again"))
    return 1 if stale and words else 0


def _write(path: str, text: str, only_look: bool) -> bool:
    """Whether the page differed."""
    target = ROOT / path
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return False
    if not only_look:
        target.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
