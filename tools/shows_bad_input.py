"""A.3: what is broken is told clearly and loses nothing: the tests that prove it, run now."""

from functools import partial

from measured import Line
from shows_main_job import passed

MONITOR, SERVE = "tests/monitor", "tests/serve"
PROOFS = {
    "a broken feed": [
        f"{MONITOR}/test_reading_feeds.py",
        f"{MONITOR}/test_fetching_sources.py::test_a_feed_gone_bad_is_told_and_its_items_stay",
        f"{MONITOR}/test_fetching_sources.py::test_a_source_that_recovers_forgets_its_trouble",
    ],
    "a 50 MB article": [
        f"{MONITOR}/test_huge_lines.py",
        f"{MONITOR}/test_reading_feeds.py::test_an_article_that_is_far_too_long_is_refused_alone",
    ],
    "a file that is not UTF-8": [
        "tests/detect/test_lines.py",
        f"{MONITOR}/test_reading_feeds.py"
        "::test_a_feed_in_another_code_than_it_says_is_told_by_its_byte",
    ],
    "a wrong key": [f"{SERVE}/test_keys.py", "tests/vault/test_crypto.py"],
    "a full disk": [
        f"{SERVE}/test_full_disk.py",
        f"{SERVE}/test_refusals_at_the_start.py"
        "::test_a_disk_with_no_room_stops_the_start_and_says_where",
        f"{MONITOR}/test_running_imports.py"
        "::test_a_full_disk_keeps_no_half_file_and_says_what_to_do",
        f"{MONITOR}/test_running_imports.py"
        "::test_a_full_database_keeps_what_was_stored_and_says_so",
    ],
    "a killed worker": [
        f"{MONITOR}/test_running_imports.py::test_a_killed_import_goes_on_where_it_stopped",
        f"{MONITOR}/test_running_imports.py"
        "::test_a_worker_that_is_really_killed_loses_and_doubles_nothing",
    ],
    # One story, told in order: a killed worker, a lost database and another key are parts of it.
    "a killed worker, a lost database, a wrong key, in a whole house": [f"{SERVE}/test_house.py"],
}

LINES = tuple(
    Line("A.3", name, partial(passed, nodes, {"LACHAN_BROWSER": ""}))
    for name, nodes in PROOFS.items()
)
