"""What the demo's page shows: examples, jumps, names, and how messages are rendered for whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.demo.clinic import FRONT_DESK, MANAGERS, NAMES, PAT, GuideStep
from bot.demo.day import ShownMessage, TimeJump
from bot.render import html
from bot.render.html import HtmlContext
from models.mention import MENTION, person
from models.reply import Picked, Reply
from models.wording.alerts import when

FOLDER = Path(__file__).parent

_EXAMPLES = (
    "/coverage bcbsnc 20560",
    "/coverage medicare 20560",
    "/coverage blue cross",
    "/coverage bcbs alabama 20560 on 2021-03-15",
    "/cpt 20561",
    "/state washington",
    "/ask does it hurt",
    "/caps",
    "/session log MAPLE-4",
    "help",
)
_JUMPS = {TimeJump.HOUR: "+1 hour", TimeJump.MORNING: "Next morning", TimeJump.WEEK: "+1 week"}
_LISTS = {
    Picked.PERSON: tuple((person(user), name) for user, name in NAMES.items()),
    Picked.CHANNEL: ((MANAGERS, "Managers' channel"),),
}


@dataclass(frozen=True, slots=True)
class PageState:
    """The state of the page, also for its script. `begun` names the run of the demo."""

    begun: str
    revision: int
    now: str
    steps: tuple[GuideStep, ...]
    messages: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class SaidReply:
    """What was typed by whom, and the answer: for a browser that runs no script."""

    who: str = FRONT_DESK
    typed: str = ""
    card: str = ""


class DemoPage:
    """Renders everything that the page shows."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def whole(self, state: PageState, answered: SaidReply) -> str:
        """The whole page as HTML."""
        return self._templates.get_template("page.html").render(
            examples=_EXAMPLES, jumps=_JUMPS, people=NAMES, now=state, said=answered
        )

    def answer(self, reply: Reply, who: str) -> Markup:
        """A reply that only one person sees: in the front desk's chat, or beside the channel."""
        card = _card(reply, who)
        if who == FRONT_DESK:
            return card
        name = NAMES[who].partition(",")[0]
        text = self._templates.get_template("aside.html").render(name=name, card=card)
        return Markup(text)  # noqa: S704 - the template escapes what is not ours

    def message(self, shown: ShownMessage, zone: str) -> Markup:
        """A message that was posted, with the buttons of whoever reads it there."""
        posted = shown.posted
        reader = _reader(posted.channel)
        text = self._templates.get_template("message.html").render(
            posted=posted,
            reader=NAMES[reader] if posted.channel != MANAGERS else "",
            since=when(shown.since, zone),
            card=_card(posted.reply, reader),
        )
        return Markup(text)  # noqa: S704 - the template escapes what is not ours


def _card(reply: Reply, who: str) -> Markup:
    """A reply as one of the demo's people sees it."""
    form = "ask" if who == FRONT_DESK else f"as-{who}"
    # What our own template rendered, with every text in it escaped.
    return Markup(html.dress(reply, HtmlContext(form, who, _LISTS)))  # noqa: S704


def _reader(channel: str) -> str:
    """Who presses the buttons in a channel: the manager, or in a chat whoever it is with."""
    mention = MENTION.fullmatch(channel)
    return mention["id"] if mention and mention["kind"] == "@" and mention["id"] in NAMES else PAT
