"""A payer's name beside other words: which leave it the payer that it is, and which do not."""

from __future__ import annotations

import pytest

from models.content import load_plan_words
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness
from models.coverage.profession import Profession
from models.understanding.payers.plan_words import PlanWords
from models.understanding.payers.sounds import heard
from models.understanding.question import Question
from models.understanding.reader import Reader


def ids(question: Question) -> list[str]:
    """The payers that are named without doubt."""
    return [] if question.unknown_payer else [payer.id for payer in question.payers]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("avmed miami", "avmed", id="a city"),
        pytest.param("security health plan marshfield 20560", "security_health", id="its own city"),
        pytest.param("mhbp federal standard option", "mhbp", id="levels of a plan"),
        pytest.param("devoted health hmo d-snp", "devoted", id="a kind of plan"),
        pytest.param("pehp summit utah state employee", "pehp", id="a network and an employer"),
        pytest.param("sedgwick work comp adjuster", "sedgwick", id="who asks"),
        pytest.param("surest flex, used to be Bind", "surest", id="a former name"),
        pytest.param("oscar gold tampa", "oscar", id="a name that is a person's"),
        pytest.param("COTA hand therapy clinic, molina", "molina", id="a name between commas"),
        pytest.param("auto claim state farm medpay 5000", "state_farm", id="an insurer of autos"),
        pytest.param("moda health oebb", "moda", id="an employer's plan of that payer"),
        pytest.param("aetna choice pos ii", "aetna", id="a level, where facts are held"),
        pytest.param("aetna walmart employee", "aetna", id="an employer, where facts are held"),
        pytest.param("cigna phantom limb pain", "cigna", id="a diagnosis, where facts are held"),
        pytest.param("our patient works at boeing, aetna", "aetna", id="another phrase before it"),
        pytest.param("bcbsnc blue options charlotte", "bcbsnc", id="a level that is a name too"),
        pytest.param("uhc golden rule", "golden_rule", id="a company and its brand"),
        pytest.param("bcbs ga anthem", "anthem_ga", id="one payer twice"),
        pytest.param("bcbsnc healthy blue", "healthy_blue_nc", id="a plan that the payer runs"),
        pytest.param("passport health plan by molina healthcare", "passport", id="and its owner"),
        pytest.param("headache nos medicaid kentucky", "ky_medicaid", id="words of the clinic"),
        pytest.param("PT student with CI, medicare pt", "medicare", id="who treats"),
        pytest.param("bcbsnc last summer claim", "bcbsnc", id="a time of the year"),
    ],
)
def test_a_known_payer_stays_known_beside_other_words(
    pack_reader: Reader, text: str, payer: str
) -> None:
    assert ids(pack_reader.read(text)) == [payer]


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        pytest.param("used to be tricare now va 20561", "va", id="what was before"),
        pytest.param("va not tricare 20560", "va", id="letters of a state beside a denied name"),
        pytest.param("termed aetna active cigna", "cigna", id="one that ended"),
        pytest.param("medicare termed, wellcare 20560", "wellcare", id="ended, behind the name"),
        pytest.param("old plan aetna new plan cigna", "cigna", id="the old plan"),
        pytest.param("switched from cigna to bcbs al", "bcbs_al", id="one that was left"),
        pytest.param("not medicare anymore, has cigna", "cigna", id="not any more"),
        pytest.param("doesnt have tricare, has aetna", "aetna", id="one that nobody has"),
        pytest.param("lost medicaid now on medicare", "medicare", id="a program that was lost"),
        pytest.param("aetna not medicare advantage 20560", "aetna", id="a line that is denied"),
        pytest.param("original medicare not an advantage plan", "medicare", id="no advantage plan"),
        pytest.param("who pays besides medicare", "", id="all the others"),
        pytest.param("aetna and cigna", "aetna cigna", id="both"),
    ],
)
def test_a_payer_that_is_denied_or_former_is_not_the_one_that_is_asked_about(
    pack_reader: Reader, text: str, payers: str
) -> None:
    assert ids(pack_reader.read(text)) == payers.split()
    line = LineOfBusiness.MEDICARE_ADVANTAGE
    assert "advantage" not in text or pack_reader.read(text).line is not line


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        pytest.param("medicare not for low back pain", "other_condition", id="not for it"),
        pytest.param("medicare non-lbp 20560", "other_condition", id="non behind a dash"),
        pytest.param("medicare anything but low back pain", "other_condition", id="all but it"),
        pytest.param("medicare other than clbp", "other_condition", id="other than it"),
        pytest.param("medicare except clbp", "other_condition", id="except it"),
        pytest.param("medicare no back pain, knee pain", "knee_pain", id="the other one"),
        pytest.param("medicare no sciatica just clbp", "chronic_low_back_pain", id="it alone"),
        pytest.param("medicare lbp not chronic", "acute_low_back_pain", id="not chronic"),
        pytest.param("medicare not covered for neck pain why", "neck_pain", id="not of a verb"),
        pytest.param(
            "medicare clbp infection", "back_pain_of_systemic_cause", id="from an infection"
        ),
        pytest.param("medicare clbp no infection", "chronic_low_back_pain", id="from none"),
    ],
)
def test_a_condition_that_is_denied_is_not_the_one_that_is_treated(
    pack_reader: Reader, text: str, condition: str
) -> None:
    assert pack_reader.read(text).condition == condition


def test_who_does_not_bill_is_not_the_one_who_bills(pack_reader: Reader) -> None:
    asked = pack_reader.read("medicare clbp not billed by pt but by md")
    assert (asked.profession, pack_reader.read("medicare clbp but not by a PT").profession) == (
        Profession.MD,
        None,
    )


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("aetna kids", "aetna", id="children"),
        pytest.param("cigna supplemental", "cigna", id="a supplement"),
        pytest.param("humana dual", "humana", id="both programs"),
        pytest.param("humana horizons", "humana", id="a word of another plan of that brand"),
        pytest.param("cigna community plan", "cigna", id="a community plan"),
        pytest.param("tricare supplement", "tricare", id="beside a program"),
        pytest.param("acme medicare", "medicare", id="an unknown company's Medicare plan"),
        pytest.param("sunflower blue cross nc medicare kids", "bcbsnc", id="several of them"),
        pytest.param("Bensfit Allegiance (Cigna)", "cigna", id="a misspelt word of a longer name"),
        pytest.param("medicare ppo bllue", "medicare", id="a misspelt word behind"),
    ],
)
def test_a_word_of_another_plan_never_gives_the_shorter_names_verdict(
    pack_reader: Reader, text: str, payer: str
) -> None:
    assert ids(pack_reader.read(text)) != [payer]


def test_words_that_were_not_used_are_told(pack_reader: Reader) -> None:
    assert pack_reader.read("aetna walmart employee").unused == ("walmart", "employee")


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        pytest.param("signa hmo", "cigna", id="s for c"),
        pytest.param("sigma", "cigna", id="a word that is heard for it"),
        pytest.param("medicair b", "medicare", id="and part B"),
        pytest.param("medi care", "medicare", id="two words"),
        pytest.param("tricair prime", "tricare", id="and a plan of it"),
        pytest.param("kieser wa", "kaiser_wa", id="ie for ai"),
        pytest.param("blew cross alabama", "bcbs_al", id="ew for ue"),
        pytest.param("bcsb nc", "bcbsnc", id="initials that changed places"),
        pytest.param("humanna", "humana", id="a doubled letter"),
        pytest.param("eatna", "aetna", id="letters that changed places"),
    ],
)
def test_a_payer_is_known_as_it_sounds(pack_reader: Reader, text: str, payer: str) -> None:
    assert ids(pack_reader.read(text)) == [payer]


@pytest.mark.parametrize("word", ["permanent", "bill", "human", "cigar", "blow", "cigna", "united"])
def test_an_everyday_word_is_not_heard_for_a_payer(word: str) -> None:
    assert heard(word) == ""


@pytest.mark.parametrize(
    "text",
    [
        "is there evidence for pelvic needling",
        "97140 modifier 59",
        "the charting of a trial at the front desk",
        "a significant interface for callers",
    ],
)
def test_everyday_words_and_numbers_are_no_payer(pack_reader: Reader, text: str) -> None:
    question = pack_reader.read(text)
    assert (question.payers, question.unknown_payer) == ((), "")


@pytest.mark.parametrize(
    ("text", "payer", "network"),
    [
        pytest.param("WebTPA card says cigna ppo on the back", "webtpa", "cigna", id="the back"),
        pytest.param("geha with aetna network logo", "geha", "aetna", id="a logo"),
        pytest.param("webtpa uses cigna network", "webtpa", "cigna", id="uses"),
        pytest.param("GEHA, card also has the aetna logo", "geha", "aetna", id="two phrases"),
    ],
)
def test_a_network_on_a_card_is_not_asked_about(
    pack_reader: Reader, text: str, payer: str, network: str
) -> None:
    question = pack_reader.read(text)
    assert ids(question) == [payer]
    assert [named.id for named in question.networks] == [network]


def test_two_payers_without_a_card_are_both_asked_about(pack_reader: Reader) -> None:
    question = pack_reader.read("is aetna or cigna in network")
    assert sorted(ids(question)) == ["aetna", "cigna"]
    assert question.networks == ()


@pytest.mark.parametrize(
    ("text", "service"),
    [
        pytest.param("does medicare cover eyeglasses", "eyeglasses", id="one word"),
        pytest.param("does aetna cover hearing aids", "hearing aids", id="with an everyday word"),
        pytest.param("does humana pay for dental", "dental", id="pay for"),
        pytest.param("are wheelchairs covered by tricare", "wheelchairs", id="are covered"),
        pytest.param("do we need an ABN every visit medicare", "", id="a form"),
        pytest.param("UMR self funded", "", id="who pays for the plan"),
        pytest.param("ohio bwc managed by careworks", "", id="who runs it"),
        pytest.param("devoted health snp", "", id="a kind of plan"),
        pytest.param("phantom limb va community care", "", id="a diagnosis"),
        pytest.param("does cigna cover dry nedling", "", id="needling misspelt"),
    ],
)
def test_only_what_is_covered_or_paid_for_is_another_service(
    pack_reader: Reader, text: str, service: str
) -> None:
    assert pack_reader.read(text).other_service == service


@pytest.mark.parametrize(
    ("text", "state", "profession"),
    [
        pytest.param("highmark wholecare medicaid PA", "PA", None, id="behind Medicaid"),
        pytest.param("upmc pa", "PA", None, id="behind a payer of that state"),
        pytest.param("aetna by PA", None, Profession.PA, id="behind by"),
        pytest.param("medicaid by PA", None, Profession.PA, id="Medicaid, and behind by"),
    ],
)
def test_letters_behind_a_payer_of_a_state_are_the_state(
    pack_reader: Reader, text: str, state: str | None, profession: Profession | None
) -> None:
    question = pack_reader.read(text)
    assert (question.state, question.profession) == (state, profession)


def test_a_student_who_treats_is_no_student_plan(pack_reader: Reader) -> None:
    assert pack_reader.read("dpt student, aetna").line is None
    assert pack_reader.read("cigna student").line is LineOfBusiness.STUDENT


def test_a_ppo_in_the_own_name_of_a_medicare_plan_makes_it_no_commercial_one(
    pack: FactBook, pack_reader: Reader
) -> None:
    advantage = (LineOfBusiness.MEDICARE_ADVANTAGE,)
    plans = [payer for payer in pack.payers.values() if payer.lines == advantage]
    forms = {"ppo", "hmo"}
    named = [name for plan in plans for name in plan.names if forms & set(name.split())]
    assert len(named) > 5
    lines = {name: pack_reader.read(name).line for name in named}
    assert [name for name, line in lines.items() if line is LineOfBusiness.COMMERCIAL] == []


def test_no_word_is_of_two_kinds() -> None:
    words = load_plan_words()
    kinds = (words.products, words.levels, words.everyday)
    assert all(kinds)
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))


@pytest.mark.parametrize(
    ("word", "makes_none"),
    [("kids", False), ("choice", True), ("tuesday", True), ("acme", False), ("bursitis", True)],
)
def test_what_a_word_makes_of_a_plan(word: str, makes_none: bool) -> None:
    words = PlanWords.of(
        [("product", ["kids"]), ("level", ["choice"]), ("everyday", ["tuesday"]), ("mistyped", ())]
    )
    assert words.makes_no_plan(word) is makes_none
