"""B.3: the model that ships, on labelled texts it has not seen, and how long its making takes.

python tools/shows_model.py             all; a minute or two, most of it training
python tools/shows_model.py B.3.gates   the shipped model only
"""

import json
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from measured import Figure, Line, at_least, at_most, known, run
from steps import ROOT

DATA: Final = ROOT.parent / "shared" / "data"
MODEL: Final = ROOT / "content" / "models" / "doc_hai"
README: Final = ROOT / "content" / "models" / "README.md"
LACHAN: Final = ROOT / ".venv" / "bin" / "lachan"
VIHOS: Final = ("--text-column", "content", "--label-column", "index_spans")
ABSENT: Final = "not measured: the shared data are not here"


def _lachan(*words: str) -> str:
    return subprocess.run(
        [LACHAN, *words], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout  # fmt: skip


@cache
def _report(*words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_lachan("evaluate", *words, "--json"))
    return answer


def _dev() -> dict[str, Any]:
    return _report(str(DATA / "vihos" / "dev.csv"), *VIHOS, "--model", str(MODEL), "--disguises")


def _press() -> dict[str, Any]:
    news = str(DATA / "news_2026" / "items.jsonl")
    return _report("--negatives", news, "--model", str(MODEL))


def macro_f1() -> Figure:
    low, high = (100 * bound for bound in _dev()["macro_f1_interval"])
    held = at_least(100 * _dev()["macro_f1"], 87, "points")
    return Figure(f"{held.value} (95 %: {low:.1f} to {high:.1f})", held.bound, held.holds)


def order() -> Figure:
    report = _dev()
    told = (
        f"AUC {report['auc']:.3f}, AUPRC {report['auprc']:.3f}, ECE {report['ece']:.3f},"
        f" precision at recall 0.8 {report['precision_at_recall_0.8']:.2f},"
        f" recall at precision 0.9 {report['recall_at_precision_0.9']:.2f}"
    )
    return known(told)


def false_alarms() -> Figure:
    return at_most(_press()["false_alarms_per_1000"] / 10, 0.5, "% of real press items")


def lost(disguise: str, bound: float | None) -> Figure:
    points = _dev()["disguised"][disguise]["points_lost"]
    return known(f"{points:.1f} points lost") if bound is None else at_most(points, bound, "points")


def _command() -> list[str]:
    """The command of content/models/README.md, word by word."""
    block = README.read_text(encoding="utf-8").split("```")[1]
    return shlex.split(block.replace("\\\n", " "))[1:]


def training() -> Figure:
    """The shipped model made again by its own command: how long it takes, and the same bytes."""
    with tempfile.TemporaryDirectory() as home:
        words = _command()
        words[words.index("--out") + 1] = str(Path(home) / "model")
        began = time.monotonic()
        _lachan(*words)
        held = at_most(time.monotonic() - began, 120, "s")
        made, ships = (
            [(folder / name).read_bytes() for name in ("weights.npy", "model.json")]
            for folder in (Path(home) / "model", MODEL)
        )
    same = made == ships
    told = f"{held.value}, {'the same' if same else 'NOT the same'} bytes as the one that ships"
    return Figure(told, held.bound, held.holds and same)


def one_set_for_the_other() -> Figure:
    """As near as one comes to a set nobody has seen: learn from ViHOS alone, read SafeSense.

    The comments of SafeSense are read without the title before them, which ViHOS has not.
    """
    import csv

    with tempfile.TemporaryDirectory() as home:
        model, comments = str(Path(home) / "model"), Path(home) / "comments.jsonl"
        with (DATA / "safesense_vi" / "train.csv").open(encoding="utf-8", newline="") as stream:
            rows = [
                {"text": row["input_text"].rpartition("</s>")[2], "label": row["label"]}
                for row in csv.DictReader(stream)
            ]
        comments.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        clean = str(DATA / "binhvq_sample" / "demo-full.txt")
        _lachan(
            "train", str(DATA / "vihos" / "train.csv"), *VIHOS, "--label", "doc_hai",
            "--negatives", clean, "--out", model,
        )  # fmt: skip
        report = _report(str(comments), "--model", model)
    return known(f"AUC {report['auc']:.3f} on {report['rows']} comments")


def _line(part: str, promise: str, measure: Callable[[], Figure], *, binding: bool = True) -> Line:
    return Line(part, promise, lambda: measure() if DATA.exists() else known(ABSENT), binding)


LINES: tuple[Line, ...] = (
    _line("B.3.gates", "macro-F1 on ViHOS (dev)", macro_f1),
    _line("B.3.gates", "its order on ViHOS (dev)", order),
    _line("B.3.gates", "false alarms on the press", false_alarms),
    _line("B.3.gates", "lost without marks", lambda: lost("without_marks", 2)),
    _line("B.3.gates", "lost on decomposed text", lambda: lost("decomposed", 0.2)),
    _line("B.3.gates", "lost to zero-width characters", lambda: lost("zero_width", 0.2)),
    *(
        _line("B.3.gates", f"disguise {name}", partial(lost, name, None))
        for name in ("lookalikes", "leet", "stretched", "some_words_spelled", "every_letter_spaced")
    ),
    _line("B.3.training", "the shipped model made again", training, binding=False),
    _line("B.3.unseen", "learnt from ViHOS, read on SafeSense", one_set_for_the_other),
)


if __name__ == "__main__":
    sys.exit(run(LINES, sys.argv[1] if len(sys.argv) > 1 else ""))
