"""Dresses a reply as HTML, for the demo's page. The template escapes every text."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from models.reply import Reply, spoken

_TEMPLATES = Environment(
    loader=PackageLoader("bot.render", "."),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: spoken(value) if type(value) is str else value,
)


def dress(reply: Reply) -> str:
    """The reply as one article. Its buttons submit the form whose id is "ask"."""
    return _TEMPLATES.get_template("reply.html").render(reply=reply)
