"""The answer while it grows: written beside its target, kept through a sudden end, taken up again.

For a target `OUT` there are `OUT.partial.jsonl` (the answer so far), `OUT.rejected.partial.jsonl`
(refused records) and `OUT.partial.json` (how far the two are to be trusted, and for which input and
rules). After each block the last is replaced in one step, so that at any moment there is one to go
on from. `OUT` itself appears only when it is whole.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lachan.detect.scale.answers import Answer
from lachan.detect.scale.checkpoint import Checkpoint
from lachan.detect.scale.growing import GrowingFile


def beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.{what}")


class Partial:
    """One answer in the making. `of` names input and rules: what it may be gone on with.

    Raises CannotScan when another scan is writing the same answer.
    """

    def __init__(self, target: Path, of: Mapping[str, Any], *, fresh: bool = False) -> None:
        self.target = target
        self.rejected = beside(target, "rejected.jsonl")
        self._checkpoint = beside(target, "partial.json")
        self._output = GrowingFile(beside(target, "partial.jsonl"))
        self._refused = GrowingFile(beside(target, "rejected.partial.jsonl"))
        self.state = Checkpoint(dict(of))
        found = None if fresh else self._found()
        self.resumed = found is not None
        self.state = found or self.state
        if not self.state.whole:
            self._output.open(self.state.output)
            self._refused.open(self.state.rejected)

    @property
    def body(self) -> Path:
        """The answer so far, in lines of JSON."""
        return self._output.path

    def add(self, answer: Answer) -> None:
        """Writes one more answer; when this returns it survives an end of the process."""
        self._output.write(answer.output)
        self._refused.write(answer.rejected)
        self._keep(self.state.after(answer))

    def finish(self) -> None:
        """Says that the answer is whole and on disk; what follows may be done twice."""
        self._output.settle()
        self._refused.settle()
        self._keep(replace(self.state, whole=True))

    def put_rejected(self) -> Path | None:
        """Puts the refused records in their place; None when there are none."""
        waiting = self._refused.path
        if not self.state.counts.problems:
            waiting.unlink(missing_ok=True)
            self.rejected.unlink(missing_ok=True)
            return None
        if waiting.exists():
            waiting.replace(self.rejected)
        return self.rejected

    def forget(self) -> None:
        """Everything is in place: there is nothing to go on from."""
        self._checkpoint.unlink(missing_ok=True)

    def drop(self) -> None:
        """The input is unfit: nothing of the answer is kept."""
        self.close()
        self._output.path.unlink(missing_ok=True)
        self._refused.path.unlink(missing_ok=True)
        self.forget()

    def close(self) -> None:
        self._output.close()
        self._refused.close()

    def _found(self) -> Checkpoint | None:
        """What an earlier run left, if it had the same input and rules and its files are whole."""
        try:
            found = Checkpoint.load(self._checkpoint.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if found.of != self.state.of:
            return None
        if found.whole:
            return found if self.body.exists() or self.target.exists() else None
        trusted = self._output.holds(found.output) and self._refused.holds(found.rejected)
        return found if trusted else None

    def _keep(self, state: Checkpoint) -> None:
        new = beside(self.target, "partial.json.new")
        new.write_text(state.dump(), encoding="utf-8")
        new.replace(self._checkpoint)
        self.state = state
