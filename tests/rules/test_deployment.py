"""What the image, the compose file, the unit and the proxy take for granted is so."""

from __future__ import annotations

import re

import pytest

from assistant.app.gateway import WEBHOOK_PATH
from assistant.app.running import LONGEST_STOP
from assistant.app.settings import Settings
from assistant.domain.signing import EVENTS_PATH, FAKTUR_PATH
from assistant.domain.transfers.invitation import PAGE_PATH
from tests.rules.source import ROOT

FILES = ["Dockerfile", "compose.yaml", "deploy/assistant.service", "deploy/nginx.conf"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {f"ASSISTANT_{field.upper()}" for field in Settings.model_fields}
    named = set(re.findall(r"ASSISTANT_[A-Z_]+", read(name)))
    assert named <= known | {"ASSISTANT_ENV_FILE"}


def test_what_the_image_copies_is_there_and_is_let_through() -> None:
    copied = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", read("Dockerfile"))
    paths = [path for line in copied for path in line.split()]
    let_through = {line[1:] for line in read(".dockerignore").splitlines() if line[:1] == "!"}
    assert set(paths) == let_through
    assert all((ROOT / path).exists() for path in paths)


def test_no_secret_goes_to_the_builder() -> None:
    assert read(".dockerignore").splitlines()[1] == "*"
    assert "!.env" not in read(".dockerignore")


def test_the_image_installs_nothing_without_its_hash() -> None:
    installs = re.findall(r"pip install ([^\n]+)", read("Dockerfile"))
    assert installs
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)


def test_health_is_asked_where_every_process_answers() -> None:
    listen = re.findall(r"ASSISTANT_METRICS_LISTEN[=:] ?[\d.]+:(\d+)", read("Dockerfile"))
    assert f"127.0.0.1:{listen[0]}/healthz" in read("Dockerfile")
    assert f"127.0.0.1:{listen[0]}:{listen[0]}" in read("compose.yaml")


def test_everybody_waits_longer_than_a_stop_may_take() -> None:
    grace = re.findall(r"stop_grace_period: (\d+)s", read("compose.yaml"))
    unit = re.findall(r"TimeoutStopSec=(\d+)", read("deploy/assistant.service"))
    assert all(int(seconds) > LONGEST_STOP + 4 for seconds in [*grace, *unit])


def test_the_proxy_knows_the_ways_in_and_their_sizes() -> None:
    proxy = read("deploy/nginx.conf")
    assert f"location {PAGE_PATH} {{" in proxy
    for path in (WEBHOOK_PATH, EVENTS_PATH, FAKTUR_PATH):
        assert re.search(rf"location = {path}\s+{{", proxy), path
