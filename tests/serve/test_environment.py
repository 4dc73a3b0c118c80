"""What the program takes from outside, and how it says what is missing."""

import base64
import stat

import pytest

from lachan.config.environment import SECRETS, Misconfigured, Mode, new_secrets, read

SET = new_secrets()


@pytest.fixture
def outside(tmp_path):
    return {"LACHAN_VAR": str(tmp_path)}


def test_without_a_word_it_is_production_and_wants_every_secret(outside):
    with pytest.raises(Misconfigured) as refusal:
        read(outside)

    assert all(name in str(refusal.value) for name in SECRETS)
    assert "lachan secrets" in str(refusal.value)


@pytest.mark.parametrize("name", SECRETS)
def test_one_missing_secret_stops_the_start_and_is_named(outside, name):
    with pytest.raises(Misconfigured, match=name):
        read(outside | SET | {name: ""})


@pytest.mark.parametrize(
    "placeholder", ["changeme", "x" * 44, base64.b64encode(bytes(32)).decode(), "ngắn"]
)
def test_a_placeholder_is_not_taken_for_a_secret(outside, placeholder):
    with pytest.raises(Misconfigured, match="LACHAN_VAULT_KEY"):
        read(outside | SET | {"LACHAN_VAULT_KEY": placeholder})


def test_with_its_secrets_it_is_ready_for_production(outside):
    given = read(outside | SET)

    assert given.mode is Mode.PRODUCTION
    assert all(len(value) == 32 for value in given.secrets.values())


def test_the_demo_makes_its_secrets_once_and_for_the_owner_only(outside, tmp_path):
    first = read(outside | {"LACHAN_MODE": "demo"}).secrets
    second = read(outside | {"LACHAN_MODE": "demo"}).secrets

    assert first == second
    assert stat.S_IMODE((tmp_path / "demo-secrets.json").stat().st_mode) == 0o600


def test_secrets_are_not_in_what_is_printed_of_the_environment(outside):
    url = "postgresql://lachan:matkhau@db.example/lachan"
    given = read(outside | SET | {"DATABASE_URL": url, "LACHAN_EMAIL_URL": "smtp://a:thukin@b"})

    assert not [word for word in ("matkhau", "thukin", "VAULT") if word in repr(given)]


def test_every_set_of_secrets_is_new():
    assert not set(new_secrets().values()) & set(SET.values())


def test_a_second_key_stands_beside_the_first_while_keys_are_rotated(outside):
    later = new_secrets()["LACHAN_VAULT_KEY"]

    ring = read(outside | SET | {"LACHAN_VAULT_KEY_2": later}).ring("LACHAN_VAULT_KEY")

    assert ring == {
        1: base64.b64decode(SET["LACHAN_VAULT_KEY"]),
        2: base64.b64decode(later),
    }


@pytest.mark.parametrize("word", ["0", "65536", "tám", "-1"])
def test_a_port_that_is_none_is_refused(outside, word):
    with pytest.raises(Misconfigured, match="LACHAN_PORT"):
        read(outside | SET | {"LACHAN_PORT": word})


@pytest.mark.parametrize("name", ["LACHAN_MODE", "LACHAN_FACE"])
def test_an_unknown_word_is_refused_with_the_known_ones(outside, name):
    with pytest.raises(Misconfigured, match=r"it may be: .*(production|public)"):
        read(outside | SET | {name: "khác"})


def test_its_own_postgres_answers_beside_its_data(outside, tmp_path):
    given = read(outside | SET)

    assert given.owns_postgres
    assert given.postgres_sockets == tmp_path / "postgres"


def test_a_path_too_long_for_a_socket_is_shortened(tmp_path):
    given = read(SET | {"LACHAN_VAR": str(tmp_path / ("d" * 100))})

    assert len(str(given.postgres_sockets / ".s.PGSQL.5432")) < 104


def test_an_outside_database_is_taken_as_it_is(outside):
    given = read(outside | SET | {"DATABASE_URL": "postgresql://u:p@db.example/lachan"})

    assert not given.owns_postgres
    assert given.conninfo == "postgresql://u:p@db.example/lachan"


def test_a_wrong_mail_address_is_refused_by_name(outside):
    with pytest.raises(Misconfigured, match="LACHAN_EMAIL_URL"):
        read(outside | SET | {"LACHAN_EMAIL_URL": "mail.example:25"})
