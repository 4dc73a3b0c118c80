"""The database keeps the state table."""

from django.db import migrations

from lachan.common.states import guard_sql
from lachan.triage import rules


def guard(table, moves, first):
    return migrations.RunSQL(*guard_sql(table=table, column="state", moves=moves, first=first))


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_initial")]

    operations = [
        guard("triage_queueentry", rules.QUEUE_MOVES, rules.FIRST_QUEUE_STATES),
    ]
