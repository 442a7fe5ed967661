"""Several payers, or one name in several states, in one text: none of them is lost."""

from __future__ import annotations

from itertools import permutations

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


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("medicare, nc medicaid", "medicare nc_medicaid", id="comma"),
        pytest.param("nc medicaid and medicare", "nc_medicaid medicare", id="and"),
        pytest.param("medicare and medicaid nc", "medicare nc_medicaid", id="state behind"),
        pytest.param("medicare; workers comp nc", "medicare wc_other", id="semicolon"),
        pytest.param("bcbsnc/medicare/medicaid nc", "bcbsnc medicare nc_medicaid", id="slashes"),
        pytest.param("cigna & medicare & wc sc 20560", "cigna medicare sc_saf", id="ampersands"),
        pytest.param("medicare + l&i", "medicare wa_lni", id="plus"),
        pytest.param("workers comp nc 20560 and medicare 20561", "wc_other medicare", id="codes"),
        pytest.param("does nc workers comp or medicare pay", "wc_other medicare", id="or"),
        pytest.param("bcbsnc, nc medicaid", "bcbsnc nc_medicaid", id="plan and program"),
        pytest.param("nc medicaid, bcbsnc", "nc_medicaid bcbsnc", id="program and plan"),
        pytest.param("bcbs az, ahcccs, azwc", "bcbs_az ahcccs", id="a program of its own name"),
        pytest.param("aetna, medicare", "aetna medicare", id="no plan of that payer"),
        pytest.param("medicare, bcbsnc", "medicare bcbsnc", id="medicare first"),
        pytest.param("humana, medicare, bcbsnc", "humana medicare bcbsnc", id="in the middle"),
        pytest.param("medicare, masshealth", "medicare masshealth", id="two programs"),
        pytest.param("cigna, medicaid nc", "cigna nc_medicaid", id="no line of that payer"),
        pytest.param("aetna medicare, medicaid nc", "aetna_ma nc_medicaid", id="a line beside it"),
        pytest.param("bcbs fep and bcbs nc and medicaid nc", "fep bcbsnc nc_medicaid", id="blues"),
        pytest.param("fep and blue cross nc", "fep bcbsnc", id="federal and local"),
        pytest.param("tricare, va, workers comp nc", "tricare va wc_other", id="federal"),
        pytest.param(
            "bcbs massachusetts, medicare, masshealth, ma workers comp",
            "bcbsma medicare masshealth wc_other",
            id="four",
        ),
        pytest.param("medicaid nc and sc, medicare", "nc_medicaid sc_medicaid medicare", id="two"),
        pytest.param("medicaid nc; medicaid sc; medicaid va", "nc_medicaid sc_medicaid va_medicaid",
                     id="a program of three states"),
        pytest.param("bcbsnc, medicare and medigap", "bcbsnc medicare medigap_generic", id="gap"),
        pytest.param("uhc, bcbsnc", "uhc_commercial bcbsnc", id="a name of several plans"),
        pytest.param("bcbs, aetna", "anthem aetna", id="a name of many payers"),
    ],
)  # fmt: skip
def test_a_program_in_a_list_is_a_payer_of_its_own(
    pack_reader: Reader, text: str, payers: str
) -> None:
    question = pack_reader.read(text)
    assert [named[0].id for named in question.payers_apart] == payers.split()
    assert question.line is None


@pytest.mark.parametrize("joined", [", ", " and ", " or ", "; ", "/", " & ", " + ", " vs "])
def test_every_order_and_mark_names_the_same_payers(pack_reader: Reader, joined: str) -> None:
    names = {"bcbsnc": "bcbsnc", "medicare": "medicare", "medicaid nc": "nc_medicaid",
             "workers comp nc": "wc_other", "cigna": "cigna"}  # fmt: skip
    for listed in permutations(names, 3):
        question = pack_reader.read(f"does {joined.join(listed)} pay for 20560")
        found = [[payer.id for payer in payers] for payers in question.payers_apart]
        assert found == [[names[name]] for name in listed], listed


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("aetna, medicare advantage", "aetna_ma", id="the plan's line"),
        pytest.param("aetna, medicare ppo", "aetna_ma", id="a kind of plan"),
        pytest.param("aetna medicare", "aetna_ma", id="no mark between"),
        pytest.param("humana - medicare", "humana", id="a dash"),
        pytest.param("sunshine health, medicaid", "sunshine", id="a plan of that line"),
        pytest.param("molina, ohio medicaid", "molina", id="a managed plan and its program"),
        pytest.param("healthy blue, nc medicaid", "healthy_blue_nc", id="one of several states"),
        pytest.param("work comp, sedgwick", "sedgwick", id="an insurer of that line"),
        pytest.param("auto, geico", "geico", id="an insurer of autos"),
        pytest.param("anthem, ohio", "anthem_oh", id="a state behind a comma"),
        pytest.param("blue cross, blue shield of nc", "bcbsnc", id="a name with a comma"),
        pytest.param("fep, bcbs", "fep", id="a plan of the Blues"),
        pytest.param("dual complete, medicare and medicaid", "uhc_dual", id="a plan of both"),
        pytest.param("medicare, was in an auto accident", "medicare", id="what happened"),
    ],
)
def test_a_line_of_a_payer_is_no_further_payer(pack_reader: Reader, text: str, payer: str) -> None:
    question = pack_reader.read(text)
    assert [found.id for found in question.payers] == [payer]
    assert not question.payers_apart


def test_two_plans_of_one_patient_are_two_payers(pack_reader: Reader) -> None:
    first, second = pack_reader.read("aetna primary, medicaid secondary").payers_apart
    assert [payer.id for payer in first] == ["aetna"]
    assert "nc_medicaid" in {payer.id for payer in second}
