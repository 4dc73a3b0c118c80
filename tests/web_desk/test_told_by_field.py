"""A refusal that is about one field is told beside it, without the field's code name."""

import pytest

from lachan.cases.rules import CaseState
from lachan.people.rules import Role
from tests.builders import cases, desk


@pytest.mark.django_db
def test_a_refused_value_is_told_beside_its_field(content):
    story = cases.story(CaseState.REGISTERED)
    chair = desk.at_work(Role.COMMUNE_CHAIR, story.place.unit)
    given = {"reason": "Chờ gia đình.", "wake_on": "2020-01-01", "version": story.case.version}

    page = chair.post(f"/lam-viec/ca/{story.case.pk}/tam-dung/", given)

    assert page.context["form"].errors == {"wake_on": ["Phải là một ngày sau hôm nay."]}
    assert "“wake_on”" not in page.content.decode()
