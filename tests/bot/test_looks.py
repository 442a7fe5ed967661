"""The demo's drawings of Slack's and Teams' own payloads: no text is lost, none becomes markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from markupsafe import Markup

from bot.demo.looks import drawing, markup
from bot.render import adaptive_card, block_kit
from bot.render.html import HtmlContext
from models.reply import Badge, Choice, Citation, Line, Pick, Picked, Reply, Tone, Weight
from tests.golden import gallery, teams_gallery

NASTY = '<script>alert("x")</script>\' onclick="alert(1)&amp;'
_HAND = HtmlContext(lists={Picked.PERSON: (("@‹pat›", "Pat"),)})


class Page(HTMLParser):
    """What a browser makes of it: tags, attributes, and the words of its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.words = ""
        self.feed(str(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.add(tag)
        self.fields.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words += data


def in_slack(reply: Reply) -> Page:
    return Page(drawing.slack(block_kit.dress(reply)["blocks"], _HAND, {}))


def in_teams(reply: Reply) -> Page:
    return Page(drawing.teams(adaptive_card.dress(reply), _HAND))


@pytest.mark.parametrize("draw", [in_slack, in_teams])
def test_no_text_becomes_markup(draw: Any) -> None:
    source = Citation("s", NASTY, NASTY, NASTY, NASTY, f"https://x.example/{NASTY}")
    page = draw(
        Reply(
            NASTY,
            Badge(NASTY, Tone.BAD),
            lines=(Line(NASTY, ("s",)),),
            cautions=(Line(NASTY),),
            sources=(source,),
            choices=(Choice(NASTY, NASTY), Choice(NASTY, "/caps", confirm=NASTY)),
            picks=(Pick(NASTY, NASTY, Picked.PERSON),),
            small_print=NASTY,
        )
    )
    assert "script" not in page.tags
    assert not any("onclick" in fields for fields in page.fields)


@pytest.mark.parametrize("draw", [in_slack, in_teams])
def test_every_button_says_what_it_would_on_the_platform(draw: Any) -> None:
    choices = (
        Choice("Acknowledge", "/clinic alerts ack 1", Weight.PRIMARY),
        Choice("Snooze", "/clinic alerts snooze 1", Weight.MORE),
        Choice("Erase", "/clinic forget", confirm="For good?"),
    )
    page = draw(Reply("h", choices=choices, picks=(Pick("Hand", "/hand 1", Picked.PERSON),)))
    said = {fields.get("value") for fields in page.fields if fields.get("name") == "typed"}
    assert said == {"/clinic alerts ack 1", "/clinic alerts snooze 1", "/clinic forget", "/hand 1"}
    assert {fields.get("value") for fields in page.fields} >= {"@‹pat›"}
    assert "For good?" in page.words


def _texts(payload: Any) -> list[str]:
    """Every text that a payload shows."""
    if isinstance(payload, list):
        return [text for each in payload for text in _texts(each)]
    if not isinstance(payload, dict):
        return []
    shown = [payload.get("text"), payload.get("title")]
    return [*filter(_is_text, shown), *_texts(list(payload.values()))]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_shown(text: str, drawn: Markup, page: Page) -> bool:
    """Whether a text is on the page, as it stands or as its markup reads."""
    return any(_letters(words) in _letters(page.words) for words in (text, Page(drawn).words))


_SLACK = [file.stem for file in gallery.FOLDER.glob("*.json") if "form-" not in file.stem]
_TEAMS = [file.stem for file in teams_gallery.FOLDER.glob("*.json") if "dialog-" not in file.stem]


@pytest.mark.parametrize("name", sorted(_SLACK))
def test_nothing_that_slack_shows_is_lost(name: str) -> None:
    payload = json.loads((gallery.FOLDER / f"{name}.json").read_text("utf-8"))
    blocks = payload.get("view", payload)["blocks"]
    page = Page(drawing.slack(blocks, _HAND, {}))
    lost = [text for text in _texts(blocks) if not _is_shown(text, markup.mrkdwn(text, {}), page)]
    assert set(lost) <= {"Choose…"}  # of a list, which is said to whoever does not see it


@pytest.mark.parametrize("name", sorted(_TEAMS))
def test_nothing_that_teams_shows_is_lost(name: str) -> None:
    card = json.loads((teams_gallery.FOLDER / f"{name}.json").read_text("utf-8"))
    page = Page(drawing.teams(card, _HAND))
    lost = [t for t in _texts(card["body"]) if not _is_shown(t, markup.markdown(t), page)]
    assert set(lost) <= {"BLUE-47K", "GREEN-12", "OWL-3"}  # what a click on a row is called


def test_a_link_leads_to_the_web_alone() -> None:
    assert "href" not in markup.mrkdwn("<javascript:alert(1)|here>", {})
    assert "href" not in markup.markdown("[here](javascript:alert(1))")
    assert 'href="https://x.example/?a=1&amp;b=2"' in markup.mrkdwn(
        "<https://x.example/?a=1&amp;b=2|here>", {}
    )
    assert "<b>held</b>" in markup.mrkdwn("*held*", {})
