"""A.2: the main job, on the file given (`INPUT=…`), and by clicking.

make shows ONLY=A.2 INPUT=FILE.jsonl
"""

import os
import re
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from measured import Figure, Line
from steps import PYTHON, ROOT, environment

NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
STORY = "tests/browser/test_main_job.py"
# What each step of the path says of itself, in the order in which it happens.
STEPS = {
    "articles read": r"Nhập .+: \d+ tin mới",
    "rules name findings": r"Quy tắc nêu \d+ phát hiện",
    "the words that made one": r"Chữ khớp: (“|trong tiêu đề)",
    "a child tells": r"Một em nhỏ báo tin: ",
    "an officer triages": r"Cán bộ tiếp nhận xem ",
    "a child case opens with its clocks": r"Mở ca bảo vệ trẻ TE-",
    "the child is helped": r"Kế hoạch hỗ trợ: ",
    "the child case closes": r"duyệt đóng ca TE-",
    "a content case opens": r"Mở vụ nội dung ND-",
    "a takedown goes out": r"Công văn gửi đi",
    "it is confirmed": r"Nền tảng đã nhận rồi báo đã gỡ",
    "the content case closes": r"Đóng vụ ND-",
    "clocks are met": r"hạn \d\d:\d\d \d\d/\d\d/\d{4}: ",
    "figures from records": r"từ \d+ hồ sơ",
    "the report is signed": r"Lãnh đạo ký báo cáo .+\.docx",
    "the trail is sound": r"dòng đã kiểm tra, nguyên vẹn",
}
_FIGURE = re.compile(r"\] ([A-Z][\d.]+) (.+?): ([\d.]+)(?: \(|, từ)")


@cache
def told() -> tuple[int, str, bytes, float]:
    """Exit code, all that was printed, the .docx it ends with, and seconds."""
    source = Path(os.environ.get("INPUT") or NEWS).absolute()
    if not source.exists():
        raise FileNotFoundError(f"{source}: give a file with INPUT=FILE.jsonl")
    print(f"Input: {source}")
    with tempfile.TemporaryDirectory(prefix="lachan-shows-") as folder:
        Path(folder).chmod(0o711)
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("LACHAN_", "DATABASE_"))}
        began = time.monotonic()
        done = subprocess.run(
            [PYTHON, "-m", "lachan", "demo", "main-job", "--input", str(source)],
            cwd=ROOT, env=plain | {"LACHAN_VAR": folder}, capture_output=True, text=True,
        )  # fmt: skip
        took = time.monotonic() - began
        print(done.stdout + (done.stderr if done.returncode else ""))
        paths = re.findall(r"\S+\.docx", done.stdout)
        paper = Path(paths[-1]).read_bytes() if paths and Path(paths[-1]).exists() else b""
    return done.returncode, done.stdout, paper, took


def path_walked() -> Figure:
    code, words, _paper, took = told()
    seen, missing = 0, []
    for step, sign in STEPS.items():
        found = re.search(sign, words)
        missing += [] if found else [step]
        seen += bool(found)
    told_of = f"{seen} of {len(STEPS)} steps printed in {took:.0f} s, exit code {code}"
    return Figure(
        f"{told_of}{'; missing: ' + ', '.join(missing) if missing else ''}",
        "every step", code == 0 and not missing,
    )  # fmt: skip


def paper_holds_figures() -> Figure:
    """Reads the paper as Word would, and looks for each figure that was told, beside its name."""
    import io

    import docx

    _code, words, paper, _took = told()
    if not paper:
        return Figure("no .docx", "opens with python-docx", holds=False)
    document = docx.Document(io.BytesIO(paper))
    rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    figures = _FIGURE.findall(words)
    missing = [code for code, name, number in figures if not _in_a_row(name, number, rows)]
    text = f"{len(paper) // 1024} KB, {len(document.paragraphs)} paragraphs, {len(rows)} table rows"
    found = len(figures) - len(missing)
    return Figure(
        f"{text}; {found} of {len(figures)} figures stand in it",
        "opens with python-docx and holds every figure",
        bool(figures) and not missing,
    )


def _in_a_row(name: str, number: str, rows: list[list[str]]) -> bool:
    return any(any(name in cell for cell in row) and number in row for row in rows)


def clicked() -> Figure:
    """The browser story; without Chromium it falls short."""
    return passed([STORY], {"LACHAN_BROWSER": "required"})


def passed(nodes: list[str], more: dict[str, str] | None = None) -> Figure:
    """Runs tests now, over a database of their own. Holds when all passed and none was skipped."""
    with tempfile.TemporaryDirectory(prefix="lachan-shows-") as folder:
        Path(folder).chmod(0o711)
        plain = {k: v for k, v in environment().items() if k != "DATABASE_URL"}
        done = subprocess.run(
            [PYTHON, "-m", "pytest", "-rfEs", "-p", "no:cacheprovider", *nodes],
            cwd=ROOT, env=plain | {"LACHAN_VAR": folder} | (more or {}),
            capture_output=True, text=True,
        )  # fmt: skip
    numbers = {
        word: int(number)
        for number, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", done.stdout)
    }
    good = done.returncode == 0 and numbers.get("passed", 0) > 0 and not numbers.get("skipped")
    if not good:
        print(done.stdout[-6000:] + done.stderr[-2000:])
    value = ", ".join(f"{number} {word}" for word, number in numbers.items()) or "nothing ran"
    return Figure(value, "all pass, none skipped", good)


LINES = (
    Line("A.2", "lachan demo main-job walks the whole path", path_walked),
    Line("A.2", "its .docx", paper_holds_figures),
    Line("A.2.clicks", "the same by clicking, as four people", clicked),
)
