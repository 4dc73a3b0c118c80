"""Small things the models of a content case share."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


def choices(labels: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The pairs of a Django `choices` from a label table of rules."""
    return [(str(code), _(label)) for code, label in labels.items()]
