"""Looks for inputs that break folding, matching or the reading of rules, guided by coverage.

python tools/fuzz.py TARGET SECONDS

Targets: `fold` (any bytes as a text) and `rules` (any bytes as a rule file, from the files of
content/rules on). Exit code 0 when nothing broke; the input that did is kept in var/fuzz.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "var" / "fuzz"
# Pieces that a mutation puts in more often than chance would.
PIECES = (
    "ệ", "e\u0302\u0323", "\u200b", "Đ", "ﬁ", "b4o", "b ạ o", "\n\n", "\U000e0041", "😀", "\x1a",
)  # fmt: skip

with atheris.instrument_imports(include=["lachan.detect"]):
    from lachan.detect.bare import bare
    from lachan.detect.engine import RuleSet
    from lachan.detect.fold import fold
    from lachan.detect.leaves import LeafBook
    from lachan.detect.lexicons import read_lexicons
    from lachan.detect.rules import read_rules
    from lachan.detect.terms import Term, TermIndex
    from lachan.detect.views import fold_batch

LEXICONS, _ = read_lexicons(ROOT / "content" / "lexicons")
INDEX = TermIndex([Term("bạo hành"), Term("rủ rê"), Term("18+")], {"ko": "khong", "b": "ban"})


def fold_any(data: bytes) -> None:
    """The compiled folding is the plain one; offsets and hits lie inside the text."""
    text = data.decode("utf-8", "surrogateescape")
    page, views = fold(text), fold_batch([text])
    assert views.row(0) == page
    assert page.text.isascii()
    assert all(0 <= at <= len(text) for at in (*page.offsets, *page.ends))
    reading = bare(page, {})
    assert all(0 <= at <= len(page.text) for at in (*reading.lows, *reading.highs))
    for hit in INDEX.find(page):
        assert 0 <= hit.start < hit.end <= len(text)


def rules_any(data: bytes) -> None:
    """A rule file is read, or refused with every mistake named; nothing else happens."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "rules"
        folder.mkdir()
        (folder / "any.yaml").write_bytes(data)
        book = LeafBook(LEXICONS)
        rules, problems = read_rules(folder, book)
        if problems:
            assert all(problem.what and problem.remedy for problem in problems)
            return
        RuleSet(rules, book, "").verdict("1", "Một câu bình thường của bé 12 tuổi ở lớp 7A.")


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """The usual mutation, or one of PIECES put somewhere."""
    chance = random.Random(seed)  # noqa: S311  no secret
    if chance.random() < 0.7:
        return bytes(atheris.Mutate(data, most))
    at = chance.randint(0, len(data))
    return (data[:at] + chance.choice(PIECES).encode() + data[at:])[:most]


TARGETS: dict[str, Callable[[bytes], None]] = {"fold": fold_any, "rules": rules_any}


def main(target: str, seconds: str) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        if target == "rules":
            for path in sorted((ROOT / "content" / "rules").glob("*.yaml")):
                (Path(corpus) / path.name).write_bytes(path.read_bytes())
        words = [
            sys.argv[0], corpus, f"-max_total_time={seconds}", "-max_len=4096",
            f"-artifact_prefix={FOUND}/{target}-", "-print_final_stats=1",
        ]  # fmt: skip
        atheris.Setup(words, TARGETS[target], custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
