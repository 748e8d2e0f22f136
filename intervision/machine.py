"""What runs when one machine runs everything: which processes, on which ports, after which preparations."""

import asyncio
import contextlib
import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import DatabaseError, connections
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import RedisError

from . import addresses, model_service, providers, tcp_ports
from .priorities import NICENESS
from .supervisor import Part
from .valkey import server_command

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Commands that load what the apps ship, before anybody comes.
LOADERS = (("bank", "load"), ("load_job_sources",))
LOCK_PATIENCE_S = 5.0
# What one that was killed had running is stopped by its warden, three stages of eight seconds at most.
ORPHANS_PATIENCE_S = 30.0


class CannotStart(Exception):
    """The product can't start here; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is going to run, and where."""

    parts: list[Part]
    url: str
    redis: str


@contextlib.contextmanager
def only_one_here() -> Iterator[int]:
    """Hold the data folder for this process; yields the lock's file descriptor, for the embedded store.

    Two stores that append to the same file would ruin it. The store holds the lock as well, so that it is
    held for as long as anything writes. Raises CannotStart when somebody else has it.
    """
    path = settings.VAR_DIR / "up.lock"
    try:
        file = path.open("a+")
    except OSError as error:
        raise CannotStart(
            f"{path} can't be written ({error.strerror}). Make {settings.VAR_DIR} writable for you, "
            "or set VAR_DIR to a folder that is."
        ) from error
    with file:
        _lock(file.fileno(), path)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield file.fileno()


def _lock(descriptor: int, path: Path) -> None:
    began = time.monotonic()
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            owner = path.read_text().strip()
            patience_s = LOCK_PATIENCE_S if _is_running(owner) else ORPHANS_PATIENCE_S
            if time.monotonic() - began > patience_s:
                raise CannotStart(
                    f"InterVision is already running with the data in {settings.VAR_DIR} (process "
                    f"{owner or 'unknown'}). Stop it, or set VAR_DIR to another folder."
                ) from error
            time.sleep(0.1)


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except PermissionError:  # somebody else's
        return True
    except (ProcessLookupError, ValueError):
        return False
    return True


def lay_out(*, workers: int, verbose: bool, lock: int) -> Layout:
    """Return what to run. Raises CannotStart when a port is taken or an address is not this machine's."""
    _check_address()
    parts: list[Part] = []
    redis_url, redis = settings.REDIS_URL, _without_password(settings.REDIS_URL)
    if settings.EMBEDDED_VALKEY:
        port = _valkey_port()
        redis_url, redis = f"redis://127.0.0.1:{port}/0", f"built-in Valkey on port {port}"
        parts.append(_valkey(port, lock))
    env = _environment(redis_url, verbose=verbose)
    parts += [*_celery_parts(env, workers=workers), _web(env, verbose=verbose)]
    return Layout(parts=parts, url=_url(), redis=redis)


def _environment(redis_url: str, *, verbose: bool) -> dict[str, str]:
    return {
        "REDIS_URL": redis_url,
        "LOG_LEVEL": settings.LOG_LEVEL if os.environ.get("LOG_LEVEL") else "INFO" if verbose else "WARNING",
        "PYTHONUNBUFFERED": "1",
        # A container or a fresh machine has nobody but root; what the worker loads is its own queue.
        "PYTHONWARNINGS": os.environ.get("PYTHONWARNINGS", "ignore:You're running the worker with superuser"),
    }


def _celery_parts(env: dict[str, str], *, workers: int) -> list[Part]:
    """Return the workers and the clock that gives them their work."""
    celery = (sys.executable, "-m", "celery", "--quiet", "-A", "intervision")
    level = ("--loglevel", env["LOG_LEVEL"])
    worker = (*celery, "worker", *level, "--without-gossip", "--without-mingle")
    # Pulling the job market has a queue and a process of its own: nobody's report waits for it.
    queues = {"worker": ("celery", str(workers)), "jobs": ("jobs", "1")}
    parts = [
        Part(
            name=name,
            command=(*worker, "--hostname", f"{name}@%h", "--queues", queue, "--concurrency", concurrency),
            env=env,
            stage=1,
            # Asked once, it finishes its tasks; asked again, it puts them back into the queue.
            stop=((signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0)),
            niceness=NICENESS,
        )
        for name, (queue, concurrency) in queues.items()
    ]
    return [*parts, Part(name="beat", command=(*celery, "beat", *level), env=env, stage=1, niceness=NICENESS)]


def _web(env: dict[str, str], *, verbose: bool) -> Part:
    return Part(
        name="web",
        command=_web_command(verbose),
        env=env,
        stage=2,
        ready=_answers,
        ready_s=120.0,
        # Its interviews are written down first (interviews/live/rooms.py, close_all).
        stop=((signal.SIGTERM, 40.0),),
    )


def _web_command(verbose: bool) -> tuple[str, ...]:
    options = {
        "-b": settings.HOST,
        "-p": str(settings.PORT),
        "-v": "1" if verbose else "0",
        # What was heard is transcribed and appended before an owner lets go of its interview.
        "--application-close-timeout": "30",
    }
    flat = (part for pair in options.items() for part in pair)
    # Limits on attempts go by the address of whoever asks, which the proxy knows.
    proxied = ("--proxy-headers",) if settings.BEHIND_TLS else ()
    return (sys.executable, "-m", "daphne", *flat, *proxied, "intervision.asgi:application")


def _valkey(port: int, lock: int) -> Part:
    folder = settings.VAR_DIR / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        command = server_command(port=port, folder=folder)
    except OSError as error:
        raise CannotStart(
            f"The built-in Valkey server is missing ({error}). Remove .venv and run "
            "'make run' again, or set REDIS_URL to a Redis of your own."
        ) from error

    async def ready() -> bool:
        async with AsyncRedis(host="127.0.0.1", port=port, decode_responses=True) as client:
            try:
                # Whoever else took the port meanwhile keeps its data elsewhere.
                return str(folder.resolve()) in (await client.config_get("dir")).values()
            except (RedisError, OSError):  # not there yet, or still reading its file
                return False

    log = folder / "valkey.log"
    command += ["--logfile", str(log)]
    return Part(
        name="valkey", command=tuple(command), stage=0, ready=ready, pass_fds=(lock,), log=f"{log} says why"
    )


async def _answers() -> bool:
    """Whether the web process takes connections."""
    try:
        _, writer = await asyncio.open_connection(_local_host(), settings.PORT)
    except OSError:
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


def _check_address() -> None:
    try:
        free = tcp_ports.is_free(settings.HOST, settings.PORT)
    except OSError as error:
        raise CannotStart(
            f"HOST={settings.HOST} is not an address of this machine ({error.strerror}). "
            "Use 127.0.0.1 for this machine alone, or 0.0.0.0 for all of its addresses."
        ) from error
    except OverflowError as error:
        raise CannotStart(f"PORT={settings.PORT} is not a port. Use a number from 1024 to 65535.") from error
    if not free:
        raise CannotStart(
            f"Port {settings.PORT} on {settings.HOST} is taken, or not allowed. Choose another one: "
            f"PORT={tcp_ports.next_free(settings.HOST, max(settings.PORT, 1024) + 1) or 8765} make run"
        )


def _valkey_port() -> int:
    """Return VALKEY_PORT where it was asked for, else the next free one from its default on."""
    wanted: int = settings.VALKEY_PORT
    if tcp_ports.is_free("127.0.0.1", wanted):
        return wanted
    if os.environ.get("VALKEY_PORT"):
        raise CannotStart(
            f"Port {wanted} is taken, and VALKEY_PORT asks for it. Set VALKEY_PORT to a free one, or leave "
            "it out to have one chosen. If your own Redis runs there, set REDIS_URL to use it."
        )
    if (port := tcp_ports.next_free("127.0.0.1", wanted + 1)) is None:
        raise CannotStart(f"No port from {wanted} up is free. Set VALKEY_PORT to one that is.")
    return port


def prepare() -> None:
    """Run the system checks, bring the database up to date, load what the apps ship. Raises CannotStart."""
    try:
        call_command("check", verbosity=0, stdout=StringIO())
        call_command("migrate", interactive=False, verbosity=0)
        for command, *arguments in LOADERS:
            call_command(command, *arguments, verbosity=0, stdout=StringIO())
    except SystemCheckError as error:
        raise CannotStart(f"Something is missing or set wrongly.\n{error}") from error
    except DatabaseError as error:
        raise CannotStart(f"The database can't be used: {error}. {_database_advice()}") from error
    except CommandError as error:
        raise CannotStart(str(error)) from error
    finally:
        connections.close_all()


def _database_advice() -> str:
    if settings.DATABASES["default"]["ENGINE"] == "mssql":
        return "Check DATABASE_HOST, DATABASE_USER and DATABASE_PASSWORD (docs/settings.md)."
    return f"Check that {settings.VAR_DIR} is writable and that its disk is not full."


def welcome(layout: Layout) -> list[str]:
    """Return what an operator wants to know once everything runs."""
    database = settings.DATABASES["default"]
    where = database["HOST"] if database["ENGINE"] == "mssql" else database["NAME"]
    lines = [
        "",
        f"InterVision is ready: {layout.url}",
        "",
        *(f"  network      http://{address}:{settings.PORT}/" for address in _network_addresses()),
        f"  data         {settings.VAR_DIR}",
        f"  database     {where}",
        f"  redis        {layout.redis}",
        *(f"  {port:<12} {name}" for port, name in providers.in_use().items()),
        "",
    ]
    if troubles := model_service.troubles(settings.PROVIDERS):
        lines += [
            *(f"  {trouble}" for trouble in troubles),
            "  Where a model does not answer, the built-in interviewer, analyst, writer or voice takes over.",
            "",
        ]
    if settings.HOST not in LOOPBACK and not settings.BEHIND_TLS:
        lines += [
            "  Browsers allow the microphone only over https or on localhost: see docs/deploying.md.",
            "",
        ]
    return [*lines, "Ctrl-C stops everything."]


def stop_event() -> asyncio.Event:
    """Return an event that Ctrl-C and SIGTERM set; call it in the running loop of the main thread."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _network_addresses() -> list[str]:
    return addresses.ipv4() if settings.HOST in addresses.ALL else []


def _local_host() -> str:
    host: str = settings.HOST
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)


def _url() -> str:
    host = _local_host()
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.PORT}/"


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or 6379}{parts.path}"
