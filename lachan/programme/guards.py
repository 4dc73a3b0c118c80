"""What the database itself refuses: moves outside the state tables, and changes to frozen figures.

SQL for the migrations; all names are ours. A refusal is a check_violation, which Django shows as
IntegrityError.
"""

from lachan.common.states import guard_sql
from lachan.programme.rules import (
    ASSIGNMENT_FIRST,
    ASSIGNMENT_MOVES,
    OPEN_REPORT,
    REPORT_FIRST,
    REPORT_MOVES,
)

ASSIGNMENT_GUARD = guard_sql(
    table="programme_assignment", column="state", moves=ASSIGNMENT_MOVES, first=ASSIGNMENT_FIRST
)
REPORT_GUARD = guard_sql(
    table="programme_report", column="state", moves=REPORT_MOVES, first=REPORT_FIRST
)

_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_REPORT))
# Table -> how the changed rows find the report they belong to.
_REPORT_OF = {
    "programme_figure": "report.id = changed.report_id",
    "programme_missingunit": "report.id = changed.report_id",
    "programme_figuresource": "report.id = "
    "(SELECT figure.report_id FROM programme_figure figure WHERE figure.id = changed.figure_id)",
}
# An update is checked from both sides, so that no row moves into or out of a frozen report.
_EVENTS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD"))


def _frozen(table: str, report_of: str) -> tuple[str, str]:
    """Once per statement, not per row: a report may list tens of thousands of records."""
    name = f"{table}_frozen"
    triggers = "".join(
        f"""
CREATE TRIGGER {name}_{event.lower()}_{side.lower()} AFTER {event} ON {table}
  REFERENCING {side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""
        for event, side in _EVENTS
    )
    forward = f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM changed JOIN programme_report report ON {report_of}
    WHERE report.state NOT IN ({_OPEN})
  ) THEN
    RAISE EXCEPTION 'the figures of a submitted report are frozen'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;{triggers}
"""  # noqa: S608 - every name is from this file
    dropped = "".join(
        f"DROP TRIGGER IF EXISTS {name}_{event.lower()}_{side.lower()} ON {table};"
        for event, side in _EVENTS
    )
    return forward, f"{dropped} DROP FUNCTION IF EXISTS {name}();"


FROZEN_FIGURES = [_frozen(table, report_of) for table, report_of in _REPORT_OF.items()]

FROZEN_TEXT = (
    f"""
CREATE OR REPLACE FUNCTION programme_report_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ({_OPEN}) AND NEW.narrative IS DISTINCT FROM OLD.narrative THEN
    RAISE EXCEPTION 'the text of a % report is frozen', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_report_text_frozen BEFORE UPDATE ON programme_report
  FOR EACH ROW EXECUTE FUNCTION programme_report_text_frozen();
""",
    "DROP TRIGGER IF EXISTS programme_report_text_frozen ON programme_report; "
    "DROP FUNCTION IF EXISTS programme_report_text_frozen();",
)
