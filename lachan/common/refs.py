"""A pointer to any record, for the trail, clocks, notices and measures, which know no higher storey."""

from dataclasses import dataclass
from typing import Self

from django.db import models


@dataclass(frozen=True, slots=True)
class Ref:
    """Kind (`app.model`, lower case) and primary key as text. Not a foreign key: it outlives the row."""

    kind: str
    id: str

    @classmethod
    def of(cls, record: models.Model) -> Self:
        return cls(record._meta.label_lower, str(record.pk))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
