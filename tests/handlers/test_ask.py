"""Free questions get the structured answer, the topic, or an honest "I do not know"."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from handlers import COMMANDS, ask, topics
from handlers.outcome import Outcome
from models.content import load_vocabulary
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.coverage.topic import TopicKind
from models.reply import Reply
from models.understanding import vocabulary
from models.understanding.topics import clinical_questions
from models.wording import sentences
from models.wording.phrases import VERDICTS
from tests.handlers.front_desk import FrontDesk, words
from tests.questions.sheet import sheets

CLINICIAN = "That is for the treating clinician"
URGENT = "Urgent: get help now"
CLOSEST = "Closest to your question: "
OUT_OF_SCOPE = "That is not something I know"
UNKNOWN = VERDICTS[Verdict.UNKNOWN]
ADVICE = "General information, not advice for one patient."

_THINNERS = r"(?:thinners?|anticoagul\w*|warfarin|coumadin|eliquis|xarelto|plavix|aspirin)"
_TAKING = r"(?:stop\w*|skip\w*|hold\w*|paus\w*|quit\w*|restart\w*|discontinu\w*|off)"
_UNSAFE = re.compile(
    rf"\b{_TAKING}\b[^.]*\b{_THINNERS}\b|\b{_THINNERS}\b[^.]*\b{_TAKING}\b", re.IGNORECASE
)


@pytest.fixture
def desk(pack: FactBook) -> FrontDesk:
    """A desk that knows /ask."""
    return FrontDesk(pack, commands=(*COMMANDS, ask.COMMAND))


def labels(reply: Reply) -> list[str]:
    """The labels of a reply's buttons."""
    return [choice.label for choice in reply.choices]


# --- First the structured answers ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        pytest.param("does cigna pay for needling?", "/coverage cigna", id="a payer"),
        pytest.param("hey, is humana ok with needling", "/coverage humana", id="small talk"),
        pytest.param(
            "did bcbs alabama cover 20560 on 2021-03-15",
            "/coverage bcbs alabama 20560 on 2021-03-15",
            id="a payer, a code and a date",
        ),
        pytest.param("uhc dry needling", "/coverage uhc", id="a name that several payers bear"),
        pytest.param("can a PT needle in oregon", "/state oregon PT", id="a state with permission"),
        pytest.param("oregon", "/state oregon", id="a state alone"),
        pytest.param("can a PTA needle in tennessee?", "/state TN PTA", id="an assistant"),
        pytest.param("what is 20561", "/cpt 20561", id="a code"),
        pytest.param("modifier for PT plan of care", "/cpt GP", id="a modifier in words"),
        pytest.param("what does the GA modifier mean", "/cpt GA", id="GA, which is also a state"),
        pytest.param("code for neuro re-ed", "/cpt 97112", id="a code in words"),
    ],
)  # fmt: skip
async def test_a_payer_state_or_code_is_answered_by_its_own_command(
    desk: FrontDesk, typed: str, same_as: str
) -> None:
    asked, told = await desk.say(f"/ask {typed}"), await desk.say(same_as)
    assert (asked.headline, asked.badge, asked.facts) == (told.headline, told.badge, told.facts)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        pytest.param("reason california says no to pts",
                     "Why is dry needling barred in some states?", id="a state, and why"),
        pytest.param("what does medicare pay for 20560",
                     "What does Medicare pay for 20560 and 20561?", id="an amount, no verdict"),
        pytest.param("is dry needling covered",
                     "Which payers pay for dry needling?", id="no payer named"),
        pytest.param("are all the blues the same on dn",
                     "Does Blue Cross Blue Shield pay for dry needling?", id="all Blues"),
    ],
)  # fmt: skip
async def test_what_else_is_asked_of_them_is_answered_by_a_topic(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == headline


async def test_a_topic_on_medicare_answers_for_no_other_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/ask how much does cigna pay for 20561")
    assert reply.headline.startswith("Cigna")
    assert "$" not in words(reply)


async def test_a_payer_asked_about_another_service_gets_no_verdict(desk: FrontDesk) -> None:
    reply = await desk.say("/ask does cigna cover glasses")
    assert (reply.headline, reply.badge) == ("Cigna · glasses", UNKNOWN)
    assert reply.choices[0].command == "/coverage Cigna"


async def test_a_payer_asked_about_something_else_gets_no_verdict(desk: FrontDesk) -> None:
    assert (await desk.say("/ask aetna phone number")).badge is None


async def test_words_of_english_are_no_states_or_modifiers(desk: FrontDesk) -> None:
    for typed in ("or", "go in", "who is the president", "hi me ok"):
        assert (await desk.say(f"/ask {typed}")).headline == OUT_OF_SCOPE, typed


# --- Then the topics -----------------------------------------------------------------------------


async def test_every_topic_answers_in_full_with_its_sources(
    pack: FactBook,
) -> None:
    for topic in pack.topics.values():
        reply = topics.say(topic, pack)
        assert reply.headline == topic.question
        told = [line.text for line in (*reply.lines, *reply.cautions)]
        assert told == [each.says for each in (*topic.answer, *topic.cautions)]
        cited = {id_ for each in (*topic.answer, *topic.details) for id_ in each.cites}
        assert cited <= {source.id for source in reply.sources}


async def test_every_topic_is_found_by_its_question(desk: FrontDesk, pack: FactBook) -> None:
    """Or, where it is of an alarm, what cannot wait leads."""
    for topic in pack.topics.values():
        headline = (await desk.say(f"/ask {topic.question}")).headline
        assert headline in {topic.question, CLINICIAN, URGENT}, topic.id


def test_a_near_answer_tells_in_short_what_else_may_be_meant(pack: FactBook) -> None:
    closest, other = pack.topics["denial_groups"], pack.topics["cash_pay"]
    reply = topics.say_near((closest, other, pack.topics["abn"]), pack)
    *told, next_one = reply.lines
    assert [line.text for line in told] == [each.says for each in closest.answer[:2]]
    asked, _, short = next_one.text.removeprefix("Or do you ask: ").partition("? ")
    assert (f"{asked}?", next_one.cites) == (other.question, other.answer[0].cites)
    assert short
    assert other.answer[0].says.startswith(short)
    assert {source.id for source in reply.sources} >= {*next_one.cites}
    assert reply.sections[0].lines[0].text == closest.answer[2].says


def test_no_line_of_a_near_answer_is_cut_into_the_next(pack: FactBook) -> None:
    for topic in pack.topics.values():
        reply = topics.say_near((pack.topics["appeal"], topic), pack)
        assert sentences.within(reply.lines[-1].text, 180)[1] == "", topic.id
        labels = [choice.label.casefold() for choice in reply.choices]
        assert len({*labels}) == len(labels), topic.id


def test_every_button_of_a_topic_is_labeled_in_words(pack: FactBook) -> None:
    labels = {c.label for topic in pack.topics.values() for c in topics.say(topic, pack).choices}
    assert not [label for label in labels if label.startswith("/") or label.endswith(": ")]


def test_a_health_topic_that_is_told_in_short_keeps_the_small_print(pack: FactBook) -> None:
    clinical = next(t for t in pack.topics.values() if t.kind is TopicKind.CLINICAL)
    reply = topics.say_near((pack.topics["appeal"], clinical), pack)
    assert reply.small_print == topics.SMALL_PRINT[TopicKind.CLINICAL]


async def test_every_question_that_a_topic_offers_is_answered(
    desk: FrontDesk, pack: FactBook
) -> None:
    offered = {
        command
        for topic in pack.topics.values()
        for command in topic.commands
        if command.startswith("/ask ")
    }
    for command in offered:
        reply = await desk.say(command)
        assert reply.about, command
        assert not reply.headline.startswith(CLOSEST), command


async def test_clinical_answers_say_that_they_are_general(pack: FactBook) -> None:
    for topic in pack.topics.values():
        is_clinical = topic.kind is TopicKind.CLINICAL
        assert topics.say(topic, pack).small_print == (ADVICE if is_clinical else "")


async def test_a_question_on_training_leads_to_the_clinics_own_state(desk: FrontDesk) -> None:
    reply = await desk.say("/ask required hours", state="NV")
    assert reply.choices[0].command == "/state NV"


async def test_every_disagreement_is_answered_by_its_own_words(
    desk: FrontDesk, pack: FactBook
) -> None:
    """By its own card, or by the card of the payer, state or topic that holds both sides."""
    for dispute in pack.disputes:
        reply = await desk.say(f"/ask {dispute.question}")
        if dispute.id == "anticoag":
            assert reply.headline == CLINICIAN
            continue
        told = "\n".join([words(reply), *labels(reply)])
        assert dispute.question in told, dispute.id
        assert desk.last.ending is Outcome.ANSWERED, dispute.id


async def test_a_topic_shows_what_its_sources_disagree_on(desk: FrontDesk) -> None:
    reply = await desk.say("/ask contraindications")
    assert any("Sources disagree" in section.title for section in reply.sections)


async def test_no_step_stands_twice_under_an_answer(desk: FrontDesk) -> None:
    reply = await desk.say("/ask is 97140 timed")
    commands = [choice.command for choice in reply.choices]
    assert len(commands) == len(set(commands))


# --- Then honesty --------------------------------------------------------------------------------


async def test_below_the_threshold_the_nearest_topic_is_answered_as_the_closest(
    desk: FrontDesk, pack: FactBook
) -> None:
    reply = await desk.say("/ask which visits count")
    assert reply.headline.startswith(CLOSEST)
    assert reply.headline.removeprefix(CLOSEST) in {t.question for t in pack.topics.values()}
    assert reply.canonical == "", "what is no more than near is not shared"


async def test_what_scores_little_less_stands_beside_the_closest(
    desk: FrontDesk, pack: FactBook
) -> None:
    reply = await desk.say("/ask How much should we charge cash for needling")
    assert reply.headline.startswith(CLOSEST)
    assert pack.topics["cost"].question in labels(reply)


@pytest.mark.parametrize(
    "typed",
    ["whats the weather tomorrow", "tell me a joke", "what is that"],
)
async def test_out_of_scope_gets_what_i_know_and_examples(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == OUT_OF_SCOPE
    assert reply.lines[0].text.startswith("I know payers' coverage of dry needling")
    assert reply.badge is None
    for choice in reply.choices:
        assert (await desk.say(choice.command)).headline != OUT_OF_SCOPE


async def test_nothing_that_was_typed_is_repeated_when_it_was_not_understood(
    desk: FrontDesk,
) -> None:
    canary = "quetzalcoatl"
    for typed in (f"{canary}", f"does {canary} hurt my dog", f"my patient {canary} on warfarin"):
        reply = await desk.say(f"/ask {typed}")
        told = [words(reply), *labels(reply), *(choice.command for choice in reply.choices)]
        assert canary not in " ".join(told)


async def test_no_question_out_of_scope_gets_a_verdict_or_a_topic(
    desk: FrontDesk, pack: FactBook
) -> None:
    answers = {topic.question for topic in pack.topics.values()}
    for question in sheets()["ask"]:
        if question.asks_back:
            reply = await desk.say(f"/ask {question.request}")
            assert reply.badge in {None, UNKNOWN}, question.request
            assert reply.headline not in answers, question.request


# --- One patient is the clinician's --------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "my patient on warfarin should stop?",
        "stop blood thinners before needling?",
        "should she hold her eliquis",
        "how many days off plavix before dry needling",
        "can he take ibuprofen after",
        "should i needle my patient with a fever",
        "is it ok to needle her, she is 30 weeks pregnant",
        "patient has chest pain after needling what do i do",
        "pt fainted on the table",
        "pneumothorax what do i do",
    ],
)
async def test_advice_on_one_patient_is_left_to_the_clinician(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline in {CLINICIAN, URGENT}
    assert reply.badge is None
    assert "911" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "blood thinners",
        "who should not be needled",
        "patient not improving",
        "should we have her sign an abn",
        "what number of visits counts",
        "dose dry needling work",
        "how many visits can my patient have",
    ],
)
def test_a_general_question_is_not_sent_away(typed: str) -> None:
    assert not clinical_questions.is_for_clinician(typed, load_vocabulary())


async def test_no_answer_speaks_of_stopping_blood_thinners(desk: FrontDesk, pack: FactBook) -> None:
    asked = [
        *(question.request.removeprefix("/ask ") for question in sheets()["ask"]),
        *_on_thinners(),
        *(topic.question for topic in pack.topics.values()),
    ]
    for typed in asked:
        reply = await desk.say(f"/ask {typed}")
        told = "\n".join((words(reply), *labels(reply)))
        assert not _UNSAFE.search(told), typed


def _on_thinners() -> Iterable[str]:
    for name in ("warfarin", "blood thinners", "eliquis", "anticoagulants", "aspirin"):
        for action in ("stop", "stopping", "hold", "skip", "when to restart", "off", ""):
            for who in ("", "my patient", "before needling", "should she"):
                yield f"{who} {action} {name}".strip()


def test_the_search_for_unsafe_words_finds_them() -> None:
    assert _UNSAFE.search("Stop your blood thinners first.")
    assert _UNSAFE.search("Take the patient off warfarin.")
    assert not _UNSAFE.search("Treatment stops here. Blood thinners: ask the clinician.")


def test_terms_for_payers_are_terms() -> None:
    assert (
        load_vocabulary().named_in(
            load_vocabulary().terms(
                ["medicare", "bcbs", "aetna", "anthem", "cigna", "humana", "va"]
            )
            + load_vocabulary().terms_of("medicaid tricare uhc advantage plan, workers comp")
        )
        >= vocabulary.PAYERS
    )


# --- What cannot wait, and what is asked of a payer in general -----------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "/ask sudden chest pain and short of breath after upper trap needling",
        "/ask needle broke off under skin",
        "/ask needle stick i got poked w used needle",
        "/ask she passed out on the table",
        "/state patient fainted",
    ],
)
async def test_what_cannot_wait_leads(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert reply.lines[0].text.startswith("This cannot wait")


@pytest.mark.parametrize(
    "typed",
    [
        "/ask pacemaker + needles with estim",
        "/ask lymphedema arm after mastectomy",
        "/ask pregnant 10 weeks low back",
        "/ask semaglutide patient nauseated contraindicated?",
        "/ask got the shingles vaccine yesterday can we needle",
        "/ask patient afraid of needles wants it anyways",
        "/ask diabetes and needling feet",
        "/ask has a fever today",
        "/cpt patient is on xarelto",
    ],
)
async def test_a_word_of_danger_ends_at_no_code_card(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert "clinician" in words(reply)
    assert reply.badge is None
    assert reply.headline not in {OUT_OF_SCOPE, "I hold nothing on this"}


async def test_a_payer_of_whom_nothing_is_held_gets_what_holds_in_general(desk: FrontDesk) -> None:
    reply = await desk.say("/ask geha timely filing")
    assert reply.lines[0].text.startswith(
        "GEHA: how long this payer takes first claims is not held"
    )
    assert "file a claim" in reply.headline


async def test_two_denial_codes_get_two_answers(desk: FrontDesk) -> None:
    reply = await desk.say("/ask CO-50 vs PR-204")
    assert [section.title for section in reply.sections] == [
        "What does denial code 50 mean (not medically necessary)?",
        "What does denial code 204 mean (not a plan benefit)?",
    ]


async def test_a_needle_is_not_reused_whatever_muscle_is_named(desk: FrontDesk) -> None:
    reply = await desk.say("/ask can i reuse needles on same patient same visit different muscle")
    assert reply.headline == "May a needle be reused?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("we had a patient faint yesterday, do we report that or just note it in the chart",
         "Do we report an incident or a complaint, and to whom?"),
        ("we stuck ourselves, i mean my coworker did, with a used needle, what now she panics",
         "What do I do after a needlestick?"),
        ("sharps bin full who takes it", "Who takes a full sharps container?"),
        ("how long do we have to keep the needling consent forms",
         "How long must I keep records and consent forms?"),
        ("what is the difference between GA, GX, GY and GZ in plain words?",
         "What do GA, GX, GY and GZ mean?"),
        ("how does the bot know these things",
         "Who is Needlepoint, and where do its answers come from?"),
        ("when were your facts checked", "How old are the facts, and when were they checked?"),
        ("an old eob and just says fix it where do i even start with needling denials",
         "Where do I start with a denied needling claim?"),
        ("on hold for review and they ask for records, what do we send for a needling visit",
         "What do I send when a payer asks for records, and how fast?"),
        ("is dry needling subject to the therapy cap or threshold amount?",
         "Does dry needling count toward the therapy threshold?"),
        ("a patient refuses to let us bill insurance and just pays cash",
         "May a patient choose not to use insurance?"),
        ("what do pts earn in ohio", "That is not something I know"),
    ],
)  # fmt: skip
async def test_a_strangers_question_reaches_its_topic(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == headline


@pytest.mark.parametrize(
    "typed",
    [
        "i think we caused a pnuemothorax",
        "pneumothorx after dn",
        "says breathing is hard since we did between the shoulder blades",
        "he is wheezing after we did his traps",
    ],
)
async def test_a_lung_cannot_wait_however_it_is_spelt(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.lines[0].text.startswith("This cannot wait")


@pytest.mark.parametrize(
    ("typed", "profession", "first"),
    [
        ("does medicare pay", "PT", "Medicare Part B does not pay a physical therapist"),
        ("will medicare pay a physical therapist", None, "Medicare Part B does not pay a physical"),
        ("does medicare pay", "MD", "Yes, but for chronic low back pain"),
        ("does medicare pay", None, "Yes, but for chronic low back pain"),
    ],
)
async def test_whether_a_payer_pays_begins_with_the_truth_for_who_bills(
    desk: FrontDesk, typed: str, profession: str | None, first: str
) -> None:
    reply = await desk.say(f"/ask {typed}", profession=profession)
    assert reply.lines[0].text.startswith(first)
    assert any("chronic low back pain" in line.text for line in reply.lines)
