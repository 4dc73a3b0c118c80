"""One file to be scanned into another: what is read, what is written, and putting it in place."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from lachan.detect.scale.blocks import Block
from lachan.detect.scale.checkpoint import FORM
from lachan.detect.scale.errors import CannotScan, why
from lachan.detect.scale.parquet_out import write_parquet
from lachan.detect.scale.partial import Partial, beside
from lachan.detect.scale.sources import open_source


class Form(StrEnum):
    """What answers are written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class Job:
    """A file on its way through a scan. `refusal` says why it cannot be scanned, if it cannot."""

    def __init__(self, source: Path, target: Path, form: Form) -> None:
        self.source = source
        self.target = target
        self.form = form
        self.size = source.stat().st_size if source.exists() else 0
        self.refusal = ""
        self.read = 0.0
        self.rejected: Path | None = None
        self.partial: Partial | None = None

    def identity(self, digest: str) -> dict[str, Any]:
        """What the answer depends on."""
        facts = self.source.stat()
        return {
            "form": FORM,
            "written_as": self.form.value,
            "size": facts.st_size,
            "mtime_ns": facts.st_mtime_ns,
            "rules": digest,
        }

    def blocks(self, digest: str, *, fresh: bool) -> Iterator[Block]:
        """The blocks that are not answered yet. What is wrong with the input goes to `refusal`."""
        try:
            source = open_source(self.source)
            try:
                self.target.parent.mkdir(parents=True, exist_ok=True)
                self.partial = Partial(self.target, self.identity(digest), fresh=fresh)
                if not self.partial.state.whole:
                    for block in source.blocks(self.partial.state.place):
                        self.read = source.read / max(1, source.size)
                        yield block
            finally:
                source.close()
        except CannotScan as refusal:
            self.refusal = str(refusal)
        except OSError as error:
            self.refusal = why(error, self.source)

    def finish(self) -> None:
        """Puts the answer in its place; of an unfit input nothing is left. Raises OSError."""
        partial = self.partial
        if partial is None:
            return
        if self.refusal:
            partial.drop()
            return
        partial.finish()
        self.rejected = partial.put_rejected()
        if partial.body.exists():
            self._put(partial.body)
        partial.forget()

    def _put(self, body: Path) -> None:
        if self.form is Form.JSONL:
            body.replace(self.target)
            return
        table = beside(self.target, "partial.parquet")
        write_parquet(body, table)
        table.replace(self.target)
        body.unlink()
