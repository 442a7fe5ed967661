"""The README, the Procfile, the Makefile and the lock files say what the code does."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from bot import settings
from bot.__main__ import _parser
from bot.app import App, build
from bot.environment import Environment
from bot.membership import Caller
from bot.slack.manifest import ManifestRequest, manifest
from bot.slack.scopes import SCOPES
from handlers import COMMANDS
from models.clinic.clinic import Platform, Role

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
SLACK_GUIDE = (ROOT / "docs/slack.md").read_text()
PITFALLS = (ROOT / "docs/slack-pitfalls.md").read_text()
LOCKS = sorted(path.name for path in ROOT.glob("*.lock"))


def variables_read() -> set[str]:
    """Every environment variable that the settings read."""
    return {name.upper() for name in Environment.model_fields}


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE))
    assert listed == variables_read()


def test_the_readme_names_every_command() -> None:
    for command in COMMANDS:
        assert f"/{command.name}" in README


@pytest.mark.parametrize("day", ["2026-11-25", "2026-12-01", "2028-02-29", "2029-06-15"])
async def test_every_example_of_the_readme_gets_an_answer(
    environment: dict[str, str], day: str
) -> None:
    app = build(settings.read(environment), lambda: datetime.fromisoformat(f"{day}T15:00Z"))
    async with app.database:
        await answers_every_example(app)


async def answers_every_example(app: App) -> None:
    """Ask what stands in the README, in its order."""
    caller = Caller(Platform.CONSOLE, "docs", "reader", role=Role.MANAGER)
    await app.answer(caller, "/session new BLUE-47K payer medicare for chronic low back pain")
    examples = re.findall(r"^    (/\w+ .+)$", README, flags=re.MULTILINE)
    assert len(examples) > 5
    for typed in examples:
        reply = await app.answer(caller, typed)
        assert not reply.refused, typed
        is_own = typed.startswith(("/session", "/caps", "/wrong", "/coverage edit"))
        assert reply.opened().sources or is_own, typed
    counted = app.request_log.exposition().decode()
    assert 'ending="trouble"' not in counted
    assert 'ending="bug"' not in counted


def test_the_readme_names_every_make_target() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    head = (ROOT / "Makefile").read_text().split("\n\n")[0]
    for target in targets:
        assert f"make {target}" in README, target
        assert f"make {target}" in head, target


def test_the_procfile_starts_verbs_that_exist() -> None:
    verbs = set(re.findall(r"python -m bot (\w+)", (ROOT / "Procfile").read_text()))
    assert verbs == {"migrate", "web", "clock"}
    for verb in verbs:
        assert _parser().parse_args([verb]).verb == verb


def test_the_help_of_the_command_line_names_every_verb_of_the_readme() -> None:
    told = _parser().format_help()
    for verb in re.findall(r"python -m bot (?:--help|(\w+))", README):
        assert verb in told


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "--hash=sha256:" in text
    for forbidden in ("http:", "https:", "file:", "--index", "--find-links", "/opt/", "/home/"):
        assert forbidden not in text
    pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert all("==" in line for line in pinned)


def test_every_dependency_is_locked() -> None:
    declared = re.findall(
        r'^    "([a-z0-9-]+)[\[>]', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert len(declared) > 10
    locked = (ROOT / "requirements-dev.lock").read_text()
    for name in declared:
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name


def test_the_project_speaks_only_of_itself() -> None:
    """No path of a machine and no registry's address in any file that is kept."""
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if kept.returncode:
        pytest.skip("this is no git checkout")
    hosts = "|".join(("pypi" + r"\.org", "files" + r"\.pythonhosted", "registry" + r"\.npmjs"))
    places = "|".join(("/" + "work/", "/" + "root/", r"\.\./" + "shared"))
    for name in kept.stdout.split():
        text = (ROOT / name).read_text(errors="ignore")
        found = re.search(f"{hosts}|{places}", text)
        assert not found, f"{name}: {found.group() if found else ''}"


def test_the_guide_for_slack_says_what_the_manifest_and_the_settings_say() -> None:
    told = manifest(COMMANDS, ManifestRequest(socket=True))
    rows = dict(re.findall(r"^\| `([a-z:]+)` \| (.+) \|$", SLACK_GUIDE, re.MULTILINE))
    assert rows == SCOPES
    for event in told["settings"]["event_subscriptions"]["bot_events"]:
        assert f"`{event}`" in SLACK_GUIDE
    for variable in variables_read():
        if variable.startswith("SLACK_") and variable != "SLACK_API_URL":
            assert f"`{variable}`" in SLACK_GUIDE


def test_every_line_of_the_guides_for_a_shell_can_be_run() -> None:
    lines = re.findall(r"python -m bot ((?:\w+|--\w+|https://[\w.-]+| )+)", SLACK_GUIDE)
    assert len(lines) > 6
    for line in lines:
        assert _parser().parse_args(line.split())


def test_every_pitfall_of_slack_has_its_cure_and_its_tests() -> None:
    tests = "".join(file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
    rows = re.findall(r"^\| (?!what goes|---)(.+) \|$", PITFALLS, re.MULTILINE)
    assert len(rows) >= 30
    for row in rows:
        _, _, where, named = row.split(" | ")
        assert (ROOT / where.strip("`")).is_file(), where
        for name in named.split(", "):
            assert f"def {name.strip('`')}(" in tests, name
