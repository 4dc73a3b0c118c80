import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='RecordKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key_class', models.CharField(choices=[('case', 'case'), ('identity', 'identity')], max_length=10)),
                ('wrapped', models.BinaryField(null=True)),
                ('kek_version', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('shredded_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['key_class', 'kek_version', 'id'], name='vault_key_by_kek')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('shredded_at__isnull', True), ('wrapped__isnull', False)), models.Q(('shredded_at__isnull', False), ('wrapped__isnull', True)), _connector='OR'), name='vault_key_is_wrapped_or_shredded')],
            },
        ),
    ]
