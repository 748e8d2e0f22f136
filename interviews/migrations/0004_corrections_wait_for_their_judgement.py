from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0003_turns_keep_when_silence_was_no_pause"),
    ]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="judgement_asked_at",
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
    ]
