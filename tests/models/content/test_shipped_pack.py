"""The facts that ship."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from models.content import PACK
from models.coverage.fact_book import FactBook
from models.coverage.position import Position, Verdict
from models.coverage.state import NAMES, Permission
from models.coverage.statement import Statement
from models.period import is_partial
from models.understanding.reader import Reader


def statements(position: Position) -> Iterator[Statement]:
    """Every sentence of a position beside its own."""
    yield from (*position.conditions, *position.limits, *position.billing)
    yield from (*position.documentation, *position.cautions)
    yield from filter(None, (position.authorization, position.referral))


def test_it_loads(pack: FactBook) -> None:
    assert pack.payers
    assert pack.states
    assert {"20560", "20561", "20552", "20553", "97140"} <= set(pack.codes)


def test_every_sentence_about_a_payer_names_a_source(pack: FactBook) -> None:
    told = [
        (position.id, sentence)
        for positions in pack.positions.values()
        for position in positions
        for sentence in (Statement(position.says, position.cites), *statements(position))
    ]
    assert [where for where, sentence in told if not sentence.cites] == []
    assert all(id_ in pack.sources for _, sentence in told for id_ in sentence.cites)


def test_every_sentence_about_a_code_names_a_source(pack: FactBook) -> None:
    for code in pack.codes.values():
        told = [code.says, *code.units, *code.modifiers, *code.values, *code.mistakes]
        assert all(sentence.cites for sentence in [*told, *code.cautions]), code.code


def test_every_sentence_about_a_state_names_a_source(pack: FactBook) -> None:
    for state in pack.states.values():
        for rule in state.rules:
            told = [*(sentence for _, sentence in rule.requirements), *rule.cautions]
            assert rule.cites, state.code
            assert all(sentence.cites for sentence in told), state.code


def test_the_licensed_words_of_the_codes_stand_nowhere() -> None:
    """The AMA's descriptors and X12's texts: the pack says it in words of its own."""
    licensed = re.compile(
        r"(?:insertion|injection|muscle)\(s\)|performed/billed|provider type/provider specialty"
        r"|provider type or specialty may not bill|payment (?:is )?denied (?:when|for this type)",
        re.IGNORECASE,
    )
    texts = {path.name: path.read_text(encoding="utf-8") for path in PACK.rglob("*.yaml")}
    assert len(texts) > 400
    assert [name for name, text in texts.items() if licensed.search(text)] == []


def test_a_degree_is_asked_for_by_the_one_state_that_the_topic_names(pack: FactBook) -> None:
    degree = re.compile(r"\b(?:doctorate|DPT|(?:master|bachelor)'?s)\b", re.IGNORECASE)
    asking = {
        state.code
        for state in pack.states.values()
        for rule in state.rules
        for _, sentence in rule.requirements
        if degree.search(sentence.says)
    }
    assert asking == {"NJ"}
    told = [said.says for said in pack.topics["training"].details]
    assert any(says.startswith("New Jersey asks for a doctorate") for says in told)


@pytest.mark.parametrize(
    ("topic", "source", "not_said"),
    [
        ("policy_on_date", "cfr_45_162_1000", ["our reading"]),
        ("investigational", "cms_ncd_30_3_3", ["binds", "our reading"]),
        ("corrected_deadline", "cgs_reopening_2022", ["note"]),
        ("patient_video", "um_photos", ["voice"]),
        ("global_surgery", "cgs_postop_2013", ["PA"]),
    ],
)
def test_a_source_is_named_only_for_what_it_says(
    pack: FactBook, topic: str, source: str, not_said: list[str]
) -> None:
    held = pack.topics[topic]
    cited = [
        said.says for said in (*held.answer, *held.details, *held.cautions) if source in said.cites
    ]
    assert cited
    assert [word for word in not_said if re.search(rf"\b{word}\b", " ".join(cited))] == []


def test_no_source_is_named_for_a_reading_or_a_wording_of_ours(pack: FactBook) -> None:
    ours = re.compile(r"This is our reading|The wording is ours")
    spanish = pack.topics["spanish_words"].answer
    assert [bool(said.cites) for said in spanish if ours.search(said.says)] == [False]
    assert spanish[0].cites


def test_every_date_of_a_source_is_a_date(pack: FactBook) -> None:
    dates = [d for s in pack.sources.values() for d in (s.published, s.reviewed, s.effective) if d]
    assert dates
    assert all(map(is_partial, dates))


def test_no_state_is_shipped_that_the_country_does_not_have(pack: FactBook) -> None:
    assert set(pack.states) <= set(NAMES)


@pytest.mark.parametrize(
    ("payer", "on_the_day", "verdicts"),
    [
        pytest.param("bcbsnc", "2025-06-22", {Verdict.INVESTIGATIONAL}, id="Blue Cross NC"),
        pytest.param("bcbs_al", "2021-06-30", {Verdict.COVERED_WITH_CONDITIONS}, id="AL before"),
        pytest.param("bcbs_al", "2021-07-01", {Verdict.INVESTIGATIONAL}, id="AL after"),
        pytest.param("tricare", "2026-01-01", {Verdict.NOT_COVERED}, id="TRICARE"),
    ],
)
def test_what_the_pack_holds_of(
    pack: FactBook, pack_reader: Reader, payer: str, on_the_day: str, verdicts: set[Verdict]
) -> None:
    on = pack_reader.read(f"on {on_the_day}").on
    assert on is not None
    held = pack.positions[payer]
    assert verdicts == {
        p.verdict for p in held if p.in_force.holds(on) and (not p.codes or "20560" in p.codes)
    }


def test_california_new_york_and_hawaii_do_not_let_therapists_needle(pack: FactBook) -> None:
    for code in ("CA", "NY", "HI"):
        assert pack.states[code].rules[0].permission is Permission.PROHIBITED
