"""Several payers, or one name in several states, in one text: none of them is lost."""

from __future__ import annotations

import pytest

from models.understanding.reader import Reader


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("cigna, oscar, molina", "cigna oscar molina", id="two names that are words"),
        pytest.param("does cigna, oscar or molina pay", "cigna oscar molina", id="with or"),
        pytest.param("oscar, molina, ambetter", "oscar molina ambetter", id="words first"),
        pytest.param("molina and oscar", "molina oscar", id="words alone"),
        pytest.param("cigna/oscar/molina", "cigna oscar molina", id="slashes"),
        pytest.param("cigna oscar and bright health", "cigna oscar bright_health", id="no comma"),
        pytest.param("walmart employee and amazon employee", "walmart_plan amazon_plan", id="jobs"),
    ],
)
def test_no_payer_of_a_list_is_lost(pack_reader: Reader, text: str, payers: str) -> None:
    question = pack_reader.read(text)
    assert [named[0].id for named in question.payers_apart] == payers.split()
    assert not {"oscar", "molina", "cigna"} & set(question.unused)


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("cigna oscar", "oscar", id="one plan of two companies"),
        pytest.param("Health Plans Inc. (HPI, Harvard Pilgrim)", "hpi", id="a comma of its own"),
        pytest.param("our patient works at boeing, aetna", "aetna", id="an employer"),
    ],
)
def test_one_payer_is_no_list(pack_reader: Reader, text: str, payer: str) -> None:
    assert [found.id for found in pack_reader.read(text).payers] == [payer]


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("medicaid in nc, va, and ohio", "nc va oh", id="commas"),
        pytest.param("medicaid of nc va ohio", "nc va oh", id="no comma"),
        pytest.param("va and nc medicaid", "nc va", id="va first"),
        pytest.param("nc, oh, and la medicaid", "nc oh la", id="letters that are words"),
        pytest.param("nc, virginia and ohio medicaid", "oh nc va", id="a state in the name"),
        pytest.param("medicaid in nc and va", "nc va", id="and"),
    ],
)
def test_medicaid_of_several_states_is_each_states(
    pack_reader: Reader, text: str, payers: str
) -> None:
    question = pack_reader.read(text)
    assert [named[0].id for named in question.payers_apart] == [
        f"{state}_medicaid" for state in payers.split()
    ]
    assert question.states == ()


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("medicaid in ok, va and nc", "soonercare va_medicaid nc_medicaid", id="ok"),
        pytest.param("medicaid in or, wa and ca", "ohp apple_health medi_cal", id="or"),
        pytest.param(
            "medicaid in ok, ohio and nc", "oh_medicaid nc_medicaid soonercare", id="full"
        ),
    ],
)
def test_no_state_behind_in_is_lost_before_a_comma(
    pack_reader: Reader, text: str, payers: str
) -> None:
    named = pack_reader.read(text).payers_apart
    assert sorted(of_state[0].id for of_state in named) == sorted(payers.split())


def test_blue_plans_of_several_states_are_each_states(pack_reader: Reader) -> None:
    question = pack_reader.read("bcbs of nc, sc")
    assert [[p.id for p in named] for named in question.payers_apart] == [["bcbsnc"], ["bcbs_sc"]]


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("va in nc", ["va"], id="by itself"),
        pytest.param("nc medicaid and the va", ["nc_medicaid", "va"], id="behind the"),
        pytest.param("nc medicaid, va, tricare", ["nc_medicaid", "va", "tricare"], id="listed"),
        pytest.param("medicare, va, tricare", ["medicare", "va", "tricare"], id="programs"),
        pytest.param("aetna, va, cigna", ["aetna", "va", "cigna"], id="between payers"),
        pytest.param("triwest ccn va", ["va"], id="their own network"),
    ],
)
def test_the_veterans_program_is_no_state(
    pack_reader: Reader, text: str, payers: list[str]
) -> None:
    assert [payer.id for payer in pack_reader.read(text).payers] == payers


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("wa state employees uniform medical", "uniform_medical_plan", id="WA"),
        pytest.param("utah state employees pehp", "pehp", id="UT"),
        pytest.param("ny state employees nyship", "nyship", id="NY"),
        pytest.param("usps worker injured on job", "owcp", id="hurt at work"),
        pytest.param("federal employees", "fehb", id="federal"),
    ],
)
def test_public_employees_have_the_plan_that_is_named(
    pack_reader: Reader, text: str, payer: str
) -> None:
    question = pack_reader.read(text)
    assert [found.id for found in question.payers] == [payer]
    assert not question.networks
