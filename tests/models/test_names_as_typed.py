"""Payers, conditions, professions and ages in the words of people who type fast."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.understanding.conditions import ages
from models.understanding.payers.payer_misspellings import keys
from models.understanding.payers.sounds import faintly_heard, heard
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.words import split
from tests.fakes import shipped

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def book() -> FactBook:
    return shipped.pack()


@pytest.fixture(scope="module")
def reads() -> Reader:
    return shipped.reader(shipped.pack())


def ids(question: Question) -> set[str]:
    return set() if question.unknown_payer else {payer.id for payer in question.payers}


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        pytest.param("blue crss of alabma 20560", "bcbs_al", id="a plan and a state with slips"),
        pytest.param("primera blue cross washingon", "premera", id="a state behind its plan"),
        pytest.param("bcbs of misisippi", "bcbsms", id="two slips in a state"),
        pytest.param("hlth net fed svcs", "tricare", id="abbreviated words"),
        pytest.param("security hp (marshfield) neck pain", "security_health", id="hp"),
        pytest.param("um quartz? its the one w/ UW health, by PT", "quartz", id="um, a filler"),
        pytest.param("mdcr 20560 by pt", "medicare", id="vowels left out"),
        pytest.param("hghmrk wv 20560", "highmark_wv", id="vowels left out, with a state"),
        pytest.param("trustmark (now luminare) 20561", "luminare", id="now another name"),
        pytest.param("luminare health formerly trustmark", "luminare", id="formerly"),
        pytest.param("coventry now aetna", "aetna", id="bought"),
        pytest.param("triwest ccn va authorization", "va", id="VA is no Virginia"),
        pytest.param("cigna not evernorth", "cigna", id="a name that is denied"),
        pytest.param("mdcr adv aetna", "aetna_ma", id="Medicare Advantage in short"),
        pytest.param("optum ccn ohio va", "va", id="the VA's network"),
        pytest.param("US family health plan johns hopkins", "usfhp", id="a plan of TRICARE"),
    ],
)
def test_a_name_typed_fast_is_read(reads: Reader, book: FactBook, typed: str, payer: str) -> None:
    named = ids(reads.read(typed, TODAY))
    assert named == {payer} or {book.payers[id_].facts for id_ in named} == {payer}


def test_advantage_in_short_is_no_original_medicare(reads: Reader) -> None:
    assert all("medicare" not in ids(reads.read(t, TODAY)) for t in ("mcr adv", "mdcr adv 20560"))


def test_no_abbreviation_makes_two_payers_of_one_name(book: FactBook) -> None:
    holders: dict[str, set[str]] = {}
    for payer in book.payers.values():
        for name in (payer.name, *payer.names):
            holders.setdefault("".join(keys(split(name))), set()).add(payer.id)
    assert {key: held for key, held in holders.items() if len(held) > 1} == {}


def test_the_va_network_names_no_state(reads: Reader) -> None:
    assert reads.read("triwest ccn va dry needling", TODAY).states == ()


def test_a_misspelt_state_is_read_only_where_the_name_is_unknown_without_it(
    reads: Reader,
) -> None:
    premier = reads.read("virgina premier", TODAY)
    assert premier.payers[0].name.endswith("Virginia Premier (Medicaid)")
    assert premier.states == ()
    assert reads.read("primera blue cross washingon", TODAY).states == ("WA",)


@pytest.mark.parametrize(
    ("typed", "payer"), [("ateneea 20560", "aetna"), ("cygneea 20560", "cigna")]
)
def test_a_faint_likeness_is_asked_and_never_taken(reads: Reader, typed: str, payer: str) -> None:
    question = reads.read(typed, TODAY)
    assert question.unknown_payer
    assert [maybe.id for maybe in question.payers] == [payer]


def test_words_without_vowels_are_heard() -> None:
    assert [heard(w) for w in ("crss", "shld", "untd", "mdcr", "bcbs", "ppo")] == [
        "cross", "shield", "united", "medicare", "", "",
    ]  # fmt: skip


def test_everyday_words_suggest_no_payer() -> None:
    assert not [w for w in "coverage united oxygen molecule".split() if faintly_heard(w)]


@pytest.mark.parametrize(
    ("typed", "condition", "name"),
    [
        ("carefrist maryland 20560 for tenis elbow", "lateral_elbow_pain", "tennis elbow"),
        ("untied helathcare 20561 for mirgraine", "headache", "migraine"),
        ("premera for planter fascitis", "plantar_heel_pain", "plantar fascitis"),
        ("cigna for frozn sholder", "shoulder_pain", "frozen shoulder"),
        ("aetna pt w/ trigeminal neuralgia", "other_condition", "trigeminal neuralgia"),
        ("blue shield ca sciatica", "unclear_condition", "sciatica"),
        ("anthem for rotator cuff tendinopathy", "shoulder_pain", "rotator cuff tendinopathy"),
    ],
)
def test_a_condition_is_read_with_slips_and_told_by_its_own_name(
    reads: Reader, typed: str, condition: str, name: str
) -> None:
    question = reads.read(typed, TODAY)
    assert (question.condition, question.condition_name) == (condition, name)


@pytest.mark.parametrize("typed", ["for humna", "for tricar", "cigna for kids", "for the record"])
def test_what_stands_behind_for_is_no_condition_by_a_far_likeness(
    reads: Reader, typed: str
) -> None:
    assert reads.read(typed, TODAY).condition_name == ""


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("bcbs ilinois by chiroprator", Profession.DC),
        ("regance oregon 20561 by accupuncturist", Profession.LAC),
        ("premera by a physcial therapist", Profession.PT),
        ("cigna for our occupatonal therapist", Profession.OT),
        ("highmark by atheltic trainer", Profession.AT),
    ],
)
def test_a_misspelt_profession_is_read_behind_by(
    reads: Reader, typed: str, who: Profession
) -> None:
    assert reads.read(typed, TODAY).profession is who


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("scoliosis 14 yr old by pt", 14),
        ("15 y/o soccer player", 15),
        ("a 9-year-old", 9),
        ("72yo patient", 72),
        ("aged 16", 16),
        ("a 3 year old policy", None),
        ("2 years experience", None),
        ("auth is 2 years old", 2),
        ("20560 x2", None),
    ],
)
def test_an_age_is_read(typed: str, years: int | None) -> None:
    assert ages.take(typed).years == years


def test_a_childs_plan_is_none_of_medicare(reads: Reader) -> None:
    child = reads.read("priority health for scoliosis 14 yr old", TODAY)
    assert "priority_health_ma" not in ids(child)
    assert Aspect.AGE in child.aspects
    assert "14" not in child.unused
    assert "priority_health_ma" in ids(reads.read("priority health for my 72 yo pt", TODAY))


def test_what_was_done_before_asks_for_no_referral(reads: Reader) -> None:
    assert Aspect.REFERRAL not in reads.read("aetna pt referred w/ neck pain", TODAY).aspects
    assert Aspect.REFERRAL in reads.read("does aetna want the pt referred", TODAY).aspects


@pytest.mark.parametrize(
    "typed",
    [
        "cingna ppo dry needeling",
        "fallon health ma, formerly fchp on the card",
        "amerigroup now wellpont tn",
        "medicare for fibro all over pain not just the back",
    ],
)
def test_words_of_the_name_and_of_the_field_are_not_said_to_be_unused(
    reads: Reader, typed: str
) -> None:
    assert reads.read(typed, TODAY).unused == ()
