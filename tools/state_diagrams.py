"""Draws every state table of the program as a diagram, so that docs/states.md cannot go stale.

python tools/state_diagrams.py     # writes docs/states.md
"""

from collections.abc import Mapping
from dataclasses import dataclass

from steps import ROOT

from lachan.cases.rules import states as cases
from lachan.clocks.rules import states as clocks
from lachan.monitor import rules as monitor
from lachan.programme import rules as programme
from lachan.takedown import rules as takedown
from lachan.tips import rules as tips
from lachan.triage import rules as triage

PAGE = ROOT / "docs" / "states.md"
HEAD = """# States

Every object with a life of its own moves along one table in its app's `rules`. The operations ask
the table; a trigger in the database refuses whatever it does not list, also by raw SQL.

This page is made from those tables by `tools/state_diagrams.py`; do not edit it.
"""


@dataclass(frozen=True)
class Diagram:
    """One table: what moves, where the table is, its moves and the words on screen."""

    title: str
    place: str
    moves: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    note: str = ""


DIAGRAMS = (
    Diagram("Tip (tin báo)", "lachan/tips/rules.py", tips.MOVES, tips.STATE_LABELS),
    Diagram(
        "Finding (phát hiện)",
        "lachan/monitor/rules.py",
        monitor.FINDING_MOVES,
        monitor.FINDING_STATE_LABELS,
    ),
    Diagram(
        "Import (lần nhập)",
        "lachan/monitor/rules.py",
        monitor.IMPORT_MOVES,
        monitor.IMPORT_STATE_LABELS,
    ),
    Diagram(
        "Queue entry (mục chờ phân loại)",
        "lachan/triage/rules.py",
        triage.QUEUE_MOVES,
        triage.QUEUE_STATES,
    ),
    Diagram(
        "Child case (ca bảo vệ trẻ)",
        "lachan/cases/rules/states.py",
        {
            before: after - {cases.CaseState.SUSPENDED}
            for before, after in cases.CASE_MOVES.items()
            if before != cases.CaseState.SUSPENDED
        },
        cases.CASE_STATES,
        "Left out of the picture: any open state may be *suspended* until a day, and wakes only in "
        "the state it was suspended in.",
    ),
    Diagram(
        "Service (dịch vụ)",
        "lachan/cases/rules/states.py",
        cases.SERVICE_MOVES,
        cases.SERVICE_STATES,
    ),
    Diagram(
        "Approval (phê duyệt)",
        "lachan/cases/rules/states.py",
        cases.APPROVAL_MOVES,
        cases.APPROVAL_STATES,
    ),
    Diagram(
        "Transfer (chuyển giao)",
        "lachan/cases/rules/states.py",
        cases.TRANSFER_MOVES,
        cases.TRANSFER_STATES,
    ),
    Diagram(
        "Content case (vụ nội dung)",
        "lachan/takedown/rules.py",
        takedown.CONTENT_MOVES,
        takedown.CONTENT_STATES,
    ),
    Diagram(
        "Takedown request (yêu cầu gỡ bỏ)",
        "lachan/takedown/rules.py",
        takedown.REQUEST_MOVES,
        takedown.REQUEST_STATES,
    ),
    Diagram("Clock (thời hạn)", "lachan/clocks/rules/states.py", clocks.MOVES, clocks.LABELS),
    Diagram(
        "Assignment of a duty (giao nhiệm vụ)",
        "lachan/programme/rules.py",
        programme.ASSIGNMENT_MOVES,
        programme.ASSIGNMENT_LABELS,
    ),
    Diagram(
        "Report (báo cáo)",
        "lachan/programme/rules.py",
        programme.REPORT_MOVES,
        programme.REPORT_LABELS,
    ),
)


def render() -> str:
    """The whole page."""
    return "\n".join([HEAD, *map(_section, DIAGRAMS)])


def _section(diagram: Diagram) -> str:
    drawn = {*diagram.moves, *(after for ends in diagram.moves.values() for after in ends)}
    states = [state for state in diagram.labels if state in drawn]
    lines = [f'    state "{diagram.labels[state]}" as {state}' for state in states]
    lines += [
        f"    {before} --> {after}"
        for before in states
        for after in states
        if after in diagram.moves.get(before, frozenset())
    ]
    lines += [f"    {state} --> [*]" for state in states if not diagram.moves.get(state)]
    note = f"\n{diagram.note}\n" if diagram.note else ""
    body = "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {states[0]}", *lines, "```"])
    return f"## {diagram.title}\n\n`{diagram.place}`\n{note}\n{body}\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
