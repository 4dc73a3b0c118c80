"""The design system's components as tags. How each looks and is called: lachan/web/README.md."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from lachan.web.forms_renderer import DesignedField

register = template.Library()


@register.simple_tag
def front_page(path: str = "") -> str:
    """Where to begin anew: the desk for whoever was there, or where no other face is served."""
    public, desk = _page("public_home"), _page("desk_home")
    return desk if desk and (not public or path.startswith(desk)) else public


def _page(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of the form, named, each a link to its control. Nothing when there is none."""
    found = [
        {"href": _place(form, name), "text": text, "label": _label(form, name)}
        for name, errors in form.errors.items()
        for text in errors
    ]
    return {"errors": found}


def _label(form: BaseForm, name: str) -> str:
    """The field's own words, so that two empty fields are not told by the same line twice."""
    return str(form[name].label) if name in form.fields else ""


def _place(form: BaseForm, name: str) -> str:
    if name not in form.fields:
        return ""
    field = form[name]
    assert isinstance(field, DesignedField), "FORM_RENDERER is not lachan.web.forms_renderer"
    return f"#{field.first_id}"


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs of key and value; a value may be safe HTML."""
    return {"rows": rows}


@register.inclusion_tag("components/tag.html")
def tag(text: str, colour: str = "") -> dict[str, str]:
    """A state as a lozenge: grey green turquoise blue purple red orange yellow."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("components/button.html")
def button(text: str, kind: str = "", name: str = "", value: str = "") -> dict[str, str]:
    """A submit button. Kinds: "" (main), secondary, warning, inverse."""
    return {"text": text, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("components/link_button.html")
def link_button(text: str, href: str, kind: str = "") -> dict[str, str]:
    return {"text": text, "href": href, "kind": kind}


@register.inclusion_tag("components/notification.html")
def notification(text: str, kind: str = "") -> dict[str, str]:
    """A banner above the heading. Kinds: "" (neutral), success."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Items with `title`, `at`, and perhaps `by` and `text`, in the order given."""
    return {"items": items}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Previous and next, keeping the filters of the address. Nothing on a single page."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": urlencode(query, doseq=True)}


@register.inclusion_tag("components/empty.html")
def empty(heading: str, text: str = "") -> dict[str, str]:
    """What to say where a list has no rows: what belongs here and how it gets here."""
    return {"heading": heading, "text": text}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    """One of our own drawings; the words beside it carry the meaning."""
    return {"path": f"icons/{name}.svg"}
