"""Every name of the registry ends at its own row, however it stands: as facts, or as known.

Bare, with a code, with a state and with one slip; through /coverage, /ask and a session's payer.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest

from models.content import load_plan_words
from models.coverage import state
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Verdict
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.wording import phrases
from models.words import key_of
from tests.fakes import shipped
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import FrontDesk

pytestmark = pytest.mark.sheet

# "20560 hip" is the joint: this name needs "insurance" or "plan" beside it.
OF_BODY = {"hip"}

# Programs of which whole topics speak, so that /ask answers from those.
OF_TOPICS = {"medicare", "auto_pip", "union_plan"}

SHORTEST_SLIPPED = 4
LONG = 9


@pytest.fixture(scope="module")
def book() -> FactBook:
    return shipped.pack()


@pytest.fixture(scope="module")
def reads() -> Reader:
    return shipped.reader(shipped.pack())


@pytest.fixture(scope="module")
def holders(book: FactBook) -> dict[str, set[str]]:
    """The payers that bear a name, by its key."""
    found = defaultdict(set)
    for payer in book.payers.values():
        for name in names_of(payer):
            found[key_of(name)].add(payer.id)
    return found


def names_of(payer: Payer) -> tuple[str, ...]:
    """Every name by which a payer is known."""
    return (payer.name, *payer.names, *payer.shared_names)


def every_name(book: FactBook) -> list[str]:
    """Every name of the registry, once."""
    names = {name for payer in book.payers.values() for name in names_of(payer)}
    return sorted(names - OF_BODY)


def ids(question: Question) -> set[str]:
    """The payers that a question names, or may name."""
    return {payer.id for payer in question.payers}


def test_the_registry_holds_as_many_names_as_were_collected(book: FactBook) -> None:
    keys = {key_of(name) for payer in book.payers.values() for name in names_of(payer)}
    assert len(keys) >= 4_235


@pytest.mark.parametrize("around", ["{}", "{} 20560", "20560 {}", "does {} cover 20560?"])
def test_a_name_bare_or_with_a_code_names_its_own_payers(
    book: FactBook, reads: Reader, holders: dict[str, set[str]], around: str
) -> None:
    wrong = {}
    for name in every_name(book):
        first_word = name.split()[0].upper()
        if around.startswith("20560") and first_word in book.codes:
            continue  # CO and GA are modifiers behind a code
        question = reads.read(around.format(name))
        named = ids(question)
        if question.unknown_payer or not named or not named <= holders[key_of(name)]:
            wrong[name] = (named, question.unknown_payer)
    assert wrong == {}


@pytest.mark.parametrize("around", ["{} {code}", "{} 20560 in {state}"])
def test_a_name_beside_its_state_names_its_own_payers(
    book: FactBook, reads: Reader, holders: dict[str, set[str]], around: str
) -> None:
    """Anthem in Ohio may become Anthem Ohio, whose name is both together."""
    wrong = {}
    for name in every_name(book):
        for code in states_of(holders[key_of(name)], book):
            typed = around.format(name, code=code, state=state.NAMES[code])
            question = reads.read(typed)
            own = holders[key_of(name)] | _of_both(name, code, holders)
            if question.unknown_payer or not ids(question) or not ids(question) <= own:
                wrong[typed] = (ids(question), question.unknown_payer)
    assert wrong == {}


def _of_both(name: str, code: str, holders: dict[str, set[str]]) -> set[str]:
    """Payers whose name is this one with the state before or behind it."""
    places = (code, state.NAMES[code])
    both = [text for place in places for text in (f"{name} {place}", f"{place} {name}")]
    return {id_ for text in both for id_ in holders.get(key_of(text), ())}


def states_of(payers: set[str], book: FactBook) -> list[str]:
    """A state in which one of these payers is met; for one met everywhere, Texas."""
    where = book.payers[min(payers)].states
    return [code for code in where if code in state.NAMES][:1] or ["TX"]


@pytest.mark.parametrize("seed", range(3))
async def test_a_slip_in_a_name_gives_nobody_elses_verdict(
    book: FactBook, reads: Reader, holders: dict[str, set[str]], seed: int
) -> None:
    desk, wrong = FrontDesk(book), {}
    for typed, name in slips(book, random.Random(seed)):  # noqa: S311
        question = reads.read(f"{typed} 20560")
        if question.unknown_payer or len(question.payers) != 1:
            continue
        said = book.positions_of(question.payers[0].id)
        if said and said not in [book.positions_of(id_) for id_ in holders[key_of(name)]]:
            reply = await desk.glance(f"/coverage {typed} 20560")
            if reply.badge == phrases.VERDICTS[Verdict.UNKNOWN]:
                continue  # a line of business for which that payer's facts do not speak
            wrong[typed] = (name, question.payers[0].id)
    assert wrong == {}


# Names that are misspellings themselves: a slip more, and they may be "medicare" as well.
MISSPELT = frozenset({"medicade", "medicad"})


def slips(book: FactBook, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every name that has a long word, with a slip in one; not such as make another name."""
    keys = {key_of(name) for payer in book.payers.values() for name in names_of(payer)}
    for name in every_name(book):
        if name in MISSPELT:
            continue
        words = name.split()
        long = [at for at, w in enumerate(words) if len(w) >= SHORTEST_SLIPPED and w.isalpha()]
        if not long:
            continue
        at = chance.choice(long)
        word = words[at]
        slip = _slip(word, chance.randrange(1, len(word) - 1), chance)
        typed = " ".join([*words[:at], slip, *words[at + 1 :]])
        is_name = not keys.isdisjoint({key_of(typed), key_of(slip)})
        if not is_name and not load_plan_words().makes_no_plan(slip):
            yield typed, name


def _slip(word: str, at: int, chance: random.Random) -> str:
    letter = chance.choice("aeiorstln")
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
        ]
    )


def test_most_slips_in_long_names_are_mended(
    book: FactBook, reads: Reader, holders: dict[str, set[str]]
) -> None:
    mended = total = 0
    for typed, name in slips(book, random.Random(7)):  # noqa: S311
        if len(key_of(name)) >= LONG:
            total += 1
            mended += bool(ids(reads.read(f"{typed} 20560")) & holders[key_of(name)])
    assert mended > 0.8 * total, f"{mended} of {total}"


@pytest.mark.parametrize("ask", ["/coverage {} 20560", "/ask does {} pay for dry needling"])
async def test_a_name_is_answered_for_its_own_payer(
    book: FactBook, holders: dict[str, set[str]], ask: str
) -> None:
    desk = FrontDesk(book)
    wrong = {}
    for name in every_name(book):
        of = holders[key_of(name)]
        is_topic = len(of) > 1 or not OF_TOPICS.isdisjoint(of)
        if is_topic and ask.startswith("/ask"):
            continue  # of whom many share a name, a topic may say more
        reply = await desk.say(ask.format(name))
        own = {book.payers[id_].name for id_ in holders[key_of(name)]}
        offered = {choice.label for choice in reply.choices}
        is_undecided = reply.headline.startswith("I hold no decision of ")
        is_asked = (reply.badge is None or is_undecided) and offered <= own
        is_own = any(reply.headline.startswith((f"{payer} · ", f"{payer} in ")) for payer in own)
        says_none = "I know " in str(reply) or "I hold no decision of any" in reply.headline
        is_of_none = reply.badge == phrases.VERDICTS[Verdict.UNKNOWN] and says_none
        if not (is_asked or is_own or is_of_none):
            wrong[name] = reply.headline
    assert wrong == {}


async def test_a_session_keeps_the_payer_that_is_named(
    book: FactBook,
) -> None:
    clinic = ClinicDesk(book)
    wrong = {}
    await clinic.say("/session new OAK-12")
    for payer in book.payers.values():
        await clinic.say("/session payer OAK-12 none")
        reply = await clinic.say(f"/session payer OAK-12 {payer.name}")
        chart = await clinic.charts.find(1, "OAK-12")
        assert chart
        if chart.payer != book.kept(payer).id:
            wrong[payer.name] = (chart.payer, reply.headline)
    assert wrong == {}
