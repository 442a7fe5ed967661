"""The row of actions under a card of Teams: six at a time, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from bot.render.card_actions import ROW, Action, CardActions
from models.reply import Choice, Pick, Picked, Weight


def rows(actions: list[Action]) -> Iterator[list[Action]]:
    """The row, and each that opens below one of its buttons."""
    yield actions
    for action in actions:
        for part in action.get("card", {}).get("body", ()):
            if part["type"] == "ActionSet":
                yield from rows(part["actions"])


def titles(actions: list[Action]) -> set[str]:
    """The titles of all buttons, wherever they stand."""
    return {action["title"] for row in rows(actions) for action in row}


@pytest.mark.parametrize("taken", [0, 1])
def test_six_actions_stand_in_a_row_and_every_one_is_there(taken: int) -> None:
    for choices, picks, dialogs in product(range(6), range(4), range(9)):
        actions = CardActions("", stays=False).of(
            [Choice(f"Choice {n}", f"/caps {n}") for n in range(choices)],
            [Pick(f"Pick {n}", "/clinic facts owner", Picked.PERSON) for n in range(picks)],
            [{"type": "Action.Submit", "title": f"Dialog {n}"} for n in range(dialogs)],
            taken,
        )
        row, *below = rows(actions)
        assert len(row) <= ROW - taken, (choices, picks, dialogs)
        assert all(0 < len(each) <= ROW for each in below), (choices, picks, dialogs)
        shown = {title for title in titles(actions) if not title.startswith("More (")}
        assert len(shown) == choices + picks + dialogs


@pytest.mark.parametrize("number", [1, 6], ids=["buttons", "a menu"])
def test_what_no_click_could_bring_is_on_no_button_and_in_no_menu(number: int) -> None:
    whole = Choice("Log them", f"/session log {'x' * 1_987}")
    longer = Choice("Log all", f"{whole.command}x")
    made = str(CardActions("", stays=False).of([*[whole] * number, longer], (), ()))
    assert made.count(f"'{whole.command}'") == number
    assert longer.command not in made


def test_a_menu_counts_as_one_of_the_six() -> None:
    choices = [
        *(Choice(f"Equal {n}", f"/caps {n}") for n in range(8)),
        *(Choice(f"Rare {n}", f"/session {n}", Weight.MORE) for n in range(7)),
    ]
    actions = CardActions("", stays=False).of(choices, (), ())
    assert len(actions) == ROW
    assert [action["title"] for action in actions[-2:]] == ["More (3)", "Choose…"]
