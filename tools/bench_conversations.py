"""Chats read turn by turn: turns a second, whether a turn costs the same later on, and memory.

.venv/bin/python tools/bench_conversations.py
"""

import json
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import measured
from measured import Figure, Line, at_most, known

from lachan.detect.conversations.chat import Chat, numbered
from lachan.detect.conversations.evaluation import read_cases
from lachan.detect.conversations.model import ConversationModel

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content" / "conversations"
TURNS = 20_000
MESSAGES = 200_000
_READ = """
import sys
from pathlib import Path
from lachan.detect.conversations.reading import read_chats
sum(len(chat.turns) for chat in read_chats(Path(sys.argv[1])))
# What the system counts for children holds their parent's pages too.
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@cache
def model() -> ConversationModel:
    return ConversationModel.load(CONTENT)


@cache
def said() -> tuple[str, ...]:
    sets = (CONTENT / "evaluation").glob("*.yaml")
    cases = (case for path in sorted(sets) for case in read_cases(path))
    return tuple(turn.text for case in cases for turn in case.chat.turns)


def long_chat(turns: int) -> Chat:
    texts = said()
    return Chat(numbered((None, "ABC"[n % 3], texts[n % len(texts)]) for n in range(turns)))


def loading() -> Figure:
    began = time.perf_counter()
    ConversationModel.load(CONTENT)
    return known(f"{time.perf_counter() - began:.1f} s")


def _seconds(chat: Chat) -> float:
    began = time.process_time()
    model().read(chat)
    return time.process_time() - began


def speed() -> Figure:
    """Worse than life: every turn is one of our examples, and those are full of signs."""
    _seconds(long_chat(100))
    seconds = _seconds(long_chat(TURNS))
    return known(f"{TURNS / seconds:.0f} turns a second of processor time")


def growth() -> Figure:
    """A turn of a chat ten times as long, beside one of the shorter."""
    _seconds(long_chat(100))
    short, long = _seconds(long_chat(TURNS // 10)) * 10, _seconds(long_chat(TURNS))
    return at_most(long / short, 1.5, "times")


def export() -> Figure:
    """A whole account of many chats, and the memory of the process that reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "result.json")
        with path.open("w", encoding="utf-8") as out:
            out.write('{"chats": {"list": [')
            for chat in range(20):
                rows = (_message(chat, n) for n in range(MESSAGES // 20))
                out.write(("," if chat else "") + '{"messages": [' + ",".join(rows) + "]}")
            out.write("]}}")
        size = path.stat().st_size / 1e6
        began = time.perf_counter()
        words = [sys.executable, "-c", _READ, str(path)]
        told = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        took = time.perf_counter() - began
    peak = int(told) / 1024
    return known(f"{MESSAGES / took:.0f} messages a second; {size:.0f} MB read in {peak:.0f} MB")


def _message(chat: int, number: int) -> str:
    text = said()[number % len(said())]
    row = {
        "id": number, "type": "message", "date_unixtime": str(1_770_000_000 + number),
        "from": "Người Mẫu", "from_id": f"user{chat}{number % 2}", "text": text,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)


LINES: tuple[Line, ...] = (
    Line("detect.conversations", "the model loaded", loading, binding=False),
    Line("detect.conversations", "turns read", speed, binding=False),
    Line("detect.conversations", "a turn late in a long chat", growth, binding=False),
    Line("detect.conversations", "an account exported from Telegram", export, binding=False),
)

if __name__ == "__main__":
    sys.exit(measured.run(LINES))
