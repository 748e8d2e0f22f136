import os
import signal
import subprocess
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError

from intervision import tcp_ports
from intervision.valkey import server_command


def start(port: int, folder: Path) -> tuple["subprocess.Popen[bytes]", Redis]:
    command = server_command(port=port, folder=folder)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = Redis(port=port)
    for _ in range(200):
        try:
            client.ping()
            return process, client
        except (RedisConnectionError, ResponseError):
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    port = tcp_ports.next_free("127.0.0.1", 16_400)
    assert port is not None
    process, client = start(port, tmp_path)
    client.xadd("stream", {"e": "said"})
    client.set("state", "kept")

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    client.close()
    process, client = start(port, tmp_path)

    assert client.get("state") == b"kept"
    assert client.xlen("stream") == 1
    client.close()
    process.terminate()
    process.wait(10)


def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    command = server_command(port=1, folder=tmp_path)

    assert command[command.index("--bind") + 1] == "127.0.0.1"
    assert command[command.index("--appendfsync") + 1] == "always"
