"""The version of a rule in force."""

from datetime import date

from django.db.models import Q

from lachan.clocks.errors import UnknownRule
from lachan.clocks.models import ClockRule


def rule_on(code: str, on: date) -> ClockRule:
    """The rule as in force on a day in Viet Nam, in its newest wording. Raises UnknownRule."""
    unended = Q(effective_to__isnull=True) | Q(effective_to__gt=on)
    versions = ClockRule.objects.filter(unended, code=code, effective_from__lte=on)
    rule = versions.order_by("-effective_from", "-version").first()
    if rule is None:
        raise UnknownRule(f"No version of {code} is in force on {on}; see content/clocks.")
    return rule
