"""The files for a deployment hold together. No container is started here."""

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from intervision import machine

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_every_part_of_a_deployment_is_there() -> None:
    assert set(COMPOSE["services"]) >= {
        "proxy",
        "web",
        "worker",
        "beat",
        "migrate",
        "database",
        "redis",
        "turn",
    }
    assert COMPOSE["services"]["web"]["deploy"]["replicas"] == 2


def test_a_service_waits_only_for_services_that_there_are() -> None:
    services = COMPOSE["services"]
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in services, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[other] or "build" in services[other], f"{name} -> {other}"


def test_every_variable_without_a_default_is_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()

    for name in re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "docker-compose.yml").read_text()):
        assert re.search(rf"^{name}=", example, re.M), name


def test_mounted_files_are_there() -> None:
    for service in COMPOSE["services"].values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).is_file(), source
            else:
                assert source in COMPOSE["volumes"]


def test_redis_syncs_every_write() -> None:
    command = COMPOSE["services"]["redis"]["command"]

    assert command[command.index("--appendfsync") + 1] == "always"


def networks_of(service: str) -> set[str]:
    return set(COMPOSE["services"][service]["networks"])


def relayed(address: str) -> bool:
    """Whether coturn relays to an address: what is allowed goes before what is denied."""
    config = (ROOT / "deploy" / "turnserver.conf").read_text()

    def named(option: str) -> bool:
        ranges = [
            tuple(map(ip_address, line.split("-"))) for line in re.findall(rf"^{option}=(.+)$", config, re.M)
        ]
        wanted: Any = ip_address(address)
        return any(first.version == wanted.version and first <= wanted <= last for first, last in ranges)

    return named("allowed-peer-ip") or not named("denied-peer-ip")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.17.0.2",
        "172.31.0.1", "192.168.1.1", "8.8.8.8", "::1", "::ffff:10.0.0.1", "fc00::1", "fe80::1",
    ],
)  # fmt: skip
def test_the_relay_reaches_no_network_but_its_own(address: str) -> None:
    assert not relayed(address)


def test_the_relay_reaches_the_web_processes_and_not_the_machine_itself() -> None:
    (media,) = COMPOSE["networks"]["media"]["ipam"]["config"]
    machine, *others = ip_network(media["subnet"]).hosts()

    assert all(relayed(str(address)) for address in others)
    assert not relayed(str(machine))
    assert re.search(r"^no-tcp-relay$", (ROOT / "deploy" / "turnserver.conf").read_text(), re.M)


def test_the_relay_shares_a_network_with_the_web_processes_alone() -> None:
    assert networks_of("turn") == {"media"}
    assert [name for name in COMPOSE["services"] if "media" in networks_of(name)] == ["web", "turn"]
    assert networks_of("redis") == networks_of("database") == {"inner"}


def test_redis_asks_for_its_password() -> None:
    command = COMPOSE["services"]["redis"]["command"]

    assert command[command.index("--requirepass") + 1].startswith("${REDIS_PASSWORD:?")
    assert "redis://:${REDIS_PASSWORD" in COMPOSE["x-app"]["environment"]["REDIS_URL"]


def test_a_deployment_loads_all_that_the_apps_ship() -> None:
    command = " ".join(COMPOSE["services"]["migrate"]["command"])

    for loader in machine.LOADERS:
        assert f"manage.py {' '.join(loader)}" in command


def test_every_setting_reaches_a_deployment() -> None:
    assert COMPOSE["x-app"]["env_file"] == [{"path": ".env", "required": False}]
    # Where they stand in .env for 'make run', the image's own places would be lost.
    assert {"VAR_DIR", "STATIC_ROOT", "STATICFILES_BACKEND", "SITE_URL"} <= set(
        COMPOSE["x-app"]["environment"]
    )


def test_addresses_that_are_keys_stand_in_no_access_log() -> None:
    command = re.findall(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text(), re.M)[-1]

    assert '"-v", "0"' in command


def test_the_image_installs_the_lock_by_hash_and_does_not_run_as_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert "--no-deps --require-hashes -r requirements.txt" in dockerfile
    assert re.search(r"^USER intervision$", dockerfile, re.M)


def test_no_setting_is_missing_from_the_list() -> None:
    """docs/settings.md lists every variable that is read."""
    settings = "".join(file.read_text() for file in (ROOT / "intervision").glob("*.py"))
    listed = (ROOT / "docs" / "settings.md").read_text()

    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))

    assert names
    assert not {name for name in names if f"`{name}`" not in listed}


def test_the_proxy_can_be_reloaded_and_checks_nothing_that_it_ignores() -> None:
    config = (ROOT / "deploy" / "Caddyfile").read_text()

    assert "stream_close_delay" in config
    assert "admin off" not in config
    # Upstreams that are looked up ("dynamic") have no active health checks.
    assert "health_" not in config
