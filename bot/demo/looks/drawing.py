"""Draws a Slack message or a Teams card as HTML: the templates slack.html and teams.html."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from bot.demo.looks import markup
from bot.render.html import HtmlContext

TEMPLATES = Environment(
    loader=PackageLoader("bot.demo.looks", "."),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"mrkdwn": markup.mrkdwn, "markdown": markup.markdown}


def slack(blocks: list[dict[str, Any]], hand: HtmlContext, names: Mapping[str, str]) -> Markup:
    """The blocks of a message as one article."""
    return _drawn("slack.html", blocks=blocks, hand=hand, names=names)


def teams(card: dict[str, Any], hand: HtmlContext) -> Markup:
    """An Adaptive Card as one article."""
    return _drawn("teams.html", card=card, hand=hand)


def _drawn(template: str, **values: object) -> Markup:
    # What our own templates render, with every text in it escaped.
    return Markup(TEMPLATES.get_template(template).render(**values))  # noqa: S704
