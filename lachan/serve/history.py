"""What `lachan backtest` and `lachan history` say while they run and at their end."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from lachan.config import environment
from lachan.detect.history.archive import archived
from lachan.detect.history.backtest import MINUTES_PER_FINDING, backtest
from lachan.detect.history.decisions import add_decisions, decisions_file
from lachan.detect.history.refusals import CannotLookBack
from lachan.detect.history.replay import replay
from lachan.detect.history.store import History
from lachan.detect.history.taking import add_file
from lachan.detect.problems import BadRules
from lachan.serve.progress import bar

Say = Callable[[str], None]


def run_backtest(
    rules: Path,
    since: date | None,
    until: date | None,
    home: Path | None,
    say: Say,
    *,
    base: str = "",
    minutes: float | None = None,
    as_json: bool = False,
) -> None:
    """Prints what a changed folder of rules would have found; see `backtest`."""
    per_finding = MINUTES_PER_FINDING if minutes is None else minutes
    with _refusals("Đã dừng; không có gì bị thay đổi."), bar(1) as progress:
        report = backtest(
            _home(home), rules, since, until, progress, base=base, minutes_per_finding=per_finding
        )
    if as_json:
        say(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    for line in report.lines():
        say(line)


def run_add(source: Path, rules: Path | None, home: Path | None, say: Say) -> None:
    """Fills a history from a file; see `add_file`."""
    folder = rules or environment.ROOT / "content" / "rules"
    stopped = "Đã dừng. Chạy lại cùng lệnh để thêm phần còn thiếu."
    with _refusals(stopped), bar() as progress:
        taken = add_file(source, folder, _home(home), datetime.now(UTC), progress)
    say(
        f"{taken.texts} texts read, {taken.with_findings} met a rule of {taken.digest[:12]}:"
        f" {_home(home)}"
    )
    for line in taken.told:
        say(f"left out: {line}")
    if taken.refused > len(taken.told):
        say(f"left out: {taken.refused} lines in all")


def run_decide(source: Path, home: Path | None, say: Say) -> None:
    """Adds officers' decisions of a file."""
    with _refusals(""):
        given = decisions_file(source)
        total = add_decisions(_home(home), given)
    say(f"{len(given)} decisions read, {total} in the history")


def run_replay(digest: str | None, home: Path | None, say: Say) -> int:
    """Replays one rule set or all; exit code 1 when a verdict is another than it was."""
    other = False
    for one in [digest] if digest else archived(_home(home)):
        with _refusals("Đã dừng; không có gì bị thay đổi."), bar(1) as progress:
            told = replay(_home(home), one, progress)
        say(
            f"{one[:12]}: {told.same} of {told.texts - told.dropped} verdicts are the same to the"
            f" byte, {told.dropped} texts are no longer kept; now {told.digest}"
        )
        for id_ in told.other:
            say(f"OTHER {id_}")
        other |= bool(told.other)
    return int(other)


def run_drop_texts(before: date, home: Path | None, say: Say) -> None:
    """Takes the texts of earlier days out of a history."""
    with _refusals(""):
        changed = History(_home(home)).drop_texts(before)
    say(f"texts before {before} are gone; {changed} files changed")


def _home(given: Path | None) -> Path:
    return given or environment.read(secrets_needed=False).var / "history"


@contextmanager
def _refusals(stopped: str) -> Iterator[None]:
    """Ends the command with the reason when it cannot go on, or is stopped by hand."""
    try:
        yield
    except (BadRules, CannotLookBack) as refusal:
        raise SystemExit(str(refusal)) from None
    except OSError as error:
        raise SystemExit(f"Không đọc hoặc ghi được: {error}") from None
    except KeyboardInterrupt:
        raise SystemExit(stopped) from None
