"""PostgreSQL keeps the state tables too: an outcome, once reached, stays."""

from django.db import migrations

from lachan.common.states import guard_sql

CLOCK = guard_sql(
    table="clocks_clock",
    column="state",
    moves={
        "running": frozenset({"paused", "met", "met_extended", "late", "cancelled"}),
        "paused": frozenset({"running", "met", "met_extended", "late", "cancelled"}),
    },
    first=frozenset({"running"}),
)
EXTENSION = guard_sql(
    table="clocks_clockextension",
    column="state",
    moves={"requested": frozenset({"approved", "refused"})},
    first=frozenset({"requested"}),
)


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]
    operations = [migrations.RunSQL(*CLOCK), migrations.RunSQL(*EXTENSION)]
