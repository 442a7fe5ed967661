"""What a typed question about a state names and asks: where, who, and which aspect."""

from __future__ import annotations

import pytest

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
    ],
)
def test_where_a_question_about_a_state_asks(ship: Reader, text: str, states: str) -> None:
    assert " ".join(ship.read_state(text).states) == states


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
    ],
)
def test_what_is_asked_of_a_state(ship: Reader, text: str, aspects: str) -> None:
    assert " ".join(ship.read_state(text).aspects) == aspects


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
