"""A real server on this machine: what is fetched, what is refused, and how long it may take."""

import gzip
import itertools
import socket

import pytest

from lachan.monitor import fetching
from lachan.monitor.errors import BadAddress, PrivateAddress, TooBig, Unreachable
from lachan.monitor.fetching import fetch


def get(url, **given):
    return fetch(url, allow_loopback=True, **given)


def names(monkeypatch, *addresses):
    """Every name now stands for these addresses."""

    def found(_host, port, *args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port or 0)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def test_a_body_comes_back_with_its_address(pages):
    url = pages.put("/tin.rss", b"chuyen")

    assert (get(url).body, get(url).url) == (b"chuyen", url)


def test_we_say_who_we_are_and_ask_for_the_host_by_name(pages):
    get(pages.put("/x", b"x"))

    headers = pages.asked[0][1]
    assert headers["User-Agent"].startswith("LaChan/")
    assert headers["Host"] == pages.address.removeprefix("http://")


def test_redirects_are_followed(pages):
    end = pages.put("/b", b"het")
    start = pages.put("/a", status=302, Location="/b")

    assert (get(start).body, get(start).url) == (b"het", end)


def test_redirects_do_not_go_on_for_ever(pages):
    start = pages.put("/a", status=302, Location="/a")

    with pytest.raises(Unreachable, match="chuyển hướng"):
        get(start)

    assert len(pages.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest",
        "http://[fc00::1]/",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(pages, target):
    start = pages.put("/a", status=301, Location=target)

    with pytest.raises(PrivateAddress):
        get(start)


def test_a_redirect_to_a_file_is_refused(pages):
    start = pages.put("/a", status=301, Location="file:///etc/passwd")

    with pytest.raises(BadAddress):
        get(start)


def test_a_redirect_to_nowhere_is_refused(pages):
    with pytest.raises(BadAddress):
        get(pages.put("/a", status=301))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://100.64.0.1/", "http://[::ffff:10.0.0.1]/",
        "http://224.0.0.1/", "http://2130706433/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_without_leave(address):
    with pytest.raises(PrivateAddress):
        fetch(address)


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    names(monkeypatch, "93.184.216.34", "10.0.0.1")

    with pytest.raises(PrivateAddress):
        fetch("http://bao.example/")


def test_the_connection_goes_to_the_address_that_was_checked(pages, monkeypatch):
    url = pages.put("/x", b"chuyen").replace("127.0.0.1", "bao.example")
    names(monkeypatch, "127.0.0.1")

    assert get(url).body == b"chuyen"
    assert pages.asked[0][1]["Host"].startswith("bao.example:")


@pytest.mark.parametrize(
    "address",
    ["ftp://bao.example/", "file:///etc/passwd", "bao.example", "", "http://", "http://a:b@c.example/",
     "http://[/", "http://\x00/"],
)  # fmt: skip
def test_other_addresses_are_refused(address):
    with pytest.raises(BadAddress):
        fetch(address)


def test_a_name_nobody_knows_is_told(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(Unreachable, match="tên miền"):
        fetch("http://khong-co.example/")


def test_an_answer_that_is_not_ok_is_told(pages):
    with pytest.raises(Unreachable, match="HTTP 404"):
        get(f"{pages.address}/khong-co")


def test_a_body_without_end_is_cut_off(pages):
    url = pages.put("/x", itertools.repeat(b"x" * 65536))

    with pytest.raises(TooBig):
        get(url, cap=1_000_000)


def test_a_packed_body_is_measured_unpacked(pages):
    packed = gzip.compress(b"x" * 5_000_000)
    url = pages.put("/x", packed, **{"Content-Encoding": "gzip"})

    with pytest.raises(TooBig):
        get(url, cap=1_000_000)


def test_a_server_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "_TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Unreachable, match="quá thời gian"):
            get(f"http://127.0.0.1:{port}/")


def test_a_server_that_only_drips_is_given_up(pages, monkeypatch):
    monkeypatch.setattr(fetching, "_WHOLE_TIME", -1)
    url = pages.put("/x", [b"x", b"y"])

    with pytest.raises(Unreachable, match="quá thời gian"):
        get(url)


def test_a_server_that_is_not_there_is_told(pages):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(Unreachable, match="ConnectError"):
        get(f"http://127.0.0.1:{port}/")
