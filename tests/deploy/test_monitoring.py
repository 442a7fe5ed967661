"""The alert rules and the dashboard: they parse, fire when they should, and name what we export."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import App
from bot.job_watch import JobWatch
from jobs import JOBS
from tests.pooler import TOOLS

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
RULES = DEPLOY / "prometheus/rules.yml"
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana/dashboard.json").read_text())
_OURS = re.compile(r"needlepoint_\w+")


def promtool(*words: str) -> str:
    """What Prometheus' own checker says."""
    program = shutil.which("promtool", path=f"{TOOLS}/bin:/usr/bin:/usr/local/bin")
    if program is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("no promtool here: make tools")
        pytest.skip("no promtool here: make tools")
    done = subprocess.run(
        [program, *words], cwd=RULES.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_prometheus_takes_the_rules_and_the_settings() -> None:
    assert "SUCCESS" in promtool("check", "rules", RULES.name)
    promtool("check", "config", "prometheus.yml")


def test_the_settings_name_no_file_that_a_new_server_lacks() -> None:
    """A file of a token that is not there makes every target down."""
    settings = yaml.safe_load((RULES.parent / "prometheus.yml").read_text())
    assert settings["rule_files"] == [RULES.name]
    for job in settings["scrape_configs"]:
        assert job.keys() == {"job_name", "scrape_interval", "static_configs"}


def test_the_rules_fire_when_they_should_and_not_before() -> None:
    assert "SUCCESS" in promtool("test", "rules", "rules_test.yml")


def expressions() -> list[str]:
    """Every expression of the rules and of the dashboard."""
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    panels = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    return [rule["expr"] for rule in rules] + panels


async def test_they_name_what_the_processes_export_and_nothing_else(app: App) -> None:
    JobWatch(JOBS, app.job_runs, app.clock(), app.request_log.registry)
    families = {family.name for family in app.request_log.registry.collect()}
    endings = ("_total", "_bucket", "_sum", "_count")
    for expression in expressions():
        for name in _OURS.findall(expression):
            bare = next((name.removesuffix(end) for end in endings if name.endswith(end)), name)
            assert {name, bare} & families, name


async def test_every_gauge_of_what_waits_is_on_the_dashboard(app: App) -> None:
    shown = " ".join(expressions())
    families = {family.name for family in app.request_log.registry.collect()}
    assert {name for name in families if name not in shown} == set()


def test_every_rule_says_what_happened_and_what_to_do() -> None:
    for rule in yaml.safe_load(RULES.read_text())["groups"][0]["rules"]:
        assert rule["annotations"].keys() == {"summary", "action"}
        assert rule["labels"]["severity"] in {"page", "ticket"}


ALERTMANAGER = yaml.safe_load((RULES.parent / "alertmanager.yml").read_text())


def test_what_a_rule_finds_reaches_somebody() -> None:
    settings = yaml.safe_load((RULES.parent / "prometheus.yml").read_text())
    (manager,) = settings["alerting"]["alertmanagers"]
    assert manager["static_configs"] == [{"targets": ["127.0.0.1:9093"]}]
    route, named = ALERTMANAGER["route"], {each["name"] for each in ALERTMANAGER["receivers"]}
    assert {route["receiver"], *(each["receiver"] for each in route["routes"])} <= named
    assert route["routes"][0]["matchers"] == ['severity="page"']


def test_the_alertmanager_takes_its_settings() -> None:
    program = shutil.which("amtool", path=f"{TOOLS}/bin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no amtool here: Debian's prometheus-alertmanager has it")
    check = [program, "check-config", "alertmanager.yml"]
    done = subprocess.run(check, cwd=RULES.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
