"""A history on disk: texts, what rule sets said of them, and how long the texts are kept."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.detect.history.archive import about
from lachan.detect.history.aside import file_aside, sweep, writing
from lachan.detect.history.layout import TEXTS, Part, parts
from lachan.detect.history.merging import merge_texts, merge_verdicts, without_texts
from lachan.detect.history.rows import by_part, text_rows, verdict_rows
from lachan.detect.history.tables import read_batches, text_schema, write
from lachan.detect.verdicts import Verdict

if TYPE_CHECKING:
    import pyarrow as pa

_RETENTION: Final = "retention.json"
_DROPPED: Final = "texts_dropped_before"


class History:
    """A history in a folder, made when it is first written to."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def append(
        self, batch: "pa.RecordBatch", verdicts: Sequence[Verdict], digest: str, at: datetime
    ) -> None:
        """Adds texts with a verdict each of an archived rule set, taken in at `at`.

        Columns as `RuleSet.scan` reads them, and `published_at` (ISO 8601) or none. A text stands
        under the day it came out, else that of `at`; of two with one id, day and kind of source
        the later `at`. The same again, and in whatever order, gives the same history. Raises
        CannotLookBack when the rule set is not archived or another process is writing, ValueError
        for a verdict too few or too many and for a naive moment, OSError.
        """
        if batch.num_rows != len(verdicts):
            raise ValueError(f"{batch.num_rows} texts with {len(verdicts)} verdicts")
        if at.tzinfo is None:
            raise ValueError("a moment without a time zone")
        about(self.home, digest)
        rows = text_rows(batch, at)
        with writing(self.home):
            for part, numbers in by_part(rows, at).items():
                said = [verdicts[number] for number in numbers]
                self._merge(part, rows.take(numbers), said, digest)

    def drop_texts(self, before: date) -> int:
        """Takes out titles and texts of earlier days for good; ids and verdicts stay.

        Texts of those days that come later are not kept either. Gives how many files changed.
        Explanations of findings quote the words of lists that were met, and stay. Raises
        CannotLookBack while another process is writing.
        """
        with writing(self.home):
            if before > self.dropped_before:
                with file_aside(self.home / _RETENTION) as beside:
                    beside.write_text(json.dumps({_DROPPED: before.isoformat()}), encoding="utf-8")
            sweep(self.home / TEXTS)
            paths = [part.texts(self.home) for part in parts(self.home) if part.day < before]
            holding = [path for path in paths if _holds_texts(path)]
            for path in holding:
                names = text_schema().names
                write(path, text_schema(), without_texts(read_batches(path, names)))
            return len(holding)

    @property
    def dropped_before(self) -> date:
        """Texts of earlier days are not kept; the first of all days when nothing was dropped."""
        try:
            told = json.loads((self.home / _RETENTION).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return date.min
        return date.fromisoformat(told[_DROPPED])

    def _merge(
        self, part: Part, rows: "pa.RecordBatch", verdicts: Sequence[Verdict], digest: str
    ) -> None:
        import pyarrow as pa

        if part.day < self.dropped_before:
            (rows,) = without_texts(iter([rows]))
        merged = merge_texts(part.texts(self.home), rows)
        said = verdict_rows(rows.column("key"), verdicts)
        said = said.filter(pa.array(merged.standing))
        # After the texts: a verdict without its text is nothing, a text without one is read anew.
        merge_verdicts(part.verdicts(self.home, digest), said, merged.gone)


def _holds_texts(path: Path) -> bool:
    """Whether a file holds any text, by its footer."""
    from pyarrow import parquet

    held = parquet.read_metadata(path)
    texts = [n for n, name in enumerate(text_schema().names) if name in ("title", "text")]
    chunks = [held.row_group(g).column(n) for g in range(held.num_row_groups) for n in texts]
    return any(chunk.statistics.null_count != chunk.num_values for chunk in chunks)
