"""Settings of the tests: a folder and a Redis port of their own, tasks run where they are called."""

import atexit
import os
import shutil
import socket
import tempfile

for name in [key for key in os.environ if key.startswith(("OPENAI_", "DATABASE_"))]:
    if not os.environ.get("INTERVISION_TEST_DATABASE"):
        del os.environ[name]
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="intervision-tests-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    os.environ["VALKEY_PORT"] = str(probe.getsockname()[1])
os.environ.pop("REDIS_URL", None)
os.environ["SECRET_KEY"] = "only for tests"

from intervision.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in use: in memory, connections share a cache whose locks refuse at once and don't wait.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "tests.sqlite3"}  # noqa: F405

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
# Files are looked up when they are asked for: to look through all of them takes each test's client 0.1 s.
WHITENOISE_AUTOREFRESH = True
