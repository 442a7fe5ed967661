"""The files for a server: systemd's units, the proxies, the example of an environment."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import http_server
from bot.__main__ import _parser
from bot.environment import Environment
from bot.slack.endpoint import PATH as SLACK
from bot.slack.install_page import INSTALL, REDIRECT
from bot.teams.endpoint import PATH as TEAMS

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
_PROGRAM = "/opt/needlepoint/deploy/needlepoint"

PUBLIC = (SLACK, INSTALL, REDIRECT, TEAMS, "/healthz")
INSIDE = ("/metrics", "/readyz", "/", "/demo/page.js", "/api/messages/x", "/healthz/x")


@pytest.fixture
def unit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A unit that starts this project's script: the other one is not installed here."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    text = request.param.read_text()
    assert _PROGRAM in text
    copy = tmp_path / request.param.name
    copy.write_text(text.replace(_PROGRAM, str(DEPLOY / "needlepoint")))
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
        rf"^ExecStart={re.escape(_PROGRAM)} (\w+)$", file.read_text(), re.MULTILINE
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


@pytest.fixture
def installed() -> Iterator[Path]:
    """A program and its settings, in a folder that every account may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "deploy").mkdir()
        shutil.copy(DEPLOY / "needlepoint", folder / "deploy")
        (folder / "bot").mkdir()
        (folder / "bot" / "__main__.py").touch()
        (folder / ".venv" / "bin").mkdir(parents=True)
        (folder / ".venv" / "bin" / "python").symlink_to("/bin/echo")
        (folder / "env").touch()
        yield folder


def run_as_the_bots_account(
    program: Path, word: str = "doctor"
) -> subprocess.CompletedProcess[str]:
    """The script, by an account that is not root."""
    account: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []}
    return subprocess.run(
        [program / "deploy" / "needlepoint", word],
        cwd="/", env={"PATH": os.environ["PATH"], "NEEDLEPOINT_ENV": f"{program}/env"},
        capture_output=True, text=True, check=False, **(account if os.geteuid() == 0 else {}),
    )  # fmt: skip


def test_the_script_starts_a_program_that_the_account_may_read(installed: Path) -> None:
    done = run_as_the_bots_account(installed)
    assert (done.stdout, done.stderr) == ("-P -m bot doctor\n", "")


@pytest.mark.parametrize("path", ["bot/__main__.py", "bot"])
def test_the_script_names_a_file_that_a_pull_closed(installed: Path, path: str) -> None:
    (installed / path).chmod(0)
    done = run_as_the_bots_account(installed)
    (installed / path).chmod(0o755)
    assert done.returncode == 1
    what, mend = done.stderr.splitlines()
    assert f"may not read {installed}/{path}" in what
    assert mend.startswith(f"As root, and then again: cd {installed} && chmod -R go+rX bot ")


def test_the_script_leaves_records_closed(installed: Path) -> None:
    """They may lie in the program's folder; whoever keeps them there knows who may read them."""
    (installed / "needlepoint.sqlite3").touch()
    (installed / "needlepoint.sqlite3").chmod(0)
    assert run_as_the_bots_account(installed).returncode == 0


def test_the_script_says_how_to_make_another_python(installed: Path) -> None:
    """One of pyenv's, uv's or conda's lies in somebody's home, where only they may go."""
    closed = installed.parent / f"{installed.name}-home"
    closed.mkdir()
    shutil.copy("/bin/echo", closed / "python3")
    python = installed / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(closed / "python3")
    closed.chmod(0)
    done = run_as_the_bots_account(installed)
    closed.chmod(0o700)
    shutil.rmtree(closed)
    assert done.returncode == 1
    assert f"has no Python at {python}" in done.stderr
    assert "/usr/bin/python3 -m venv .venv" in done.stderr


def test_the_script_checks_a_new_program_before_there_are_settings(installed: Path) -> None:
    (installed / "env").unlink()
    done = run_as_the_bots_account(installed, "--version")
    assert (done.stdout, done.stderr) == ("-P -m bot --version\n", "")
    assert "docs/server.md, step 4" in run_as_the_bots_account(installed).stderr


def test_the_script_starts_the_services_too() -> None:
    """What may not be read is then a sentence in their log, and no traceback."""
    assert all("EnvironmentFile" not in unit.read_text() for unit in UNITS)


def test_both_proxies_listen_on_both_protocols_and_send_on_whoever_comes_without_tls() -> None:
    """Caddy does both by itself."""
    nginx = (DEPLOY / "nginx.conf").read_text()
    for line in ("listen 80;", "listen [::]:80;", "listen 443 ssl;", "listen [::]:443 ssl;"):
        assert line in nginx
    assert "return 301 https://" in nginx


def test_both_proxies_refuse_what_the_bot_would_refuse_for_its_size() -> None:
    most = http_server._MOST_BYTES  # noqa: SLF001
    assert f"client_max_body_size {most // 1024}k;" in (DEPLOY / "nginx.conf").read_text()
    assert f"max_size {most // 1024}KiB" in (DEPLOY / "Caddyfile").read_text()


def test_the_example_keeps_what_a_shell_would_change() -> None:
    """It is read by a shell and by Compose: an address may hold a $."""
    text = (DEPLOY / "needlepoint.env.example").read_text()
    assert '"' not in text
    assert re.findall(r"^#?[A-Z_]+=(?!'[^']*'$)", text, re.MULTILINE) == []
