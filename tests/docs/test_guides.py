"""The guides for administrators name verbs, settings and files that exist, and each other."""

from __future__ import annotations

import re
import shlex

import pytest

from bot.__main__ import _parser
from bot.environment import Environment
from tests.docs.tracing import ROOT

NAMES = ("server", "container", "procfile", "operating", "staff")
GUIDES = {name: (ROOT / f"docs/{name}.md").read_text() for name in NAMES}
README = (ROOT / "README.md").read_text()

_RUN = re.compile(
    r"^ {4,}.*?(?:python3? -m bot|deploy/needlepoint|(?:web|migrate)(?= (?:key|doctor|manifest)))"
    r"(?P<words> [^$\n)]+)",
    re.MULTILINE,
)
LINES = [
    pytest.param(match["words"].strip().strip('"'), id=f"{name}: {match['words'].strip()}")
    for name, guide in GUIDES.items()
    for match in _RUN.finditer(guide)
    if match["words"].strip() != "--version"
]


@pytest.mark.parametrize("words", LINES)
def test_what_a_guide_has_run_can_be_run(words: str) -> None:
    assert _parser().parse_args(["--version"][:0] + shlex.split(words)) if words != "--" else True


def test_the_guides_have_lines_to_run() -> None:
    assert len(LINES) > 12


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_a_guide_names_is_there(name: str) -> None:
    for path in re.findall(r"\bdeploy/[\w./*-]*\w", GUIDES[name]):
        assert list(ROOT.glob(path.rstrip("."))), path


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_that_a_guide_names_is_one(name: str) -> None:
    own = {"POSTGRES_PASSWORD", "PASSWORD", "DOMAIN", "KEY", "LOGIN", "CREATE", "ROLE"}
    named = set(re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)+\b", GUIDES[name])) - own
    assert named <= {field.upper() for field in Environment.model_fields}


def test_a_reader_of_the_readme_finds_every_guide() -> None:
    for name in NAMES:
        assert f"(docs/{name}.md)" in README, name


SECURITY = (ROOT / "SECURITY.md").read_text()


def test_the_bots_account_is_asked_whether_it_can_run_the_program() -> None:
    """A Python in root's home runs for root alone."""
    step = GUIDES["server"].partition("## 2.")[2].partition("## 3.")[0]
    assert "    sudo -u needlepoint deploy/needlepoint --version" in step
    assert "    /usr/bin/python3 -m venv .venv" in step


@pytest.mark.parametrize(("name", "begins"), [("server", "## 2."), ("operating", "## Upgrade")])
def test_where_files_come_the_umask_comes_first(name: str, begins: str) -> None:
    step = GUIDES[name].partition(begins)[2]
    assert step.index("umask 022") < step.index("chmod -R go+rX") < step.index("pip install")


def test_an_upgrade_copies_the_units_and_starts_both_anew() -> None:
    step = GUIDES["operating"].partition("## Upgrade")[2]
    for line in (
        "cp deploy/systemd/",
        "daemon-reload",
        "restart needlepoint-web needlepoint-clock",
    ):
        assert line in step


def test_the_guides_say_one_thing_of_the_metrics_token() -> None:
    assert "`METRICS_TOKEN` is not needed here" in GUIDES["server"]
    assert "With the proxies\n  of the guides it is not needed" in SECURITY


def test_what_is_said_of_limits_for_each_address_is_so() -> None:
    assert "limit_conn " in (ROOT / "deploy/nginx.conf").read_text()
    assert "Caddy has no such\n  limit" in SECURITY


def test_no_password_stands_in_a_command_line_of_a_restore() -> None:
    lines = [line for line in GUIDES["operating"].splitlines() if "pg_restore" in line]
    assert lines
    assert not [line for line in lines if "DATABASE_URL" in line or "$DATABASE" in line]


def test_prometheus_and_alertmanager_are_for_their_own_machine_from_their_first_start() -> None:
    """Debian's packages start at once, and listen on every address."""
    guide = GUIDES["operating"]
    installs = guide.index("prometheus prometheus-alertmanager\n")
    for address in ("127.0.0.1:9090", "127.0.0.1:9093"):
        assert guide.index(f"--web.listen-address={address}") < installs
    assert "--no-install-recommends" in guide
    assert "cp --backup=numbered" in guide
