"""The Block Kit judge finds every kind of broken payload, and leaves fine ones alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes import mrkdwn
from tests.fakes.block_kit import faults

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Covered.", **more: object) -> Json:
    return {"type": "section", "text": marked(text), **more}


def button(**more: object) -> Json:
    return {"type": "button", "action_id": "share", "text": plain("Share"), **more}


def option(text: str = "Cigna", value: str = "cigna") -> Json:
    return {"text": plain(text), "value": value}


def menu(**more: object) -> Json:
    named = {"placeholder": plain("Payer"), "options": [option()]}
    return {"type": "static_select", "action_id": "payer", **named, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def table(*rows: list[Json]) -> Json:
    return {"type": "table", "rows": list(rows)}


def cell(text: str = "20560") -> Json:
    return {"type": "raw_text", "text": text}


def field(element: Json | None = None) -> Json:
    typed = element or {"type": "plain_text_input", "action_id": "alias"}
    return {"type": "input", "block_id": "alias", "label": plain("Alias"), "element": typed}


def message(*blocks: Json, text: str = "Covered.") -> Json:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Json, **more: object) -> Json:
    frame = {"type": "modal", "title": plain("Log a session"), "submit": plain("Save")}
    return {"view": {**frame, "blocks": list(blocks), **more}}


def home(*blocks: Json) -> Json:
    return {"view": {"type": "home", "blocks": list(blocks)}}


CONFIRM = {"title": plain("Remove?"), "text": plain("It is gone then."), "confirm": plain("Yes")}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "useful",
    "positive_button": {"text": plain("Yes"), "value": "yes"},
    "negative_button": {"text": plain("No"), "value": "no"},
}

FINE = [
    pytest.param({"text": "Covered."}, id="text alone"),
    pytest.param(message(section(), {"type": "divider"}), id="a section and a divider"),
    pytest.param(
        message(
            {"type": "header", "text": plain("Cigna & dry needling")},
            section("*Covered*", fields=[marked("*In force*\nsince 1 July 2021")]),
            {"type": "context", "elements": [marked("Checked <https://x.example/a?b=1&c=2|here>")]},
            actions(button(style="primary", value="coverage cigna 20560", confirm=CONFIRM)),
        ),
        id="an answer with fields, a source and a button",
    ),
    pytest.param(message(table([cell(), cell()], [cell("20561"), cell()])), id="a table"),
    pytest.param(message({"type": "markdown", "text": "**Yes** & <no>"}), id="a markdown block"),
    pytest.param(
        message({"type": "context_actions", "elements": [FEEDBACK]}), id="feedback under an answer"
    ),
    pytest.param(
        message({"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A chart"}),
        id="an image with its alternative text",
    ),
    pytest.param(
        modal(
            field(), field(menu()) | {"block_id": "payer"}, {"type": "alert", "text": plain("!")}
        ),
        id="a modal with fields and an alert",
    ),
    pytest.param(home(section(), actions(button())), id="a Home with a button"),
    pytest.param(
        message(section("&lt;b&gt; &amp; <@U1AB> <#C1AB|desk> <!date^1700000000^{date}|14 Nov>")),
        id="entities, mentions and dates",
    ),
    pytest.param(message(section("> quoted\n> twice")), id="a block quote"),
    pytest.param({"text": "a < b", "mrkdwn": False}, id="text that is not read as mrkdwn"),
    pytest.param(
        message(
            actions(button(action_id="a", value="/cpt 1")),
            actions(button(action_id="b", value="/cpt 2", accessibility_label="Share with Max")),
        ),
        id="two buttons of one word that sound different",
    ),
    pytest.param(
        modal(
            field({"type": "datepicker", "action_id": "on", "initial_date": "2026-11-23"}),
            field({"type": "external_select", "action_id": "payer"}) | {"block_id": "payer"},
        ),
        id="a date, and a menu that its field names",
    ),
]

BROKEN = [
    pytest.param(message(*[{"type": "divider"}] * 51), "51 blocks", id="51 blocks in a message"),
    pytest.param(modal(*[{"type": "divider"}] * 101), "101 blocks", id="101 blocks in a modal"),
    pytest.param(message({"type": "carousal"}), "unsupported type", id="an unknown type"),
    pytest.param(message({"text": plain("x")}), "a type", id="no type"),
    pytest.param({"text": "x", "blocks": {}, "view": 1}, "must be an object", id="no view"),
    pytest.param({"text": "x", "blocks": "[]"}, "must be an array", id="blocks as a string"),
    pytest.param(message(section("a" * 3001)), "3001", id="a section of 3001 characters"),
    pytest.param(message(section("")), "empty", id="empty text"),
    pytest.param(message({"type": "section"}), "text or fields", id="a section with nothing"),
    pytest.param(
        message(section(fields=[plain("x")] * 11)), "11 items", id="eleven fields in a section"
    ),
    pytest.param(message(section(fields=[plain("x" * 2001)])), "2001", id="a field of 2001"),
    pytest.param(
        message({"type": "header", "text": plain("h" * 151)}), "151", id="a header of 151"
    ),
    pytest.param(
        message({"type": "header", "text": marked("h")}), "plain_text", id="a header in mrkdwn"
    ),
    pytest.param(
        message({"type": "image", "image_url": "https://x.example/a.png"}),
        "does not fit ImageBlock",
        id="an image without alternative text",
    ),
    pytest.param(message(actions()), "0 items", id="actions with no element"),
    pytest.param(
        message(actions(*[button(action_id=f"a{n}") for n in range(26)])),
        "26 items",
        id="26 elements in actions",
    ),
    pytest.param(
        message(actions(button(), button())), "stands 2 times", id="one action id twice in a block"
    ),
    pytest.param(
        message(section(block_id="b"), section(block_id="b")),
        "stands 2 times",
        id="one block id twice",
    ),
    pytest.param(message(section(block_id="b" * 256)), "256", id="a block id of 256"),
    pytest.param(message(actions(button(action_id="a" * 256))), "256", id="an action id of 256"),
    pytest.param(message(actions(button(text=plain("t" * 76)))), "76", id="a button of 76"),
    pytest.param(message(actions(button(value="v" * 2001))), "2001", id="a button value of 2001"),
    pytest.param(message(actions(button(url="u" * 3001))), "3001", id="a button link of 3001"),
    pytest.param(
        message(actions(button(accessibility_label="l" * 76))), "76", id="a spoken label of 76"
    ),
    pytest.param(message(actions(button(style="warning"))), "style", id="an unknown button style"),
    pytest.param(message(actions(button(colour="red"))), "colour", id="an unknown property"),
    pytest.param(
        message(actions(button(confirm=CONFIRM | {"confirm": plain("y" * 31)}))),
        "31",
        id="a confirm button of 31",
    ),
    pytest.param(message(actions(menu(options=[]))), "0 items", id="a menu without options"),
    pytest.param(
        message(actions({"type": "static_select", "action_id": "payer"})),
        "either options or option_groups",
        id="a menu with neither options nor groups",
    ),
    pytest.param(message(actions(menu(options=[option()] * 101))), "101", id="101 options"),
    pytest.param(message(actions(menu(options=[option("x" * 76)]))), "76", id="an option of 76"),
    pytest.param(
        message(actions(menu(options=[option(value="v" * 151)]))),
        "151",
        id="an option value of 151",
    ),
    pytest.param(
        message(actions(menu(placeholder=plain("p" * 151)))), "151", id="a placeholder of 151"
    ),
    pytest.param(
        message(actions(menu(initial_option=option("Aetna", "aetna")))),
        "not one of the options",
        id="a first choice that is not offered",
    ),
    pytest.param(
        message(actions({"type": "overflow", "action_id": "more", "options": [option()] * 6})),
        "6 items",
        id="six options in an overflow menu",
    ),
    pytest.param(
        message({"type": "context", "elements": [plain("x")] * 11}), "11", id="eleven context texts"
    ),
    pytest.param(
        message({"type": "context", "elements": [button()]}),
        "does not fit ContextBlock",
        id="a button in a context block",
    ),
    pytest.param(
        message(actions({"type": "plain_text_input", "action_id": "x"})),
        "does not fit ActionsBlock",
        id="a text field in actions",
    ),
    pytest.param(message(table(*[[cell()]] * 101)), "101 items", id="a table of 101 rows"),
    pytest.param(message(table([cell()] * 21)), "21 cells", id="a table of 21 columns"),
    pytest.param(message(table([cell()]), table([cell()])), "one table", id="two tables"),
    pytest.param(modal(table([cell()])), "not allowed in a modal", id="a table in a modal"),
    pytest.param(
        message({"type": "alert", "text": plain("!")}),
        "not allowed in a message",
        id="an alert in a message",
    ),
    pytest.param(
        home({"type": "markdown", "text": "x"}), "not allowed in a home", id="markdown on the Home"
    ),
    pytest.param(
        message(*[{"type": "markdown", "text": "m" * 6001}] * 2),
        "12002 characters of markdown",
        id="12,002 characters of markdown in two blocks",
    ),
    pytest.param(message(*[section("a" * 2900)] * 5), "13,200", id="fine blocks, too large in all"),
    pytest.param(
        message(*[section("a" * 2950)] * 4), "below 12,000", id="blocks larger than our own margin"
    ),
    pytest.param({"text": "a" * 40_001}, "40001", id="text of 40,001"),
    pytest.param({"text": {"en": "x"}}, "must be a string", id="text that is no string"),
    pytest.param(message(section(), text=" "), "no fallback text", id="no fallback text"),
    pytest.param(message(section("<!channel> hi")), "everyone", id="a mention of the channel"),
    pytest.param({"text": "<!everyone|all>"}, "everyone", id="a mention of everyone in the text"),
    pytest.param(
        message({"type": "markdown", "text": "<!here>"}), "everyone", id="a mention in markdown"
    ),
    pytest.param(
        message(
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "broadcast", "range": "here"}],
                    }
                ],
            }
        ),
        "everyone",
        id="a mention in rich text",
    ),
    pytest.param(message(section("PT & chiro")), "& is not", id="a bare ampersand"),
    pytest.param(message(section("a <b> c")), "< is not", id="bare angle brackets"),
    pytest.param({"text": "visits > 20"}, "> is not", id="a bare greater-than in the text"),
    pytest.param(message(section("<https://x.example|A & B>")), "& is not", id="a bare link label"),
    pytest.param({"text": "@channel", "parse": "full"}, "mentions", id="text parsed for names"),
    pytest.param({"text": "x", "attachments": [{}]}, "legacy", id="legacy attachments"),
    pytest.param(modal(title=plain("t" * 25)), "25", id="a modal title of 25"),
    pytest.param(modal(submit=plain("")), "empty", id="an empty submit button"),
    pytest.param(modal(private_metadata="m" * 3001), "3001", id="private metadata of 3001"),
    pytest.param(modal(field(), submit=None), "required", id="a form without a submit button"),
    pytest.param({"view": {"type": "modal", "blocks": []}}, "title", id="a modal without a title"),
    pytest.param({"view": {"type": "page", "blocks": []}}, "modal or home", id="another view"),
    pytest.param(
        modal(
            field(menu(focus_on_load=True)),
            field(menu(focus_on_load=True)) | {"block_id": "second"},
        ),
        "only one element",
        id="two elements that take the focus",
    ),
    pytest.param(
        message(
            actions(button(value="/cpt 1")), actions(button(action_id="other", value="/cpt 2"))
        ),
        "sound alike",
        id="two buttons of one word that do different things",
    ),
    pytest.param(
        message(actions(button(text=plain("👍")))), "without a word", id="a button of one emoji"
    ),
    pytest.param(
        message(actions({"type": "users_select", "action_id": "who"})),
        "needs a placeholder",
        id="a menu of people that nothing names",
    ),
    pytest.param(
        message(actions(button(url="ask at the desk"))), "as Slack reads it", id="no address"
    ),
    pytest.param(
        modal(field({"type": "datepicker", "action_id": "on", "initial_date": "Nov 23, 2026"})),
        "as Slack reads it",
        id="a date in words",
    ),
    pytest.param(
        modal(field({"type": "plain_text_input", "action_id": "a", "max_length": 3001})),
        "cannot be typed",
        id="a field of 3001 characters",
    ),
    pytest.param(
        message(
            actions(
                {
                    "type": "static_select",
                    "action_id": "payer",
                    "placeholder": plain("Payer"),
                    "option_groups": [{"label": plain("All"), "options": [option()]}],
                    "initial_option": option("Aetna", "aetna"),
                }
            )
        ),
        "not one of the options",
        id="a first choice that no group offers",
    ),
]


@pytest.mark.parametrize("payload", FINE)
def test_a_fine_payload_has_no_fault(payload: Json) -> None:
    assert faults(payload) == []


@pytest.mark.parametrize(("payload", "words"), BROKEN)
def test_a_broken_payload_is_named_with_its_rule(payload: Json, words: str) -> None:
    assert any(words in fault for fault in faults(payload)), faults(payload)


def test_a_fault_says_where_it_is() -> None:
    payload = message(section(), actions(button(text=plain("t" * 76))))
    assert faults(payload) == ["/blocks/1/elements/0/text: 76 characters, 75 at most"]


def test_a_fault_inside_a_choice_of_types_is_found_at_its_depth() -> None:
    [fault] = faults(message(section(accessory=button(style="warning"))))
    assert fault.startswith("/blocks/0/accessory/style: ")


def test_escaped_text_is_read_as_it_was_meant() -> None:
    assert mrkdwn.as_read("A &amp; B &lt;20&gt;, &amp;lt;") == "A & B <20>, &lt;"
