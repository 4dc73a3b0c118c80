"""A database knows the keys it was sealed with."""

import pytest

from lachan.serve.keys import WrongKey, check_keys, fingerprints
from lachan.serve.models import StartMark
from tests.builders import NOON

OTHER = bytes(range(32))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_start(db):
    check_keys(now=NOON)


def test_the_same_keys_are_let_in_again():
    check_keys(now=NOON)

    assert set(StartMark.objects.values_list("name", flat=True)) == set(fingerprints())


@pytest.mark.parametrize(
    ("setting", "value", "name"),
    [
        ("VAULT_KEYS", {1: OTHER}, "LACHAN_VAULT_KEY"),
        ("IDENTITY_KEYS", {1: OTHER}, "LACHAN_IDENTITY_KEY"),
        ("INDEX_KEY", OTHER, "LACHAN_INDEX_KEY"),
        ("RECEIPT_PEPPER", OTHER, "LACHAN_RECEIPT_PEPPER"),
        ("JOURNAL_KEY", OTHER, "LACHAN_JOURNAL_KEY"),
    ],
)
def test_another_key_is_refused_by_name_and_nothing_changes(settings, setting, value, name):
    before = dict(StartMark.objects.values_list("name", "value"))
    setattr(settings, setting, value)

    with pytest.raises(WrongKey, match=f"{name} is not the key"):
        check_keys(now=NOON)

    assert dict(StartMark.objects.values_list("name", "value")) == before


def test_a_further_version_of_a_key_is_welcome(settings):
    settings.VAULT_KEYS = settings.VAULT_KEYS | {2: OTHER}

    check_keys(now=NOON)

    assert StartMark.objects.filter(name="key:LACHAN_VAULT_KEY:2").exists()


def test_what_is_remembered_is_no_key(settings):
    kept = "".join(StartMark.objects.values_list("value", flat=True))

    assert settings.VAULT_KEYS[1].hex() not in kept
