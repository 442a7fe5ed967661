"""What a typed question asks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.words import key_of
from tests.fakes import shipped


def payers(question: Question) -> list[str]:
    """The ids of the payers that a question names."""
    return [payer.id for payer in question.payers]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bcbsnc 20560 for neck pain by PT in NC on 2021-03-15", id="as in the help"),
        pytest.param("on 3/15/2021 in NC by PT for neck pain 20560 bcbsnc", id="back to front"),
        pytest.param("BCBSNC 20560 NECK PAIN PT NC 3/15/2021", id="bare words in capitals"),
        pytest.param(
            "Does Blue Cross NC cover 20560 for neck pain, billed by a physical therapist in "
            "North Carolina, on March 15, 2021?",
            id="plain English",
        ),
        pytest.param("ｂｃｂｓｎｃ ２０５６０ neck pain PT NC 3/15/2021", id="full-width letters"),
    ],
)
def test_a_question_may_be_put_in_any_order(reader: Reader, text: str) -> None:
    question = reader.read(text)
    assert payers(question) == ["bcbsnc"]
    assert question.codes == ("20560",)
    assert question.condition == "neck_pain"
    assert question.profession is Profession.PT
    assert question.state == "NC"
    assert question.on == date(2021, 3, 15)
    assert question.unused == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("bcbsnc", ["bcbsnc"], id="initials"),
        pytest.param("bcbs nc", ["bcbsnc"], id="initials in two words"),
        pytest.param("blue cross of nc", ["bcbsnc"], id="a name with of"),
        pytest.param("blue cross", ["bcbsnc", "bcbs_al"], id="a shared name is a choice"),
        pytest.param("blue cross in AL", ["bcbs_al"], id="a shared name and a state settle it"),
        pytest.param("bcbs alabama", ["bcbs_al"], id="a name that holds a state"),
        pytest.param("aetna or cigna", ["aetna", "cigna"], id="two payers are a choice"),
        pytest.param("aetna medicare", ["aetna"], id="a payer's Medicare plan is that payer's"),
        pytest.param("railroad medicare", ["railroad"], id="the longer name"),
        pytest.param("VA", ["va"], id="the Veterans Affairs"),
        pytest.param("aetna in VA", ["aetna"], id="Virginia, and not the Veterans Affairs"),
        pytest.param("20560", [], id="no payer at all"),
    ],
)
def test_which_payers_a_question_names(reader: Reader, text: str, ids: list[str]) -> None:
    assert sorted(payers(reader.read(text))) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("aetna 20560", ("20560",), id="one code"),
        pytest.param("aetna 20560, 20561", ("20560", "20561"), id="two codes"),
        pytest.param("aetna 20560 20560", ("20560",), id="the same code twice"),
        pytest.param("aetna 2O56O", ("20560",), id="the letter O for zero"),
        pytest.param("aetna 9714o", ("97140",), id="a small o"),
        pytest.param("aetna 205l6", ("20516",), id="the letter l for one"),
        pytest.param("aetna 00100", ("00100",), id="leading zeros stay"),
        pytest.param("aetna 2056", (), id="four digits are no code"),
        pytest.param("aetna 205600", (), id="six digits are no code"),
        pytest.param("aetna L0650", (), id="a letter in front is a code of another kind"),
    ],
)
def test_which_codes_a_question_names(reader: Reader, text: str, codes: tuple[str, ...]) -> None:
    assert reader.read(text).codes == codes


@pytest.mark.parametrize(
    ("text", "state", "profession"),
    [
        pytest.param("aetna in NC", "NC", None, id="two letters"),
        pytest.param("aetna nc", "NC", None, id="two small letters that are no English word"),
        pytest.param("aetna in north carolina", "NC", None, id="a state in full"),
        pytest.param("aetna in west virginia", "WV", None, id="the longer of two states"),
        pytest.param("aetna in or", "OR", None, id="in or: Oregon"),
        pytest.param("aetna OR", "OR", None, id="OR in capitals: Oregon"),
        pytest.param("does aetna pay me or not", None, None, id="me and or are English"),
        pytest.param("hi is it ok by aetna", None, None, id="hi and ok are English"),
        pytest.param("aetna in in", "IN", None, id="in in: Indiana"),
        pytest.param("aetna in PA", "PA", None, id="in PA: Pennsylvania"),
        pytest.param("aetna by PA", None, Profession.PA, id="by PA: a physician assistant"),
        pytest.param("aetna by PA in PA", "PA", Profession.PA, id="both"),
        pytest.param("aetna by AT", None, Profession.AT, id="by AT: an athletic trainer"),
        pytest.param("aetna at our clinic", None, None, id="at is English"),
        pytest.param("aetna by DO", None, Profession.MD, id="by DO: a physician"),
        pytest.param("does aetna do this", None, None, id="do is English"),
        pytest.param("aetna by MD", None, Profession.MD, id="by MD: a physician"),
        pytest.param("aetna in MD", "MD", None, id="in MD: Maryland"),
        pytest.param("aetna by DC", None, Profession.DC, id="by DC: a chiropractor"),
        pytest.param("aetna in DC", "DC", None, id="in DC: the District of Columbia"),
        pytest.param("aetna by DC in DC", "DC", Profession.DC, id="a chiropractor in the District"),
        pytest.param("aetna PT assistant", None, Profession.PTA, id="an assistant is no therapist"),
    ],
)
def test_states_professions_and_plain_english(
    reader: Reader, text: str, state: str | None, profession: Profession | None
) -> None:
    question = reader.read(text)
    assert (question.state, question.profession) == (state, profession)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        pytest.param("aetna for neck pain", "neck_pain", id="its name"),
        pytest.param("aetna for clbp", "chronic_low_back_pain", id="initials"),
        pytest.param("aetna chronic low back pain", "chronic_low_back_pain", id="the longer name"),
        pytest.param("aetna low back pain", "low_back_pain", id="the shorter name alone"),
        pytest.param("aetna for tennis elbow", None, id="a condition that nobody names"),
    ],
)
def test_which_condition_a_question_names(reader: Reader, text: str, condition: str | None) -> None:
    assert reader.read(text).condition == condition


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        pytest.param("does aetna cover 20560?", (), id="the words of any question"),
        pytest.param("aetna 20560 gold plan", ("gold",), id="a word that means nothing here"),
        pytest.param("aetna for tennis elbow", ("tennis", "elbow"), id="an unknown condition"),
    ],
)
def test_words_that_mean_nothing_are_kept_to_be_said(
    reader: Reader, text: str, unused: tuple[str, ...]
) -> None:
    assert reader.read(text).unused == unused


@pytest.mark.parametrize(
    ("text", "guessed_from", "ids"),
    [
        pytest.param("atena 20560", "atena", ["aetna"], id="two letters swapped"),
        pytest.param("does cigan cover 20560", "cigan", ["cigna"], id="in a sentence"),
        pytest.param("medcare by PT", "medcare", ["medicare"], id="beside a profession"),
        pytest.param("blue cros in AL", "blue cros", ["bcbs_al"], id="the plan of that state"),
        pytest.param("blue cros", "blue cros", ["bcbsnc", "bcbs_al"], id="a shared name asks"),
    ],
)
def test_a_misspelt_payer_is_guessed_and_said(
    reader: Reader, text: str, guessed_from: str, ids: list[str]
) -> None:
    question = reader.read(text)
    assert question.guessed_from.startswith(guessed_from)
    assert sorted(payers(question)) == sorted(ids)
    assert question.unused == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("acme health 20560", "acme health", id="a payer that nobody knows"),
        pytest.param("bcbsnd 20560", "bcbsnd", id="initials one letter away from a known payer"),
        pytest.param("blue cross in WY", "blue cross in Wyoming", id="no such plan in that state"),
        pytest.param("blue cros in WY", "blue cros", id="not the plan of another state"),
    ],
)
def test_an_unknown_payer_is_named_as_typed(reader: Reader, text: str, unknown: str) -> None:
    question = reader.read(text)
    assert payers(question) == []
    assert question.unknown_payer.startswith(unknown)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("railraod medicare 20560", id="railroad misspelt"),
        pytest.param("ralroad medicare", id="a letter lost in railroad"),
        pytest.param("cigna healhtcare", id="healthcare misspelt, which changes nothing"),
        pytest.param("departmnet of veterans affairs", id="department misspelt"),
    ],
)
def test_a_slip_in_a_long_name_never_answers_for_the_shorter_name_inside_it(
    reader: Reader, text: str
) -> None:
    """Railroad Medicare has a contractor and rules of its own: it is asked about, or not known."""
    meant = {"ra": "railroad", "ci": "cigna", "de": "va"}[text[:2]]
    found = payers(reader.read(text))
    assert not found or meant in found


@pytest.mark.parametrize("text", ["blue cross medicare", "medicare blue cross", "kaiser medicare"])
def test_a_payer_beside_medicare_is_never_original_medicare(pack_reader: Reader, text: str) -> None:
    named = payers(pack_reader.read(f"{text} 20560"))
    assert named
    assert "medicare" not in named


@pytest.mark.parametrize(
    "service",
    [
        "massage", "massage therapy", "ultrasound", "cupping", "e stim", "estim", "tens",
        "electrical stimulation", "laser", "laser therapy", "shockwave", "shock wave", "eswt",
        "traction", "taping",
    ],
)  # fmt: skip
def test_a_service_without_facts_is_never_read_as_dry_needling(
    reader: Reader, service: str
) -> None:
    question = reader.read(f"does aetna cover {service}")
    assert payers(question) == ["aetna"]
    assert question.other_service == service


@pytest.fixture(scope="module")
def long_words(pack: FactBook) -> list[tuple[str, str, int, int]]:
    """Each payer's id, a name of it, and where a long word without a capital stands in that."""
    return [
        (payer.id, name, word.start(), word.end())
        for payer in pack.payers.values()
        for name in (payer.name, *payer.names)
        for word in re.finditer("[A-Za-z]{7,}", name)
        if not word[0].isupper()
    ]


@settings(max_examples=300, deadline=None)
@given(chosen=st.integers(min_value=0), place=st.integers(min_value=0), is_turned=st.booleans())
def test_a_slip_in_a_long_word_never_names_another_payer_silently(
    chosen: int,
    place: int,
    is_turned: bool,
    long_words: list[tuple[str, str, int, int]],
    pack_reader: Reader,
) -> None:
    id_, name, start, end = long_words[chosen % len(long_words)]
    at = start + place % (end - 1 - start)
    slip = name[at + 1] + name[at] if is_turned else name[at + 1]
    misspelt = f"{name[start:at]}{slip}{name[at + 2 : end]}"
    question = pack_reader.read(f"{name[:start]}{misspelt}{name[end:]} 20560")
    said = " ".join([*question.unused, question.guessed_from, question.unknown_payer])
    assert id_ in payers(question) or misspelt in said, (name, misspelt, payers(question))


def test_the_longer_of_two_misspelt_names_is_guessed(pack_reader: Reader) -> None:
    question = pack_reader.read("ontana health coop 20560")
    assert payers(question) == ["mountain_health_coop"]
    assert question.guessed_from == "ontana health coop"


def test_every_own_name_of_every_payer_means_that_payer_alone(
    pack: FactBook, pack_reader: Reader
) -> None:
    wrong = {
        name: payers(pack_reader.read(f"{name} 20560"))
        for payer in pack.payers.values()
        for name in (payer.name, *payer.names)
        if payers(pack_reader.read(f"{name} 20560")) != [payer.id]
    }
    assert wrong == {}


def test_a_shared_name_means_all_who_share_it(pack: FactBook, pack_reader: Reader) -> None:
    sharing = {
        payer.id
        for payer in pack.payers.values()
        if "bluecross" in map(key_of, (payer.name, *payer.names, *payer.shared_names))
    }
    assert len(sharing) > 1
    assert set(payers(pack_reader.read("blue cross 20560"))) == sharing


def test_every_condition_is_read_from_its_id_in_words(pack: FactBook, pack_reader: Reader) -> None:
    read = {id_: pack_reader.read(f"aetna for {id_.replace('_', ' ')}") for id_ in pack.conditions}
    assert {id_: question.condition for id_, question in read.items()} == {i: i for i in read}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("aetna", None, id="nobody said"),
        pytest.param("aetna medicare", LineOfBusiness.MEDICARE_ADVANTAGE, id="a payer's Medicare"),
        pytest.param("medicare", None, id="Medicare itself"),
        pytest.param("cigna medicare advantage", LineOfBusiness.MEDICARE_ADVANTAGE, id="in full"),
        pytest.param("cigna part c", LineOfBusiness.MEDICARE_ADVANTAGE, id="part C"),
        pytest.param("cigna hmo", LineOfBusiness.COMMERCIAL, id="an HMO"),
        pytest.param("cigna medicaid", LineOfBusiness.MEDICAID, id="Medicaid"),
        pytest.param("cigna workers' comp", LineOfBusiness.WORKERS_COMPENSATION, id="an injury"),
    ],
)
def test_which_line_of_business_a_question_names(
    reader: Reader, text: str, line: LineOfBusiness | None
) -> None:
    question = reader.read(text)
    assert question.line == line
    assert question.unused == ()


@pytest.mark.parametrize(
    ("text", "codes", "modifiers"),
    [
        pytest.param("aetna 20560 kx", ("20560",), ("KX",), id="a modifier behind its code"),
        pytest.param("aetna 20560-KX", ("20560",), ("KX",), id="with a hyphen"),
        pytest.param("aetna kx", (), (), id="a modifier without a code is a word"),
        pytest.param("aetna 1 muscle", ("20560",), (), id="one muscle"),
        pytest.param("aetna two muscles", ("20560",), (), id="two, in a word"),
        pytest.param("aetna 3 muscles", ("20561",), (), id="three muscles"),
        pytest.param("aetna 20560 for 3 muscles", ("20560",), (), id="a code that is typed leads"),
        pytest.param("aetna 0 muscles", (), (), id="no muscle"),
    ],
)
def test_modifiers_and_muscles(
    reader: Reader, text: str, codes: tuple[str, ...], modifiers: tuple[str, ...]
) -> None:
    question = reader.read(text)
    assert (question.codes, question.modifiers) == (codes, modifiers)


# -- states --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "state", "profession"),
    [
        pytest.param("NC", "NC", None, id="two letters"),
        pytest.param("or", "OR", None, id="or is Oregon here"),
        pytest.param("in", "IN", None, id="in is Indiana here"),
        pytest.param("hi", "HI", None, id="hi is Hawaii here"),
        pytest.param("me", "ME", None, id="me is Maine here"),
        pytest.param("ok", "OK", None, id="ok is Oklahoma here"),
        pytest.param("north carolina", "NC", None, id="a state in full"),
        pytest.param("the state of Washington", "WA", None, id="with small words around it"),
        pytest.param("west virginia", "WV", None, id="the longer of two states"),
        pytest.param("texsa", "TX", None, id="a misspelt state"),
        pytest.param("WA PTA", "WA", Profession.PTA, id="and an assistant"),
        pytest.param("chiropractor in texas", "TX", Profession.DC, id="profession first"),
        pytest.param("DC", "DC", None, id="the District of Columbia"),
        pytest.param("DC DC", "DC", Profession.DC, id="a chiropractor in the District"),
        pytest.param("MD MD", "MD", Profession.MD, id="a physician in Maryland"),
        pytest.param("can a PT needle in or", "OR", Profession.PT, id="a sentence about Oregon"),
        pytest.param("NC AT", "NC", Profession.AT, id="an athletic trainer, as the button says"),
        pytest.param("PA PA", "PA", Profession.PA, id="a physician assistant in Pennsylvania"),
        pytest.param("atlantis", None, None, id="no state"),
    ],
)
def test_a_question_about_a_state(
    reader: Reader, text: str, state: str | None, profession: Profession | None
) -> None:
    question = reader.read_state(text)
    assert (question.state, question.profession) == (state, profession)


# -- codes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("20560", ("20560",), id="its number"),
        pytest.param("kx", ("KX",), id="a modifier in small letters"),
        pytest.param("20560 KX", ("20560", "KX"), id="a code and its modifier"),
        pytest.param("3 muscles", ("20561",), id="words for what was done"),
        pytest.param("dry needling", ("20560", "20561"), id="words that fit two codes"),
        pytest.param("manul therapy", ("97140",), id="misspelt words"),
        pytest.param("cupping", (), id="words that fit nothing"),
    ],
)
def test_a_question_about_codes(reader: Reader, text: str, codes: tuple[str, ...]) -> None:
    assert reader.read_codes(text).codes == codes


# -- no text is a bug ----------------------------------------------------------------------------

_PIECES = st.sampled_from(
    "aetna medicare blue cross in or hi MD DC AT by for on as known 20560 2O56O 3/15/2021 "
    "2021-13-01 mar the and of & ' PT neck pain in:NC ² ① İ ß 🙂 １２/3/2021".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=9).map(" ".join))
def test_no_text_is_a_bug(reader: Reader, text: str) -> None:
    for read in (reader.read, reader.read_state, reader.read_codes):
        try:
            read(text)
        except NotUnderstood as trouble:
            assert trouble.mend


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        pytest.param("M54.50", "low_back_pain", id="with its point"),
        pytest.param("m5450", "low_back_pain", id="without it"),
        pytest.param("dx M79.18", "myofascial_pain", id="myalgia of another site"),
        pytest.param("M54.2", "neck_pain", id="neck pain"),
        pytest.param("M25.551", "other_condition", id="a hip, of which no policy speaks"),
        pytest.param("plantar facitis", "plantar_heel_pain", id="as people spell it"),
    ],
)
def test_a_condition_is_read_from_its_diagnosis_code(text: str, condition: str) -> None:
    assert shipped.reader(shipped.pack()).read(f"aetna 20560 {text}").condition == condition


@pytest.mark.parametrize("code", ["G0283", "J1030"])
def test_a_code_of_hcpcs_is_no_diagnosis(code: str) -> None:
    assert shipped.reader(shipped.pack()).read(f"aetna {code}").condition is None
