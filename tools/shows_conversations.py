"""B.6: chats read turn by turn, on our own examples and on threads of real comments.

.venv/bin/python tools/shows_conversations.py     and the rates that the weights were set by
"""

import csv
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import measured
from measured import Figure, Line

from lachan.detect.conversations.chat import Chat, numbered
from lachan.detect.conversations.evaluation import Evaluation, evaluate, read_cases
from lachan.detect.conversations.model import ConversationModel

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content" / "conversations"
DATA = ROOT.parent / "shared" / "data"
SETS = ("dev", "sealed", "fresh", "second_fresh", "plain", "last", "unseen")
THREADS, TURNS = 400, 40
ALLOWED = 20


@cache
def model() -> ConversationModel:
    return ConversationModel.load(CONTENT)


@cache
def evaluation(name: str) -> Evaluation:
    return evaluate(model(), read_cases(CONTENT / "evaluation" / f"{name}.yaml"))


def own_set(name: str) -> Figure:
    found = evaluation(name)
    s = found.scores
    print(
        f"{name}: {s.chats} chats, {s.harmful} harmful; ERDE5 {s.erde_5:.3f},"
        f" ERDE50 {s.erde_50:.3f}, F-latency {s.f_latency:.2f}, F0.5 {s.f05:.2f},"
        f" median turn {s.median_turns}, wrong {found.wrong}, areas {found.areas}"
    )
    value = (
        f"precision {s.precision:.2f}, recall {s.recall:.2f},"
        f" {s.false_alarms_per_1000:.0f} false alarms in 1,000"
    )
    # No word was added for the chats of the unseen set.
    least = 0.6 if name == "unseen" else 0.9
    return Figure(value, f"0.9 and {least}", s.precision >= 0.9 and s.recall >= least)


def comments() -> list[str]:
    """Comments that people marked clean, of two public sets."""
    with (DATA / "vihos" / "train.csv").open(encoding="utf-8") as lines:
        spans = [row["content"] for row in csv.DictReader(lines) if row["index_spans"] == "[]"]
    with (DATA / "safesense_vi" / "train.csv").open(encoding="utf-8") as lines:
        clean = [row["input_text"] for row in csv.DictReader(lines) if row["label"] == "0"]
    return [text for text in dict.fromkeys(spans + clean) if len(text) < 300]


def real_comments(speakers: int) -> Figure:
    """Chats put together of real comments: nobody in them means any harm to a child."""
    pool, chance = comments(), random.Random(speakers)  # noqa: S311 (samples, not secrets)
    threads = (
        Chat(numbered((None, "ABCDEFGH"[chance.randrange(speakers)], text) for text in said))
        for said in (chance.sample(pool, TURNS) for _ in range(THREADS))
    )
    alarms = sum(model().read(thread).alarm for thread in threads)
    rate = 1000 * alarms / THREADS
    return Figure(f"{rate:.1f} in 1,000", f"at most {ALLOWED}", rate <= ALLOWED)


def rates() -> Iterator[str]:
    """What the weights were set by: how often a stage is seen in a turn, and of which kind."""
    hits: Counter[tuple[str, str]] = Counter()
    turns: Counter[str] = Counter()
    for case, _read in (pair for name in SETS for pair in evaluation(name).readings):
        turns[case.kind] += len(case.chat.turns)
        for seen in model()._finder.find([turn.text for turn in case.chat.turns]):
            hits.update((case.kind, one.stage.code) for one in seen)
    real = comments()
    turns["real"] = len(real)
    hits.update(("real", one.stage.code) for seen in model()._finder.find(real) for one in seen)
    for stage in model().stages:
        for kind, weight in stage.weights.items():
            harmful, harmless, comment = (
                (hits[name, stage.code] + 0.5) / (turns[name] + 1)
                for name in (kind, "binh_thuong", "real")
            )
            ratio = math.log(harmful / (0.9 * comment + 0.1 * harmless))
            yield (
                f"{stage.code:24}{kind:9} weight {weight:.1f}  log ratio {ratio:4.1f}  in a turn:"
                f" {harmful:.3f} harmful, {harmless:.4f} harmless, {comment:.4f} comments"
            )


LINES: tuple[Line, ...] = (
    *(Line("B.6", f"warnings, own set {name}", partial(own_set, name)) for name in SETS),
    Line("B.6", "alarms in threads of real comments, two people", partial(real_comments, 2)),
    Line("B.6", "alarms in threads of real comments, five people", partial(real_comments, 5)),
)  # fmt: skip

if __name__ == "__main__":
    code = measured.run(LINES, sys.argv[1] if len(sys.argv) > 1 else "")
    print(*rates(), sep="\n")
    sys.exit(code)
