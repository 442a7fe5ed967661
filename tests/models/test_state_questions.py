"""What a typed question about a state names and asks: where, who, and which aspect."""

from __future__ import annotations

import pytest

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.understanding.reader import Reader
from tests.fakes import shipped


@pytest.fixture
def ship() -> Reader:
    """The reader with the facts, cities and phrases that ship."""
    return shipped.reader(shipped.pack())


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("Miss.", "MS", id="the press's Mississippi"),
        pytest.param("Mass. PT", "MA", id="Massachusetts"),
        pytest.param("W. Va.", "WV", id="West Virginia"),
        pytest.param("N. Dak", "ND", id="North Dakota"),
        pytest.param("Ill. atc", "IL", id="Illinois"),
        pytest.param("can i do it or not", "", id="or is English here"),
        pytest.param("tell me if a pt can", "", id="me is English here"),
        pytest.param("tell me about ok", "OK", id="the less English of two"),
        pytest.param("CAN PTS NEEDLE IN OHIO", "OH", id="in capitals"),
        pytest.param("tx or ok", "TX OK", id="or between two states"),
        pytest.param("compare nc sc va", "NC SC VA", id="a list"),
        pytest.param("va vs md vs dc", "VA MD DC", id="letters that are professions, too"),
        pytest.param("texas dc vs pt", "TX", id="a chiropractor beside a state"),
        pytest.param("MD in pa", "PA", id="a physician in a state"),
        pytest.param("gary IN", "IN", id="a city and its letters"),
        pytest.param("eugene or can pts", "OR", id="or behind a city of Oregon"),
        pytest.param("charlotte or raleigh", "NC", id="or between cities"),
        pytest.param("Jackson MS pts", "MS", id="a city that is a name"),
        pytest.param("up in boise", "ID", id="a city behind in"),
        pytest.param("saint paul", "MN", id="a saint in full"),
        pytest.param("buffalo new york", "NY", id="a city that is a word"),
        pytest.param("kansas city", "KS MO", id="a city of two states"),
        pytest.param("kansas city mo", "MO", id="which of them"),
        pytest.param("north port", "FL", id="not Northport"),
        pytest.param("orange county ca", "CA", id="a county"),
        pytest.param("caddo parish", "LA", id="a parish"),
        pytest.param("albequerque", "NM", id="a misspelt city"),
        pytest.param("distrct of columbia", "DC", id="a misspelt state that holds a city"),
        pytest.param("florida's law", "FL", id="a possessive"),
        pytest.param("rode island", "RI", id="a misspelt word of two"),
        pytest.param("should we call the patient", "", id="call is no Calif."),
        pytest.param("cash once a month", "", id="cash and month are no Wash. and Mont."),
        pytest.param("the main thing to mind", "", id="main is no Maine"),
        pytest.param("which states is it illegal in", "", id="a last in is English"),
        pytest.param("can my aunt mobile in", "IN", id="a city that is a word is none alone"),
        pytest.param("or dc", "OR", id="nobody begins with or"),
        pytest.param("ut mt pt", "UT MT", id="letters that are muscles elsewhere"),
        pytest.param("pt with ca license dn", "CA", id="a license behind letters of an illness"),
        pytest.param("mi pt 2 years of practice", "MI", id="years of practice"),
        pytest.param("tx for pt dn", "TX", id="Texas before a license"),
        pytest.param("everywhere except ca", "", id="all the others"),
        pytest.param("which states besides tx allow pta", "", id="all besides one"),
        pytest.param("Lousiana n Arkansas n MS", "LA AR MS", id="a misspelt one leads a list"),
        pytest.param("arkansas, lousiana", "AR LA", id="a misspelt one behind a comma"),
        pytest.param("new jersy or new york", "NJ NY", id="a misspelt one of two words"),
        pytest.param("lousiana and texas", "LA TX", id="before and"),
        pytest.param("new york, texs, orgon and NH", "NY TX OR NH", id="two that are misspelt"),
        pytest.param("lung and organ in texas", "TX", id="an organ is no Oregon"),
        pytest.param("texas and organ", "TX", id="an organ is none in a list either"),
        pytest.param("is the main or texas rule newer", "TX", id="main is no Maine in a list"),
        pytest.param("texas, virginia beach", "TX VA", id="a city beside a state is no slip"),
        pytest.param("OR, ME, NH", "OR ME NH", id="a list in capitals"),
        pytest.param("TX, IN, OH", "TX IN OH", id="in is Indiana in a list in capitals"),
        pytest.param("OK, TX, LA", "OK TX LA", id="three in capitals greet nobody"),
        pytest.param("OK, TX PT NEEDLING", "TX", id="a greeting in capitals"),
        pytest.param("TX, MD, PT", "TX", id="a physician in capitals"),
        pytest.param("arkansas and lousiana", "AR LA", id="behind and"),
    ],
)
def test_where_a_question_about_a_state_asks(ship: Reader, text: str, states: str) -> None:
    assert " ".join(ship.read_state(text).states) == states


def test_the_states_that_are_left_are_asked_about_behind_except(ship: Reader) -> None:
    assert ship.read_state("all but ny").all_states


def test_a_cancer_in_shorthand_is_one_of_the_back(ship: Reader) -> None:
    asked = ship.read("medicare clbp from lung ca 20560")
    assert (asked.condition, asked.states) == ("back_pain_of_systemic_cause", ())


def test_a_border_asks_of_no_online_course(ship: Reader) -> None:
    asked = ship.read_state("we are on the KS MO line, do rules differ")
    assert (asked.states, Aspect.ONLINE in asked.aspects) == (("KS", "MO"), False)
    assert Aspect.ONLINE in ship.read_state("on line course in tx").aspects


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hx of ca lung can we dn", id="a cancer in a history"),
        pytest.param("lung ca mets can we dn", id="a cancer of an organ"),
        pytest.param("can pt on chemo for ca get dn", id="a cancer under treatment"),
        pytest.param("w/ ms pt can we needle", id="multiple sclerosis behind a slash"),
        pytest.param("pt with tn can we dn jaw", id="a neuralgia"),
        pytest.param("s/p mi can we dn pecs", id="a heart attack"),
        pytest.param("mi last year, can we needle pecs", id="a heart attack and its year"),
        pytest.param("pt had mi 2 months ago dn", id="a heart attack months ago"),
        pytest.param("bilat ut and ls dn", id="a trapezius on both sides"),
        pytest.param("ut mt lt", id="the three parts of the trapezius"),
        pytest.param("can pa do it in ot clinic", id="a physician assistant"),
        pytest.param("can or tech needle", id="an operating room"),
        pytest.param("dn tx for back", id="a treatment"),
        pytest.param("tx plan must be signed", id="a plan of treatment"),
        pytest.param("tx 2x week dn", id="treatments a week"),
        pytest.param("20560 gp ga", id="two modifiers"),
    ],
)
def test_shorthand_of_charts_is_no_state(ship: Reader, text: str) -> None:
    assert (ship.read(text).states, ship.read_state(text).states) == ((), ())


@pytest.mark.parametrize(
    ("text", "asked", "other"),
    [
        pytest.param("can a PT/OT in tx", "PT OT", "", id="two with a slash"),
        pytest.param("p.t.a. in tx", "PTA", "", id="with points"),
        pytest.param("COTAs tx", "OTA", "", id="an assistant of occupational therapy"),
        pytest.param("PA-C tx", "PA", "", id="with a dash"),
        pytest.param("is the dr referral needed tx", "", "", id="a physician who refers"),
        pytest.param("does the physician have to sign in tx", "", "", id="who signs"),
        pytest.param("my doctor wants to know tx", "", "", id="who asks"),
        pytest.param("can a doctor needle in tx", "MD", "", id="who needles"),
        pytest.param("pta under pt supervision tx", "PTA", "", id="who oversees"),
        pytest.param("do i need to be an acupuncturist in tx", "", "", id="a comparison"),
        pytest.param("can the tech set up in tx", "", "aide", id="an aide"),
        pytest.param("can a DPT student tx", "", "student", id="a student is no therapist"),
        pytest.param("atheletic trainer tx", "AT", "", id="misspelt, and ends as another"),
        pytest.param("LMT tx", "", "massage therapist", id="without facts"),
        pytest.param("tn at", "AT", "", id="at behind a state"),
        pytest.param("at clinic in ga can at needle", "AT", "", id="who can needle"),
        pytest.param("can we do it at the clinic in tx", "", "", id="at the clinic"),
        pytest.param("can my RN do the needling tx", "", "nurse", id="do the needling"),
        pytest.param("CHT tx", "OT PT", "", id="a hand therapist"),
    ],
)
def test_who_is_asked_about(ship: Reader, text: str, asked: str, other: str) -> None:
    question = ship.read_state(text)
    assert " ".join(question.professions) == asked
    assert question.other_profession == other


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        pytest.param("tx how many supervised sessions", "training", id="supervised sessions"),
        pytest.param("hours in tx and do they need a doctor", "training referral", id="two"),
        pytest.param("tx online course", "online", id="a course at a distance"),
        pytest.param("tx patient has to sign something", "consent", id="a signature"),
        pytest.param("what are the requirements in tx", "requirements", id="everything"),
        pytest.param("is it allowed in tx", "covered", id="whether at all"),
        pytest.param("tx refresher hours every renewal", "renewal", id="renewal is no hours"),
        pytest.param("tx how many ceu hours a year", "renewal", id="counted each year"),
        pytest.param("la ongoing training", "renewal", id="again and again"),
        pytest.param("tx ceu course to begin", "training", id="education to begin"),
        pytest.param("latest hours tx", "training changes", id="hours before a change"),
        pytest.param("a year of experience tx", "experience", id="a year once"),
        pytest.param("hrs & exam md", "training exam", id="hours beside an exam"),
        pytest.param("pa act change pt", "changes", id="a change"),
        pytest.param("texas law 2025", "changes", id="a year beside a law"),
        pytest.param("did ca legalize it yet", "changes", id="yet"),
        pytest.param("utah hb188", "bills", id="a bill by its number"),
        pytest.param("compact privilege ohio", "compact", id="a compact"),
        pytest.param("army base in ga", "federal", id="a base"),
        pytest.param("do insurers in il have to pay", "mandate", id="whether insurers must"),
    ],
)
def test_what_is_asked_of_a_state(ship: Reader, text: str, aspects: str) -> None:
    assert " ".join(ship.read_state(text).aspects) == aspects


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("im licensed in GA and seeing pts in TN", "TN", id="where patients are seen"),
        pytest.param("compact from tennessee n travel in alabama", "AL", id="a compact from"),
        pytest.param("moving from idaho to washington", "WA", id="a move"),
        pytest.param("live in NJ license NY treating patient in NJ", "NJ", id="named twice"),
        pytest.param("patient lives in SC but comes to our NC clinic", "NC", id="our clinic"),
        pytest.param("telehealth pt in ohio patient in indiana", "IN", id="over video"),
        pytest.param("team travel to kentucky licensed in ohio", "KY", id="the license behind"),
        pytest.param("base pt lives in NC licensed in TX", "NC", id="not that of the license"),
        pytest.param("license in DC patients in MD and VA", "MD VA", id="two of three"),
        pytest.param("patients from ohio come to my kentucky clinic", "KY", id="not from"),
        pytest.param("vermont license new hampshire house call", "NH", id="behind a license"),
        pytest.param("compare license rules in NC and SC", "NC SC", id="a comparison names both"),
        pytest.param("Springfield IL or MO im at the MO one", "MO", id="the one"),
        pytest.param("bristol TN or VA, were on the virginia side", "VA", id="the side"),
        pytest.param("columbus not ohio, georgia", "GA", id="not this"),
        pytest.param("im in nc not sc", "NC", id="not that"),
        pytest.param("NC no wait SC", "SC", id="taken back"),
        pytest.param("georgia actually florida", "FL", id="actually"),
        pytest.param("washington, i mean DC", "DC", id="meant"),
        pytest.param("washington state not dc", "WA", id="the state and not the city"),
        pytest.param("allowed in nc but not sc", "NC SC", id="but not compares"),
        pytest.param("tx or ok", "TX OK", id="or leaves both"),
    ],
)
def test_which_of_several_states_is_meant(ship: Reader, text: str, states: str) -> None:
    assert " ".join(ship.read_state(text).states) == states


@pytest.mark.parametrize(
    ("text", "asked", "others"),
    [
        pytest.param("tech or pta in tx", "PTA", ["aide"], id="an aide beside an assistant"),
        pytest.param("tech or pt in tx", "PT", ["aide"], id="an aide beside a therapist"),
        pytest.param("can a pt delegate to a tech tx", "", ["aide"], id="who delegates"),
        pytest.param("ota student tx", "", ["student"], id="whose student"),
        pytest.param("aides vs students tx", "", ["aide", "student"], id="two without facts"),
        pytest.param("lmt or lac tx", "LAC", ["massage therapist"], id="one without facts"),
        pytest.param("my MA takes them out tx", "", ["medical assistant"], id="an MA"),
        pytest.param("boston MA pta", "PTA", [], id="MA behind its city"),
        pytest.param("dr or np or pa tx", "MD NP PA", [], id="a list of abbreviations"),
        pytest.param("pta oops i meant pt tx", "PT", [], id="taken back"),
        pytest.param("pt not pta tx", "PT", [], id="not that"),
        pytest.param("ATs and MAs in tx", "AT", ["medical assistant"], id="and before an MA"),
        pytest.param("pts but not ptas tx", "PT PTA", [], id="but not compares"),
        pytest.param("tn at bill passed", "AT", [], id="a trainer at the start"),
    ],
)
def test_which_of_several_professions_are_meant(
    ship: Reader, text: str, asked: str, others: list[str]
) -> None:
    question = ship.read_state(text)
    assert " ".join(question.professions) == asked
    assert list(question.other_professions) == others


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("physician supervising a pt in ny", id="who supervises"),
        pytest.param("does the doctor need to be present for needling in ks", id="present"),
        pytest.param("physician has to be on site il", id="on site"),
    ],
)
def test_a_physician_who_supervises_is_not_asked_about(ship: Reader, text: str) -> None:
    question = ship.read_state(text)
    assert question.overseen
    assert Profession.MD not in question.professions


def test_both_readers_name_the_same_state_and_profession(ship: Reader) -> None:
    texts = (
        "chiropractor in charlotte",
        "COTA Illinois",
        "a doctors referral in TX",
        "pts near Boise",
    )
    for text in texts:
        one, other = ship.read(text), ship.read_state(text)
        assert (one.states, one.professions) == (other.states, other.professions)
