"""Everything that is done again and again can be done, in a house just furnished, and twice."""

from datetime import timedelta

import pytest
from django.conf import settings

from lachan.clocks.models import StepRun
from lachan.clocks.scheduler import run_due
from lachan.serve import content
from lachan.serve.schedule import STEPS
from tests.builders import NOON


@pytest.fixture(autouse=True)
def folder_for_anchors(settings, tmp_path):
    """The trail writes its daily anchor into the state folder."""
    settings.VAR = tmp_path


@pytest.mark.django_db(transaction=True)
def test_every_step_runs_and_runs_again():
    content.load(settings.CONTENT, now=NOON)
    names = {step.name for step in STEPS}

    assert set(run_due(STEPS, NOON)) == names
    assert set(run_due(STEPS, NOON + timedelta(days=1))) == names
    assert not StepRun.objects.exclude(last_error="").exists()


def test_no_two_steps_have_one_name():
    assert len({step.name for step in STEPS}) == len(STEPS)
