from django.db import migrations

from lachan.programme import guards


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [
        migrations.RunSQL(*guards.ASSIGNMENT_GUARD),
        migrations.RunSQL(*guards.REPORT_GUARD),
        *(migrations.RunSQL(*sql) for sql in guards.FROZEN_FIGURES),
        migrations.RunSQL(*guards.FROZEN_TEXT),
    ]
