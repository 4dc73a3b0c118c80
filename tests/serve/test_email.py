"""The mail server from one address."""

import pytest

from lachan.config.email import LOCAL, mail_server


def test_without_an_address_the_machines_own_mail_service_is_used():
    assert mail_server(None) == LOCAL


def test_a_plain_address_turns_to_tls_before_it_says_a_password():
    server = mail_server("smtp://lachan:m%40t@mail.example")

    assert (server.host, server.port, server.user) == ("mail.example", 587, "lachan")
    assert server.password == "m@t"
    assert (server.starttls, server.tls) == (True, False)


def test_an_address_of_smtps_is_sealed_from_the_start():
    server = mail_server("smtps://mail.example?from=tin@lachan.example")

    assert (server.port, server.starttls, server.tls) == (465, False, True)
    assert server.sender == "tin@lachan.example"


def test_a_server_on_the_same_machine_may_stay_plain():
    assert not mail_server("smtp://127.0.0.1:1025?tls=no").starttls


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example", ""])
def test_anything_else_is_refused(url):
    with pytest.raises(ValueError, match="smtp://"):
        mail_server(url)
