"""State tables: which state may follow which. Pure; a trigger keeps the same in the database."""

from collections.abc import Mapping


def may_move(table: Mapping[str, frozenset[str]], before: str, after: str) -> bool:
    """Whether the table lists the move. Staying in place is not a move."""
    return after in table.get(before, frozenset())


def guard_sql(
    *, table: str, column: str, moves: Mapping[str, frozenset[str]], first: frozenset[str]
) -> tuple[str, str]:
    """SQL that makes PostgreSQL refuse any insert or move the table does not list, and its undoing.

    For `migrations.RunSQL(*guard_sql(...))`. A refusal raises `check_violation` (23514), which
    Django shows as IntegrityError. All names are ours, never input.
    """
    name = f"{table}_{column}_guard"
    firsts = ", ".join(f"'{state}'" for state in sorted(first))
    pairs = ", ".join(
        f"('{before}', '{after}')" for before in sorted(moves) for after in sorted(moves[before])
    )
    forward = f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.{column} NOT IN ({firsts}) THEN
      RAISE EXCEPTION '{table} may not begin as %', NEW.{column} USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.{column} IS DISTINCT FROM OLD.{column}
    AND (OLD.{column}, NEW.{column}) NOT IN (VALUES {pairs}) THEN
    RAISE EXCEPTION '{table} may not go from % to %', OLD.{column}, NEW.{column}
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
"""
    backward = f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}();"
    return forward, backward
