from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="emergencymeasure",
            name="end_decision_number",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="emergencymeasure",
            constraint=models.CheckConstraint(
                condition=~Q(kind="separation")
                | Q(ended_at__isnull=True)
                | (Q(ended_at__gt=F("started_at")) & ~Q(end_decision_number="")),
                name="separation_ended_by_a_decision",
            ),
        ),
    ]
