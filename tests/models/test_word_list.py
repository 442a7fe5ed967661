"""What staff say for the entries of the closed lists, and what is never taken for one."""

from __future__ import annotations

import pytest

from models.content.word_lists import load_lists
from models.coverage.plan_kind import PlanKind as Plan
from models.visits import balance_source, void_reason
from models.visits.balance_source import BalanceSource
from models.visits.balance_source import SourceKind as From
from models.visits.void_reason import VoidReason as Why

LISTS = load_lists()

VOIDS = {
    Why.WRONG_ALIAS: "wrong pt|wrong patient|wrong patinet|this was the wrong patient",
    Why.WRONG_DAY: "wrong day|wrong date of service|Wrong DOS|different day|incorrect date",
    Why.WRONG_CODE: "wrong code|wrong cpt|miscoded|coding error|wrong number of muscles",
    Why.ENTERED_TWICE: "dup|duplicate|duplicte entry|entered twice|double entry|logged twice|dupe",
    Why.NO_SHOW: "pt no showed|no-show|noshow|did not come|didn't come|never came|n/s",
    Why.CANCELLED: "cancelled|canceled|canclled by patient|cxl|she called in sick, cancelled",
    Why.NOT_NEEDLED: "not needled|no needling|wasn't needled|declined needling|eval only",
    Why.BILLED_ELSEWHERE: "billed elsewhere|other insurance|wrong insurance|billed by other clinic",
    Why.NOT_BILLED: "no charge|self-pay|paid cash|not billed|courtesy visit",
    Why.TEST: "test|just testing|test entry|training",
    Why.MISTAKE: "by mistake|oops|in error|typo|wrong button",
    Why.UNDONE: "undone|undo",
    Why.OTHER: "other|other reason|n/a",
}
SOURCES = {
    From.PORTAL: "portal|payer's portal|the payer portal|UHC portal|insurance website",
    From.PHONE: "payer by phone|insurance by phone|called the insurance|payer rep|insurance rep",
    From.PAYER: "payer|the insurance|insurer|health plan",
    From.CLEARINGHOUSE: "Availity|navinet|clearinghouse|clearing house|availty|Availity portal",
    From.EOB: "EOB|eobs|the remittance|explanation of benefits",
    From.CLAIMS: "claims|claim history|billing report",
    From.CHART: "chart|our EMR|EHR|webpt",
    From.OLD_CHART: "old chart|old EMR|previous EMR|prior chart|other emr|medical records",
    From.PATIENT: "patient|the patient's word|pt|patient says|intake form",
    From.CLINIC: "another clinic|other clinic|previous clinic|hospital|outside PT|her chiropractor",
    From.REFERRAL: "referral letter|the referral|prescription|discharge note",
    From.OTHER: "other|spreadsheet|another source|not sure",
}
PLANS = {
    Plan.HMO: "HMO|hmo plan|H.M.O.",
    Plan.PPO: "PPO|ppo plan|preferred provider organization",
    Plan.HDHP: "HDHP|high deductible|high deductible health plan|HSA",
    Plan.MEDICARE_ADVANTAGE: "Medicare Advantage|MA plan|part c|medicare advantage ppo",
    Plan.MEDICAID_MANAGED: "managed medicaid|Medicaid managed care|MCO",
    Plan.FEDERAL: "federal|FEP|federal employees",
    Plan.SELF_FUNDED: "self-funded|self insured|ASO|ERISA",
    Plan.MARKETPLACE: "marketplace|Gold|obamacare|exchange plan",
    Plan.WORKERS_COMPENSATION: "workers' comp|work comp|wc",
    Plan.AUTO: "auto|PIP|no-fault",
}


def cases(told: dict, names: str) -> list:  # type: ignore[type-arg]
    """One case for each wording of each entry."""
    return [
        pytest.param(names, typed, entry, id=typed)
        for entry, said in told.items()
        for typed in (entry.value, *said.split("|"))
    ]


@pytest.mark.parametrize(
    ("name", "typed", "entry"),
    [*cases(VOIDS, "voids"), *cases(SOURCES, "sources"), *cases(PLANS, "plans")],
)
def test_what_staff_say_is_an_entry_of_the_list(name: str, typed: str, entry: object) -> None:
    heard = getattr(LISTS, name).find(typed)
    assert heard
    assert heard.entry is entry


UNCLEAR = {
    "nothing": "",
    "marks alone": "?!.",
    "a name": "jane doe called",
    "a name in another script": "Мария Гарсия",
    "two reasons": "dup on wrong day",
    "a reason that is denied": "not a duplicate",
    "a story": "jane told bea " * 6 + "wrong day",
    "a number": "4471",
    "a name that is spelled": "z e b u l o n",
    "a name that holds the letters of an entry": "j o h n s o n",
    "a letter": "n",
    "what the payer did afterwards": "insurance denied it",
    "a reason that is doubted": "wrong day but she came",
}


@pytest.mark.parametrize("typed", UNCLEAR.values(), ids=UNCLEAR)
def test_words_that_name_no_entry_clearly_name_none(typed: str) -> None:
    assert LISTS.voids.find(typed) is None


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ("g", Plan.MEDICARE_SUPPLEMENT),
        ("plan F", Plan.MEDICARE_SUPPLEMENT),
        ("medigap plan g", Plan.MEDICARE_SUPPLEMENT),
        ("h m o", Plan.HMO),
        ("standard option G", None),
        ("standard option Zebulon F.", None),
        ("n o v a", None),
        ("no hmo", None),
    ],
)
def test_a_letter_is_a_plan_only_where_nothing_else_is_said(typed: str, plan: Plan | None) -> None:
    reading = LISTS.plans.find(typed)
    assert (reading.entry if reading else None) is plan


def test_a_name_beside_a_reason_is_left_over_and_no_part_of_it() -> None:
    heard = LISTS.voids.find("wrong patient, maria garcia")
    assert heard
    assert (heard.entry, heard.is_whole) == (Why.WRONG_ALIAS, False)


def test_a_general_word_yields_to_a_plain_one() -> None:
    heard = LISTS.voids.find("wrong day by mistake")
    assert heard
    assert (heard.entry, heard.is_whole) == (Why.WRONG_DAY, True)


@pytest.mark.parametrize("kept", ["jane doe called", "", "Wrong Day", "voided"])
def test_what_is_on_no_list_is_never_said(kept: str) -> None:
    assert void_reason.in_words(kept) == "other"
    assert balance_source.in_words(kept) == "another source"


@pytest.mark.parametrize("kind", From)
@pytest.mark.parametrize("number", [1, 2, 17, 999])
def test_a_source_is_read_as_it_was_spelled(kind: From, number: int) -> None:
    source = BalanceSource(kind, number)
    assert balance_source.unspell(source.spell()) == source


@pytest.mark.parametrize(
    "kept",
    ["portal 1", "portal 0", "portal 1000", "Portal", "portal  2", "jane 2", "2", "portal 2 jane"],
)
def test_no_other_text_is_a_source(kept: str) -> None:
    assert balance_source.unspell(kept) is None


def test_the_codes_are_numbers_alone() -> None:
    assert len(LISTS.codes) > 200
    assert {"97110", "97140", "98940", "97810", "20560", "20553", "G0283"} <= LISTS.codes
