"""Buttons and pickers on a Teams card: how many show (ROW), labels, lists of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.forms.authorizations import GRANTED
from handlers.forms.catalog import opened_by, request_told, rule_told
from handlers.forms.form import Form
from handlers.forms.plans_of_care import PLAN
from handlers.forms.rules import RULE
from handlers.forms.wrong import WRONG
from models.field_name import FieldName
from models.mention import channel
from models.reply import Choice, Pick, Picked, Row, Weight

Action = dict[str, Any]

ROW = 6
"""So many actions Teams shows at a time."""

MOST_BUTTONS = 5
"""More choices than these are a menu."""

LONGEST = 2_000
"""Characters of a command that a click brings; a longer one is on no button."""

CHOSEN = "chosen"
"""The box of a menu, in which the command that was chosen comes back."""

STAYS = "stays"
"""What a button of a card that stays carries beside its command."""

_OPENS = tuple(f"{form.opens} " for form in (WRONG, RULE, PLAN, GRANTED))
"""The commands of buttons that open a form at once, about what is named behind them."""

_LABEL = 45  # characters of a button's label, which a telephone would cut off
_TOOLTIP = 200

# Teams' own list of people; where a client has none, it shows the box to type into.
PEOPLE = {
    "type": "Data.Query",
    "dataset": "graph.microsoft.com/users?scope=currentContext",
}
"""Those of the conversation, whom Teams finds as a name is typed."""


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
        """The buttons of the choices, a menu of many equals, the picks, and the dialogs.

        So many places of the row are `taken` by what stands before them.
        """
        choices = [choice for choice in choices if len(choice.command) <= LONGEST]
        equals = [c for c in choices if c.weight is Weight.PLAIN and not c.confirm]
        listed = equals if len(equals) > MOST_BUTTONS else []
        others = [*([self._menu(listed)] if listed else []), *self._picks(picks), *dialogs]
        shown = [choice for choice in choices if choice not in listed]
        shown.sort(key=lambda choice: choice.weight is Weight.MORE)
        buttons, row = [*map(self._button, shown)], ROW - taken
        if len(others) >= row:
            return _rowed([*others, *buttons], row)
        return [*_rowed(buttons, row - len(others)), *others]

    def _menu(self, choices: Sequence[Choice]) -> Action:
        """A list of equals behind one button: what is chosen is said as a button would say it."""
        box = {
            "type": "Input.ChoiceSet",
            "id": CHOSEN,
            "label": "Choose one",
            "style": "compact",
            "isRequired": True,
            "errorMessage": "Choose one.",
            "choices": [{"title": cut(c.label, _TOOLTIP), "value": c.command} for c in choices],
        }
        return self._asking("Choose…", box, "OK", "choose", self._staying)

    def _button(self, choice: Choice) -> Action:
        """A button; where it is hard to take back, one that asks first."""
        if choice.confirm:
            question = {"type": "TextBlock", "text": choice.confirm, "wrap": True}
            yes = self._execute(choice.label, choice.command) | {"style": "destructive"}
            card = {"type": "AdaptiveCard", "version": "1.5", "body": [question], "actions": [yes]}
            return {
                "type": "Action.ShowCard",
                "title": cut(f"{choice.label}…", _LABEL),
                "style": "destructive",
                "card": card,
            }
        is_of_form = choice.command.startswith(_OPENS)
        if is_of_form and (opened := opened_by(choice.command)):
            return _dialog(choice, *opened)
        button = self._execute(choice.label, choice.command)
        if choice.weight is Weight.PRIMARY:
            return button | {"style": "positive"}
        return button | ({"mode": "secondary"} if choice.weight is Weight.MORE else {})

    @staticmethod
    def select(row: Row, *, stays: bool) -> Action:
        """What a click on a row of a table does."""
        data = {"say": row.command} | ({STAYS: True} if stays else {})
        return {"type": "Action.Execute", "title": row.cells[0], "verb": "say", "data": data}

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
            "choices.data": PEOPLE,
        }
        title = f"{pick.label.removesuffix('…')}…"
        return self._asking(title, box, "OK", "pick", self._data(pick.command))

    def _asking(self, title: str, box: Action, label: str, verb: str, data: Action) -> Action:
        """A button that opens a box to choose in, and one below it that takes what was chosen."""
        done = {"type": "Action.Execute", "title": label, "verb": verb, "data": data}
        card = {"type": "AdaptiveCard", "version": "1.5", "body": [box], "actions": [done]}
        return {"type": "Action.ShowCard", "title": cut(title, _LABEL), "card": card}

    def _data(self, command: str) -> Action:
        return {"say": command} | self._staying

    @property
    def _staying(self) -> Action:
        return {STAYS: True} if self.stays else {}


def _dialog(choice: Choice, form: Form, behind: str) -> Action:
    """A button that opens the form of what its command names: an answer, a payer, an alias."""
    rule = rule_told(behind)
    named = {
        FieldName.PAYER.value: rule.payer,
        FieldName.CODES.value: rule.codes.replace(" ", ","),
        FieldName.CONDITION.value: rule.condition,
        FieldName.PROFESSION.value: rule.profession,
        FieldName.LINE.value: rule.line,
        FieldName.STATE.value: rule.state,
    }
    alias, request = request_told(behind)
    of_alias = {FieldName.ALIAS.value: alias, FieldName.NUMBER.value: request}
    of_answer = {FieldName.ASKED.value: behind}
    told = named if form.of_payer else of_answer if form.of_answer else of_alias
    filled = {name: value for name, value in told.items() if value}
    data = {"msteams": {"type": "task/fetch"}, "dialog": form.name, **filled}
    button = {
        "type": "Action.Submit",
        "title": cut(f"{choice.label.removesuffix('…')}…", _LABEL),
        "data": data,
    }
    button["associatedInputs"] = "none"
    return button | ({"mode": "secondary"} if choice.weight is Weight.MORE else {})


def _rowed(buttons: list[Action], room: int) -> list[Action]:
    """Up to as many buttons as there is room for; the others behind one more."""
    if len(buttons) <= room:
        return buttons
    shown = buttons[: room - 1]
    hidden = [{k: v for k, v in button.items() if k != "mode"} for button in buttons[room - 1 :]]
    rows = (hidden[at : at + ROW] for at in range(0, len(hidden), ROW))
    sets = [{"type": "ActionSet", "actions": row} for row in rows]
    more = {"type": "AdaptiveCard", "version": "1.5", "body": sets}
    return [*shown, {"type": "Action.ShowCard", "title": f"More ({len(hidden)})", "card": more}]
