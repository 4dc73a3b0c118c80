"""The database keeps the state tables, approved forms, and the way back from a suspension."""

from django.db import migrations

from lachan.cases import rules
from lachan.common.states import guard_sql

FROZEN = """
CREATE OR REPLACE FUNCTION cases_assessment_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.approved_at IS NOT NULL THEN
    RAISE EXCEPTION 'an approved assessment never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS cases_assessment_frozen ON cases_assessment;
CREATE TRIGGER cases_assessment_frozen BEFORE UPDATE OR DELETE ON cases_assessment
  FOR EACH ROW EXECUTE FUNCTION cases_assessment_frozen();
"""
UNFROZEN = """
DROP TRIGGER IF EXISTS cases_assessment_frozen ON cases_assessment;
DROP FUNCTION IF EXISTS cases_assessment_frozen();
"""

WAY_BACK = """
CREATE OR REPLACE FUNCTION cases_childcase_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'suspended' AND NEW.state <> 'suspended'
    AND NEW.state <> OLD.suspended_from THEN
    RAISE EXCEPTION 'a case suspended in % may not wake in %', OLD.suspended_from, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'suspended' AND OLD.state <> 'suspended'
    AND NEW.suspended_from <> OLD.state THEN
    RAISE EXCEPTION 'suspended_from must be %', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS cases_childcase_way_back ON cases_childcase;
CREATE TRIGGER cases_childcase_way_back BEFORE UPDATE ON cases_childcase
  FOR EACH ROW EXECUTE FUNCTION cases_childcase_way_back();
"""
NO_WAY_BACK = """
DROP TRIGGER IF EXISTS cases_childcase_way_back ON cases_childcase;
DROP FUNCTION IF EXISTS cases_childcase_way_back();
"""


def guard(table, moves, first):
    return migrations.RunSQL(*guard_sql(table=table, column="state", moves=moves, first=first))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        guard("cases_childcase", rules.CASE_MOVES, rules.FIRST_CASE_STATES),
        guard("cases_service", rules.SERVICE_MOVES, rules.FIRST_SERVICE_STATES),
        guard("cases_approval", rules.APPROVAL_MOVES, rules.FIRST_APPROVAL_STATES),
        guard("cases_transfer", rules.TRANSFER_MOVES, rules.FIRST_TRANSFER_STATES),
        migrations.RunSQL(FROZEN, UNFROZEN),
        migrations.RunSQL(WAY_BACK, NO_WAY_BACK),
    ]
