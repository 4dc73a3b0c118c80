"""Every write of the people storey, by subject: units, staff, content files."""

from lachan.people.operations.content import load_content
from lachan.people.operations.staff import (
    add_member,
    confirm_member,
    create_user,
    deactivate_user,
    end_member,
)
from lachan.people.operations.units import (
    create_unit,
    end_unit,
    give_function,
    place_unit,
    record_succession,
    rename_unit,
)

__all__ = [
    "add_member",
    "confirm_member",
    "create_unit",
    "create_user",
    "deactivate_user",
    "end_member",
    "end_unit",
    "give_function",
    "load_content",
    "place_unit",
    "record_succession",
    "rename_unit",
]
