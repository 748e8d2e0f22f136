"""The database: SQLite in a file, or SQL Server."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .environment import env


def chosen(folder: Path) -> dict[str, Any]:
    """Return SQL Server where DATABASE_HOST names one (docs/settings.md), else SQLite in the folder."""
    if host := env.str("DATABASE_HOST", ""):
        try:
            import pyodbc  # noqa: F401  (mssql-django loads it whichever driver is in use)
        except ImportError as error:
            raise ImproperlyConfigured(
                f"DATABASE_HOST is set, and SQL Server's backend lacks a library ({error}). "
                "On Debian and Ubuntu: apt-get install unixodbc."
            ) from error
        return {
            "ENGINE": "mssql",
            "NAME": env.str("DATABASE_NAME", "intervision"),
            "USER": env.str("DATABASE_USER"),
            "PASSWORD": env.str("DATABASE_PASSWORD"),
            "HOST": host,
            "PORT": env.str("DATABASE_PORT", "1433"),
            "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", 60),
            # A server that restarted has cut what was kept: asked once a request, no request fails of it.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "python_driver": "mssql_python",
                "extra_params": env.str("DATABASE_EXTRA_PARAMS", "Encrypt=yes"),
            },
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "intervision.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
