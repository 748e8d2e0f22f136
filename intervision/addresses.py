"""The names and addresses that this machine is found by."""

import socket

import ifaddr

# What HOST is for every address of the machine.
ALL = ("0.0.0.0", "::", "")


def ipv4() -> list[str]:
    """Return this machine's IPv4 addresses, without loopback."""
    found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    return [address for address in found if not address.startswith("127.")]


def of_this_machine() -> list[str]:
    """Return its names and addresses as they stand in a Host header, without loopback.

    They are its own, so that answering to them opens it to no other site's pages (DNS rebinding); '*' would.
    """
    name = socket.gethostname().lower()
    v6 = [ip.ip[0] for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, tuple)]
    return [name, f"{name}.local", *ipv4(), *(f"[{address}]" for address in v6 if address != "::1")]
