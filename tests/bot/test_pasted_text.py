"""Text that was copied and pasted means the same, whatever its blanks and hyphens are."""

from __future__ import annotations

import pytest

from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import Office, connector, teams

__all__ = ["connector", "teams"]  # fixtures

BLANKS = {
    "no-break": "\u00a0",
    "thin": "\u2009",
    "narrow no-break": "\u202f",
    "em": "\u2003",
    "figure": "\u2007",
    "ideographic": "\u3000",
    "tab": "\t",
    "zero width beside a blank": " \u200b",
    "byte order mark beside a blank": "\ufeff ",
    "no-break twice": "\u00a0\u00a0",
}
SAID = (
    ("session log BLUE-7 20561 on 11/5/2026", "Session 1, Thu Nov 5, 2026, 20561."),
    ("session authorize BLUE-7 12 visits from 2026-11-01 until 2026-12-31", "It is noted."),
    ("session void BLUE-7 1 because did not come", "Session 1, Thu Nov 5, 2026: voided"),
    ("session balance BLUE-7 4 used elsewhere as of 2026-11-01 from portal", "4 visits"),
    ("session improving BLUE-7", "Improving,"),
    ("session not improving BLUE-7", "is taken back"),
    ("session undo", "Taken back: not improving of BLUE-7"),
    ("caps set BLUE-7 20 visits per calendar year", "20 visits per calendar year"),
    ("caps preview 7", "The next 7 days"),
    ("session log BLUE-7 no show", "Nothing was logged"),
    ("session close BLUE-7", "it has left the board"),
)


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
async def test_every_blank_of_slack_is_one(served: Served, slack: FakeSlack, blank: str) -> None:
    del served
    await slack.types("UAMY", "/session new BLUE-7")
    for typed, says in SAID:
        command, _, text = typed.partition(" ")
        reply = await slack.types("UAMY", f"/{command} {text.replace(' ', blank)}")
        assert says in reply.words, (typed, reply.words)


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", " \u200b", "\u202f"])
async def test_every_blank_of_teams_is_one(teams: Office, blank: str) -> None:
    await teams.say("session new BLUE-7")
    for typed, says in SAID:
        told = str(await teams.say(typed.replace(" ", blank)))
        assert says in told, (typed, told)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("log BLUE\u20117 20561 on 2026\u201111\u201105", "Thu Nov 5, 2026, 20561."),
        ("log BLUE\u20137 20561 on 11/5/2026", "Thu Nov 5, 2026, 20561."),
        ("log BLUE-7 20561 self\u2011pay", "20561, self-pay."),
        ("log BLUE-7 no\u2013show", "Nothing was logged"),
        ("log BLUE-7 didn\u2019t come", "Nothing was logged"),
        ("log BLUE-7 \u201c20561\u201d", "20561."),
    ],
)
async def test_hyphens_and_quotes_of_a_word_processor_are_read(
    served: Served, slack: FakeSlack, typed: str, says: str
) -> None:
    del served
    await slack.types("UAMY", "/session new BLUE-7")
    reply = await slack.types("UAMY", f"/session {typed}")
    assert says in reply.words
