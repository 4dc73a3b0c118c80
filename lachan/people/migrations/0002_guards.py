"""What must never be false about units, kept by the database itself.

The PostgreSQL of the wheel has no btree_gist, so equality on ids inside an exclusion constraint is
written as overlap of `int8range(id, id, '[]')`; a code is first hashed to an integer.
"""

from django.db import migrations

ID = "int8range({0}, {0}, '[]') WITH &&"
CODE = "int8range(hashtext({0}), hashtext({0}), '[]') WITH &&"
SPAN = "daterange(valid_from, valid_to) WITH &&"


def exclusion(table: str, name: str, *parts: str, where: str = "") -> migrations.RunSQL:
    condition = f" WHERE ({where})" if where else ""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name}"
        f" EXCLUDE USING gist ({', '.join(parts)}){condition}"
        # Content loads end one row and begin the next in any order; checked at the end.
        " DEFERRABLE INITIALLY IMMEDIATE",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def guard(table: str, name: str, body: str) -> migrations.RunSQL:
    """A row trigger. The lock makes two transactions that would close a ring together wait."""
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('{name}'));
  {body}
  RETURN NEW;
END $$;
CREATE TRIGGER {name} AFTER INSERT OR UPDATE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
""",
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


# A relation closes a ring only with relations of its tree that hold during some common days.
NO_RING_IN_A_TREE = """
  IF EXISTS (
    WITH RECURSIVE above(id, span) AS (
        SELECT NEW.parent_id, daterange(NEW.valid_from, NEW.valid_to)
      UNION
        SELECT up.parent_id, above.span * daterange(up.valid_from, up.valid_to)
        FROM above JOIN people_unitrelation up ON up.child_id = above.id AND up.tree = NEW.tree
         AND above.span && daterange(up.valid_from, up.valid_to)
    ) SELECT FROM above WHERE id = NEW.child_id
  ) THEN
    RAISE EXCEPTION 'a unit would stand below itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'unitrelation_no_ring';
  END IF;
"""

NO_RING_OF_SUCCESSORS = """
  IF EXISTS (
    WITH RECURSIVE later(id) AS (
        SELECT NEW.after_id
      UNION
        SELECT next.after_id FROM later JOIN people_unitsuccession next ON next.before_id = later.id
    ) SELECT FROM later WHERE id = NEW.before_id
  ) THEN
    RAISE EXCEPTION 'a unit would succeed itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'succession_no_ring';
  END IF;
  IF (SELECT sum(share) FROM people_unitsuccession
      WHERE before_id = NEW.before_id AND effective = NEW.effective) > 1 THEN
    RAISE EXCEPTION 'the parts are more than the whole'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'succession_shares_within_one';
  END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        exclusion("people_unitversion", "unitversion_no_overlap", ID.format("unit_id"), SPAN),
        exclusion(
            "people_unitrelation",
            "unitrelation_one_parent",
            ID.format("child_id"),
            CODE.format("tree"),
            SPAN,
        ),
        exclusion(
            "people_unitfunction",
            "unitfunction_one_holder",
            CODE.format("function"),
            SPAN,
            where="function <> 'commune_authority'",
        ),
        exclusion(
            "people_unitfunction",
            "unitfunction_held_once",
            ID.format("unit_id"),
            CODE.format("function"),
            SPAN,
        ),
        guard("people_unitrelation", "unitrelation_no_ring", NO_RING_IN_A_TREE),
        guard("people_unitsuccession", "unitsuccession_no_ring", NO_RING_OF_SUCCESSORS),
    ]
