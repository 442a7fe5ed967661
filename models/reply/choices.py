"""Next steps under a reply: buttons (Choice) and pickers (Pick), and how much each stands out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DETAILS = "Details"
"""What the button says that shows the second level of a reply."""


class Picked(StrEnum):
    """What a pick chooses."""

    PERSON = "person"
    CHANNEL = "channel"


class Weight(StrEnum):
    """How much a choice stands out."""

    PRIMARY = "primary"  # what most people do next; one on a card
    PLAIN = "plain"
    MORE = "more"  # behind a menu, where there is one


@dataclass(frozen=True, slots=True)
class Choice:
    """A next step: a label, and the command that someone could have typed instead.

    Where it is hard to take back, `confirm` is asked before it is carried out.
    """

    label: str
    command: str
    weight: Weight = Weight.PLAIN
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A next step that wants a person or a channel: `command` is typed with the mention behind it.

    A platform without a list of either shows the command to complete.
    """

    label: str
    command: str
    of: Picked
