"""Identities are refused at every entry, and commands and questions are not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.coverage import state
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.privacy import alias, alias_words
from models.privacy.identity_finder import IdentityFinder, find_form_in_alias
from models.privacy.identity_kinds import Identity, IdentityKind, advice
from tests.fakes import shipped
from tests.fakes.shipped import lexicon

CASES = Path(__file__).parent.parent / "identities"


def _read(file: str) -> dict[str, Any]:
    return yaml.load((CASES / file).read_text(), yaml.CSafeLoader)


REFUSED = _read("refused.yaml")
TO_REFUSE = (
    "refused",
    "refused_forms",
    "refused_by_cue",
    "refused_second",
    "refused_blind",
    "refused_third",
    "refused_fourth",
    "refused_fifth",
)
TO_PASS = (
    "passed",
    "innocent",
    "innocent_beside",
    "innocent_second",
    "innocent_blind",
    "innocent_third",
    "innocent_fourth",
    "innocent_fifth",
)
HALVES = ["tuned", "held_out"]

# What slips today, by name: a second one fails the test, and so does one that is found again.
KNOWN_MISSES = frozenset(
    {
        "/ask from 97202 originally",
        "/ask lives on maple",
        "/ask bill to 77 birchwood",
        "/ask hk dob on file, seen 9/1",
        "/ask nw 10/22 eval, medicaid",
        "/ask frank banks sore after",
        "/ask art wells neck",
        "/ask lf 1990 tricare",
        "/ask JMR55 medicare aarp, born that year",
        "/ask hwy 64 east 4471, the yellow house, va patient",
        "/denial aetna 20560 CO-50 mailing address PO Box 8817 Boone NC",
        # payers and nouns too, of which much the same is said
        "/ask is 20561 covered for Trinity? she has Molina",
        "/ask does Harmony have visits left on her UHC",
        "/ask he coaches the varsity team at Lander High, BCBS",
        # refused all the same: they are no aliases
        "/session rename OWL-3 221-Baker-Street",
        "/session rename BLUE-47K LINDAK-58",
        # words that are surnames, in small letters or before a word of a claim; and others
        "/ask d rivers abn on file?",
        "/ask Lane wants superbill",
        "/ask bday tomorrow and turning 30",
        "/ask only amputee rancher in Petroleum County, bcbs mt",
        "/ask Bell denied 20561",
        "/ask barb's knee is worse after dn",
        "/ask employer: Dollar General store 4471 in Wadley, she's the manager",
        "/ask Peg paid invoice 10442",
        "/ask tattoo of the 1987 state champs with his name on neck, needle through ink?",
        "/ask survived the mill explosion, she wants neck needling",
        "/ask obit says she died, Lavinia, write off balance",
        "/ask is it Clyde or Clive on the card",
        "/ask R0wan Ashcr0ft dn",
        "/ask nawoR backwards, Ashcroft, aetna",
        "/ask RAshcroft note",
        '/ask white F150 with the "Reel Therapy" sticker guy',
        "/ask 6'11 center on our college team, ankle",
        "/ask 4/12/26 surgery at St Lukes, KB, dn when",
        "/ask born on leap day",
        "/ask shares a birthday with christmas, 1958",
        "/ask conceived by IVF 2009 at Duke, only one that yr",
        "/ask Thatcher asked if we needle feet",
        "/ask can Thatcher come twice a week",
        "/ask can thatcher come twice, his cigna resets",
        "/ask Mr Z, uhc, 20561",
        "/ask lurlene hurt her calf",
        "/ask from: dkessler",
    }
)
KNOWN_ALARMS = frozenset(
    {
        "/ask thomas cooper tpa",
        "/ask Boyce 2020 20,464 sessions adverse events",
        "/ask Kearns and Fernandez-De-Las-Peñas pneumothorax",
        "/ask buncombe county after helene",
        "/ask Will came with the estate, who pays her balance",
        "/ask pt works for the town of Darby",
        "/ask Phoenix has AHCCCS plans only? she moved there",
        "/ask Madison wants to add needling at our site, does she need WI hours",
        "/ask Harlow chairs - can we bill dme",
        "/ask Kerlan Jobe clinic policy",
        "/ask Zimmer MedizinSystems laser code",
        "/ask does Optum Tina region ok",
        "/caps 12/20/30 visits which is common for marketplace plans",
    }
)


def sheets(*files: str) -> dict[str, list[str]]:
    """What is typed, by the file and the group of it that it stands in."""
    groups = {
        f"{file}/{group}": texts for file in files for group, texts in _read(f"{file}.yaml").items()
    }
    return {
        name: [text for half in HALVES for text in texts[half]] if "tuned" in texts else texts
        for name, texts in groups.items()
    }


REFUSED_SHEETS, PASSED_SHEETS = sheets(*TO_REFUSE), sheets(*TO_PASS)
ALL_PASSED = [text for texts in PASSED_SHEETS.values() for text in texts]

EARLIEST = {"session": 2023, "caps": 2023}

# The words of a command behind which an alias stands.
BEFORE_ALIAS = {
    "session": {"new", "log", "show", "payer", "authorize", "balance", "improving", "close"},
    "clinic": {"audit", "forget"},
}
BEFORE_NO_ALIAS = {
    "session": {"payer", "for", "year"},
    "caps": {"set", "preview", "week", "rollover", "book", "check", "reading", ""},
}


@pytest.fixture(scope="module")
def finder(pack: FactBook) -> IdentityFinder:
    return shipped.finder(pack)


def slot(command: str, text: str) -> str:
    """What stands where the command expects an alias."""
    first, _, rest = text.partition(" ")
    if command == "caps":
        return "" if first in BEFORE_NO_ALIAS["caps"] else text
    if first not in BEFORE_ALIAS.get(command, ()):
        return ""
    optional = first == "new" and rest.partition(" ")[0] in BEFORE_NO_ALIAS["session"]
    return "" if optional else rest


def refusal(say: str, finder: IdentityFinder) -> str:
    """The kind for which a command is refused, "no alias", or nothing."""
    name, _, text = say.partition(" ")
    command = name.removeprefix("/")
    found = finder.find(text, command=command, earliest_year=EARLIEST.get(command, 2010))
    typed = slot(command, text)
    if found is None and typed:
        front = alias.front(typed)[0]
        found = None if alias.is_issued(front) else finder.find_in_alias(front)
        if found is None:
            return _unread(front)
    return found.kind if found else ""


def _unread(front: str) -> str:
    try:
        read = alias.read(front)
    except NotUnderstood:
        return "no alias"
    return read.kind if isinstance(read, Identity) else ""


def test_there_are_more_than_a_thousand_cases():
    assert len({text for texts in REFUSED_SHEETS.values() for text in texts}) >= 800
    assert len(set(ALL_PASSED)) >= 730
    assert set(REFUSED) | {"script", "age"} == set(IdentityKind)


@pytest.mark.parametrize("sheet", REFUSED_SHEETS)
def test_every_identity_of_a_sheet_is_refused_but_the_known_misses(sheet, finder):
    texts = REFUSED_SHEETS[sheet]
    assert {text for text in texts if not refusal(text, finder)} == KNOWN_MISSES & set(texts)


@pytest.mark.parametrize("sheet", PASSED_SHEETS)
def test_every_command_or_question_of_a_sheet_passes_but_the_known_alarms(sheet, finder):
    texts = PASSED_SHEETS[sheet]
    alarms = {text for text in texts if refusal(text, finder) not in {"", "no alias"}}
    assert alarms == KNOWN_ALARMS & set(texts)


def test_what_is_known_stands_in_a_sheet():
    refused = {text for texts in REFUSED_SHEETS.values() for text in texts}
    assert refused >= KNOWN_MISSES
    assert set(ALL_PASSED) >= KNOWN_ALARMS


@pytest.mark.parametrize("kind", REFUSED)
def test_the_kind_is_told_right(kind, finder):
    outcomes = {say: refusal(say, finder) for half in HALVES for say in REFUSED[kind][half]}
    assert {say for say, told in outcomes.items() if told != kind} == TOLD_AS_ANOTHER.get(
        kind, set()
    )


# Refused, and told as a kind that the text might be as well.
TOLD_AS_ANOTHER: dict[str, set[str]] = {
    "birth_date": {"/session new JS-031284", "/session new AB-1984"},
    "ssn": {"/session new 123-45-6789A"},
    "chart_number": {"/session new subscriber id 884213377"},
}


@pytest.mark.sheet
def test_every_name_of_the_pack_passes_in_any_case(pack, finder):
    texts = [form for name in pack.names() for form in (name, name.lower(), name.upper())]
    assert len(texts) > 20_000
    assert [t for t in texts if finder.find(t) or finder.find(f"{t} 20560")] == []


@pytest.mark.sheet
def test_every_city_passes_where_it_is_told_as_a_place(finder):
    lines = (Path("models/content/names/cities.txt")).read_text().splitlines()
    cities = [line for line in lines if line and not line.startswith("#")]
    texts = [text for city in cities for text in (f"clinics in {city}", f"aetna {city}, TX 20560")]
    assert len(cities) > 1_000
    assert [text for text in texts if finder.find(text)] == []


@pytest.mark.sheet
def test_every_town_that_is_called_like_people_passes_behind_in_and_before_its_state(finder):
    towns = sorted(lexicon().towns)
    texts = [t for town in towns for t in (f"a PT in {town.title()} says", f"{town.title()}, TX")]
    assert len(towns) > 1_000
    assert [text for text in texts if finder.find(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "the aide set up another patient. Was that a group",
        "does every client. Do they sign a waiver",
        "initials in each box of our consent, is that asked",
        "initials by both parties on the form",
        "the Colonel's wife has TRICARE Prime",
        "our Sergeant's husband was denied",
        "new patient, United Healthcare, two muscles",
        "patient, Blue Shield of California, says it paid",
        "the doctor told a patient OTs may not needle",
        "we drive to Laramie, I'm in the car",
        "offices in the Lewiston-Clarkston area",
        "Wenatchee Yakima and Ellensburg offices",
        "the PT in Burley says it is paid",
        "our clinic near Kimberly, and the one in Rupert",
        "Dollar Tree's plan pays more than Aetna, she says",
        "how can you see our schedule",
    ],
)
def test_what_only_stands_like_a_name_passes(text, finder):
    assert finder.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Rupert's auth ran out",
        "a call from Burley about the visit",
        "in Kimberly's chart",
        "Captain Wojtkowiak was needled",
        "Colonel Price has TRICARE",
        "patient. Green needs an auth",
        "patient, Wolf, was seen",
        "initials: on",
        "initials so 3/4",
        "Macy's chart",
        "auth for Wendy's mom",
    ],
)
def test_a_name_that_stands_like_a_place_or_a_word_is_found(text, finder):
    assert finder.find(text) is not None


def test_every_state_passes(finder):
    forms = [
        form
        for code, name in state.NAMES.items()
        for form in (code, name, name.lower(), name.upper(), f"by PT in {name}", f"{name} pt")
    ]
    assert [form for form in forms if finder.find(form)] == []


def test_every_question_of_the_pack_passes(pack, finder):
    asked = [text for topic in pack.topics.values() for text in (topic.question, *topic.also)]
    assert [text for text in asked if finder.find(text)] == []


@pytest.mark.sheet
def test_every_alias_that_can_be_issued_passes(finder):
    pairs = ((word, "47" if len(word) <= 5 else "476") for word in alias_words.WORDS)
    aliases = [f"{word}-{digits}{check}" for word, digits in pairs for check in alias.CHECK_LETTERS]
    forms = [form for a in aliases for form in (a, a.lower().replace("-", " "))]
    assert [a for a in aliases if finder.find_in_alias(a) or find_form_in_alias(a)] == []
    assert [a for a in forms if finder.find(f"log {a} 20560", command="session")] == []


@pytest.mark.parametrize("typed", ["Jane", "SMITH-47", "JSMITH-84", "janedoe", "rose", "jsmith"])
def test_a_name_is_found_in_what_was_typed_for_an_alias(typed, finder):
    found = finder.find_in_alias(typed)
    assert found is not None
    assert found.kind is IdentityKind.NAME


def test_nothing_of_the_text_is_carried_but_where_it_stands(finder):
    found = finder.find("pt is Jane Doe")
    assert found == Identity(IdentityKind.NAME, 6, 14)
    assert "Jane" not in repr(found)


def test_an_accent_or_a_wide_letter_moves_nothing(finder):
    text = "für Señor Hernández"
    found = finder.find(text)
    assert found is not None
    assert text[found.start : found.end].endswith("Hernández")


@pytest.mark.parametrize(
    ("text", "earliest", "kind"),
    [
        ("2016-07-01", 2010, None),
        ("2016-07-01", 2024, IdentityKind.BIRTH_DATE),
        ("3/4/21", 2010, None),
        ("3/4/71", 2010, IdentityKind.BIRTH_DATE),
        ("dob 3/4/2021", 2010, IdentityKind.BIRTH_DATE),
    ],
)
def test_a_command_says_which_dates_it_takes(text, earliest, kind, finder):
    found = finder.find(text, earliest_year=earliest)
    assert (found and found.kind) == kind


def test_a_payer_with_a_persons_name_passes_once_it_is_known():
    def is_found(text: str, *known: str) -> bool:
        return IdentityFinder(lexicon(), known).find(text) is not None

    assert is_found("does Ruth Gonzalez Mutual Trust pay")
    assert not is_found("does Ruth Gonzalez Trust pay", "Ruth Gonzalez Trust")
    assert is_found("Ruth Gonzalez", "Ruth Gonzalez Trust")


@pytest.mark.parametrize("kind", IdentityKind)
def test_advice_says_how_to_ask_instead_and_that_nothing_was_stored(kind, finder):
    assert advice(kind).endswith("None of it was stored.")
    assert ("BLUE-47K" in advice(kind)) is (kind is not IdentityKind.SCRIPT)
    assert finder.find(advice(kind)) is None


def test_a_short_text_is_looked_through_in_a_fifth_of_a_millisecond(finder):
    assert min(seconds(ALL_PASSED, finder) for _ in range(5)) / len(ALL_PASSED) < 200e-6


HOSTILE = [
    "a", "1", "1 ", "12 a ", "1/1/", "A-", "a@", "id ", "Green ", "'", "ssn ", "mbi ", ".", "-",
    "+1", "(9", "J. ", "J.", "Aa ", "AA ", "mrn ", "chart#", "member id ", "1a", "a1", "1E", "lot ",
    "12 Main ", "NC ", "Durham, NC ", "4 mar ", "mar 4 ", "born ", "born in ", "d.o.b", "b. ",
    "x at ", "call ", "2 2 ", "last 4 ", "po box", "https://", "<@", "@‹", "#", "@jane", "5 N ",
    "provider line ", "k.m. ", "k.m. 10/3 ", "jt on 12/1 ", "a b ", "u/", "$a", "instagram.com/",
    "kaiser # 1", "1 twp rd ", "two three ", "1 mill row ", "x y l nine ", "file 1",
    "for will brooks ", "will came ", "Grace has ", "Ngo T / ", "the only judge in ",
    "head coach at ", "claim 24A", "she is 65 today ", "Kemp and ", "re: Lee ",
    "is ", " ", "\u00e9", "\u0416", "turns 65 on ",
    "a b c d ", "M3MBER ", "a.b/", "room 1 a ", "claim AB 1", "plate A1", "pcn a-", "five ",
    "J. Zq R ", "Big Lou is ", "our biller's son has ", "who won ", "she was on the news ",
    "Mr. B ", "last name ", "our grant hill ", "IP 1.2.3", "card x1", "claim 1-A", "3:26-cv-",
    "the mayor is ", "the only a at ", "miss teen ", "a from the news ", "patients/1",
    "the owner of the ", "46.5917, -1", "attn: A ", "Ash_a.pd", "former nfl ",
    "april's bcbs ", "knock knock Phil ", "our state's governor ", "s. st.-C ", "保险", "an only ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_as_long_a_text_takes_about_twice_as_long(piece, finder):
    """A pattern that backtracks takes four times as long, or worse."""
    texts = [piece * (length // len(piece)) for length in (4_000, 8_000)]
    short, long = (min(seconds([text], finder) for _ in range(3)) for text in texts)
    assert long < 0.2 or long < 3 * short, f"{short * 1000:.0f} ms, {long * 1000:.0f} ms"
    assert long < 0.4


def seconds(texts: list[str], finder: IdentityFinder) -> float:
    started = time.process_time()
    for text in texts:
        finder.find(text)
    return time.process_time() - started


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text):
    found = IdentityFinder(lexicon()).find(text)
    assert found is None or 0 <= found.start < found.end
