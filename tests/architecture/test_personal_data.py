"""Every field of every model is sorted: erased when its time is over, or kept. None by default."""

import pytest
from django.apps import apps

MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("lachan.")
    for model in config.get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_either_erased_or_kept(model):
    personal = model.__dict__.get("Personal") or model.Personal
    fields = {field.name for field in model._meta.concrete_fields}

    assert personal.erase | personal.keep == fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_field_is_both(model):
    assert not model.Personal.erase & model.Personal.keep
