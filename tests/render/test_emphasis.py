"""What stands out, what folds away, what asks first; counts and tables, in every face."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.render import adaptive_card, block_kit, html, plain_text
from models.reply import Choice, Count, Details, Reply, Row, Table, Tone, Weight
from tests.fakes import adaptive_card as card_judge
from tests.fakes import block_kit as slack_judge
from tests.render.samples import COUNTED


def elements(reply: Reply) -> list[dict[str, Any]]:
    """The controls of the last row in Slack."""
    blocks = block_kit.dress(reply)["blocks"]
    return [part for block in blocks if block["type"] == "actions" for part in block["elements"]]


def many(number: int, label: str = "Plan") -> tuple[Choice, ...]:
    """So many equals."""
    return tuple(Choice(f"{label} {n}", f"/coverage plan {n}") for n in range(number))


# -- buttons -------------------------------------------------------------------------------------


def test_slack_and_teams_take_counts_tables_menus_and_questions() -> None:
    for choices in (COUNTED.choices, (*COUNTED.choices, *many(40)), many(250)):
        reply = replace(COUNTED, choices=choices)
        assert slack_judge.faults(block_kit.dress(reply)) == []
        assert card_judge.faults(adaptive_card.dress(reply)) == []


def test_one_button_stands_out_one_asks_first_and_one_folds_away_in_slack() -> None:
    primary, undo, forget, more = elements(COUNTED)
    assert (primary["style"], "style" in undo, forget["style"]) == ("primary", False, "danger")
    assert forget["confirm"]["text"]["text"] == "Erase BLUE-47K, for good?"
    assert more["type"] == "overflow"
    assert [option["value"] for option in more["options"]] == ["/session close BLUE-47K"]


def test_one_button_stands_out_one_asks_first_and_one_folds_away_in_teams() -> None:
    primary, undo, forget, more = card_judge.row(adaptive_card.dress(COUNTED))
    assert (primary["style"], "style" in undo) == ("positive", False)
    assert (forget["type"], forget["style"]) == ("Action.ShowCard", "destructive")
    asked = forget["card"]["body"][0]["text"]
    assert (asked, len(forget["card"]["actions"])) == ("Erase BLUE-47K, for good?", 1)
    assert more["mode"] == "secondary"


@pytest.mark.parametrize(
    ("weight", "titles"),
    [
        pytest.param(Weight.PRIMARY, ["Log it", "Details", "Undo"], id="behind what leads"),
        pytest.param(Weight.PLAIN, ["Details", "Log it", "Undo"], id="first where nothing leads"),
    ],
)
def test_details_stand_where_they_do_in_slack_and_one_button_stands_out(
    weight: Weight, titles: list[str]
) -> None:
    choices = (Choice("Log it", "/session log", weight), Choice("Undo", "/session undo"))
    reply = Reply("h", choices=choices, details=Details, details_command="/h details")
    in_teams = card_judge.row(adaptive_card.dress(reply))
    in_slack = elements(reply)
    assert [action["title"] for action in in_teams] == titles
    assert [button["text"]["text"] for button in in_slack] == titles
    assert [action.get("style") for action in in_teams] == ["positive", None, None]
    assert [button.get("style") for button in in_slack] == ["primary", None, None]


def test_on_the_page_what_asks_first_opens_before_it_is_done() -> None:
    page = html.dress(COUNTED)
    asks = page[page.index('<details class="confirm"') :]
    assert asks.index("for good?") < asks.index('value="/clinic forget BLUE-47K yes"')
    assert page.count('class="primary"') == 1


# -- choosing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "kind"), [(5, "button"), (6, "static_select")])
def test_more_than_five_equals_are_a_menu_in_slack(number: int, kind: str) -> None:
    lead = Choice("Details", "/coverage details", Weight.PRIMARY)
    first, *others = elements(Reply("Which plan?", choices=(lead, *many(number))))
    assert first["value"] == "/coverage details"
    assert {part["type"] for part in others} == {kind}


def test_a_command_too_long_for_an_option_stays_a_button() -> None:
    long = Choice("Long", f"/coverage {'x' * 150}")
    found = elements(Reply("Which?", choices=(*many(6), long)))
    assert [part["type"] for part in found] == ["button", "static_select"]


def test_the_options_of_a_menu_stand_as_they_were_given_nearest_first() -> None:
    (menu,) = elements(Reply("Which plan?", choices=many(9)))
    assert [option["text"]["text"] for option in menu["options"]] == [f"Plan {n}" for n in range(9)]
    (box,) = card_judge.actions(
        adaptive_card.dress(Reply("Which plan?", choices=many(9))), "Input.ChoiceSet"
    )
    assert [choice["title"] for choice in box["choices"]] == [f"Plan {n}" for n in range(9)]


def test_a_menu_on_the_page_asks_for_whoever_uses_it() -> None:
    page = html.dress(Reply("Which plan?", choices=many(7)), html.HtmlContext(who="pat"))
    assert page.count("<option") == 7
    assert '<input type="hidden" name="who" value="pat">' in page


# -- counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "total", "full"),
    [
        pytest.param(0, 12, 0, id="none"),
        pytest.param(1, 75, 1, id="one shows"),
        pytest.param(74, 75, 9, id="never full before it is"),
        pytest.param(12, 12, 10, id="full"),
        pytest.param(14, 12, 10, id="over"),
        pytest.param(0, 0, 10, id="nothing allowed"),
    ],
)
def test_a_bar_never_says_more_than_its_words(used: int, total: int, full: int) -> None:
    assert Count(used, total, "").filled(10) == full


def test_what_is_read_out_has_the_count_in_words_and_no_bar() -> None:
    said = "BLUE-47K: 10 of 12 visits used, 2 left. Medicare Part B: 12 visits in 90 days."
    assert plain_text.in_short(COUNTED) == said
    assert block_kit.dress(COUNTED)["text"] == said
    assert adaptive_card.dress(COUNTED)["speak"] == said


def test_the_bar_is_drawn_beside_its_words() -> None:
    header, bar, *_ = block_kit.dress(COUNTED)["blocks"]
    assert header["text"]["text"] == "BLUE-47K · 10 of 12 visits used, 2 left"
    assert bar["text"]["text"].splitlines()[0] == "🟡 ▰▰▰▰▰▰▰▰▰▰▱▱"
    columns = card_judge.actions(adaptive_card.dress(COUNTED), "Column")
    widths = [column["width"] for column in columns]
    assert widths == [10, 2, 4, 16]
    assert 'aria-hidden="true" value="83"' in html.dress(COUNTED)
    assert plain_text.dress(COUNTED).splitlines()[1].endswith("[##########--]")


# -- tables --------------------------------------------------------------------------------------


def test_a_table_has_a_caption_and_headers_that_a_screen_reader_says() -> None:
    page = html.dress(COUNTED)
    assert "<caption>Visits left</caption>" in page
    assert page.count('scope="col"') == 2
    assert page.count('scope="row"') == 2
    (table,) = card_judge.actions(adaptive_card.dress(COUNTED), "Table")
    named = [cell["items"][0]["inlines"][0]["text"] for cell in table["rows"][0]["cells"]]
    assert named == ["Alias", "Left"], "Teams reads the first row as headers"
    assert table["rows"][1]["cells"][0]["selectAction"]["data"] == {"say": "/caps BLUE-47K"}


def test_a_column_in_teams_is_as_wide_as_its_longest_word() -> None:
    rows = (Row(("BLUE-47K", "2 left", "authorization of Medicare Part B")), Row(("OWL-3",)))
    table = Table("Visits left", ("Alias", "Left", "Limit"), rows)
    (drawn,) = card_judge.actions(adaptive_card.dress(Reply("h", tables=(table,))), "Table")
    assert [column["width"] for column in drawn["columns"]] == [8, 4, 13]


def test_a_row_in_slack_shows_more_of_itself_and_says_whose() -> None:
    rows = [b for b in block_kit.dress(COUNTED)["blocks"] if "accessory" in b]
    assert [row["text"]["text"] for row in rows] == ["*BLUE-47K*  2 left"]
    assert rows[0]["accessory"]["accessibility_label"] == "Show BLUE-47K"


def test_columns_in_the_terminal_stand_below_each_other() -> None:
    shown = plain_text.dress(COUNTED).splitlines()
    at = shown.index("Visits left")
    assert shown[at + 1 : at + 4] == [
        "Alias     Left",
        "BLUE-47K  2 left",
        "OWL-3     no limit known",
    ]


def test_a_table_too_long_for_a_message_loses_its_last_rows_and_says_so() -> None:
    rows = tuple(Row((f"OAK-{n}", "left " * 60), f"/caps OAK-{n}") for n in range(60))
    reply = Reply("Visits left", tables=(Table("All", ("Alias", "Left"), rows),))
    dressed = block_kit.dress(reply)
    assert slack_judge.faults(dressed) == []
    assert "OAK-0" in str(dressed)
    assert "Left out" in str(dressed)


def test_colour_never_speaks_alone() -> None:
    for tone in Tone:
        reply = Reply("A", count=Count(1, 2, "1 of 2 used, 1 left", tone))
        assert "1 of 2 used, 1 left" in block_kit.dress(reply)["text"]
