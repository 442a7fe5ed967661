"""What may stand where an alias is typed: the forms, the patterns of a clinic, and the rename."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.visits.chart import DoneBy
from tests.handlers.clinic_desk import NOON, ClinicDesk, button, first_line
from tests.handlers.front_desk import words
from tests.models.test_alias_form import THEIR_OWN


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one manager, Kim, and two aliases."""
    return await furnished(pack)


async def furnished(pack: FactBook) -> ClinicDesk:
    desk = ClinicDesk(pack)
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    await desk.say("/session new OAK-12 payer medicare")
    await desk.say("/session new BLUE-47K payer cigna")
    return desk


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


def everything(reply: Reply) -> str:
    """All that a reply shows or would type."""
    behind = [f"{choice.label} {choice.command}" for choice in reply.choices]
    return "\n".join([words(reply), *behind])


# --- Wherever an alias is typed -------------------------------------------------------------------

TYPED_AT = (
    "/session new {}",
    "/session new {} payer aetna",
    "/session log {} 20561",
    "/session show {}",
    "/session void {} 1 because wrong day",
    "/session payer {} aetna",
    "/session authorize {} 8 visits from 1/1/2026 until 3/1/2026",
    "/session withdraw {} 1",
    "/session request {} 12 visits",
    "/caps check {} 9 from portal",
    "/session denied {}",
    "/session balance {} 4 as of 11/1/2026 from portal",
    "/session improving {}",
    "/session close {}",
    "/session reopen {}",
    "/session rename {}",
    "/session rename {} ELM-3",
    "/session rename OAK-12 {}",
    "/session {}",
    "/caps {}",
    "/caps set {} 12 visits per calendar year",
    "/share caps {}",
    "/clinic forget {}",
    "/clinic audit {}",
    "/clinic alerts {}",
)
NAMES = "Xochitl Nguyen-3 Przemyslaw Yıldız-4 Иванов Иванов-7 李-12 Ольга Oyelaran-Ade".split()


@pytest.mark.parametrize("at", TYPED_AT)
async def test_no_identity_that_is_typed_for_an_alias_is_kept(clinic: ClinicDesk, at: str) -> None:
    before = await clinic.charts.aliases(1)
    audit = await clinic.records.audit(1)
    for typed in (*THEIR_OWN, *NAMES):
        await kim(clinic, at.format(typed))
        assert await clinic.charts.aliases(1) == before, typed
    assert await clinic.records.audit(1) == audit


NO_PAYER_THERE = [at for at in TYPED_AT if not at.startswith(("/caps", "/share", "/clinic al"))]


@pytest.mark.parametrize("at", NO_PAYER_THERE)
async def test_nothing_of_what_is_refused_is_repeated(clinic: ClinicDesk, at: str) -> None:
    for typed in (*THEIR_OWN, *NAMES):
        said = await kim(clinic, at.format(typed))
        shown = everything(said).replace("PT-0000", "").casefold()
        tells = [p for p in re.findall(r"[^\W\d_]{4,}|[0-9]{4,}", typed) if p.casefold() in shown]
        words_of_ours = {"chart", "room", "eval", "unit"}
        assert not set(map(str.casefold, tells)) - words_of_ours, (typed, said)


PIECES = st.sampled_from(
    [
        "OAK", "BLUE", "OAK-12", "BLUE-47K", "47", "K", "-", "—", " ", "\u00a0", "\u00ad", "²", "٣",
        "JDOE", "MRN", "PT-0000", "0000", "none", "remove", "words", "1", "because", "from", "to",
        "КNEE", "①", "ǅ", "ß", "İ", "\x00", "\ud800", "“", "<@U1>", "@‹U1›", "#‹C1›", "ﬁ", "½", "𝟙",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=6).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.sampled_from((*TYPED_AT, "/clinic aliases {}")), typed=TEXTS)
async def test_whatever_is_typed_for_an_alias_ends_in_no_bug(
    pack: FactBook, at: str, typed: str
) -> None:
    clinic = await furnished(pack)
    await kim(clinic, at.format(typed))
    form = re.compile(r"[A-Z]{2,12}-?[0-9]{1,5}[A-Z]?")
    assert all(form.fullmatch(name) for name in await clinic.charts.aliases(1))


# --- The refusal ----------------------------------------------------------------------------------


async def test_who_types_another_form_is_told_the_forms_and_given_a_button(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session new KNEE-LG-3 payer aetna")
    assert "That is not an alias" in reply.headline
    assert "OAK-12" in words(reply)
    assert "/clinic aliases PT-0000" in words(reply)
    assert button(reply, "Issue an alias") == "/session new"


async def test_what_looks_like_an_alias_finds_it(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic aliases PT-000")
    await clinic.say("/session new PT-105 payer aetna")
    reply = await clinic.say("/session log PT-1OS 20561")
    assert reply.headline.startswith("PT-105")
    reply = await clinic.say("/session show 20561 ptIO5")
    assert reply.headline.startswith("PT-105")


async def test_what_looks_like_an_alias_is_not_made_beside_it(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic aliases PT-000")
    await clinic.say("/session new PT-105")
    reply = await clinic.say("/session new PT-1O5")
    assert reply.headline == "PT-105 is in use here."


@pytest.mark.parametrize("own", ["BLUE-47", "BLUE-470"])
async def test_an_own_alias_one_slip_from_an_issued_one_is_refused(
    clinic: ClinicDesk, own: str
) -> None:
    reply = await clinic.say(f"/session new {own}")
    assert reply.headline == f"{own} is too near to BLUE-47K, which is in use here."
    assert own not in await clinic.charts.aliases(1)


async def test_to_type_an_own_alias_one_slip_from_an_issued_one_asks(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log BLUE-47 20561")
    assert "Did you mean BLUE-47K?" in words(reply)
    assert button(reply, "BLUE-47K") == "/session log BLUE-47K 20561"


async def test_an_alias_of_before_is_found_though_it_could_not_be_made(clinic: ClinicDesk) -> None:
    await older(clinic, "KNEE-LG-3")
    assert (await clinic.say("/session log knee-lg-3 20561")).headline.startswith("KNEE-LG-3")
    assert (await clinic.say("/session new KNEE-LG-3")).headline == "KNEE-LG-3 is in use here."


@pytest.mark.parametrize(
    "typed",
    ["/session\u00a0log\u00a0OAK-12\u00a020561", "/session log OAK-1\u00ad2 20561",
     "/session log ＯＡＫ－１２ 20561", "/session log OAK‑12 20561", "/session log oak 12 20561"],
    ids=["blanks that do not break", "a soft hyphen", "wide letters", "a firm hyphen", "a blank"],
)  # fmt: skip
async def test_an_alias_is_heard_however_a_keyboard_writes_it(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say(typed)
    assert clinic.answered
    assert await clinic.numbers("OAK-12") == [1]


# --- Patterns -------------------------------------------------------------------------------------


async def test_a_manager_declares_patterns_and_takes_them_back(clinic: ClinicDesk) -> None:
    assert not clinic.clinic.preferences.patterns
    await kim(clinic, "/clinic aliases PT-0000")
    reply = await kim(clinic, "/clinic aliases kn000, pt00")
    assert "KN000, PT00 and PT-0000" in everything(reply) + words(await clinic.say("/clinic"))
    assert (await clinic.say("/session new pt0047")).headline == "PT-0047"
    await kim(clinic, "/clinic aliases remove PT-0000")
    assert list(map(str, clinic.clinic.preferences.patterns)) == ["KN000", "PT00"]
    await kim(clinic, "/clinic aliases none")
    assert not clinic.clinic.preferences.patterns
    await clinic.say("/session new PT-0048")
    assert not clinic.answered
    assert (await clinic.say("/session log PT-0047 20561")).headline.startswith("PT-0047")


async def test_the_audit_says_who_declared_a_pattern(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic aliases PT-0000")
    said = words(await kim(clinic, "/clinic audit"))
    assert "patterns of aliases: not set → PT-0000" in said


async def test_staff_see_the_patterns_and_declare_none(clinic: ClinicDesk) -> None:
    assert "no pattern declared" in words(await clinic.say("/clinic aliases"))
    reply = await clinic.say("/clinic aliases PT-0000")
    assert reply.headline == "Declaring a pattern of aliases is for managers."
    assert not clinic.clinic.preferences.patterns


async def test_the_words_of_the_list_are_shown(clinic: ClinicDesk) -> None:
    assert "OAK" in words(await clinic.say("/clinic aliases words"))


@pytest.mark.parametrize("typed", ["MRN-0000", "00000", "P-000", "JANE-00", "PT-1234", "nonsense"])
async def test_a_pattern_that_could_hold_an_identity_is_not_declared(
    clinic: ClinicDesk, typed: str
) -> None:
    await kim(clinic, f"/clinic aliases {typed}")
    assert not clinic.answered
    assert not clinic.clinic.preferences.patterns


async def test_so_many_patterns_that_initials_would_fit_are_refused(clinic: ClinicDesk) -> None:
    for letters in ("KN", "KT", "KV", "KW", "KX"):
        await kim(clinic, f"/clinic aliases {letters}-000")
        assert clinic.answered
    reply = await kim(clinic, "/clinic aliases KZ-000")
    assert reply.headline == "At most 5 patterns can be declared."
    assert len(clinic.clinic.preferences.patterns) == 5


# --- The rename -----------------------------------------------------------------------------------


async def older(clinic: ClinicDesk, name: str) -> None:
    """An alias as it could be made before."""
    await clinic.say("/session new ELM-99 payer cigna")
    chart = await clinic.charts.find(1, "ELM-99")
    assert chart
    await clinic.charts.rename(1, "ELM-99", name, DoneBy("amy", clinic.now, clinic.now.date()))


async def test_an_alias_of_before_is_renamed_and_its_sessions_stay(clinic: ClinicDesk) -> None:
    await older(clinic, "JDOE-1")
    await clinic.say("/session log JDOE-1 20561")
    reply = await clinic.say("/session rename JDOE-1 to elm 3")
    assert reply.headline.startswith("ELM-3")
    assert "this patient is ELM-3 from now on" in first_line(reply) + words(reply)
    assert "JDOE" not in everything(reply)
    assert await clinic.numbers("ELM-3") == [1]
    assert "ELM-3" in everything(await clinic.say("/caps"))
    gone = await clinic.say("/session log JDOE-1 20561")
    assert not clinic.answered
    assert not {"JDOE", "ELM-3"} & set(re.findall(r"[A-Z]+(?:-\d+)?", everything(gone)))


async def test_without_a_new_name_one_is_issued(clinic: ClinicDesk) -> None:
    await clinic.say("/session rename OAK-12")
    names = await clinic.charts.aliases(1)
    assert clinic.answered
    assert "OAK-12" not in names
    assert len(names) == 2


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("BLUE-47K", "BLUE-47K is in use here."),
        ("blue47k", "BLUE-47K is in use here."),
        ("BLUE-47", "too near to BLUE-47K"),
        ("JDOE-1", "That is not an alias"),
        ("Иванов-1", "letters of another alphabet"),
        ("AB-1984", "looks like a person's name"),
    ],
)
async def test_a_new_name_obeys_the_rules(clinic: ClinicDesk, new: str, says: str) -> None:
    reply = await clinic.say(f"/session rename OAK-12 {new}")
    assert says in words(reply)
    assert await clinic.charts.aliases(1) == ("BLUE-47K", "OAK-12")


async def test_renaming_back_undoes_a_rename(clinic: ClinicDesk) -> None:
    await clinic.say("/session rename OAK-12 ELM-3")
    await clinic.say("/session rename ELM-3 OAK-12")
    assert clinic.answered
    assert await clinic.charts.aliases(1) == ("BLUE-47K", "OAK-12")


async def test_the_old_name_is_not_given_to_another_patient(clinic: ClinicDesk) -> None:
    await clinic.say("/session rename OAK-12 ELM-3")
    reply = await clinic.say("/session new OAK-12")
    assert not clinic.answered
    assert "was" in reply.headline
    assert "ELM-3" not in everything(reply)


async def test_a_rename_that_is_typed_twice_asks_and_does_not_turn_round(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session rename OAK-12 ELM-3")
    reply = await clinic.say("/session rename OAK-12 ELM-3")
    assert not clinic.answered
    assert "/session rename ELM-3 OAK-12" in [each.command for each in reply.choices]
    assert await clinic.charts.aliases(1) == ("BLUE-47K", "ELM-3")
