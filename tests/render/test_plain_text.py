"""A reply in the terminal, and in one line for a notification."""

from __future__ import annotations

import unicodedata

import pytest

from bot.render import plain_text
from models.mention import channel, person
from models.reply import Badge, Choice, Line, Reply, Tone
from tests.render.samples import EVERYTHING

WHOLE = """\
Acme · 20560
[Covered with conditions]

Acme pays. [1][2]
Ask first.

In force: from Jul 1, 2021 [1]
Plan: commercial

Limits
- 12 visits. [1]
- One a day.

Take care
- The page is old. [2]

Sources
[1] The law. The state (statute; in force 2024)
    https://law.example/a?b
[2] A page. A blog (second-hand; undated)

Next
- /cpt 20560
- /clinic alerts hand 7 to <person>

Not a guarantee of payment."""


def test_the_whole_reply() -> None:
    assert plain_text.dress(EVERYTHING) == WHOLE


def test_what_is_empty_is_left_out() -> None:
    assert plain_text.dress(Reply("Which payer?")) == "Which payer?"


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        pytest.param(
            EVERYTHING, "Acme · 20560: Covered with conditions. Acme pays.", id="headline to line"
        ),
        pytest.param(Reply("Which payer?"), "Which payer?", id="a headline alone"),
        pytest.param(Reply("State", lines=(Line("Yes."),)), "State: Yes.", id="without a badge"),
        pytest.param(
            Reply("Acme", Badge("Unknown", Tone.NEUTRAL)), "Acme: Unknown.", id="without lines"
        ),
    ],
)
def test_a_notification_is_one_line(reply: Reply, line: str) -> None:
    assert plain_text.in_short(reply) == line


def test_a_next_step_is_shown_as_the_command_to_type() -> None:
    reply = Reply("Which?", choices=(Choice("Acme", "/coverage Acme 20560"),))
    assert plain_text.dress(reply) == "Which?\n\nNext\n- /coverage Acme 20560"


def test_a_person_shows_by_the_bare_id() -> None:
    assert plain_text.dress(Reply(f"Taken by {person('U1')} in {channel('C1')}.")) == (
        "Taken by @U1 in #C1."
    )


@pytest.mark.parametrize(
    "obeyed",
    [
        pytest.param("\x1b[2J", id="an escape sequence that clears the screen"),
        pytest.param("\x1b]0;title\x07", id="one that names the window"),
        pytest.param("\x9b31m", id="one of eight bits"),
        pytest.param("\r", id="a return to the line's start"),
        pytest.param("\x08\x7f", id="a backspace and a delete"),
        pytest.param("\u202e", id="a turn of the direction"),
    ],
)
def test_a_terminal_obeys_nothing_that_was_typed(obeyed: str) -> None:
    said = Reply(
        f"a{obeyed}z",
        lines=(Line(f"b{obeyed}z"),),
        choices=(Choice("c", f"/cpt {obeyed}z"),),
    )
    shown = plain_text.dress(said)
    marks = [each for each in shown if unicodedata.category(each) in {"Cc", "Cf"}]
    assert set(marks) == {"\n"}
    assert shown.startswith("a")
