"""Free questions find the topic that they are about, or none."""

from __future__ import annotations

from itertools import combinations

import pytest

from models.content import load_topic_weights, load_vocabulary
from models.coverage.fact_book import FactBook
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.understanding import vocabulary
from models.understanding.topics.topic_match import Tier, TopicMatch
from models.understanding.topics.topics import Topics
from tests.fakes import shipped

FEWEST_WORDINGS = 6
MOST_SHARED = 0.6


def topic(id_: str, question: str, *also: str, answer: str = "An answer.") -> Topic:
    """A topic of one sentence."""
    return Topic(id_, TopicKind.BILLING, question, also, (Statement(answer, ("source",)),))


@pytest.fixture(scope="module")
def topics(pack: FactBook) -> Topics:
    """The topics that ship, indexed."""
    return shipped.topics(pack)


def sure(found: TopicMatch) -> str | None:
    """The id of the topic that answers."""
    return found.sure.id if found.sure else None


# --- What the pack's own words find --------------------------------------------------------------


def test_every_wording_of_every_topic_finds_it(pack: FactBook, topics: Topics) -> None:
    wrong = {
        wording: sure(found)
        for each in pack.topics.values()
        for wording in (each.question, *each.also)
        if sure(found := topics.find(wording)) != each.id
    }
    assert wrong == {}


def test_no_two_topics_share_a_wording(pack: FactBook) -> None:
    wordings = [
        " ".join(vocabulary.words(wording))
        for each in pack.topics.values()
        for wording in (each.question, *each.also)
    ]
    assert sorted(set(wordings)) == sorted(wordings)


def test_there_are_enough_topics_and_wordings(pack: FactBook) -> None:
    assert len(pack.topics) >= 80
    assert [t.id for t in pack.topics.values() if len(t.also) < FEWEST_WORDINGS] == []


def test_no_two_wordings_of_a_topic_share_most_of_their_words(pack: FactBook) -> None:
    alike = [
        (each.id, one, other)
        for each in pack.topics.values()
        for one, other in combinations(each.also, 2)
        if shared(one, other) >= MOST_SHARED
    ]
    assert alike == []


def shared(one: str, other: str) -> float:
    """The share of the words that two wordings have in common."""
    words = set(vocabulary.words(one)), set(vocabulary.words(other))
    return len(words[0] & words[1]) / max(map(len, words))


def test_an_answer_without_sources_says_that_it_is_unknown(pack: FactBook) -> None:
    bare = [t for t in pack.topics.values() if not any(said.cites for said in t.answer)]
    assert all(topic.unknown for topic in bare)


def test_capitals_and_marks_do_not_matter(pack: FactBook, topics: Topics) -> None:
    for each in pack.topics.values():
        shouted = f"  {each.question.upper().replace(' ', '   ')}?! "
        assert sure(topics.find(shouted)) == each.id


def test_the_order_of_the_book_does_not_matter(pack: FactBook, topics: Topics) -> None:
    weights = load_topic_weights()
    turned = Topics(dict(reversed(pack.topics.items())), load_vocabulary(), weights)
    for question in ("how many visits", "is it sore", "auth and visits", "units per day for pt"):
        assert turned.nearest(question) == topics.nearest(question)


def test_the_nearest_are_at_most_three_the_best_first(topics: Topics) -> None:
    near = topics.nearest("how do visits count")
    assert len(near) == 3
    assert [each.score for each in near] == sorted((n.score for n in near), reverse=True)


def test_a_misspelt_word_of_five_letters_is_known_and_a_shorter_one_is_not() -> None:
    told = {
        "rays": topic("rays", "Who pays for xylos?"),
        "bison": topic("bison", "Who owns a zubr?"),
    }
    assert [near.topic.id for near in Topics(told, load_vocabulary()).nearest("xyloss")] == ["rays"]
    assert Topics(told, load_vocabulary()).nearest("zubrr") == ()


# --- Other words for the same thing --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("sore from needles", "pain", id="sore is pain"),
        pytest.param("are the needles painful", "pain", id="painful is pain"),
        pytest.param("does IMS hurt", "pain", id="IMS is dry needling"),
        pytest.param("contraindicated for DN", "contra", id="DN is dry needling"),
        pytest.param("patients on coumadin", "blood_thinners", id="coumadin is a blood thinner"),
        pytest.param("eliquis", "blood_thinners", id="so is eliquis"),
        pytest.param("bruised", "ae_mild", id="bruised is bruising"),
        pytest.param("precert for therapy", "preauth", id="precert is an authorization"),
        pytest.param("pre-cert for therapy", "preauth", id="so is pre-cert"),
        pytest.param("backdate the auth", "retro_auth", id="backdate is retro"),
        pytest.param("can a tech or aide needle", "professions", id="an aide is an assistant"),
        pytest.param("states that outlaw needling", "states_banned", id="outlawed is banned"),
        pytest.param("what does a session cost in cash", "cost", id="cash is a price"),
        pytest.param("price of a treatment", "cost", id="a treatment is a visit"),
        pytest.param("how many tx are usual", "sessions", id="tx is a visit"),
        pytest.param("what happens above 3k", "mr_threshold", id="3k is $3,000"),
        pytest.param("what happens above $3,000", "mr_threshold", id="a comma in a number"),
        pytest.param("8 min rule for exercise units", "timed_units", id="min is minute"),
        pytest.param("eight minute rule for exercise units", "timed_units", id="eight is 8"),
        pytest.param("annual visit max", "win_calendar_year", id="a maximum is a limit"),
    ],
)  # fmt: skip
def test_synonyms_are_one(topics: Topics, typed: str, expected: str) -> None:
    assert sure(topics.find(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("contraindicatons", "contra", id="a letter left out"),
        pytest.param("is dry nedling painfull", "pain", id="two slips"),
        pytest.param("retro authorisation", "retro_auth", id="British spelling"),
        pytest.param("secondery insurance visits", "secondary_plan", id="a wrong vowel"),
        pytest.param("altrenatives to dry needling", "alternatives", id="two letters swapped"),
        pytest.param("documantation requirments", "docs", id="both words misspelt"),
    ],
)
def test_slips_of_the_finger_are_mended(topics: Topics, typed: str, expected: str) -> None:
    assert sure(topics.find(typed)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("needles", "needling"), ("needled", "needle"), ("studies", "study"), ("stopped", "stop")],
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert vocabulary.stem(one) == vocabulary.stem(other)


@pytest.mark.parametrize(("one", "other"), [("note", "not"), ("pts", "pt"), ("does", "do")])
def test_short_words_keep_their_endings(one: str, other: str) -> None:
    assert vocabulary.stem(one) != vocabulary.stem(other)


# --- What finds nothing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "?!", "what is the", "can you tell me about it please", "97035", "42"],
)
def test_a_text_that_says_nothing_finds_nothing(topics: Topics, typed: str) -> None:
    assert topics.find(typed) == TopicMatch(None, ())


@pytest.mark.parametrize(
    "typed",
    ["dry needling", "visit", "visit visit visit", "a patient"],
)
def test_words_that_most_topics_hold_are_no_question(topics: Topics, typed: str) -> None:
    assert topics.find(typed).sure is None


@pytest.mark.parametrize(
    "typed",
    [
        "whats the weather tomorrow",
        "where should we order lunch",
        "is our fax line secure",
        "average salary for a chiropractor",
        "how do i sterilize needles",
        "does cigna cover massage",
        "what does a front desk job pay at work",
        "is laser covered by medicare",
        "which ehr do you recommend",
    ],
)
def test_what_no_topic_knows_has_no_sure_answer(topics: Topics, typed: str) -> None:
    assert topics.find(typed).sure is None


@pytest.mark.parametrize(
    "typed",
    ["our payroll is late", "does bcbs cover hearing aids", "how much do therapists make"],
)
def test_wages_the_office_and_other_treatments_have_no_near_answer(
    topics: Topics, typed: str
) -> None:
    assert topics.find(typed).tier is Tier.NONE


def test_one_leftover_word_decides_nothing(topics: Topics) -> None:
    found = topics.find("the forklift on bay nine needs an injection of hydraulic oil")
    assert found.tier is Tier.NONE


# --- Denial codes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("CO-50", "denial_50"),
        ("co50 on needling", "denial_50"),
        ("reason code 97", "denial_97"),
        ("carc 16", "denial_16"),
        ("got a CO-16 with MA130 from aetna", "denial_16"),
        ("pr204", "denial_204"),
        ("CO 198", "denial_197"),
        ("20561 denied co-151 n362", "denial_151"),
        ("co45 for 60 bucks do i bill the patient", "denial_45"),
        ("n115", "remark_codes"),
    ],
)
def test_a_denial_code_decides_however_it_is_typed(
    topics: Topics, typed: str, expected: str
) -> None:
    assert sure(topics.find(typed)) == expected


@pytest.mark.parametrize("typed", ["CO 242", "oa 23 on every line", "n999"])
def test_a_denial_code_that_nobody_knows_is_near_to_how_they_are_read(
    topics: Topics, typed: str
) -> None:
    found = topics.find(typed)
    assert found.tier is Tier.NEAR
    assert found.closest.id == "denial_codes"


# --- How sure ------------------------------------------------------------------------------------


def test_a_near_topic_answers_and_the_next_two_are_for_buttons(topics: Topics) -> None:
    found = topics.find("which visits count")
    assert found.tier is Tier.NEAR
    assert found.sure is None
    assert found.closest == found.near[0]
    assert found.others == found.near[1:]
    assert len(found.others) <= 2


def test_a_sure_topic_is_the_closest_and_no_button(topics: Topics) -> None:
    found = topics.find("contraindications")
    assert found.tier is Tier.SURE
    assert found.closest == found.sure
    assert found.sure not in found.others
    assert found.is_its_own


@pytest.mark.parametrize(
    ("typed", "not_sure"),
    [
        pytest.param("when does the aetna year of visits start", "win_rolling_year", id="a payer"),
        pytest.param("tricare appeal levels", "appeal_medicare", id="of one payer alone"),
        pytest.param("can an OT opt out of cigna", "opt_out", id="another payer's rule"),
        pytest.param("texas medicaid weekly visit limit", "win_week", id="a state"),
        pytest.param("does the plan cover needling", "medicare", id="a payer not named"),
        pytest.param("what is 97999", "codes", id="a code that nobody knows"),
    ],
)
def test_a_topic_about_one_is_no_sure_answer_for_another(
    topics: Topics, typed: str, not_sure: str
) -> None:
    assert sure(topics.find(typed)) != not_sure


def test_two_topics_that_fit_alike_are_both_shown_and_neither_answers() -> None:
    twins = {
        "one": topic("one", "Who pays for the garden hose?"),
        "two": topic("two", "Who pays for the garden fence?"),
        "far": topic("far", "How long is a visit?"),
    }
    found = Topics(twins, load_vocabulary()).find("who pays for the garden")
    assert found.sure is None
    assert {each.id for each in found.near} == {"one", "two"}


def test_a_book_without_topics_knows_nothing() -> None:
    assert Topics({}, load_vocabulary()).find("does it hurt") == TopicMatch(None, ())
