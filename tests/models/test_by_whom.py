"""By which policy or law an answer stands: its number is told beside that policy's text alone."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import Authority
from models.reply import Citation, Line
from models.wording import phrases, provenance


@pytest.mark.parametrize(
    ("publisher", "authority", "policy", "whose", "named"),
    [
        pytest.param(
            *("CMS", Authority.PAYER, "NCD 30.3.3", ("Medicare Part B", "cms"), "CMS NCD 30.3.3"),
            id="a payer's own text",
        ),
        pytest.param(
            *("BCBS Michigan", Authority.PAYER, "HUM-0366-033", ("Humana",), "BCBS Michigan"),
            id="another payer's text",
        ),
        pytest.param(
            *("BCBS Michigan", Authority.PAYER, "A.2.01", ("BCBS Mississippi",), "BCBS Michigan"),
            id="another payer that shares a common word",
        ),
        pytest.param(
            *("Humana Military", Authority.PAYER, "TRICARE Policy Manual, 18.2", ("TRICARE",)),
            "TRICARE Policy Manual, 18.2 (Humana Military)",
            id="who prints a payer's manual",
        ),
        pytest.param(
            *("Ohio", Authority.REGULATION, "Ohio Adm. Code 5160-8-32", ("Ohio Medicaid",)),
            "Ohio Adm. Code 5160-8-32",
            id="a rule that names its state",
        ),
        pytest.param(
            *("FindLaw", Authority.STATUTE, "Cal. Labor Code 4604.5(c)", ("California",)),
            "Cal. Labor Code 4604.5(c) (FindLaw)",
            id="a law, and who prints it",
        ),
        pytest.param(
            *("Verity", Authority.SECOND_HAND, "L36859", ("Verity",), "Verity"), id="second-hand"
        ),
    ],
)
def test_the_number_of_a_policy_stands_beside_its_own_text_alone(
    publisher: str, authority: Authority, policy: str, whose: tuple[str, ...], named: str
) -> None:
    source = Citation("a", "Title", publisher, phrases.AUTHORITIES[authority], "", name=publisher)
    told = provenance.by_whom([Line("It pays.", ("a",))], {"a": source}, "", policy, whose)
    assert told
    assert told.text == named
