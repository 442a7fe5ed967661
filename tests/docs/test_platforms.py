"""The documents on platforms say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from bot.__main__ import _parser
from bot.environment import Environment
from bot.render.adaptive_card import _BYTES as OF_A_CARD
from bot.render.block_kit import _MESSAGE as OF_BLOCKS
from bot.render.card_actions import ROW as IN_A_CARD
from bot.render.slack_buttons import ROW as IN_BLOCKS
from bot.slack.app import _ANSWER_WITHIN as IN_SLACK
from bot.teams.endpoint import PATH
from bot.teams.invokes import _ANSWER_WITHIN as IN_TEAMS
from bot.teams.package import _ZIP, manifest
from handlers import COMMANDS
from handlers.forms.catalog import FORMS

ROOT = Path(__file__).parent.parent.parent
TEAMS = (ROOT / "docs/teams.md").read_text()
PLATFORMS = (ROOT / "docs/platforms.md").read_text()
APP = "22222222-2222-2222-2222-222222222222"


def cells() -> dict[str, tuple[str, str]]:
    """The table: what it is about, Slack, Teams."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PLATFORMS, re.MULTILINE)
    return {about: (in_slack, in_teams) for about, in_slack, in_teams in rows}


def number(cell: str) -> float:
    found = re.match(r"[\d.]+", cell)
    assert found, cell
    return float(found[0])


def test_the_limits_in_the_table_are_those_of_the_code() -> None:
    told = cells()
    for about, of_slack, of_teams in (
        ("An answer is promised after", IN_SLACK, IN_TEAMS),
        ("The longest card", OF_BLOCKS, OF_A_CARD),
        ("Buttons side by side", IN_BLOCKS, IN_A_CARD),
    ):
        assert tuple(map(number, told[about])) == (of_slack, of_teams), about


def test_the_forms_in_the_table_are_those_of_the_code() -> None:
    assert cells()["Forms"][1] == ", ".join(form.title for form in FORMS.values())
    for form in FORMS.values():
        assert f"{form.title}…" in " ".join(TEAMS.split())


def test_what_is_offered_while_composing_is_what_the_manifest_says() -> None:
    commands = manifest(APP, "https://x.example", COMMANDS)["composeExtensions"][0]["commands"]
    assert cells()["While writing to somebody"][1] == ", ".join(c["title"] for c in commands)
    for command in commands:
        assert f"*{command['title']}*" in TEAMS


def test_the_guide_names_what_exists() -> None:
    assert PATH in TEAMS
    assert _ZIP in TEAMS
    for verb in re.findall(r"python -m bot (\w+)", TEAMS):
        assert verb in _parser().format_help()


def test_the_guide_names_every_setting_of_teams() -> None:
    read = {name.upper() for name in Environment.model_fields if name.startswith("teams_")}
    assert read == set(re.findall(r"TEAMS_[A-Z_]+", TEAMS))


def test_every_link_between_our_own_documents_leads_somewhere() -> None:
    for file in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for address in re.findall(r"\]\(([^)#:]+)\)", file.read_text()):
            assert (file.parent / address).exists(), f"{file.name}: {address}"
