from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0004_corrections_wait_for_their_judgement"),
    ]

    operations = [
        migrations.AddField(
            model_name="interview",
            name="brought_asked_at",
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
    ]
