"""TCP ports of this machine: is one free, and which is the next that is."""

import errno
import socket

_TAKEN = (errno.EADDRINUSE, errno.EACCES)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now. Raises OSError when `host` is no address of this machine."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As servers do: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
    return True


def next_free(host: str, port: int, *, tries: int = 100) -> int | None:
    """Return the first free port from `port` on, or None when `tries` of them are taken."""
    return next((number for number in range(port, port + tries) if is_free(host, number)), None)
