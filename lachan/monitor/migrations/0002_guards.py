"""The database refuses any move of a finding or an import that the state tables do not list."""

from django.db import migrations

from lachan.common.states import guard_sql
from lachan.monitor.rules import FINDING_MOVES, IMPORT_MOVES


class Migration(migrations.Migration):
    dependencies = [("monitor", "0001_initial")]

    operations = [
        migrations.RunSQL(
            *guard_sql(
                table="monitor_finding",
                column="state",
                moves=FINDING_MOVES,
                first=frozenset({"open"}),
            )
        ),
        migrations.RunSQL(
            *guard_sql(
                table="monitor_import",
                column="state",
                moves=IMPORT_MOVES,
                first=frozenset({"waiting"}),
            )
        ),
    ]
