import socket

import pytest

from intervision import tcp_ports


def test_a_port_that_somebody_listens_on_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not tcp_ports.is_free("127.0.0.1", server.getsockname()[1])


def test_the_next_free_port_comes_after_those_that_are_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]

        found = tcp_ports.next_free("127.0.0.1", taken)

    assert found is not None
    assert found > taken


def test_there_is_none_when_all_tries_are_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert tcp_ports.next_free("127.0.0.1", server.getsockname()[1], tries=1) is None


def test_the_address_of_another_machine_is_an_error() -> None:
    with pytest.raises(OSError):
        tcp_ports.is_free("192.0.2.1", 8000)
