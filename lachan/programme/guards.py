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
_STATE = "SELECT report.state FROM programme_report report"
# Table -> how to find the report a row belongs to.
_PARTS = {
    "programme_figure": f"{_STATE} WHERE report.id = part.report_id",
    "programme_missingunit": f"{_STATE} WHERE report.id = part.report_id",
    "programme_figuresource": f"{_STATE} JOIN programme_figure figure "
    "ON figure.report_id = report.id WHERE figure.id = part.figure_id",
}


def _frozen(table: str, state_of: str) -> tuple[str, str]:
    name = f"{table}_frozen"
    forward = f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part {table}%ROWTYPE;
  state text;
BEGIN
  IF TG_OP = 'INSERT' THEN part := NEW; ELSE part := OLD; END IF;
  state := ({state_of});
  IF state IS NOT NULL AND state NOT IN ({_OPEN}) THEN
    RAISE EXCEPTION 'the figures of a % report are frozen', state USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
"""
    return forward, f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}();"


FROZEN_FIGURES = [_frozen(table, state_of) for table, state_of in _PARTS.items()]

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
