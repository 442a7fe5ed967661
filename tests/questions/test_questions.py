"""The bot answers what a hurried front desk types, and claims nothing that the facts do not."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from models.coverage.state import NAMES
from tests.questions.marking import (
    CLAIMS,
    ROUTED,
    UNKNOWN,
    Examiner,
    Marked,
    false_claims,
    share_at_a_glance,
    unexpected,
)
from tests.questions.sheet import FOLDER, SPELLINGS, Question, SheetFault, questions, sheets

pytestmark = pytest.mark.sheet

_AT_A_GLANCE = 0.8
"""Of the words that a sheet expects, so many stand in the answers before they are opened."""

_SHEETS = sheets()
_MARKS: dict[str, list[Marked]] = {}
_SPELLINGS = yaml.load((FOLDER / f"{SPELLINGS}.yaml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def examiner() -> Examiner:
    """The desk on the facts that ship, built once."""
    return Examiner()


def _sheets() -> list[str]:
    return [sheet for sheet in _SHEETS if examiner().knows(sheet)]


async def _marks(sheet: str) -> list[Marked]:
    if sheet not in _MARKS:
        _MARKS[sheet] = [await examiner().mark(question) for question in _SHEETS[sheet]]
    return _MARKS[sheet]


# --- The sheets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", _sheets())
async def test_every_answer_is_right_but_those_known_to_be_missed(sheet: str) -> None:
    faults = unexpected(await _marks(sheet))

    assert not faults, f"\n{faults}"


@pytest.mark.parametrize("sheet", _sheets())
async def test_most_of_what_is_expected_is_told_at_a_glance(sheet: str) -> None:
    assert share_at_a_glance(await _marks(sheet)) >= _AT_A_GLANCE


@pytest.mark.parametrize("sheet", _sheets())
async def test_no_answer_claims_what_the_facts_do_not(sheet: str) -> None:
    claims = false_claims(await _marks(sheet))

    assert not claims, f"\n{claims}"


def test_there_are_enough_questions_of_every_kind() -> None:
    asked = {sheet: len(of_sheet) for sheet, of_sheet in _SHEETS.items()}

    assert asked["coverage"] >= 130
    assert asked["cpt"] >= 45
    assert asked["state"] >= 60
    assert asked[ROUTED] >= 25


def test_every_verdict_and_permission_is_expected_somewhere() -> None:
    expected = {v for of_sheet in _SHEETS.values() for q in of_sheet for v in q.verdicts}

    # The pack holds no payer that covers without conditions, and none whose verdict is disputed.
    assert (CLAIMS | {UNKNOWN}) - expected == {"Covered", "Disputed"}


# --- How a sheet is read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("{ask: x, verdcit: Unknown}", id="a key that no sheet has"),
        pytest.param("{verdict: Unknown}", id="no question"),
        pytest.param("{ask: 20560}", id="a code that YAML takes for a number"),
        pytest.param("{ask: x, has: [1]}", id="a word that is none"),
        pytest.param("{ask: x, asks_back: no}", id="a question back that is denied"),
        pytest.param("{ask: x, asks_back: yes, verdict: Unknown}", id="a verdict and none"),
        pytest.param("{ask: x, today: soon}", id="a day that is none"),
        pytest.param("{ask: x, clinic: {town: Boone}}", id="a clinic's setting that is none"),
        pytest.param("{ask: x, clinic: {profession: PE}}", id="a profession that is none"),
        pytest.param("{ask: x, clinic: {state: XX}}", id="a state that is none"),
        pytest.param("{ask: x}\n- {ask: x}", id="one question twice"),
    ],
)
def test_a_sheet_that_is_wrong_is_refused(entry: str) -> None:
    with pytest.raises(SheetFault):
        questions("coverage", f"- {entry}")


# --- Every jurisdiction and every payer, by name, in short and misspelt --------------------------


def _typed_states() -> list[object]:
    return [
        pytest.param(code, typed, id=f"{code} as {typed}")
        for code, name in NAMES.items()
        for typed in (name, code, code.lower(), _SPELLINGS["states"][code])
    ]


@pytest.mark.parametrize(("code", "typed"), _typed_states())
async def test_every_jurisdiction_is_known_by_name_letters_and_slip(code: str, typed: str) -> None:
    reply = await examiner().answer(Question("state", typed))

    assert reply.headline.startswith(f"{NAMES[code]} · ")


def _typed_payers() -> list[object]:
    of_pack = [
        (payer.id, payer.name)
        for payer in examiner().book.payers.values()
        if payer.id in examiner().book.positions
    ]
    by_hand = [
        (row["payer"], row[key])
        for row in _SPELLINGS["payers"]
        for key in ("name", "short", "misspelt")
    ]
    return [
        pytest.param(payer, typed, id=f"{payer} as {typed}")
        for payer, typed in dict.fromkeys(of_pack + by_hand)
    ]


@pytest.mark.parametrize(("payer", "typed"), _typed_payers())
async def test_every_payer_is_known_by_name_in_short_and_misspelt(payer: str, typed: str) -> None:
    """The payer answers, or a question back offers it. Never another payer alone."""
    name = examiner().book.payers[payer].name

    reply = await examiner().answer(Question("coverage", f"{typed} 20560"))

    asks_back = reply.badge is None or reply.headline.startswith("I hold no decision of ")
    told = [choice.label for choice in reply.choices] + [line.text for line in reply.lines]
    offered = " · ".join(told) if asks_back else ""
    titles = (f"{name} · ", f"{name} in ")  # of a payer met in several states, that one
    assert reply.headline.startswith(titles) or name in offered, reply.headline


def test_the_spellings_leave_nobody_out() -> None:
    assert _SPELLINGS["states"].keys() == NAMES.keys()
    assert {row["payer"] for row in _SPELLINGS["payers"]} == examiner().book.positions.keys()
    assert len(_SPELLINGS["payers"]) == 107
