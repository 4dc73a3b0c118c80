"""The first accounts of an installation, made by whoever may run commands on its machine."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.operations import add_member, create_user
from lachan.people.rules import Role

BY = Author.system("command_line")


@transaction.atomic
def add(email: str, name: str, unit_code: str, role: str, password: str, *, now: datetime) -> None:
    """An account with one position. Raises ValidationError, in words, on anything not usable."""
    if role not in set(Role):
        raise ValidationError(f"{role!r} is no role; there are: {', '.join(Role)}.")
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise ValidationError(f"There is no unit {unit_code!r}; the codes are in content/units.")
    validate_email(email)
    validate_password(password)
    user = create_user(email=email, full_name=name, password=password, by=BY, now=now)
    add_member(user=user, unit=unit, role=Role(role), by=BY, now=now)
