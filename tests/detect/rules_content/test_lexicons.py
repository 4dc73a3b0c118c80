"""The word lists that ship: clean, and of phrases long enough to mean one thing without marks."""

import pytest
import yaml

from lachan.detect.fold import fold
from tests.detect.conftest import CONTENT

LISTS = [
    yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((CONTENT / "lexicons").glob("*.yaml"))
]
by_code = pytest.mark.parametrize("words", LISTS, ids=[words["ma"] for words in LISTS])
# Words of one syllable that mean one thing also without marks, or that need their marks.
SHORT = {
    "vape", "deepfake", "inbox", "karaoke", "facebook", "instagram", "youtube", "tiktok",
    "ipad", "zalo", "shorts", "reels", "livestream", "game", "internet", "minecraft", "roblox",
    "confession", "shisha", "thcs", "thpt", "gaza", "israel", "ukraine", "indonesia",
    "philippines", "malaysia", "pakistan", "bangladesh", "afghanistan", "singapore",
    "australia", "canada", "florida", "california", "texas", "fbi", "6a", "7a", "8a", "9a",
    "10a", "11a", "12a",
}  # fmt: skip


def terms(words):
    return [entry if isinstance(entry, str) else entry["tu"] for entry in words["cum_tu"]]


@by_code
def test_a_list_is_in_the_file_of_its_name(words):
    assert (CONTENT / "lexicons" / f"{words['ma']}.yaml").exists()


@by_code
def test_a_list_says_each_phrase_once(words):
    said = [" ".join(term.lower().split()) for term in terms(words)]

    assert sorted(set(said)) == sorted(said)


@by_code
def test_a_phrase_has_two_syllables_or_is_known_to_stand_alone(words):
    single = [term for term in terms(words) if " " not in term]

    assert {fold(term).text for term in single} <= SHORT


@by_code
def test_a_list_has_several_ways_to_say_it(words):
    assert len(terms(words)) >= 10
