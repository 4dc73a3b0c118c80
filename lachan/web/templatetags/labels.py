"""Labels marked in rules, said in the language of the page."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def said(label: str) -> str:
    """The label in the language of the page."""
    return gettext(label)
