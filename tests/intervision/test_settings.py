"""The environment as settings.py reads it, each time in a process of its own."""

import json
import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from intervision import addresses
from intervision.environment import folder_of

ROOT = Path(__file__).resolve().parents[2]
SAY = """
import json
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in {names}]))
"""


def run(folder: Path, code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run some code with these variables alone set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "intervision.settings"} | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_of(folder: Path, *names: str, **env: str) -> Any:
    done = run(folder, SAY.format(names=names), **env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(folder: Path, **env: str) -> str:
    done = run(folder, "from django.conf import settings; settings.DEBUG", **env)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    return last


def test_a_value_that_begins_with_a_dollar_is_taken_as_it_is(tmp_path: Path) -> None:
    password, key = settings_of(
        tmp_path, "EMAIL_HOST_PASSWORD", "SECRET_KEY", EMAIL_HOST_PASSWORD="$ecret", SECRET_KEY="$key$"
    )

    assert (password, key) == ("$ecret", "$key$")


def test_words_are_read_in_any_case(tmp_path: Path) -> None:
    level, verification = settings_of(
        tmp_path,
        "LOG_LEVEL",
        "ACCOUNT_EMAIL_VERIFICATION",
        LOG_LEVEL="debug",
        EMAIL_VERIFICATION="Mandatory",
    )

    assert (level, verification) == ("DEBUG", "mandatory")


@pytest.mark.parametrize(
    ("port", "backend"),
    [
        ("transcriber", "interviews.speech.openai.OpenAITranscriber"),
        ("voice", "interviews.speech.openai.OpenAIVoice"),
        ("writer", "reports.writer.openai.OpenAIWriter"),
    ],
)
def test_openai_can_be_named_for_one_port_alone(tmp_path: Path, port: str, backend: str) -> None:
    variables = {"OPENAI_API_KEY": "k", "OPENAI_VOICE": "false", f"{port.upper()}_BACKEND": backend}
    code = f"from intervision.providers import provider; print(type(provider({port!r})).__name__)"

    made = run(tmp_path, "import django; django.setup(); " + code, **variables)
    (providers,) = settings_of(tmp_path, "PROVIDERS", **variables)

    assert made.stdout.strip() == backend.rsplit(".", 1)[-1], made.stderr
    assert providers[port]["OPTIONS"]["api_key"] == "k"


def test_hearing_stays_on_this_machine_unless_a_setting_says_otherwise(tmp_path: Path) -> None:
    (with_voice,) = settings_of(tmp_path, "PROVIDERS", OPENAI_API_KEY="k")
    (without,) = settings_of(tmp_path, "PROVIDERS", OPENAI_API_KEY="k", OPENAI_VOICE="false")

    assert with_voice["transcriber"]["BACKEND"] == "interviews.speech.whisper.WhisperTranscriber"
    assert with_voice["voice"]["BACKEND"] == "interviews.speech.openai.OpenAIVoice"
    assert without["voice"]["BACKEND"] == "interviews.speech.voice.BrowserVoice"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("LOG_LEVEL", "loud", "WARNING"), ("EMAIL_VERIFICATION", "yes", "mandatory")],
)
def test_a_word_that_is_none_of_those_is_refused(tmp_path: Path, name: str, value: str, says: str) -> None:
    refused = refusal(tmp_path, **{name: value})

    assert f"{name}='{value}'" in refused
    assert says in refused


def test_folders_are_made_and_one_that_can_not_be_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "a" / "missing" / "folder"
    (tmp_path / "file").write_text("in the way")

    settings_of(tmp_path, "DEBUG", STATIC_ROOT=str(missing))

    assert missing.is_dir()
    assert "STATIC_ROOT=" in refusal(tmp_path, STATIC_ROOT=str(tmp_path / "file" / "static"))


def test_a_key_that_can_not_be_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()  # as a file that nobody may write, but for root too

    assert "SECRET_KEY can't be kept in" in refusal(tmp_path)


def test_a_data_folder_that_can_not_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *asked: False)  # root may write anywhere

    with pytest.raises(ImproperlyConfigured, match=r"SOME_DIR=.* can't be written"):
        folder_of("SOME_DIR", tmp_path, writable=True)


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda _: settings_of(tmp_path, "SECRET_KEY")[0], range(4)))

    assert len(set(keys)) == 1
    assert len(keys[0]) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("secret_key*")] == ["secret_key"]


def test_an_empty_key_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()  # whoever began it was stopped

    assert len(settings_of(tmp_path, "SECRET_KEY")[0]) > 50


def test_a_machine_that_listens_everywhere_answers_to_its_own_names_and_no_others(tmp_path: Path) -> None:
    hosts, site = settings_of(tmp_path, "ALLOWED_HOSTS", "SITE_URL", HOST="0.0.0.0")

    assert {socket.gethostname().lower(), *addresses.ipv4()} <= set(hosts)
    assert not {"*", "0.0.0.0"} & set(hosts)
    assert site == f"http://{socket.gethostname()}:8000"
