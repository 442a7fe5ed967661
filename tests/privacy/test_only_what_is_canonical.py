"""What everybody reads can hold no typed word: by its types, and by who may make it public."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from models.coverage.profession import Profession
from models.understanding.canonical_command import Canonical, OfCodes, OfDenial, OfPayer, OfState
from tests.fakes import shipped

ROOT = Path(__file__).parent.parent.parent
OURS = [f for top in ("bot", "handlers", "models", "jobs") for f in (ROOT / top).rglob("*.py")]


def files_with(pattern: str) -> list[str]:
    return [str(f.relative_to(ROOT)) for f in OURS if re.search(pattern, f.read_text())]


def test_only_a_share_is_made_public() -> None:
    assert files_with(r"audience=Audience\.CHANNEL") == ["handlers/share/command.py"]


def test_only_what_was_understood_makes_an_answer_shareable() -> None:
    assert files_with(r"\bcanonical=(?!\"\")") == ["handlers/share/share_button.py"]
    assert files_with(r"\babout=\(\*asked\.about") == ["handlers/share/share_button.py"]


def test_what_was_understood_has_no_field_for_a_typed_word() -> None:
    texts = [
        f"{kind.__name__}.{each.name}"
        for kind in Canonical.__args__
        for each in fields(kind)
        if re.search(r"\bstr\b", str(each.type))
    ]
    assert texts == [
        "OfPayer.condition_name",
        "OfPayer.state",
        "OfAllPayers.state",
        "OfState.state",
        "OfDenial.denials",
        "OfDenial.state",
    ]


def test_a_denial_is_named_by_a_code_alone() -> None:
    book = shipped.pack()
    asked = OfDenial(book.topics["denial_50"], book.payers["cigna"], (), ("CO-50", "jane", "N115"))
    assert asked.command == "/denial Cigna CO-50 N115"


def test_a_condition_is_named_by_a_word_of_the_book_alone() -> None:
    book = shipped.pack()
    asked = OfPayer(payer=book.payers["cigna"], condition=book.conditions["headache"])
    typed = replace(asked, condition_name="jane doe")
    assert typed.command == asked.command


def test_a_state_is_two_letters_that_stand_for_one() -> None:
    assert OfState("NC", Profession.PT).command == "/state North Carolina PT"
    with pytest.raises(KeyError):
        _ = OfState("Zanzibar", Profession.PT).command


def test_a_command_is_spelled_from_everything_that_was_understood() -> None:
    book = shipped.pack()
    asked = OfPayer(
        payer=book.payers["cigna"],
        codes=(book.codes["20560"],),
        modifiers=(book.codes["59"],),
        profession=Profession.PT,
        state="NC",
        on=date(2026, 11, 2),
    )
    assert asked.command == "/coverage Cigna 20560 59 by PT in North Carolina on 2026-11-02"
    assert asked.about == ("payer/cigna", "code/20560")
    assert OfCodes((book.codes["59"],)).command == "/cpt 59"
