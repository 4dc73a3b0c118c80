from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('entry_id', models.BigIntegerField(unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('previous', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Unsealed',
            fields=[
                ('entry_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('role', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(max_length=80)),
                ('subject_id', models.CharField(max_length=80)),
                ('facts', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'id'], name='journal_by_subject'), models.Index(fields=['action', 'id'], name='journal_by_action'), models.Index(fields=['unit_id', 'id'], name='journal_by_unit'), models.Index(fields=['at'], name='journal_by_moment')],
            },
        ),
    ]
