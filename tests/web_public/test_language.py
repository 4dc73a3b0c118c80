"""Vietnamese first; English for who chose it."""

from django.conf import settings


def test_a_browser_set_to_english_still_meets_vietnamese(client):
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})

    assert answer.headers["Content-Language"] == "vi"


def test_who_chose_english_gets_english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert client.get("/").headers["Content-Language"] == "en"
