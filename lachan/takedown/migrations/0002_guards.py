"""The database keeps both state tables."""

from django.db import migrations

from lachan.common.states import guard_sql
from lachan.takedown import rules


def guard(table, moves, first):
    return migrations.RunSQL(*guard_sql(table=table, column="state", moves=moves, first=first))


class Migration(migrations.Migration):
    dependencies = [("takedown", "0001_initial")]

    operations = [
        guard("takedown_contentcase", rules.CONTENT_MOVES, rules.FIRST_CONTENT_STATES),
        guard("takedown_takedownrequest", rules.REQUEST_MOVES, rules.FIRST_REQUEST_STATES),
    ]
