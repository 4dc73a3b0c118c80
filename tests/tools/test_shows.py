"""What `make shows` points at is there."""

from lachan.config.environment import ROOT


def _missing(node: str) -> bool:
    path, _, name = node.partition("::")
    file = ROOT / path
    return not file.exists() or (bool(name) and f"def {name}(" not in file.read_text("utf-8"))


def test_every_test_named_as_a_proof_exists():
    import shows_bad_input
    import shows_main_job

    nodes = [node for nodes in shows_bad_input.PROOFS.values() for node in nodes]

    assert [node for node in [*nodes, shows_main_job.STORY] if _missing(node)] == []


def test_every_line_of_the_issue_is_measured():
    import shows

    for part in ("A.1.root", "A.1.user", "A.2", "A.3", "A.4"):
        assert any(line.is_of(part) for line in shows.LINES), part


def test_every_list_of_the_desk_is_in_the_bench():
    import bench_pages

    from lachan.web.desk.places import ROOMS

    timed = {page.view for page in bench_pages.LISTS}
    assert {view for view, _title, _permission in ROOMS} - timed == set()
