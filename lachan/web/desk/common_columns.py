"""Columns and filters that several lists share."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext

from lachan.common.taxonomy import SEVERITY_LABELS, Severity
from lachan.common.time import local
from lachan.web.desk.choices import labelled
from lachan.web.desk.tables import Column, Filter

L = TypeVar("L", bound=StrEnum)


def severity_column() -> Column:
    return Column(
        "muc",
        gettext("Mức"),
        lambda row: gettext(SEVERITY_LABELS[Severity(row.severity)]),
        order=("severity",),
        narrow=True,
    )


def opened_column() -> Column:
    return Column(
        "mo",
        gettext("Mở lúc"),
        lambda row: f"{local(row.opened_at):%d/%m/%Y %H:%M}",
        order=("opened_at",),
        narrow=True,
    )


def severity_filter() -> Filter:
    return Filter(
        "muc",
        gettext("Mức"),
        labelled(SEVERITY_LABELS),
        lambda rows, value: rows.filter(severity=value),
    )


def state_filter(labels: Mapping[L, str]) -> Filter:
    """By the state kept in the row's `state`."""
    return Filter(
        "trang-thai",
        gettext("Trạng thái"),
        labelled(labels),
        lambda rows, value: rows.filter(state=value),
    )
