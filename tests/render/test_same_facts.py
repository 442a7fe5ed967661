"""The terminal, the page, Slack and Teams say the same."""

from __future__ import annotations

import html as standard_html
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.render import adaptive_card, block_kit, html, plain_text
from models.reply import Reply
from tests.fakes import adaptive_card as card_reader
from tests.fakes.mrkdwn import as_read
from tests.render.samples import COUNTED, EVERYTHING, told


def in_slack(reply: Reply) -> str:
    """Every text of the blocks, as a person reads them, and the command behind each element."""
    found: list[str] = []

    def look(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                look(item, name)
        elif isinstance(value, list):
            for item in value:
                look(item, key)
        elif key in {"text", "value", "action_id"}:
            found.append(str(value))

    look(block_kit.dress(reply)["blocks"])
    return as_read("\n".join(found))


def on_the_page(reply: Reply) -> str:
    """The page's markup, its entities resolved."""
    return standard_html.unescape(html.dress(reply))


def in_teams(reply: Reply) -> str:
    """Every text of the card, as a person reads them, and the command behind each button."""
    return card_reader.read(adaptive_card.dress(reply))


DRESSES = [
    pytest.param(plain_text.dress, id="in the terminal"),
    pytest.param(on_the_page, id="on the page"),
    pytest.param(in_slack, id="in Slack"),
    pytest.param(in_teams, id="in Teams"),
]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("reply", [EVERYTHING, COUNTED], ids=["everything", "counts"])
def test_nothing_of_a_reply_is_lost(dress: Callable[[Reply], str], reply: Reply) -> None:
    dressed = dress(reply)
    assert [text for text in told(reply) if text not in dressed] == []


@pytest.mark.sheet
@pytest.mark.parametrize("dress", DRESSES)
async def test_nothing_of_any_reply_about_the_pack_is_lost(
    dress: Callable[[Reply], str], replies: dict[str, Reply]
) -> None:
    lost = {}
    for typed, reply in replies.items():
        dressed = dress(reply)
        missing = [text for text in told(_as_far_as_it_fits(reply, dressed)) if text not in dressed]
        if missing:
            lost[typed] = missing
    assert lost == {}


def _as_far_as_it_fits(reply: Reply, dressed: str) -> Reply:
    """The reply without the sections that are said to be left out for their length."""
    note = re.search(r"Left out: (.*)\.", dressed)
    if note is None:
        return reply
    titles = note[1].split("; ")
    assert titles == [section.title for section in reply.sections[-len(titles) :]]
    return replace(reply, sections=reply.sections[: -len(titles)])


@pytest.mark.parametrize("dress", DRESSES)
async def test_a_refusal_to_judge_is_never_dressed_as_a_verdict(
    dress: Callable[[Reply], str], replies: dict[str, Reply]
) -> None:
    dressed = dress(replies["/coverage acme <b>&"])
    assert "does not mean that it is not covered" in dressed
    assert dressed.lower().count("not covered") == 1


def test_a_reply_can_be_written_as_json() -> None:
    for dress in (block_kit.dress, adaptive_card.dress):
        assert json.loads(json.dumps(dress(EVERYTHING))) == dress(EVERYTHING)
