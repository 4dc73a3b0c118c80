"""What the database itself lets through, asked by raw SQL."""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, connection, models, transaction


def force(row: models.Model, **columns: object) -> None:
    """Puts columns past the triggers, which only a superuser can. Check constraints still hold."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _update(cursor, row, columns)
        cursor.execute("SET LOCAL session_replication_role = origin")


def accepts(row: models.Model, **columns: object) -> bool:
    """Whether a plain UPDATE goes through; it is undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _update(cursor, row, columns)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def _update(cursor: object, row: models.Model, columns: Mapping[str, object]) -> None:
    sets = ", ".join(f"{name} = %s" for name in columns)
    table = row._meta.db_table
    cursor.execute(  # type: ignore[attr-defined]
        f"UPDATE {table} SET {sets} WHERE id = %s", [*columns.values(), row.pk]
    )


def begins_as(row: models.Model, states: Iterable[str]) -> set[str]:
    """The states in which a copy of the row may be inserted."""
    return {state for state in states if _may_begin(row, state)}


def _may_begin(row: models.Model, state: str) -> bool:
    copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
    copy.state = state  # type: ignore[attr-defined]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
            models.Model.save(copy, force_insert=True)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True
