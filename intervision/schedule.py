"""What runs by itself, and when (UTC). Beat brings it into the database, where operators may change it.

The pulls of job sources are not here: each source says how often it is asked (jobs/catalogue.py).
"""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, Any] = {
    "delete-old-recordings": {
        "task": "interviews.tasks.delete_old_recordings",
        "schedule": crontab(hour="3", minute="17"),
    },
    "remux-left-recordings": {
        "task": "interviews.tasks.remux_left",
        "schedule": crontab(minute="*/5"),
    },
    "delete-idle-guests": {
        "task": "intervision.accounts.tasks.delete_idle_guests",
        "schedule": crontab(hour="3", minute="37"),
    },
    "clear-old-sessions": {
        "task": "intervision.accounts.tasks.clear_sessions",
        "schedule": crontab(hour="3", minute="57"),
    },
    # After each pull the index is refreshed at once; this catches what a lost task left.
    "refresh-job-index": {
        "task": "jobs.tasks.refresh_index",
        "schedule": crontab(minute="*/15"),
    },
    "rebuild-job-index": {
        "task": "jobs.tasks.rebuild_index",
        "schedule": crontab(hour="4", minute="40", day_of_week="0"),
    },
    "send-job-digests": {
        "task": "jobs.tasks.send_digests",
        "schedule": crontab(hour="6", minute="30"),
    },
    "requeue-silent-reports": {
        "task": "reports.tasks.requeue_silent",
        "schedule": crontab(),  # every minute
    },
    "requeue-lost-judgements": {
        "task": "interviews.tasks.requeue_judgements",
        "schedule": crontab(minute="*/5"),
    },
    "requeue-unread-cvs": {
        "task": "interviews.tasks.requeue_brought",
        "schedule": crontab(),  # every minute: somebody looks on
    },
    "flush-abandoned-interviews": {
        "task": "interviews.tasks.flush_abandoned",
        "schedule": crontab(minute="*/2"),
    },
}
