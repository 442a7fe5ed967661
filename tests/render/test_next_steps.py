"""The next steps in the terminal: a few a line each, and what a question gives to choose."""

from __future__ import annotations

from bot.render import plain_text
from models.reply import Choice, Reply

STEPS = tuple(Choice(f"Label {n}", f"/do {n}") for n in range(7))


def below(reply: Reply) -> list[str]:
    """The lines under "Next"."""
    return plain_text.dress(reply).partition("Next\n")[2].splitlines()


def test_five_steps_stand_in_a_line_each_and_the_others_in_one() -> None:
    assert below(Reply("Saved", choices=STEPS)) == [
        *(f"- /do {n}" for n in range(5)),
        "- and /do 5, /do 6",
    ]


def test_what_a_question_gives_to_choose_is_named() -> None:
    asks = Reply("By which source?", choices=(*STEPS, Choice("Payer", "/do payer")))
    assert below(asks) == [*(f"- Label {n}: /do {n}" for n in range(7)), "- /do payer"]
