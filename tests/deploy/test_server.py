"""The files for a server: systemd's units, the proxies, the example of an environment."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.environment import Environment
from bot.slack.endpoint import PATH as SLACK
from bot.slack.install import INSTALL, REDIRECT
from bot.teams.endpoint import PATH as TEAMS

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
_PYTHON = "/opt/needlepoint/.venv/bin/python"

PUBLIC = (SLACK, INSTALL, REDIRECT, TEAMS, "/healthz")
INSIDE = ("/metrics", "/readyz", "/", "/demo/page.js", "/api/messages/x", "/healthz/x")


@pytest.fixture
def unit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A unit that starts this Python: the other one is not installed here."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    text = request.param.read_text()
    assert _PYTHON in text
    copy = tmp_path / request.param.name
    copy.write_text(text.replace(_PYTHON, sys.executable))
    return copy


@pytest.mark.parametrize("unit", UNITS, indirect=True, ids=lambda unit: unit.stem)
def test_systemd_takes_a_unit_without_a_word(unit: Path) -> None:
    verify = ["systemd-analyze", "verify", "--man=no", unit]
    told = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, indirect=True, ids=lambda unit: unit.stem)
def test_a_unit_may_do_little(unit: Path) -> None:
    security = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
    told = subprocess.run(security, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-300:]


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.stem)
def test_a_unit_starts_the_process_that_it_is_named_for(file: Path) -> None:
    (verb,) = re.findall(
        rf"^ExecStart={re.escape(_PYTHON)} -m bot (\w+)$", file.read_text(), re.MULTILINE
    )
    assert file.stem == f"needlepoint-{_parser().parse_args([verb]).verb}"


def test_there_is_a_unit_for_each_process() -> None:
    assert [file.stem for file in UNITS] == ["needlepoint-clock", "needlepoint-web"]


def caddy_passes(path: str) -> bool:
    """Whether Caddy's matcher lets a path through; a star stands at an end."""
    (matcher,) = re.findall(r"@bot path (.+)", (DEPLOY / "Caddyfile").read_text())
    return any(
        path.startswith(word[:-1]) if word.endswith("*") else path == word
        for word in matcher.split()
    )


def nginx_passes(path: str) -> bool:
    """Whether nginx's location lets a path through."""
    (pattern,) = re.findall(r"location ~ (\S+) \{", (DEPLOY / "nginx.conf").read_text())
    return re.match(pattern, path) is not None


@pytest.mark.parametrize("passes", [caddy_passes, nginx_passes])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_proxy_passes_what_the_platforms_ask_for(passes: object, path: str) -> None:
    assert callable(passes)
    assert passes(path)


@pytest.mark.parametrize("passes", [caddy_passes, nginx_passes])
@pytest.mark.parametrize("path", INSIDE)
def test_a_proxy_passes_nothing_else(passes: object, path: str) -> None:
    assert callable(passes)
    assert not passes(path)


def test_nginx_says_that_it_is_a_proxy() -> None:
    """Or the metrics would be for whoever comes through it."""
    assert "proxy_set_header X-Forwarded-For" in (DEPLOY / "nginx.conf").read_text()


def test_every_line_of_the_example_is_a_setting() -> None:
    text = (DEPLOY / "needlepoint.env.example").read_text()
    named = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    assert named <= {name.upper() for name in Environment.model_fields}
    assert {"DATABASE_URL", "AUDIT_KEY", "SLACK_BOT_TOKEN"} <= named


def test_the_script_says_where_it_looks_for_the_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [DEPLOY / "needlepoint", "doctor"],
        env={"PATH": os.environ["PATH"], "NEEDLEPOINT_ENV": f"{tmp_path}/none.env"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"The settings, {tmp_path}/none.env, are not there")
    assert "docs/server.md, step 4" in done.stderr


def test_the_script_runs_a_verb_in_the_folder_where_it_is_typed(tmp_path: Path) -> None:
    """With the settings of its file; a folder of the same name as ours does not come first."""
    (tmp_path / "bot").mkdir()
    program = tmp_path / "program"
    (program / "deploy").mkdir(parents=True)
    shutil.copy(DEPLOY / "needlepoint", program / "deploy")
    for name in ("bot", "handlers", "models", "jobs"):
        (program / name).symlink_to(DEPLOY.parent / name)
    (program / ".venv" / "bin").mkdir(parents=True)
    python = program / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    (tmp_path / "env").write_text(f"DATABASE_URL=sqlite://{tmp_path}/records.sqlite3\n")
    run = [program / "deploy" / "needlepoint"]
    told = {"PATH": os.environ["PATH"], "NEEDLEPOINT_ENV": str(tmp_path / "env")}
    sqlite3.connect(tmp_path / "records.sqlite3").close()
    done = subprocess.run(
        [*run, "backup", "nightly.copy"],
        cwd=tmp_path, env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "nightly.copy").is_file()
    assert "DATABASE_URL is not set" not in done.stdout
