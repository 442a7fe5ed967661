"""A reply on the demo's page."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.render import html
from bot.render.html import HtmlContext
from models.reply import Badge, Choice, Citation, Fact, Line, Picked, Reply, Section, Tone
from tests.render.samples import EVERYTHING

NASTY = '<script>alert("x")</script>\' onclick="alert(1)&amp;'

# All that a reply is made of on the page.
_TAGS = set("article h3 h4 p dl div dt dd ul li ol a span sup button".split())
_ATTRIBUTES = set("class href rel target type form name value".split())


class Page(HTMLParser):
    """What a browser makes of it: tags, attributes, texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(NASTY), id="the headline"),
        pytest.param(Reply("h", Badge(NASTY, Tone.BAD)), id="the badge"),
        pytest.param(Reply("h", lines=(Line(NASTY),)), id="a line"),
        pytest.param(Reply("h", facts=(Fact(NASTY, "v"),)), id="a label"),
        pytest.param(Reply("h", facts=(Fact("l", NASTY),)), id="a value"),
        pytest.param(Reply("h", sections=(Section(NASTY, ()),)), id="a title"),
        pytest.param(Reply("h", sections=(Section("t", (Line(NASTY),)),)), id="a listed line"),
        pytest.param(Reply("h", cautions=(Line(NASTY),)), id="a caution"),
        pytest.param(Reply("h", choices=(Choice(NASTY, "/cpt"),)), id="the label of a button"),
        pytest.param(Reply("h", choices=(Choice("l", NASTY),)), id="the command of a button"),
        pytest.param(Reply("h", small_print=NASTY), id="the small print"),
        *(
            pytest.param(
                Reply("h", sources=(replace(Citation("s", "T", "P", "A", "D"), **{field: NASTY}),)),
                id=f"the {field} of a source",
            )
            for field in ("title", "publisher", "authority", "dates")
        ),
        pytest.param(
            Reply("h", sources=(Citation("s", "T", "P", "A", "D", f"https://x.example/{NASTY}"),)),
            id="the address of a source",
        ),
    ],
)
def test_no_text_becomes_markup(reply: Reply) -> None:
    page = Page(html.dress(reply))
    assert set(page.tags) <= _TAGS
    assert {name for name, _ in page.attributes} <= _ATTRIBUTES
    assert NASTY in "".join([*page.texts, *(value or "" for _, value in page.attributes)])


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    source = Citation("s", "T", "P", "A", "D", "javascript:alert(1)")
    page = Page(html.dress(Reply("h", sources=(source,))))
    assert "javascript:alert(1)" not in [value for name, value in page.attributes if name == "href"]


def test_a_button_submits_the_command() -> None:
    assert ("value", "/cpt 20560") in Page(html.dress(EVERYTHING)).attributes


def test_a_pick_with_a_list_is_a_form_that_types_the_command() -> None:
    people = {Picked.PERSON: (("@‹sam›", "Sam"),)}
    page = Page(html.dress(EVERYTHING, HtmlContext("as-pat", "pat", people)))
    for field in [
        ("value", "/clinic alerts hand 7 to"),
        ("value", "@‹sam›"),
        ("value", "pat"),
        ("form", "as-pat"),
    ]:
        assert field in page.attributes, field
    assert "Sam" in page.texts


def test_a_button_types_a_mention_that_the_page_only_names() -> None:
    hand_over = Choice("Hand it to @‹sam›", "/clinic alerts hand 7 to @‹sam›")
    page = Page(html.dress(Reply("h", choices=(hand_over,))))
    assert ("value", "/clinic alerts hand 7 to @‹sam›") in page.attributes
    assert "Hand it to @sam" in page.texts


def test_a_sentence_shows_the_numbers_of_its_sources() -> None:
    text = "".join(Page(html.dress(EVERYTHING)).texts)
    assert "Acme pays.[1][2]" in text
    assert "Ask first.[" not in text


def test_a_link_tells_the_other_side_nothing() -> None:
    attributes = Page(html.dress(EVERYTHING)).attributes
    assert ("href", "https://law.example/a?b") in attributes
    assert ("rel", "noopener noreferrer") in attributes


def test_what_is_empty_is_left_out() -> None:
    assert Page(html.dress(Reply("Which payer?"))).tags == ["article", "h3"]
