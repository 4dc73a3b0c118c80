"""The database itself refuses to change the trail, and queues every new row for its seal."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();
CREATE TRIGGER journal_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal
  FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();

CREATE FUNCTION journal_await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal_unsealed (entry_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER journal_entry_await_seal AFTER INSERT ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_await_seal();
"""

BACKWARD = """
DROP TRIGGER journal_entry_await_seal ON journal_entry;
DROP TRIGGER journal_seal_append_only ON journal_seal;
DROP TRIGGER journal_entry_append_only ON journal_entry;
DROP FUNCTION journal_await_seal();
DROP FUNCTION journal_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
