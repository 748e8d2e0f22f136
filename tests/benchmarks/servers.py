"""Servers for benchmarks and browser tests: the whole product on ports and a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, *, timeout_s: float = 120, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return once `url` answers. Raises TimeoutError, or RuntimeError when the process has gone."""
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            if httpx.get(url, timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {timeout_s} s")


@contextmanager
def product(log: Path | None = None, **environment: str) -> Iterator[str]:
    """Run `manage.py up` and yield its address. Without a `log`, what it prints goes with its folder."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="intervision-product-") as folder:
        variables = {
            **os.environ,
            "VAR_DIR": folder,
            "PORT": str(port),
            "VALKEY_PORT": str(free_port()),
            "DJANGO_SETTINGS_MODULE": "intervision.settings",
            **environment,
        }
        for own in ("REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
            variables.pop(own, None)
        path = log or Path(folder) / "up.log"
        with path.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env=variables,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                url = f"http://127.0.0.1:{port}"
                wait_for(f"{url}/health/ready/", process=process)
                yield url
            except Exception:
                print(path.read_text()[-4000:])
                raise
            finally:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def openai_server(*arguments: str) -> Iterator[str]:
    """Run the stand-in for OpenAI and yield its base URL."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.openai_server", "--port", str(port), *arguments], cwd=ROOT
    )
    try:
        url = f"http://127.0.0.1:{port}/v1"
        wait_for(f"{url}/models", process=process)
        yield url
    finally:
        process.terminate()
        process.wait(10)
