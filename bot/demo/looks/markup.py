"""The text dialects of Slack and Teams as HTML: links, bold words, names, marks and bars."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

# docs.slack.dev/messaging/formatting-message-text
_MRKDWN = re.compile(
    r"<(?P<kind>[@#])(?P<id>[^>|]+)(?:\|[^>]*)?>"
    r"|<(?P<address>https?://[^>|]+)(?:\|(?P<title>[^>]*))?>"
    r"|(?<!\w)\*(?P<bold>\S(?:[^*\n]*\S)?)\*(?!\w)"
    r"|(?P<mark>[🟢🟡🔴⚪])"
    r"|(?P<bar>[▰▱]+)"
    r"|(?P<line>\n)"
)
_MARKS = {"🟢": "good", "🟡": "caution", "🔴": "bad", "⚪": "neutral"}

# What our own texts use of the Markdown of Adaptive Cards.
_MARKDOWN = re.compile(
    r"\\(?P<plain>.)"
    r"|\[(?P<title>(?:[^\]\\]|\\.)*)\]\((?P<address>https?://[^)\s]+)\)"
    r"|<at>(?P<name>.*?)</at>"
    r"|(?P<line>\n)"
)


def mrkdwn(text: str, names: Mapping[str, str]) -> Markup:
    """A text as Slack shows it, with people and channels by name."""

    def drawn(match: re.Match[str]) -> Markup:
        if match["id"]:
            name = names.get(match["id"], match["id"])
            return Markup('<span class="mention">{}{}</span>').format(match["kind"], name)
        if match["address"]:
            return _link(_plain(match["address"]), _plain(match["title"] or match["address"]))
        if match["bold"]:
            return Markup("<b>{}</b>").format(mrkdwn(match["bold"], names))
        if match["mark"]:
            # Slack shows pictures of its own, and not every machine has letters for them.
            return Markup('<span class="mark {}" aria-hidden="true"></span>').format(
                _MARKS[match["mark"]]
            )
        if match["bar"]:
            return Markup('<span class="marks" aria-hidden="true">{}</span>').format(match["bar"])
        return Markup("<br>")

    return _replaced(_MRKDWN, text, drawn, _plain)


def markdown(text: str) -> Markup:
    """A text as an Adaptive Card shows it."""

    def drawn(match: re.Match[str]) -> Markup:
        if match["plain"]:
            return Markup("{}").format(match["plain"])
        if match["address"]:
            return _link(match["address"], re.sub(r"\\(.)", r"\1", match["title"]))
        if match["name"]:
            return Markup('<span class="mention">{}</span>').format(match["name"])
        return Markup("<br>")

    return _replaced(_MARKDOWN, text, drawn, str)


def _replaced(
    pattern: re.Pattern[str],
    text: str,
    drawn: Callable[[re.Match[str]], Markup],
    plain: Callable[[str], str],
) -> Markup:
    """The text escaped, with each match of the pattern as it is drawn."""
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces += [Markup.escape(plain(text[at : match.start()])), drawn(match)]
        at = match.end()
    return Markup("").join([*pieces, Markup.escape(plain(text[at:]))])


def _plain(text: str) -> str:
    """A piece of mrkdwn without its entities."""
    return html.unescape(text)


def _link(address: str, title: str) -> Markup:
    return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(
        address, title
    )
