"""One way to write what was said of a text, so that the same words are the same bytes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from lachan.detect.verdicts import Hit, Verdict


def verdict_bytes(verdict: Verdict) -> bytes:
    """A whole verdict: id, findings, and the scores of labels to four digits."""
    return joined(verdict.id, findings_bytes(verdict.findings), verdict.labels)


def findings_bytes(findings: Iterable[Hit]) -> bytes:
    """The findings alone."""
    return _dump([asdict(hit) for hit in findings])


def joined(id_: str, findings: bytes, labels: Mapping[str, float]) -> bytes:
    """A whole verdict from findings that are bytes already."""
    parts = {"findings": findings, "id": _dump(id_), "labels": _dump(dict(labels))}
    return b"{" + b",".join(b'"%s":%s' % (key.encode(), parts[key]) for key in parts) + b"}"


def _dump(value: Any) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
