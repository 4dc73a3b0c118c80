"""What runs without a page: deadlines, rules over texts, sealing, papers; each beside a peer."""

import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench_house import house
from steps import ROOT

NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"


def per_second(act: Callable[[], object], seconds: float = 2.0) -> float:
    """How often something can be done in a second, tried for so long."""
    act()
    began, times = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        act()
        times += 1
    return times / passed


# --- deadlines -----------------------------------------------------------------------------------


def deadlines() -> tuple[float, float]:
    """A second: by the engine, and by the slow second opinion of its tests, on the same cases."""
    house()
    from lachan.clocks.rules.deadline import deadline
    from lachan.clocks.rules.terms import TimeUnit
    from tests.clocks import oracle
    from tests.clocks.test_deadline_oracle import CALENDAR, case

    chance = random.Random("bench")  # noqa: S311 (cases, not secrets)
    cases = [case(chance, unit) for unit in TimeUnit for _ in range(100)]

    def engine() -> None:
        for terms, started_at, pauses in cases:
            deadline(terms, started_at, CALENDAR, pauses)

    def slow() -> None:
        for terms, started_at, pauses in cases:
            stood = [(pause.start, pause.end) for pause in pauses]
            oracle.due(
                terms.quantity, terms.unit.value, terms.start.value, terms.roll_forward,
                started_at, stood,
            )  # fmt: skip

    return per_second(engine) * len(cases), per_second(slow) * len(cases)


# --- rules over texts ----------------------------------------------------------------------------


def texts() -> list[tuple[str, str]]:
    """Title and text: of the file in INPUT, of the shared news, else of the rules' examples."""
    given = Path(os.environ.get("INPUT") or NEWS)
    if given.exists():
        with given.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return [(row.get("title", ""), row["text"]) for row in rows]
    examples = [one for rule in _ruleset().rules for one in rule.examples]
    return [(one.title, one.text) for one in examples] * 20


def scans() -> tuple[float, float]:
    """Texts a second: all rules with their evidence, and a bare `re` loop that only says yes."""
    from lachan.detect.fold import fold

    ruleset, pages = _ruleset(), texts()
    patterns = list(_patterns(ruleset))

    def engine() -> None:
        for title, text in pages:
            ruleset.verdict("", text, title, "")

    def loop() -> None:
        for title, text in pages:
            folded = fold(f"{title}\n\n{text}").text
            for pattern in patterns:
                pattern.search(folded)

    return per_second(engine) * len(pages), per_second(loop) * len(pages)


def _ruleset() -> Any:
    from lachan.detect.engine import RuleSet

    return RuleSet.load(ROOT / "content" / "rules")


def _patterns(ruleset: Any) -> Iterator[re.Pattern[str]]:
    """One alternation for each rule, of all terms its condition names."""
    from lachan.detect.conditions import leaves
    from lachan.detect.fold import fold

    for rule in ruleset.rules:
        keys = {leaf.key for leaf in leaves(rule.condition)}
        terms = [t for t, held in ruleset._book.terms.items() if keys & set(held)]
        words = sorted({re.escape(fold(term.text).text) for term in terms})
        yield re.compile(rf"\b(?:{'|'.join(words)})\b")


# --- sealing -------------------------------------------------------------------------------------


def sealing() -> tuple[float, float, float]:
    """A second: records sealed (their key stored), columns opened, and one-key Fernet opened."""
    house()
    from cryptography.fernet import Fernet
    from django.db import transaction
    from django.utils import timezone

    from lachan.tips.models import Tip
    from lachan.vault.operations import seal
    from lachan.vault.queries import unseal

    words = "Các bạn trong nhóm lớp mẫu chê em mỗi ngày. " * 10
    with transaction.atomic():
        sealed = per_second(lambda: seal(Tip(), now=timezone.now(), narrative=words))
        tip = Tip()
        seal(tip, now=timezone.now(), narrative=words)
        opened = per_second(lambda: unseal(tip, "narrative"))
        transaction.set_rollback(True)
    fernet = Fernet(Fernet.generate_key())
    token = fernet.encrypt(words.encode())
    return sealed, opened, per_second(lambda: fernet.decrypt(token))


# --- papers --------------------------------------------------------------------------------------


def papers() -> tuple[float, float]:
    """Seconds for a report with six annexes of 40 lines: ours, and docxtpl without the fitting."""
    house()
    from docxtpl import DocxTemplate

    from lachan.papers.render import _places, render
    from tests.builders.papers import FOLDER, annex, context

    whole = context(annexes=tuple(annex(rows=40) for _ in range(6)))

    def bare() -> None:
        paper = DocxTemplate(FOLDER / "bao_cao.docx")
        paper.render(_places("bao_cao", whole), autoescape=True)

    ours = per_second(lambda: render("bao_cao", whole, folder=FOLDER))
    return 1 / ours, 1 / per_second(bare)
