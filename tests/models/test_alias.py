"""Aliases: every one can be issued once, every slip of the finger shows, identities stay out."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from models.errors import NotUnderstood, Trouble
from models.privacy import alias, alias_text
from models.privacy.alias import (
    CHECK_LETTERS,
    Alias,
    AliasSlip,
    issue,
    nearest,
    not_to_issue,
    read,
    rivals,
)
from models.privacy.alias_form import AliasForms
from models.privacy.alias_words import WORDS
from models.privacy.identity_kinds import Identity, IdentityKind
from tests.fakes.shipped import lexicon

ALPHABET = string.ascii_uppercase + string.digits


def seeded(seed: int) -> Callable[[Sequence[str]], str]:
    """A draw that repeats in every run."""
    return random.Random(seed).choice  # noqa: S311


def issued(word: str, digits: str) -> str:
    """The alias of a word and digits: the one check letter that holds."""
    right = [f"{word}-{digits}{c}" for c in CHECK_LETTERS if alias.is_issued(f"{word}-{digits}{c}")]
    assert len(right) == 1
    return right[0]


def numbers(word: str) -> Iterator[str]:
    length = 2 if len(word) <= 5 else 3
    return ("".join(digits) for digits in product(string.digits, repeat=length))


def slips(text: str) -> Iterator[str]:
    """Every text that is one slip away: replaced, swapped, left out, put in."""
    for at, here in enumerate(text):
        for character in ALPHABET:
            if character != here:
                yield text[:at] + character + text[at + 1 :]
        yield text[:at] + text[at + 1 :]
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    for at in range(len(text) + 1):
        for character in ALPHABET:
            yield text[:at] + character + text[at:]


def is_caught(slip: str, right: str) -> bool:
    return not alias.is_issued(slip) or str(read(slip)) == right


def test_there_is_room_for_fifty_thousand_patients_three_times_over():
    every = {f"{word}{digits}" for word in WORDS for digits in numbers(word)}
    assert len(every) == 158_000


def test_words_are_three_slips_apart_so_that_no_slip_makes_another():
    assert len(WORDS) == len(set(WORDS)) >= 200
    assert min(OSA.distance(one, other) for one, other in combinations(WORDS, 2)) == 3


def test_no_word_is_a_name():
    lists = lexicon()
    names = lists.names | lists.given | lists.surnames
    assert not names & {word.lower() for word in WORDS}


def test_words_and_check_letters_are_what_a_telephone_carries():
    assert all(word.isascii() and word.isupper() and 3 <= len(word) <= 7 for word in WORDS)
    assert not set(CHECK_LETTERS) & set("OIZSBGUVNDPJA")


@pytest.mark.parametrize("word", ["BLUE", "WALNUT"])
def test_every_slip_in_every_number_of_a_word_shows(word):
    for digits in numbers(word):
        right = issued(word, digits)
        tail = right[len(word) + 1 :]
        escaped = [s for s in slips(tail) if alias.is_issued(f"{word}-{s}")]
        assert not escaped, right


def test_every_slip_anywhere_shows_with_every_word():
    choose = seeded(20_560)
    for word in WORDS:
        right = issued(word, choose(list(numbers(word))))
        escaped = [slip for slip in slips(right) if not is_caught(slip, right)]
        assert not escaped, right


def test_most_words_taken_for_another_show():
    chance = random.Random(20_561)  # noqa: S311 - a draw that repeats
    pairs = [
        (one, other)
        for one, other in combinations(WORDS, 2)
        if (len(one) <= 5) == (len(other) <= 5)
    ]
    taken = [
        alias.is_issued(issued(one, digits).replace(one, other))
        for one, other in chance.sample(pairs, 1_000)
        for digits in [chance.choice(list(numbers(one)))]
    ]
    assert sum(taken) / len(taken) < 0.15


def test_a_clinic_of_fifty_thousand_still_gets_new_ones():
    choose = seeded(1)
    patients = [(word, digits) for word in WORDS for digits in numbers(word)][:50_000]
    taken = {f"{word}-{digits}{check}" for word, digits in patients for check in CHECK_LETTERS}
    new = [issue(choose, taken).text for _ in range(1_000)]
    assert all(map(alias.is_issued, new))
    assert not taken.intersection(new)


def test_the_shorter_aliases_go_first():
    choose = seeded(2)
    taken: set[str] = set()
    for _ in range(2_000):
        taken.add(issue(choose, taken).text)
    assert all(len(text) <= 9 for text in taken)


def test_the_last_free_alias_is_found_and_then_none():
    every = {issued(word, digits) for word in WORDS[:1] for digits in numbers(word)}
    last = max(every)

    class AllBut:
        def __contains__(self, text: object) -> bool:
            return text != last

    class All:
        def __contains__(self, text: object) -> bool:
            return True

    choose = seeded(3)
    assert issue(choose, AllBut()) == Alias(last)
    with pytest.raises(Trouble, match="Every alias of this clinic is in use"):
        issue(choose, All())


@pytest.mark.parametrize(
    "typed",
    ["BLUE-47K", "blue-47k", "blue47k", "blue 47 k", " Blue  47K ", "BLUE–47K", "blue-47-k"],
)
def test_an_issued_alias_is_read_however_it_is_typed(typed):
    assert read(typed) == Alias("BLUE-47K")


@pytest.mark.parametrize(
    "typed",
    ["BLUE-7K", "BLUE-47", "BLEU-47K", "BLUE-47M", "BLUE-74K", "BLUE-4OK", "BLUE-4K7", "BLU47K"],
)
def test_a_slip_suggests_the_alias_that_was_meant(typed):
    known = ["BLUE-47K", "RED-20X", "WALNUT-512R", "KNEE-12"]
    if typed == "BLUE-47":  # built like a clinic's own: an unknown alias, for whoever looks it up
        assert nearest(typed, known) == (Alias("BLUE-47K"),)
        assert "BLUE-47K" in rivals(typed)
    else:
        assert read(typed, known) == AliasSlip((Alias("BLUE-47K"),))


def test_a_slip_without_a_likely_meaning_suggests_nothing():
    assert read("BLUE-7K", ["WALNUT-512R"]) == AliasSlip()


def test_the_nearest_come_first_and_among_equals_those_whose_check_letter_holds():
    right = issued("BLUE", "48")
    assert nearest("BLUE-48", ["BLUE-4", "BLUE-480", right, "RED-7"]) == (
        Alias(right),
        Alias("BLUE-4"),
        Alias("BLUE-480"),
    )


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("AB-1984", IdentityKind.BIRTH_DATE),
        ("3/12/1984", IdentityKind.BIRTH_DATE),
        ("B031284", IdentityKind.CHART_NUMBER),
        ("123-45-6789", IdentityKind.SSN),
        ("555-0123", IdentityKind.TELEPHONE),
        ("1EG4-TE5-MK73", IdentityKind.MBI),
    ],
)
def test_an_identity_is_no_alias(typed, kind):
    found = read(typed)
    assert isinstance(found, Identity)
    assert found.kind is kind


@pytest.mark.parametrize(
    "typed",
    ["", "-", "B7", "BLUE", "Xochitl", "BLUE_7", "BLUE--", "7", "BLUE-7" * 4, "low back 3 x"],
)
def test_what_is_no_alias_is_said_without_repeating_it(typed):
    with pytest.raises(NotUnderstood) as trouble:
        read(typed)
    assert "not an alias" in str(trouble.value)
    assert "Xochitl" not in str(trouble.value)


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("blue 47 k 20560 on 11/20", ("blue 47 k", "20560 on 11/20")),
        ("BLUE-47K 20560", ("BLUE-47K", "20560")),
        ("blue-7 20 visits", ("blue-7", "20 visits")),
        ("bleu 47k", ("bleu 47k", "")),
        ("aetna 20 visits", ("aetna", "20 visits")),
        ("red 20 visits", ("red", "20 visits")),
        ("", ("", "")),
    ],
)
def test_an_alias_at_the_front_is_taken_apart_from_the_rest(text, front):
    assert alias.front(text) == front


@given(st.text(max_size=24))
def test_any_text_is_an_alias_a_slip_an_identity_or_not_understood(text):
    try:
        outcome = read(text, ["BLUE-47K"])
    except NotUnderstood:
        return
    if isinstance(outcome, Alias):
        assert alias.is_issued(outcome.text)


@pytest.mark.parametrize(
    ("own", "near"),
    [
        ("BLUE-47", ["BLUE-47K"]),
        ("BLUE-470", ["BLUE-47K"]),
        ("BLUE-4", []),
        ("BLUE-4701", []),
        ("WALNUT-512", ["WALNUT-512Y"]),
        ("WALNUT-51", []),
        ("OAK-47", []),
        ("PT-0047", []),
    ],
    ids=[
        "its check letter dropped",
        "a digit in the place of its check letter",
        "too short",
        "too long",
        "a longer word has three digits",
        "two of them are no rival",
        "no word of those that are issued",
        "of a pattern",
    ],
)
def test_an_own_alias_has_a_rival_among_the_issued_where_one_slip_makes_it(own, near):
    assert [str(read(each)) for each in rivals(own)] == near
    assert all(own in rivals(each) for each in near)


def test_no_rival_of_an_own_alias_is_issued():
    held = {f"BLUE-{number:02d}" for number in range(100)}
    barred = not_to_issue(held)
    assert sum(map(alias.is_issued, barred)) == 100
    choose = seeded(5)
    new = {issue(choose, barred).text for _ in range(20_000)}
    assert not [text for text in new if text.startswith("BLUE-")]


@given(st.text(max_size=24))
def test_making_a_text_plain_twice_changes_nothing_more(text):
    assert alias_text.plain(alias_text.plain(text)) == alias_text.plain(text)
    assert alias_text.key(alias_text.key(text)) == alias_text.key(text)
    once = alias_text.lookalike(text)
    assert alias_text.lookalike(once) == once


@pytest.mark.parametrize(
    "typed",
    [
        "BLUE‑47K",
        "blue—47k",
        "BLUE\u00a0-\u00a047K",
        "BLUE-4\u00a07K",
        "BL\u00adUE-47K",
        "\u200bBLUE-4\u200d7K\ufeff",
        "ＢＬＵＥ－４７Ｋ",
        "blue\u200947\u2009k",
    ],
    ids=[
        "a hyphen that does not break",
        "a long dash",
        "blanks that do not break",
        "one between the digits",
        "a soft hyphen",
        "marks without width",
        "wide letters",
        "thin blanks",
    ],
)
def test_what_keyboards_and_word_processors_put_in_is_taken_out(typed):
    assert read(typed) == Alias("BLUE-47K")


@pytest.mark.parametrize("typed", ["КNEE-10", "BLUЕ-47K", "ΟAK-12", "李-12", "عمر-7"])
def test_letters_of_another_script_are_refused_outright(typed):
    with pytest.raises(NotUnderstood, match="only the letters A to Z and digits"):
        read(typed, forms=AliasForms(frozenset({"OAK"})))
