"""Settings. What differs between machines is read from the environment; docs/settings.md lists all of it."""

import socket
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from . import addresses, api_schema, database, schedule
from .environment import BASE_DIR, env, folder_of, kept_key

VAR_DIR = folder_of("VAR_DIR", BASE_DIR / "var", writable=True)

# --- the site ---------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_key(VAR_DIR / "secret_key")
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000)
# Where it listens on all of its addresses, it answers to each of them, and to its name.
_names = addresses.of_this_machine() if HOST in addresses.ALL else [HOST]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", *_names])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_TLS = env.bool("BEHIND_TLS", False)

INSTALLED_APPS = [
    "daphne",
    "intervision",
    "intervision.accounts",
    "interviews",
    "reports",
    "jobs",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "channels",
    "csp",
    "django_htmx",
    "django_ace",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_celery_beat",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "intervision.accounts.guests.GuestsStay",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "intervision.wrong_method.WrongMethodPage",
]

ROOT_URLCONF = "intervision.urls"
ASGI_APPLICATION = "intervision.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "intervision.forms.Renderer"

# --- stores -----------------------------------------------------------------------------------------

DATABASES = {"default": database.chosen(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

VALKEY_PORT = env.int("VALKEY_PORT", 6399)
EMBEDDED_VALKEY = not env.str("REDIS_URL", "")
REDIS_URL = env.str("REDIS_URL", f"redis://127.0.0.1:{VALKEY_PORT}/0")

# The layer waits for messages in a blocking read, which redis-py's own time limit would cut off.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# The largest chunk of a recording (interviews/recordings/chunks.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {
        "BACKEND": env.str("STORAGE_BACKEND", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("STORAGE_OPTIONS", {}),
    },
    "staticfiles": {
        "BACKEND": env.str("STATICFILES_BACKEND", "django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = folder_of("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 300

# --- tasks ------------------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A pull takes up to half an hour: reports never wait behind it, for it has a worker of its own.
CELERY_TASK_ROUTES = {"jobs.tasks.*": {"queue": "jobs"}}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A lost worker's task comes back after five minutes; the default is an hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
CELERY_BEAT_SCHEDULER = "intervision.beat:Scheduler"
CELERY_BEAT_SCHEDULE = schedule.SCHEDULE
CELERY_TIMEZONE = "UTC"

# --- people -----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_LENGTH = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "intervision.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "intervision.accounts.sign_in_forms.LoginForm",
    "signup": "intervision.accounts.sign_in_forms.SignupForm",
    "add_email": "intervision.accounts.sign_in_forms.AddEmailForm",
    "change_email": "intervision.accounts.sign_in_forms.ChangeEmailForm",
    "change_password": "intervision.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "intervision.accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "intervision.accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "intervision.accounts.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "intervision.accounts.sign_in_forms.ReauthenticateForm",
    "confirm_email_verification_code": "intervision.accounts.sign_in_forms.ConfirmEmailForm",
}
MFA_ADAPTER = "intervision.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "intervision.accounts.sign_in_forms.SecondFactorForm",
    "reauthenticate": "intervision.accounts.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "intervision.accounts.sign_in_forms.ActivateAppForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = env.choice("EMAIL_VERIFICATION", "none", "none", "optional", "mandatory")
# By a code, which is asked for where a mistyped address can still be changed: the interviews of a guest
# would be locked up in an account that nobody can confirm.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION == "mandatory"
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "InterVision: "
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
GUEST_KEPT_DAYS = env.int("GUEST_KEPT_DAYS", 90, least=1)

EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if env.str("EMAIL_HOST", "")
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "InterVision <intervision@localhost>")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- words ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# --- the interview ----------------------------------------------------------------------------------

OPENAI_API_KEY = env.str("OPENAI_API_KEY", "")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", "")
# A server of one's own (vLLM, Ollama, llama.cpp) often asks for no key.
OPENAI_IN_USE = bool(OPENAI_API_KEY or OPENAI_BASE_URL)
_openai: dict[str, Any] = {"api_key": OPENAI_API_KEY or "none", "base_url": OPENAI_BASE_URL or None}
_model = env.str("OPENAI_MODEL", "gpt-4.1-mini")


def _provider(
    name: str, local: str, openai: str, openai_options: dict[str, Any], *, prefer_openai: bool = OPENAI_IN_USE
) -> dict[str, Any]:
    """Return the setting of one port: NAME_BACKEND, else OpenAI where it is preferred, else the local one."""
    backend = env.str(f"{name.upper()}_BACKEND", openai if prefer_openai else local)
    options = openai_options if backend == openai else {}
    return {"BACKEND": backend, "OPTIONS": options | env.json(f"{name.upper()}_OPTIONS", {})}


PROVIDERS = {
    "interviewer": _provider(
        "interviewer",
        "interviews.interviewer.local.LocalInterviewer",
        "interviews.interviewer.openai.OpenAIInterviewer",
        _openai | {"model": _model},
    ),
    "analyst": _provider(
        "analyst",
        "interviews.analysis.local.LocalAnalyst",
        "interviews.analysis.openai.OpenAIAnalyst",
        _openai | {"model": _model},
    ),
    "writer": _provider(
        "writer",
        "reports.writer.local.LocalWriter",
        "reports.writer.openai.OpenAIWriter",
        _openai | {"model": _model},
    ),
    # Hearing stays on this machine unless a setting says otherwise: it is faster, and the voice stays here.
    "transcriber": _provider(
        "transcriber",
        "interviews.speech.whisper.WhisperTranscriber",
        "interviews.speech.openai.OpenAITranscriber",
        _openai,
        prefer_openai=False,
    ),
    "voice": _provider(
        "voice",
        "interviews.speech.voice.BrowserVoice",
        "interviews.speech.openai.OpenAIVoice",
        _openai | {"model": env.str("OPENAI_VOICE_MODEL", "gpt-4o-mini-tts")},
        prefer_openai=OPENAI_IN_USE and env.bool("OPENAI_VOICE", True),
    ),
}

# Euros or dollars, whatever the prices below are in; 0 means no bound.
DAILY_BUDGET_PER_USER = env.float("DAILY_BUDGET_PER_USER", 2.0)
DAILY_BUDGET_SITE = env.float("DAILY_BUDGET_SITE", 50.0)
# Price of a million tokens in and out, by model; unknown models count as the dearest one here.
MODEL_PRICES: dict[str, list[float]] = env.json(
    "MODEL_PRICES", {"gpt-4.1-mini": [0.40, 1.60], "gpt-4.1": [2.00, 8.00], "gpt-4o-mini-tts": [0.60, 12.00]}
)

ICE_SERVERS = env.json("ICE_SERVERS", [])
# What our own side of a call asks: nothing, where it stands beside the relay that browsers need.
SERVER_ICE_SERVERS = env.json("SERVER_ICE_SERVERS", ICE_SERVERS)
# An address that aiortc offers beside those it finds: needed where only loopback exists.
WEBRTC_HOST_ADDRESS = env.str("WEBRTC_HOST_ADDRESS", "")
# What one person may do at most; 0 means no bound.
REHEARSALS_A_DAY = env.int("REHEARSALS_A_DAY", 30)
RECORDINGS_GB_PER_USER = env.float("RECORDINGS_GB_PER_USER", 20.0)
GUEST_INTERVIEW_MINUTES = env.int("GUEST_INTERVIEW_MINUTES", 45, least=1)
ABANDONED_AFTER_MINUTES = env.int("ABANDONED_AFTER_MINUTES", 30, least=1)
RECORDING_RETENTION_DAYS = env.int("RECORDING_RETENTION_DAYS", 90)

# --- the job market ---------------------------------------------------------------------------------

# Where people find this site: sources see it as who asks, mails link to it.
_host = socket.gethostname() if HOST in addresses.ALL else HOST
SITE_URL = env.str("SITE_URL", f"http://{_host}:{PORT}")
JOB_SOURCES = env.list(
    "JOB_SOURCES",
    default=[
        "jobs.sources.greenhouse.Greenhouse",
        "jobs.sources.ashby.Ashby",
        "jobs.sources.lever.Lever",
        "jobs.sources.smartrecruiters.SmartRecruiters",
        "jobs.sources.personio.Personio",
        "jobs.sources.recruitee.Recruitee",
        "jobs.sources.workable.Workable",
        "jobs.sources.jobtech.JobTech",
        "jobs.sources.himalayas.Himalayas",
        "jobs.sources.arbeitnow.Arbeitnow",
        "jobs.sources.remotive.Remotive",
        "jobs.sources.remoteok.RemoteOK",
        "jobs.sources.jobicy.Jobicy",
        "jobs.sources.adzuna.Adzuna",
        "jobs.sources.themuse.TheMuse",
        "jobs.sources.usajobs.USAJobs",
        "jobs.sources.hackernews.HackerNews",
        "jobs.sources.rss.Rss",
        "jobs.sources.jsonld.JsonLd",
    ],
)
# Another address for a source, by its path above: a mirror, or a server of one's own to test with.
JOB_SOURCE_ADDRESSES: dict[str, str] = env.json("JOB_SOURCE_ADDRESSES", {})
# The full-text index of jobs: derived data on this machine's own disk, rebuilt from the database at need.
JOBS_INDEX_DIR = Path(env.str("JOBS_INDEX_DIR", str(VAR_DIR / "jobs-index")))
ADZUNA_APP_ID = env.str("ADZUNA_APP_ID", "")
ADZUNA_APP_KEY = env.str("ADZUNA_APP_KEY", "")
USAJOBS_EMAIL = env.str("USAJOBS_EMAIL", "")
USAJOBS_KEY = env.str("USAJOBS_KEY", "")

# --- integrations -----------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "intervision.accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "intervision.paging.Pages",
    "EXCEPTION_HANDLER": "intervision.api_refusals.refused",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["intervision.throttle.UserThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
}
SPECTACULAR_SETTINGS = api_schema.SETTINGS

LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "aioice": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "httpx2": {"level": "WARNING"},
        "faster_whisper": {"level": "WARNING"},
    },
}

if DATABASES["default"]["ENGINE"] == "mssql" and not env.str("SECRET_KEY", ""):
    raise ImproperlyConfigured("Set SECRET_KEY: several processes share it, and each would make its own.")
