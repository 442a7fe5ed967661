"""A reply in Slack, inside Slack's limits whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.render import block_kit, slack_buttons
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.mention import channel, person
from models.reply import Badge, Choice, Citation, Fact, Line, Reply, Section, Tone
from tests.fakes import block_kit as judge
from tests.fakes.mrkdwn import as_read
from tests.handlers.front_desk import FrontDesk
from tests.render.samples import EVERYTHING

MENTIONS = "<!channel> <!here> <@U123> <#C123> & <https://x.example|click>"


def source(**fields: str) -> Citation:
    """A source of which only these fields matter."""
    return Citation(
        **{"id": "s", "title": "T", "publisher": "P", "authority": "A", "dates": "D"} | fields
    )


def blocks(reply: Reply, kind: str) -> list[dict[str, Any]]:
    """The blocks of one type."""
    return [block for block in block_kit.dress(reply)["blocks"] if block["type"] == kind]


def buttons(reply: Reply) -> list[dict[str, Any]]:
    """The buttons, in order."""
    return [element for block in blocks(reply, "actions") for element in block["elements"]]


def text(reply: Reply) -> str:
    """Everything that stands in the blocks, as JSON."""
    return json.dumps(block_kit.dress(reply)["blocks"], ensure_ascii=False)


@pytest.mark.sheet
async def test_no_reply_about_the_pack_has_a_fault(replies: dict[str, Reply]) -> None:
    faults = {typed: judge.faults(block_kit.dress(reply)) for typed, reply in replies.items()}
    assert {typed: found for typed, found in faults.items() if found} == {}


@pytest.mark.sheet
async def test_no_payer_with_any_code_and_no_state_for_any_profession_breaks_a_limit(
    pack: FactBook,
) -> None:
    desk = FrontDesk(pack)
    held = (f"/coverage {pack.payers[id_].name}" for id_ in pack.positions)
    payers = [f"{payer} {code}" for payer in held for code in pack.codes]
    payers += [f"/coverage {payer.name} 20560" for payer in pack.payers.values()]
    states = (f"/state {state} {who}" for state in NAMES.values() for who in Profession)
    typed = [*payers, *states]
    assert len(typed) > 5_000
    faults = {each: judge.faults(block_kit.dress(await desk.say(each))) for each in typed}
    assert {each: found for each, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(EVERYTHING, id="everything in it"),
        pytest.param(Reply("Which payer?"), id="a headline alone"),
        pytest.param(Reply("x" * 1_000), id="a long headline"),
        pytest.param(
            Reply("h", choices=tuple(Choice(f"c{n}", f"/cpt {n}") for n in range(60))),
            id="sixty choices",
        ),
        pytest.param(Reply("h", choices=(Choice("x" * 200, "/cpt"),)), id="a long label"),
        pytest.param(Reply("h", lines=(Line("x" * 5_000),)), id="a line of 5,000 characters"),
        pytest.param(Reply("h", lines=(Line("&" * 5_000),)), id="5,000 ampersands"),
        pytest.param(
            Reply("h", lines=(Line("x" * 2_897 + "&<>" * 5),)), id="an ampersand at the cut"
        ),
        pytest.param(Reply("h", facts=(Fact("l", "<" * 5_000),)), id="a long value of brackets"),
        pytest.param(Reply("h", facts=(Fact("l" * 3_000, "v"),)), id="a long label of a value"),
        pytest.param(Reply("h", facts=(Fact("l", "v"),) * 60), id="sixty facts"),
        pytest.param(Reply("h", lines=(Line("x" * 2_500),) * 10), id="ten long lines"),
        pytest.param(Reply("h", cautions=(Line("x" * 300),) * 60), id="sixty cautions"),
        pytest.param(
            Reply("h", sections=tuple(Section(f"t{n}", (Line("x"),)) for n in range(60))),
            id="sixty short sections",
        ),
        pytest.param(
            Reply("h", sections=tuple(Section(f"t{n}", (Line("x" * 900),)) for n in range(60))),
            id="sixty long sections",
        ),
        pytest.param(
            Reply("h", sources=tuple(source(id=str(n), title="T" * 150) for n in range(100))),
            id="a hundred sources",
        ),
        pytest.param(Reply("h", small_print="x" * 5_000), id="long small print"),
        pytest.param(
            Reply(
                MENTIONS,
                Badge(MENTIONS, Tone.BAD),
                lines=(Line(MENTIONS),),
                facts=(Fact(MENTIONS, MENTIONS),),
                sections=(Section(MENTIONS, (Line(MENTIONS),)),),
                cautions=(Line(MENTIONS),),
                sources=(source(title=MENTIONS, publisher=MENTIONS),),
                choices=(Choice(MENTIONS, MENTIONS),),
                small_print=MENTIONS,
            ),
            id="mentions and links everywhere",
        ),
        pytest.param(Reply("h", lines=(Line("> a\n> b"),)), id="a line that looks like a quote"),
        pytest.param(
            Reply("h", sources=(source(address="https://x.example/a|b>c<d&e"),)),
            id="an address with a bar and brackets",
        ),
        pytest.param(
            Reply("h", sources=(source(address="https://x.example/a b"),)),
            id="an address with a space",
        ),
        pytest.param(
            Reply("h", sources=(source(title="A | B", address="https://x.example"),)),
            id="a title with a bar",
        ),
        pytest.param(
            Reply("h", sources=(source(title="T" * 4_000, address="https://x.example"),)),
            id="a title of 4,000 characters",
        ),
        pytest.param(
            Reply("h", sources=(source(address="ask at the front desk"),)),
            id="an address that is none",
        ),
    ],
)
def test_slack_takes_a_reply_with(reply: Reply) -> None:
    assert judge.faults(block_kit.dress(reply)) == []


_NASTY = st.sampled_from(
    ["&", "<", ">", "|", "*", "<!channel>", "&amp;", "\n", "é", "🟢", "`", "_"]
)
_SHORT = st.text(min_size=1, max_size=30) | _NASTY
_LONG = st.builds(lambda piece, times: piece * times, _SHORT, st.integers(1, 600))
_TEXT = (_SHORT | _LONG).filter(str.strip)
_IDS = st.lists(st.sampled_from(["a", "b", "c", "gone"]), max_size=3).map(tuple)
_LINES = st.lists(st.builds(Line, _TEXT, _IDS), max_size=6).map(tuple)
_ADDRESS = st.text(max_size=40).map(lambda tail: f"https://x.example/{tail}") | st.just("")
_SOURCES = st.lists(
    st.builds(Citation, st.sampled_from("abc"), _TEXT, _TEXT, _SHORT, _SHORT, _ADDRESS),
    max_size=6,
    unique_by=lambda each: each.id,
).map(tuple)
_REPLIES = st.builds(
    Reply,
    headline=_TEXT,
    badge=st.none() | st.builds(Badge, _SHORT, st.sampled_from(Tone)),
    lines=_LINES,
    facts=st.lists(st.builds(Fact, _SHORT, _TEXT, _IDS), max_size=12).map(tuple),
    sections=st.lists(st.builds(Section, _TEXT, _LINES), max_size=8).map(tuple),
    cautions=_LINES,
    sources=_SOURCES,
    choices=st.lists(st.builds(Choice, _TEXT, _SHORT), max_size=30).map(tuple),
    small_print=st.just("") | _TEXT,
)


# Without the phase that explains a failure, which takes longer than finding it.
@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_REPLIES)
def test_slack_takes_any_reply(reply: Reply) -> None:
    assert judge.faults(block_kit.dress(reply)) == []


# -- nothing is lost -----------------------------------------------------------------------------


def test_all_of_three_hundred_choices_are_in_menus_of_a_hundred() -> None:
    choices = tuple(Choice(f"c{n}", f"/cpt {n}") for n in range(300))
    menus = slack_buttons.blocks(choices, ())[0]["elements"]
    assert [len(menu["options"]) for menu in menus] == [100, 100, 100]
    assert [option["value"] for menu in menus for option in menu["options"]] == [
        choice.command for choice in choices
    ]


def test_every_button_has_an_id_of_its_own_and_says_its_command() -> None:
    reply = Reply("h", choices=(Choice("One", "/cpt 1"), Choice("Two", "/cpt 2")))
    assert [(b["text"]["text"], b["value"]) for b in buttons(reply)] == [
        ("One", "/cpt 1"),
        ("Two", "/cpt 2"),
    ]
    assert len({button["action_id"] for button in buttons(reply)}) == 2


def test_a_command_too_long_for_a_button_is_on_none_and_never_cut_off() -> None:
    """Of "on 2026-11-25" a cut would leave Nov 2."""
    whole = Choice("Log them", f"/session log {'OAK-12 on 2026-11-25; ' * 95}"[:2_000])
    longer = Choice("Log all", f"{whole.command}x")
    assert [b["value"] for b in buttons(Reply("h", choices=(whole, longer)))] == [whole.command]


def test_buttons_of_one_word_sound_different_and_a_long_label_ends_in_an_ellipsis() -> None:
    choices = (Choice("Why", "/cpt 1"), Choice("Why", "/cpt 2"), Choice("x" * 90, "/cpt 3"))
    first, second, third = buttons(Reply("h", choices=choices))
    heard = (first["accessibility_label"], second["accessibility_label"])
    assert heard == ("Why, choice 1", "Why, choice 2")
    assert third["text"]["text"] == "x" * 47 + "…"
    assert third["accessibility_label"] == "x" * 75


def test_a_long_reply_says_which_sections_it_left_out() -> None:
    sections = tuple(Section(f"Title {n}", (Line("x" * 2_000),)) for n in range(12))
    dressed = text(Reply("h", sections=sections, small_print="Not a guarantee."))
    assert "Title 0" in dressed
    assert "Left out:" in dressed
    assert "Title 11" in dressed
    assert "Not a guarantee." in dressed


def test_a_reply_that_fits_leaves_nothing_out() -> None:
    assert "Left out" not in text(EVERYTHING)


# -- what a reader sees --------------------------------------------------------------------------


def test_a_notification_reads_the_answer_in_one_line() -> None:
    assert (
        block_kit.dress(EVERYTHING)["text"] == "Acme · 20560: Covered with conditions. Acme pays."
    )


def test_the_words_of_a_badge_are_written_beside_its_color() -> None:
    for tone in Tone:
        section = blocks(Reply("h", Badge("Not covered", tone)), "section")[0]
        assert "*Not covered*" in section["text"]["text"]


def test_a_sentence_shows_the_numbers_of_its_sources() -> None:
    first = blocks(EVERYTHING, "section")[0]["text"]["text"]
    assert first.splitlines()[1:] == ["Acme pays. [1] [2]", "Ask first."]


def test_a_source_with_an_address_is_a_link_and_another_is_not() -> None:
    listed = blocks(EVERYTHING, "context")[0]["elements"][0]["text"].splitlines()
    assert listed == [
        "*Sources*",
        "[1] <https://law.example/a?b|The law>, The state · statute · in force 2024",
        "[2] A page, A blog · second-hand · undated",
    ]


def test_what_is_escaped_reads_as_it_was_written() -> None:
    assert as_read(block_kit.escape(MENTIONS)) == MENTIONS
    assert "<" not in block_kit.escape(MENTIONS)


@pytest.mark.parametrize("headline", ["Acme & Sons <20560>", "Blue Cross & Blue Shield"])
def test_a_header_is_plain_text_and_needs_no_escape(headline: str) -> None:
    header = blocks(Reply(headline), "header")[0]["text"]
    assert header == {"type": "plain_text", "text": headline}


def test_a_person_and_a_channel_are_mentions_and_nothing_typed_is() -> None:
    told = Line(f"Taken by {person('U1')} in {channel('C1')}; <@U9> <!here> @‹!here› said so.")
    shown = blocks(Reply("h", lines=(told,)), "section")[0]["text"]["text"]
    assert shown == ("Taken by <@U1> in <#C1>; &lt;@U9&gt; &lt;!here&gt; @‹!here› said so.")


def test_a_header_shows_bare_ids_as_slack_reads_no_mention_there() -> None:
    header = blocks(Reply(f"For {person('U1')}"), "header")[0]
    assert header["text"]["text"] == "For @U1"


def test_a_private_answer_is_its_message_as_json() -> None:
    sent = json.loads(block_kit.as_json(EVERYTHING))
    assert sent == {"response_type": "ephemeral"} | block_kit.dress(EVERYTHING)
