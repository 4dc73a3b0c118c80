"""Every address of the desk and the permission at its gate, written by hand from the table.

A new address needs a line here, and a sample in `of_*.py` when it leads to an object.
"""

from lachan.people.permissions import Permission as P
from tests.access.oracle import Route

ROUTES = {
    "desk_home": Route(P.USE_DESK),
    "desk_clock": Route(P.READ_CLOCKS, 1),
    "desk_clock_act": Route(P.READ_CLOCKS, 2),
    "desk_extension": Route(P.READ_CLOCKS, 1),
    "desk_extension_act": Route(P.READ_CLOCKS, 2, post={}),
    "desk_call": Route(P.READ_CLOCKS, 1, post={}),
    "desk_queue": Route(P.READ_QUEUE),
    "desk_entry": Route(P.READ_QUEUE, 1),
    "desk_message": Route(P.MESSAGE_REPORTER, 1, post={"body": "Cảm ơn em đã kể."}),
    "desk_entry_act": Route(P.TRIAGE, 2),
    "desk_tip": Route(P.READ_TIP, 1),
    "desk_finding": Route(P.READ_ITEM, 1),
    "desk_child_cases": Route(P.READ_CASE_METADATA),
    "desk_child_case": Route(P.READ_CHILD_CASE, 1),
    "desk_child_case_act": Route(P.READ_CHILD_CASE, 2),
    "desk_service": Route(P.WRITE_CHILD_CASE, 2),
    "desk_content_cases": Route(P.READ_CONTENT_CASE),
    "desk_content_case": Route(P.READ_CONTENT_CASE, 1),
    "desk_content_case_act": Route(P.READ_CONTENT_CASE, 2),
    "desk_takedown": Route(P.READ_CONTENT_CASE, 1),
    "desk_takedown_act": Route(P.READ_CONTENT_CASE, 2),
    "desk_recheck": Route(P.WRITE_CONTENT_CASE, 1),
    "desk_letter": Route(P.READ_CONTENT_CASE, 1),
    "desk_items": Route(P.READ_ITEM),
    "desk_item": Route(P.READ_ITEM, 1),
    "desk_sources": Route(P.IMPORT_ITEMS),
    "desk_source": Route(P.IMPORT_ITEMS, 1),
    "desk_source_fetch": Route(P.IMPORT_ITEMS, 1, post={}),
    "desk_source_turn": Route(P.IMPORT_ITEMS, 1, post={}),
    "desk_assignments": Route(P.READ_PROGRAMME),
    "desk_assignment": Route(P.READ_PROGRAMME, 1),
    "desk_assignment_act": Route(P.READ_PROGRAMME, 2),
    "desk_directive": Route(P.READ_PROGRAMME, 1),
    "desk_directive_act": Route(P.READ_PROGRAMME, 2),
    "desk_entries": Route(P.REPORT_DUTY),
    "desk_reports": Route(P.READ_REPORT),
    "desk_report": Route(P.READ_REPORT, 1),
    "desk_report_act": Route(P.READ_REPORT, 2),
    "desk_figure": Route(P.READ_REPORT, 1),
    "desk_paper": Route(P.READ_REPORT, 1),
    "desk_notices": Route(P.READ_NOTICES),
    "desk_notices_read": Route(P.READ_NOTICES, post={}),
    "desk_units": Route(P.READ_DIRECTORY),
    "desk_staff": Route(P.MANAGE_STAFF),
    "desk_staff_confirm": Route(P.MANAGE_STAFF, 1, post={}),
    "desk_staff_end": Route(P.MANAGE_STAFF, 1, post={}),
    "desk_staff_deactivate": Route(P.MANAGE_STAFF, 1, post={}),
    "desk_journal": Route(P.READ_JOURNAL),
}
# Sign-in by link, in demo mode only: tests/web_desk/test_demo_entry.py.
OPEN = {"demo_entry"}
# Where a form is shown and sent.
TAKE_FORMS = {
    "desk_clock_act",
    "desk_entry_act",
    "desk_tip",
    "desk_child_case_act",
    "desk_service",
    "desk_content_case_act",
    "desk_takedown_act",
    "desk_recheck",
    "desk_sources",
    "desk_source",
    "desk_assignment_act",
    "desk_directive_act",
    "desk_entries",
    "desk_reports",
    "desk_report_act",
    "desk_staff",
}
