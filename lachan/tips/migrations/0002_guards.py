"""PostgreSQL keeps the state table too, and hands out the numbers of tips."""

from django.db import migrations

from lachan.common.states import guard_sql
from lachan.tips.rules import FIRST_STATES, MOVES


class Migration(migrations.Migration):
    dependencies = [("tips", "0001_initial")]

    operations = [
        migrations.RunSQL(
            *guard_sql(table="tips_tip", column="state", moves=MOVES, first=FIRST_STATES)
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE tips_tip_number", "DROP SEQUENCE IF EXISTS tips_tip_number"
        ),
    ]
