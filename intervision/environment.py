"""Reads the environment and makes what it names; what can't be read or made stops the start with its name."""

import math
import os
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class Environment(environ.Env):  # type: ignore[misc]
    """The environment, which names the variable whose value can't be read."""

    def get_value(self, var: str, cast: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            # The library would take it for the name of another variable; a password may begin with it.
            if (value := os.environ.get(var, "")).startswith("$"):
                return self.parse_value(value, cast)
            return super().get_value(var, cast, *args, **kwargs)
        except (ValueError, TypeError) as error:
            raise ImproperlyConfigured(f"{var}={os.environ.get(var)!r} can't be read ({error}).") from error

    def choice(self, var: str, default: str, *allowed: str) -> str:
        """Return one of the words that are allowed, as it is written there."""
        word = str(self.str(var, "")).strip() or default
        for one in allowed:
            if one.lower() == word.lower():
                return one
        raise ImproperlyConfigured(f"{var}={word!r} can't be read (write {', '.join(allowed)}).")

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> Any:
        """Return a switch. A word that is neither yes nor no is refused; the library takes it for no."""
        if (word := _written(var).lower()) in ("", *YES, *NO):
            return word in YES if word else default
        raise ImproperlyConfigured(f"{var}={word!r} can't be read (write true or false).")

    def int(self, var: Any, default: Any, *, least: Any = 0) -> Any:
        """Return a whole number that is not below `least`: less than none of something is a slip."""
        if not _written(var):
            return default
        if (number := super().int(var, default)) < least:
            raise ImproperlyConfigured(f"{var}={os.environ[var]!r} can't be used (write {least} or more).")
        return number

    def float(self, var: Any, default: Any) -> Any:
        """Return an amount, none or more. The library reads '1,5x' as it likes."""
        if not (written := _written(var)):
            return default
        number = _number(written)
        if not (math.isfinite(number) and number >= 0):
            raise ImproperlyConfigured(f"{var}={written!r} can't be read (write a number, as 2.5).")
        return number

    def json(self, var: Any, default: Any) -> Any:
        """Return what is written as JSON: an object or a list, as the default is one."""
        if not _written(var):
            return default
        value = super().json(var, default)
        if not isinstance(value, type(default)):
            shape = "a list, as []" if isinstance(default, list) else 'an object, as {"name": 1}'
            raise ImproperlyConfigured(f"{var}={os.environ[var]!r} can't be read (write {shape}).")
        return value


def _written(var: str) -> str:
    """Return what a variable says; one that is set to nothing is as good as left out."""
    return os.environ.get(var, "").strip()


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return math.nan


env = Environment()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")


def folder_of(var: str, default: Path, *, writable: bool = False) -> Path:
    """Return the folder that a variable names, made where it is missing."""
    path = Path(env.str(var, "") or default).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{var}={path} can't be made ({error.strerror}); name a folder."
        ) from error
    if writable and not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{var}={path} can't be written; make it writable, or name another.")
    return path


def kept_key(path: Path) -> str:
    """Return the key in a file, made where it is missing or empty; processes that start at once share one."""
    try:
        if path.exists() and (key := path.read_text().strip()):
            return key
        path.unlink(missing_ok=True)  # empty: whoever began it was stopped
        whole = path.with_name(f"{path.name}.{os.getpid()}")
        whole.touch(mode=0o600)
        whole.write_text(secrets.token_urlsafe(50))
        try:
            os.link(whole, path)  # unlike a rename, it leaves the key that another process has just made
        except FileExistsError:
            pass
        finally:
            whole.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY can't be kept in {path} ({error.strerror}). Make it readable and writable, or set "
            "SECRET_KEY."
        ) from error
