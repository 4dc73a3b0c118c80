"""Draws every Django form in the design system's markup: label, hint, error, control.

`FORM_RENDERER = "lachan.web.forms_renderer.FormRenderer"`. A template writes `{{ form }}` (error
summary and all fields) or `{% error_summary form %}` and `{{ form.name.as_field_group }}`.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend

_CONTROLS = Path(__file__).parent / "templates" / "form_controls"
_DJANGO = Path(django.forms.__file__).parent / "templates"
_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "hidden": "",
}


class DesignedField(BoundField):
    """A field that knows its classes and where an error summary should lead."""

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        names = [_control_class(widget), str(widget.attrs.get("class", ""))]
        if self.errors and names[0] in {"govuk-input", "govuk-select", "govuk-textarea"}:
            names.append(f"{names[0]}--error")
        return built | {"class": " ".join(name for name in names if name)}

    @property
    def first_id(self) -> str:
        """The id of the first thing one can answer: a group of choices numbers its parts."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.auto_id)

    @property
    def is_single_checkbox(self) -> bool:
        return getattr(self.field.widget, "input_type", "") == "checkbox" and not self.use_fieldset


class FormRenderer(DjangoTemplates):
    """Our templates first, Django's own for what we do not draw."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = DesignedField

    @cached_property
    def engine(self) -> Backend:
        folders = [_CONTROLS, _DJANGO]
        return Backend({"APP_DIRS": True, "DIRS": folders, "NAME": "forms", "OPTIONS": {}})


def _control_class(widget: Any) -> str:
    kind = getattr(widget, "input_type", "") or type(widget).__name__.lower()
    return _CLASSES.get(kind, "govuk-input")
