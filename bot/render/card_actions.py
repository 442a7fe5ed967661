"""Buttons and pickers on a Teams card: how many show (ROW), labels, lists of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.reply import Choice, Pick, Picked, channel

Action = dict[str, Any]

ROW = 6
"""So many actions Teams shows at a time."""

STAYS = "stays"
"""What a button of a card that stays carries beside its command."""

_LABEL = 45  # characters of a button's label, which a telephone would cut off
_TOOLTIP = 200

# Teams' own list of people; where a client has none, it shows the box to type into.
_PEOPLE = {
    "type": "Data.Query",
    "dataset": "graph.microsoft.com/users?scope=currentContext",
}


def cut(text: str, most: int) -> str:
    """The text, with an ellipsis at its end where it is longer than that."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class CardActions:
    """Makes the actions of a card that stands in a channel, or in none.

    A card that `stays` is not replaced by the answer when somebody clicks.
    """

    channel: str
    stays: bool

    def of(
        self,
        choices: Sequence[Choice],
        picks: Sequence[Pick],
        dialogs: Sequence[Action],
        taken: int = 0,
    ) -> list[Action]:
        """The buttons of the choices, the picks of people and channels, and the dialogs.

        So many places of the row are `taken` by what stands before them.
        """
        others = [*self._picks(picks), *dialogs]
        buttons = [self._execute(choice.label, choice.command) for choice in choices]
        return [*_rowed(buttons, max(1, ROW - taken - len(others))), *others]

    def _picks(self, picks: Sequence[Pick]) -> Iterator[Action]:
        """A person from Teams' list; a channel is the one that the card is in, or is typed."""
        yield from (self._person(pick) for pick in picks if pick.of is Picked.PERSON)
        if self.channel:
            here = channel(self.channel)
            for pick in picks:
                if pick.of is Picked.CHANNEL:
                    yield self._execute(f"{pick.label}: this channel", f"{pick.command} {here}")

    def _execute(self, label: str, command: str) -> Action:
        button = {
            "type": "Action.Execute",
            "title": cut(label, _LABEL),
            "verb": "say",
            "data": self._data(command),
            "associatedInputs": "none",
        }
        return button | ({"tooltip": cut(label, _TOOLTIP)} if len(label) > _LABEL else {})

    def _person(self, pick: Pick) -> Action:
        box = {
            "type": "Input.ChoiceSet",
            "id": "person",
            "label": pick.label,
            "isRequired": True,
            "errorMessage": "Choose somebody.",
            "choices": [],
            "choices.data": _PEOPLE,
        }
        title = f"{pick.label.removesuffix('…')}…"
        data = self._data(pick.command)
        confirm = {"type": "Action.Execute", "title": "OK", "verb": "pick", "data": data}
        card = {"type": "AdaptiveCard", "version": "1.5", "body": [box], "actions": [confirm]}
        return {"type": "Action.ShowCard", "title": cut(title, _LABEL), "card": card}

    def _data(self, command: str) -> Action:
        return {"say": command} | ({STAYS: True} if self.stays else {})


def _rowed(buttons: list[Action], room: int) -> list[Action]:
    """Up to as many buttons as there is room for; the others behind one more."""
    if len(buttons) <= room:
        return buttons
    shown, hidden = buttons[: room - 1], buttons[room - 1 :]
    rows = (hidden[at : at + ROW] for at in range(0, len(hidden), ROW))
    sets = [{"type": "ActionSet", "actions": row} for row in rows]
    more = {"type": "AdaptiveCard", "version": "1.5", "body": sets}
    return [*shown, {"type": "Action.ShowCard", "title": f"More ({len(hidden)})", "card": more}]
