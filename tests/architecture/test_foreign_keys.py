"""Foreign keys are named by string, so the import contracts cannot see them. They point down."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import storeys

RELATIONS = [
    (model, field)
    for config in apps.get_app_configs()
    if config.name.startswith("lachan.")
    for model in config.get_models()
    for field in model._meta.get_fields()
    if field.is_relation and not field.auto_created and field.related_model
]


def _height(model: type[models.Model]) -> int:
    """Django's own tables, and those of its guests, lie under the house."""
    name = model.__module__.split(".")
    return storeys()[name[1]] if name[0] == "lachan" else -1


@pytest.mark.parametrize(("model", "field"), RELATIONS, ids=lambda part: str(part))
def test_a_foreign_key_points_down_or_stays_at_home(model, field):
    target = field.related_model

    at_home = target._meta.app_label == model._meta.app_label
    assert at_home or _height(target) < _height(model)
