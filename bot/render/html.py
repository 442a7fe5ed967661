"""How a reply looks in the demo's page: the template reply.html, and who uses its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, PackageLoader

from models.mention import spoken
from models.reply import Picked, Reply

_TEMPLATES = Environment(
    loader=PackageLoader("bot.render", "."),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: spoken(value) if type(value) is str else value,
)


@dataclass(frozen=True, slots=True)
class HtmlContext:
    """Who uses the buttons of an article, and how they submit.

    The buttons submit the form whose id is `form`. `lists` are the mentions to pick from, each with
    its name; a pick is a form of its own, whose field "who" says that it is `who` that picks.
    """

    form: str = "ask"
    who: str = ""
    lists: Mapping[Picked, tuple[tuple[str, str], ...]] = field(default_factory=dict)


def dress(reply: Reply, hand: HtmlContext = HtmlContext()) -> str:
    """The reply as one HTML article element."""
    return _TEMPLATES.get_template("reply.html").render(reply=reply, hand=hand)
