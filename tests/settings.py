"""Settings of the tests: a folder and a Redis port of their own, tasks run where they are called."""

import os
import socket
import tempfile

for name in [key for key in os.environ if key.startswith(("OPENAI_", "DATABASE_"))]:
    if not os.environ.get("INTERVISION_TEST_DATABASE"):
        del os.environ[name]
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="intervision-tests-")
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    os.environ["VALKEY_PORT"] = str(probe.getsockname()[1])
os.environ.pop("REDIS_URL", None)
os.environ["SECRET_KEY"] = "only for tests"

from intervision.settings import *  # noqa: E402, F403

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
