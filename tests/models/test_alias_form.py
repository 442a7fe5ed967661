"""What a clinic may call a patient itself: a neutral word and a number, or a declared pattern."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.content import load_alias_terms
from models.errors import NotUnderstood
from models.privacy import alias, alias_form, alias_words
from models.privacy.alias import Alias, AliasSlip
from models.privacy.alias_form import AliasForms, AliasPattern, declare
from models.privacy.alias_text import lookalike
from models.privacy.identity_finder import IdentityFinder
from models.privacy.identity_kinds import Identity
from tests.fakes.shipped import lexicon

TERMS = load_alias_terms()
PATTERNS = (AliasPattern("PT", 4), AliasPattern("KN", 3, hyphen=False))
FORMS = alias_form.forms(TERMS, PATTERNS)

# What staff of clinics write for a patient, and what says who that is.
THEIR_OWN = """
    MRN-00123 MRN00123 MRN-4471 JDOE-1 JDOE-84 LG-2-15-80 JS-031284 SMITH-J-47 J-SMITH-2 MGARCIA1
    CHART-1044 CHART1044 ACCT-88231 DOB-31284 SSN-6789 XX-6789 6789-JD MBI-1EG4 1EG4-TE5 AB-1984
    JD-1984 84-JD JD-84 JD12 MG-0315 ROOM-12B BED-4 UNIT-7A EVAL-3 KNEE-JD-1 LBP-RG-2 55-RGARCIA
    TEL-0147 ZIP-28801 28801-JD P-0000012345 W123456789 DL-K98 MAR-12-1980 12MAR80
""".split()


def made(text: str) -> str | None:
    """The alias that a text makes in a clinic with these patterns."""
    try:
        read = alias.read(text, forms=FORMS)
    except NotUnderstood:
        return None
    return read.text if isinstance(read, Alias) else None


def test_there_are_forty_kinds_of_aliases_that_say_who_somebody_is():
    assert len(set(THEIR_OWN)) == 40


@pytest.mark.parametrize("typed", THEIR_OWN)
def test_an_alias_that_says_who_somebody_is_cannot_be_made(typed):
    assert made(typed) is None


@pytest.mark.parametrize("typed", THEIR_OWN)
def test_the_refusal_repeats_nothing_of_it(typed):
    try:
        read = alias.read(typed, forms=FORMS)
    except NotUnderstood as trouble:
        said = f"{trouble} {trouble.choices}".replace("PT-0000", "")
        assert not [part for part in re.findall(r"[A-Z]{4,}|[0-9]{3,}", typed) if part in said]
    else:
        assert isinstance(read, Identity | AliasSlip)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("OAK-12", "OAK-12"),
        ("oak 12", "OAK-12"),
        ("oak12", "OAK-12"),
        ("River-1234", "RIVER-1234"),
        ("blue-7", "BLUE-7"),
        ("OAK-007", "OAK-007"),
        ("OAK-12345", None),
        ("OAK", None),
        ("OAK-", None),
        ("OAK-12A", None),
        ("OAK-1-2", None),
        ("OAK-1984", None),
        ("PT-0047", "PT-0047"),
        ("pt 0047", "PT-0047"),
        ("pt0047", "PT-0047"),
        ("PT-1984", "PT-1984"),
        ("PT-047", None),
        ("PT-00471", None),
        ("PQ-0047", None),
        ("KN123", "KN123"),
        ("kn-123", "KN123"),
        ("12345", None),
        ("KNEE-12", None),
        ("MARY-7", None),
        ("JUNE-4", None),
        ("MONDAY-4", None),
    ],
)
def test_a_word_of_the_list_and_a_declared_pattern_make_an_alias_and_nothing_else(typed, text):
    assert made(typed) == text


def test_without_a_pattern_there_are_the_words_alone():
    assert AliasForms(frozenset(TERMS.words)).spell("PT-0047") is None
    assert AliasForms().spell("OAK-12") is None


SHAPE = re.compile(r"(?:PT-[0-9]{4}|KN[0-9]{3}|(?P<word>[A-Z]+)-[0-9]{1,4})")
PIECES = st.sampled_from([*TERMS.words[:40], "PT", "KN", "JD", "SMITH", "MRN", "K", "-", " ", "—"])
TYPED = st.text(max_size=20) | st.lists(
    PIECES | st.text("0123456789OIS", max_size=5), max_size=5
).map("".join)


@given(TYPED)
def test_no_text_of_another_form_ever_becomes_an_alias(typed):
    text = made(typed)
    if text is None or alias.is_issued(text):
        return
    shape = SHAPE.fullmatch(text)
    assert shape, text
    assert shape["word"] is None or shape["word"] in TERMS.words
    assert made(text) == text, "what is made is read as itself"


# --- The lists ------------------------------------------------------------------------------------


def test_the_list_holds_about_two_hundred_and_fifty_words_and_each_once():
    assert 190 <= len(TERMS.words) == len(set(TERMS.words)) <= 260
    assert {"BLUE", "GREEN", "GOLD", "ELM", "OAK", "FERN", "SAGE", "OWL", "PIKE", "RIVER"} <= set(
        TERMS.words
    )
    assert {"MAPLE", "CLOVER", "PANDA"} <= set(TERMS.words)


def test_no_word_is_a_given_name_a_month_a_weekday_a_part_of_the_body_or_of_a_record():
    words = {word.lower() for word in TERMS.words}
    body = "arm back calf chest chin eye foot hand head heel hip knee leg lip neck palm sole toe"
    records = "chart eval file mrn patient record room unit visit"
    months = "january march april may june july august sept monday friday sunday"
    assert not words & set(f"{body} {records} {months}".split())
    assert not words & lexicon().names


@cache
def identity_finder() -> IdentityFinder:
    return IdentityFinder(lexicon())


@pytest.mark.parametrize("word", TERMS.words)
def test_an_alias_of_every_word_is_heard_in_a_command(word):
    finder = identity_finder()
    for typed in (f"new {word}-7 payer aetna", f"log {word.lower()} 12 20560", f"new {word}-123"):
        assert finder.find(typed, command="session") is None


def test_no_two_words_look_alike_with_a_number_behind_them():
    heads = defaultdict(set)
    for word in {*TERMS.words, *alias_words.WORDS}:
        heads[lookalike(word).rstrip("0123456789")].add(word)
    assert not [words for words in heads.values() if len(words) > 1]


# --- Patterns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("PT-0000", "PT-0000"),
        ("pt-0000", "PT-0000"),
        ("pt0000", "PT0000"),
        ("PT – 000", "PT-000"),
        ("KNX-00000", "KNX-00000"),
        ("ABCD0", "ABCD0"),
        ("JD-00", "JD-00"),  # perhaps the clinic's own initials
    ],
)
def test_a_pattern_is_letters_and_zeros(typed, spelled):
    pattern = declare(typed, TERMS)
    assert str(pattern) == spelled
    assert alias_form.unspell(spelled) == pattern


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("00000", "no pattern"),
        ("PT-1234", "no pattern"),
        ("PT", "no pattern"),
        ("", "no pattern"),
        ("PT-00-00", "no pattern"),
        ("ПТ-0000", "no pattern"),
        ("P-0000", "two to four letters"),
        ("PTPTP-0000", "two to four letters"),
        ("PT-000000", "one to five zeros"),
        ("MRN-0000", "a record"),
        ("UNIT-00", "a record"),
        ("SSN-0000", "a record"),
        ("DOB-00000", "date of the patient"),
        ("MBI-0000", "a record"),
        ("ID-0000", "a record"),
        ("MAR-00", "a month"),
        ("CO-00", "a denial's code"),
        ("MARY-00", "a person's name"),
        ("SO-000", "look like digits"),
        ("SMIT-000", "begin the name of many people"),
        ("PATE-0", "begin the name of many people"),
        ("RODR-0", "begin the name of many people"),
        ("GARC-0", "begin the name of many people"),
        ("SMI-00", "begin the name of many people"),
        ("HIV-0", "a diagnosis"),
        ("TB-0", "a diagnosis"),
        ("PTSD-0", "a diagnosis"),
        ("CA-0", "a diagnosis"),
        ("DUI-0", "the law"),
        ("ICE-0", "the law"),
        ("DR-0", "a title"),
        ("MRS-0", "a title"),
        ("OAK-00000", "a word of the list"),
    ],
)
def test_a_pattern_that_could_hold_an_identity_is_refused_with_the_reason(typed, why):
    with pytest.raises(NotUnderstood, match=why) as trouble:
        declare(typed, TERMS)
    assert "Nothing was changed" in trouble.value.mend
