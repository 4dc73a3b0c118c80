"""A pointer to any record, for what knows no higher storey: trail, clocks, notices, measures."""

from dataclasses import dataclass
from typing import Self

from django.db import models


@dataclass(frozen=True, slots=True)
class Ref:
    """Kind (`app.model`, lower case), primary key as text. It outlives the row: no foreign key."""

    kind: str
    id: str

    @classmethod
    def of(cls, record: models.Model) -> Self:
        return cls(record._meta.label_lower, str(record.pk))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
