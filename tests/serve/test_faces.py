"""One face alone, over a PostgreSQL that is somebody else's."""

import os

import psycopg
import pytest

from tests.serve.house import House


@pytest.fixture(scope="module")
def address():
    """Of a database that is not there yet, on a server that is not ours to start."""
    forget = "DROP DATABASE IF EXISTS lachan_face WITH (FORCE)"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(forget)
        yield os.environ["DATABASE_URL"].replace("/postgres?", "/lachan_face?")
        server.execute(forget)


@pytest.fixture(scope="module")
def house(tmp_path_factory, address):
    house = House(tmp_path_factory.mktemp("face"), DATABASE_URL=address, LACHAN_FACE="public")
    house.open_up()
    yield house
    house.tear_down()


def test_the_public_face_alone_has_no_desk(house):
    assert house.answer("/") == 200
    assert house.answer("/lam-viec/") == 404
    assert house.answer("/tai-khoan/dang-nhap/") == 404
    assert "/lam-viec/" not in house.output.read_text()


def test_an_outside_database_is_used_and_ours_is_not_started(house):
    assert not (house.var / "postgres").exists()
    with pytest.raises(LookupError):
        house.part("postgres")
