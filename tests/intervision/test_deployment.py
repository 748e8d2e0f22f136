"""The files for a deployment hold together. No container is started here."""

import re
from pathlib import Path

import yaml

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


def test_the_image_installs_the_lock_by_hash_and_does_not_run_as_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert "--no-deps --require-hashes -r requirements.txt" in dockerfile
    assert re.search(r"^USER intervision$", dockerfile, re.M)


def test_no_setting_is_missing_from_the_list() -> None:
    """docs/settings.md lists every variable that settings.py reads."""
    settings = (ROOT / "intervision" / "settings.py").read_text()
    listed = (ROOT / "docs" / "settings.md").read_text()

    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))

    assert names
    assert not {name for name in names if f"`{name}`" not in listed}
