"""Sources, items and findings, plainly invented."""

import json
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import count

from lachan.journal.rules import Author
from lachan.monitor import operations
from lachan.monitor.models import Finding, Item, Source
from lachan.monitor.rules import Medium, SourceKind
from lachan.people.models import Unit
from tests.builders import NOON, people

SETUP = Author.system("test")
HARMFUL = "Bạn cùng lớp lập nhóm nói xấu rồi bắt nạt em mỗi ngày."
_number = count(1)


def source(
    kind: SourceKind = SourceKind.FILE,
    address: str = "",
    unit: Unit | None = None,
    medium: Medium = Medium.PRESS,
    name: str = "",
    now: datetime = NOON,
) -> Source:
    """A source of a unit of its own; by default one that takes files."""
    return operations.add_source(
        name=name or f"Nguồn thử {next(_number)}",
        kind=kind,
        address=address,
        medium=medium,
        owner_unit=unit or people.unit(),
        by=SETUP,
        now=now,
    )


def rows(*texts: str, **given: str) -> list[dict[str, str]]:
    """JSONL rows with ids of their own."""
    return [{"id": f"r{next(_number)}", "text": text} | given for text in texts]


def jsonl(given: Iterable[dict[str, str]]) -> BytesIO:
    """The rows as an open file."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in given)
    return BytesIO("".join(lines).encode())


def item(
    text: str = HARMFUL,
    title: str = "",
    source: Source | None = None,
    now: datetime = NOON,
    **given: str,
) -> Item:
    """An item as an import leaves it."""
    place = source or new_source()
    row = rows(text, title=title, **given)
    operations.import_file(source=place, file=jsonl(row), by=SETUP, now=now)
    return Item.objects.get(source=place, external_id=row[0]["id"])


new_source = source


def finding(text: str = HARMFUL, now: datetime = NOON, source: Source | None = None) -> Finding:
    """A finding as a scan with the shipped rules leaves it: by default bullying, S3."""
    return operations.scan(items=[item(text, source=source, now=now)], now=now)[0]
