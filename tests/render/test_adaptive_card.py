"""A reply as an Adaptive Card: Teams takes it, whatever is in it, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bot.render import adaptive_card
from bot.render.adaptive_card import CardContext
from models.mention import channel, person
from models.reply import Badge, Choice, Citation, Fact, Line, Pick, Picked, Reply, Section, Tone
from tests.fakes import adaptive_card as judge
from tests.render.samples import EVERYTHING
from tests.render.test_block_kit import _REPLIES

HERE = CardContext({"ad0-maya": "Maya Manager"}, channel="19:front@thread.tacv2")
NASTY = '*stars* _lines_ [brackets](https://evil.example) <at>Everyone</at> `code` # 1. "x" \\'


def choices(number: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}", f"/cpt {n}") for n in range(number))


# -- Teams takes it ------------------------------------------------------------------------------


@pytest.mark.sheet
async def test_teams_takes_every_reply_about_the_pack(replies: dict[str, Reply]) -> None:
    refused = {
        typed: found
        for typed, reply in replies.items()
        if (found := judge.faults(adaptive_card.dress(reply)))
    }
    assert refused == {}


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(EVERYTHING, id="everything"),
        pytest.param(Reply("Which payer?"), id="a headline alone"),
        pytest.param(Reply(NASTY, lines=(Line(NASTY),)), id="marks everywhere"),
        pytest.param(Reply("h", lines=(Line("x" * 90_000),)), id="90,000 characters"),
        pytest.param(Reply("h", lines=(Line("é🟢" * 9_000),)), id="characters of many bytes"),
        pytest.param(Reply("h", choices=choices(60)), id="sixty choices"),
        pytest.param(
            replace(EVERYTHING, choices=choices(20), picks=(*EVERYTHING.picks,) * 2),
            id="choices beside picks",
        ),
        pytest.param(
            Reply(f"For {person('ad0-maya')}", lines=(Line(f"Taken by {person('ad0-maya')}."),)),
            id="somebody in the headline and in a line",
        ),
    ],
)
def test_teams_takes_a_reply_with(reply: Reply) -> None:
    assert judge.faults(adaptive_card.dress(reply, HERE)) == []


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_REPLIES)
def test_teams_takes_any_reply(reply: Reply) -> None:
    assert judge.faults(adaptive_card.dress(reply, HERE)) == []


def test_the_judge_knows_a_bad_card_from_a_good_one() -> None:
    good = adaptive_card.dress(EVERYTHING)
    for spoilt in (
        good | {"body": [{"type": "Video", "url": "x"}]},
        good | {"version": 7},
        good | {"actions": judge.row(good) * 7},
        good | {"fallbackText": ""},
        good | {"msteams": {"entities": [{"type": "mention", "text": "<at>Maya</at>"}]}},
        good | {"body": good["body"] * 40},
    ):
        assert judge.faults(spoilt), spoilt


# -- nothing is lost -----------------------------------------------------------------------------


def test_all_of_sixty_choices_are_in_one_menu() -> None:
    card = adaptive_card.dress(Reply("h", choices=choices(60)))
    assert judge.commands(card) == [f"/cpt {n}" for n in range(60)]
    assert [action["title"] for action in judge.row(card)] == ["Choose…"]


def test_five_choices_are_five_buttons() -> None:
    card = adaptive_card.dress(Reply("h", choices=choices(5)))
    assert [action["type"] for action in judge.row(card)] == ["Action.Execute"] * 5


def test_a_long_reply_says_which_sections_it_left_out() -> None:
    sections = tuple(Section(f"Title {n}", (Line("x" * 4_000),)) for n in range(12))
    shown = judge.read(adaptive_card.dress(Reply("h", sections=sections, small_print="No promise")))
    for told in ("Title 0", "Left out:", "Title 11", "No promise"):
        assert told in shown


def test_a_reply_that_fits_leaves_nothing_out() -> None:
    assert "Left out" not in judge.read(adaptive_card.dress(EVERYTHING))


# -- what a reader sees --------------------------------------------------------------------------


def test_what_was_typed_reads_as_it_was_typed_and_marks_nothing() -> None:
    reply = Reply(NASTY, lines=(Line(NASTY),), facts=(Fact(NASTY, NASTY),))
    card = adaptive_card.dress(reply)
    assert judge.read(card).count(NASTY) == 4
    assert "entities" not in card["msteams"]
    marked = [e["text"] for e in judge.walk(card["body"]) if e.get("type") == "TextBlock"]
    assert marked == []


def test_the_words_of_a_badge_carry_it_and_the_colour_repeats_it() -> None:
    styles = {}
    for tone in Tone:
        card = adaptive_card.dress(Reply("h", Badge("Not covered", tone)))
        assert "Not covered" in judge.read(card)
        styles[tone] = card["body"][1]["style"]
    assert styles == {
        Tone.GOOD: "good",
        Tone.CAUTION: "warning",
        Tone.BAD: "attention",
        Tone.NEUTRAL: "emphasis",
    }


def test_it_is_read_out_in_one_line() -> None:
    card = adaptive_card.dress(EVERYTHING)
    assert card["fallbackText"] == "Acme · 20560: Covered with conditions. Acme pays."
    assert card["speak"] == card["fallbackText"]


def test_a_source_with_an_address_is_a_link_and_another_is_not() -> None:
    blocks = adaptive_card.dress(EVERYTHING)["body"]
    listed = [each["text"] for each in blocks[-2]["items"][1:]]
    assert listed == [
        r"\[1\] [The law](https://law.example/a?b), The state · statute · in force 2024",
        r"\[2\] A page, A blog · second-hand · undated",
    ]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        pytest.param("https://x.example/a(b)", "https://x.example/a%28b%29", id="brackets"),
        pytest.param("https://x.example/a%20b", "https://x.example/a%20b", id="escaped before"),
        pytest.param("https://x.example/?a=1&b=2#c", "https://x.example/?a=1&b=2#c", id="a query"),
    ],
)
def test_the_address_of_a_link_is_whole(address: str, link: str) -> None:
    card = adaptive_card.dress(Reply("h", sources=(Citation("s", "T", "P", "A", "D", address),)))
    assert f"[T]({link})" in json.dumps(card)


def test_an_address_that_is_none_becomes_no_link() -> None:
    for address in ("javascript:alert(1)", "ask at the desk", "https://x.example/a b"):
        source = Citation("s", "T", "P", "A", "D", address)
        assert "](" not in json.dumps(adaptive_card.dress(Reply("h", sources=(source,))))


def test_a_person_is_a_mention_by_name() -> None:
    card = adaptive_card.dress(Reply("h", lines=(Line(f"*Taken* by {person('ad0-maya')}."),)), HERE)
    assert card["body"][1]["text"] == r"\*Taken\* by <at>Maya Manager</at>."
    assert card["msteams"]["entities"] == [
        {
            "type": "mention",
            "text": "<at>Maya Manager</at>",
            "mentioned": {"id": "ad0-maya", "name": "Maya Manager"},
        }
    ]


def test_a_button_names_people_though_it_cannot_mention_them() -> None:
    remove = Choice(f"Remove {person('ad0-maya')}", f"/clinic managers remove {person('ad0-maya')}")
    button = judge.row(adaptive_card.dress(Reply("h", choices=(remove,)), HERE))[0]
    assert button["title"] == "Remove @Maya Manager"
    assert button["data"]["say"] == f"/clinic managers remove {person('ad0-maya')}"


def test_a_long_label_ends_where_a_telephone_would_and_is_whole_when_pointed_at() -> None:
    label = "/session new payer medicare for chronic low back pain"
    button = judge.row(adaptive_card.dress(Reply("h", choices=(Choice(label, label),))))[0]
    assert button["title"] == "/session new payer medicare for chronic low…"
    assert (button["tooltip"], button["data"]["say"]) == (label, label)


def test_what_to_do_next_stands_above_the_sources() -> None:
    kinds = [element["type"] for element in adaptive_card.dress(EVERYTHING)["body"]]
    assert kinds.index("ActionSet") < len(kinds) - 2


def test_a_channel_is_named_and_the_one_it_is_in_is_this_one() -> None:
    here, there = channel("19:front@thread.tacv2"), channel("19:billing@thread.tacv2")
    around = replace(HERE, names={"19:billing@thread.tacv2": "Billing"})
    told = Reply("h", lines=(Line(f"Alerts go to {here} and {there}."),))
    shown = judge.read(adaptive_card.dress(told, around))
    assert "Alerts go to #this channel and #Billing." in shown


def test_somebody_is_picked_from_teams_own_list() -> None:
    reply = Reply("h", picks=(Pick("Hand over to", "/clinic alerts hand 7 to", Picked.PERSON),))
    card = adaptive_card.dress(reply, HERE)
    box = next(e for e in judge.walk(card) if e.get("type") == "Input.ChoiceSet")
    assert box["choices.data"]["dataset"].startswith("graph.microsoft.com/users")
    assert judge.actions(card)[0]["data"] == {"say": "/clinic alerts hand 7 to"}
    assert judge.actions(card)[0]["verb"] == "pick"


@pytest.mark.parametrize("label", ["Hand over to", "Hand over to…"])
def test_what_opens_a_list_of_people_ends_in_three_dots(label: str) -> None:
    reply = Reply("h", picks=(Pick(label, "/clinic alerts hand 7 to", Picked.PERSON),))
    (opening,) = judge.actions(adaptive_card.dress(reply, HERE), "Action.ShowCard")
    assert opening["title"] == "Hand over to…"


def test_a_channel_is_picked_by_standing_in_it() -> None:
    reply = Reply("h", picks=(Pick("Alerts to", "/clinic channel", Picked.CHANNEL),))
    assert judge.commands(adaptive_card.dress(reply, HERE)) == [
        f"/clinic channel {channel('19:front@thread.tacv2')}"
    ]
    elsewhere = adaptive_card.dress(reply)
    assert judge.commands(elsewhere) == []
    assert "/clinic channel" in judge.read(elsewhere)


def test_two_cards_of_one_reply_are_the_same() -> None:
    def dressed() -> dict[str, Any]:
        return adaptive_card.dress(EVERYTHING, HERE)

    assert dressed() == dressed()
