"""Texts with their verdicts as rows of a history."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from lachan.common.time import VIETNAM, local_date
from lachan.detect.history.canonical import findings_bytes
from lachan.detect.history.layout import Part
from lachan.detect.history.tables import text_schema, verdict_schema
from lachan.detect.verdicts import Verdict

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_COLUMNS = ("id", "title", "text", "source_kind", "published_at")


def text_rows(batch: "pa.RecordBatch", at: datetime) -> "pa.RecordBatch":
    """Rows of `text_schema` for a batch with columns id and text, and the others or not."""
    import pyarrow as pa

    known = [_strings(batch, name) for name in _COLUMNS]
    keys = [key_of(*row) for row in zip(*known, strict=True)]
    ids, titles, texts, kinds, published = known
    # Null, not empty: no title costs nothing to read.
    filled = [title or None for title in titles]
    columns = (keys, ids, [at] * len(ids), filled, texts, kinds, published)
    schema = text_schema()
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def verdict_rows(keys: "pa.Array", verdicts: Sequence[Verdict]) -> "pa.RecordBatch":
    """Rows of `verdict_schema`, one per verdict."""
    import numpy as np
    import pyarrow as pa

    names = verdicts[0].names if verdicts else ()
    found = [verdict.findings for verdict in verdicts]
    rules = [[hit.rule for hit in hits] if hits else None for hits in found]
    bodies = [findings_bytes(hits) if hits else None for hits in found]
    arrays = [
        keys,
        pa.array(rules, pa.list_(pa.string())),
        pa.array(bodies, pa.binary()),
    ]
    if names:
        scores = np.array([verdict.values for verdict in verdicts], np.float32)
        arrays.append(pa.FixedSizeListArray.from_arrays(pa.array(scores.reshape(-1)), len(names)))
    return pa.RecordBatch.from_arrays(arrays, schema=verdict_schema(names))


def key_of(*content: str) -> int:
    """64 bits that stand for a row: its id, texts and facts. A text edited later has another."""
    # Lengths keep two rows apart whose columns run together to the same words.
    whole = "".join(f"{len(value)}:{value}" for value in content)
    digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def by_part(rows: "pa.RecordBatch", at: datetime) -> Mapping[Part, "np.ndarray"]:
    """Numbers of rows for each part; of two rows with one id and part only one, the higher key."""
    import numpy as np

    chosen: dict[Part, dict[str, int]] = {}
    names = ("id", "key", "source_kind", "published_at")
    ids, keys, kinds, published = (rows.column(name).to_pylist() for name in names)
    for row, (id_, key, kind, out) in enumerate(zip(ids, keys, kinds, published, strict=True)):
        of_part = chosen.setdefault(_part(out, at, kind), {})
        before = of_part.setdefault(id_, row)
        if key > keys[before]:
            of_part[id_] = row
    return {part: np.array(sorted(found.values())) for part, found in sorted(chosen.items())}


@lru_cache(maxsize=65536)
def _part(published: str, at: datetime, kind: str) -> Part:
    return Part.of(day_of(published, at), kind)


def day_of(published: str, at: datetime) -> date:
    """The day in Viet Nam on which a text came out, else on which it was taken in (`at`)."""
    try:
        moment = datetime.fromisoformat(published)
        return local_date(moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM))
    except (ValueError, OverflowError):
        return local_date(at)


def _strings(batch: "pa.RecordBatch", name: str) -> list[str]:
    if name not in batch.schema.names:
        return [""] * batch.num_rows
    return ["" if value is None else str(value) for value in batch.column(name).to_pylist()]
