"""What the demo's page shows: looks, examples, jumps, the board, and who reads which message."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.demo.board import ShownMessage
from bot.demo.clinic import FRONT_DESK, MANAGERS, NAMES, PAT, GuideStep
from bot.demo.clock import TimeJump
from bot.demo.looks import drawing
from bot.render import adaptive_card, block_kit, html
from bot.render.adaptive_card import CardContext
from bot.render.html import HtmlContext
from models.mention import MENTION, person
from models.ports import BoardRow
from models.reply import Count, Picked, Reply
from models.wording import standings
from models.wording.alerts import when

FOLDER = Path(__file__).parent

LOOKS = {"slack": "Slack", "teams": "Teams", "plain": "Plain"}
"""As what the page shows the bot's messages; the first, where nobody chose another."""

# As many as have room in one row.
_EXAMPLES = (
    "/coverage medicare 20560",
    "/cpt 20560",
    "/state nc",
    "/caps",
    "/ask does it hurt",
    "help",
)
_JUMPS = {TimeJump.HOUR: "+1 hour", TimeJump.MORNING: "Next morning", TimeJump.WEEK: "+1 week"}
_SHORT_NAMES = {user: name.partition(",")[0] for user, name in NAMES.items()}
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
    board: Markup


@dataclass(frozen=True, slots=True)
class SaidReply:
    """What was typed by whom, and the answer: for a browser that runs no script.

    `look` is one of `LOOKS`.
    """

    who: str = FRONT_DESK
    typed: str = ""
    card: str = ""
    look: str = next(iter(LOOKS))


class DemoPage:
    """Renders everything that the page shows."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def whole(self, state: PageState, answered: SaidReply) -> str:
        """The whole page as HTML."""
        return self._templates.get_template("page.html").render(
            looks=LOOKS, examples=_EXAMPLES, jumps=_JUMPS, people=NAMES, now=state, said=answered
        )

    def board(self, rows: tuple[BoardRow, ...]) -> Markup:
        """How many visits each alias has left, the fewest first."""
        counts = [(row.alias, _count(row)) for row in rows]
        return self._rendered("board.html", counts=counts)

    def answer(self, reply: Reply, who: str) -> Markup:
        """A reply that only one person sees: in the front desk's chat, or beside the channel."""
        card = self._card(reply, who)
        if who == FRONT_DESK:
            return card
        return self._rendered("private_answer.html", name=_SHORT_NAMES[who], card=card)

    def message(self, shown: ShownMessage, zone: str) -> Markup:
        """A message that was posted, with the buttons of whoever reads it there."""
        posted = shown.posted
        reader = _reader(posted.channel)
        return self._rendered(
            "message.html",
            posted=posted,
            reader=NAMES[reader] if posted.channel != MANAGERS else "",
            since=when(shown.since, zone),
            card=self._card(posted.reply, reader, posted.channel),
        )

    def _card(self, reply: Reply, who: str, channel: str = "") -> Markup:
        """A reply as one of the demo's people sees it, in every look."""
        hand = HtmlContext("ask" if who == FRONT_DESK else f"as-{who}", who, _LISTS)
        card = adaptive_card.dress(reply, CardContext(_SHORT_NAMES, channel, stays=bool(channel)))
        looks = {
            "slack": drawing.slack(block_kit.dress(reply)["blocks"], hand, _SHORT_NAMES),
            "teams": drawing.teams(card, hand),
            "plain": Markup(html.dress(reply, hand)),  # noqa: S704 - what our own template rendered
        }
        return self._rendered("answer.html", looks=looks, is_private=not channel)

    def _rendered(self, template: str, **values: object) -> Markup:
        text = self._templates.get_template(template).render(**values)
        return Markup(text)  # noqa: S704 - the template escapes what is not ours


def _count(row: BoardRow) -> Count | None:
    """A row of the board as a count; None where the alias has no limit."""
    if row.left is None or row.allowed is None or row.used is None:
        return None
    words = f"{standings.number_left(row.left)} of {row.allowed}"
    return Count(row.used, row.allowed, words, standings.tone_of(row.used, row.left))


def _reader(channel: str) -> str:
    """Who presses the buttons in a channel: the manager, or in a chat whoever it is with."""
    mention = MENTION.fullmatch(channel)
    return mention["id"] if mention and mention["kind"] == "@" and mention["id"] in NAMES else PAT
