"""Each detector finds the examples that its docstring gives, and passes those that it spares."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.privacy import (
    addresses,
    alias_slots,
    birth_dates,
    emails,
    foreign_scripts,
    initials,
    machine_numbers,
    medicare_numbers,
    member_ids,
    mentions,
    one_of_a_kind,
    record_numbers,
    rooms,
    rural_addresses,
    scanned_cards,
    shared_files,
    social_security,
    spaced_letters,
    spelled_numbers,
    telephones,
    user_names,
)
from models.privacy.clean_text import clean, fold
from models.privacy.identity_kinds import Span
from models.privacy.known_circumstances import CircumstanceSearch
from models.privacy.person_names import PersonSearch
from models.privacy.person_text import PersonText, person_text
from models.privacy.scan import scan
from models.privacy.unique_roles import RoleSearch
from tests.fakes.shipped import lexicon


def look(find: Any, text: str) -> Span | None:
    """What a detector finds in a text; letters of other alphabets are told by the text alone."""
    folded = fold(text)
    found: Span | None = find(folded if find is foreign_scripts.find else scan(folded))
    return found


FOUND = {
    foreign_scripts.find: ["Мария", "李", "محمد", "M\u0430ria"],
    emails.find: [
        "jane.doe@example.com", "jane@example", "jane [at] example.com", "janedoe at gmail dot com",
    ],
    medicare_numbers.find: [
        "1EG4-TE5-MK73", "1eg4 te5 mk73", "1EG4TE5MK73", "123-45-6789A", "WA123456",
        "mbi ending MK73",
    ],
    social_security.find: [
        "123-45-6789", "123 45 6789", "123.45.6789", "123456789", "xxx-xx-6789", "ssn 6789",
        "last 4 6789",
    ],
    telephones.find: [
        "415-555-0123", "(415) 555 0123 x12", "4155550123", "+44 20 7946 0958", "call 555 0123",
        "555-0123",
    ],
    birth_dates.find_age: ["92 y/o", "94-year-old", "aged 93", "97F"],
    record_numbers.find: [
        "MRN 123", "member id W1234", "auth # 8842", "XYZ123456789", "945123678K", "00481234",
        "JQU123M45678", "claim 24118EB0391", "policy no. 7741-AB-2290",
        "claim BD 44187", "plate 8KD-Y27", "BIC 94417720A41822", "pt ctrl no. HOLB0417",
    ],
    rooms.find: [
        "room 214 bed B at Maple Grove SNF", "rm 12 sunrise manor",
        "bed 4 room 210 st annes nursing home",
    ],
    addresses.find: [
        "12 Main St", "1420 NE 3rd Ave", "PO Box 88", "apt 4B", "27514-1234", "zip 27514",
        "Durham, NC 27701", "lives on Elm Street", "45 calle Luna",
    ],
    spelled_numbers.find: ["7 0 4 5 5 5 0 1 2 9", "ssn is five three three, one seven, 9026",
        "five five five, oh one seven six, her cell",
    ],
    initials.find: ["initials JD", "pt J.D.", "J.D. 3/4", "J.D. (67M)"],
}  # fmt: skip
SPARED = {
    foreign_scripts.find: ["für", "µ", "½", "β-blocker"],
    emails.find: ["claims@aetna.com", "add @amy", "look at cms.gov"],
    medicare_numbers.find: ["MBI 20560", "what is an MBI", "medicare 20560"],
    social_security.find: ["tax id 123456789", "last 4 visits", "last 4 2026"],
    telephones.find: ["800-633-4227", "18002446224", "provider services 208-555-0123", "837-5010"],
    birth_dates.find_age: ["67 y/o", "over 90", "90 visits", "aged 18 to 65"],
    record_numbers.find: [
        "policy number MP-740", "97140-59", "NPI 1234567893", "payer id 62308", "LCD L33631",
        "2026T0564R", "225100000X", "chart 3 visits", "MLN906764",
        "claim 20560-GP", "claim S39012A", "claim FERN-12345", "referral 2026Q1", "auth 12 visits",
        "premera covered by call reference 8812-A77", "plate C5-C6", "plate 2 screws",
        "claim CO 97110", "dos 081526", "from 081526 to 081526",
        "where is the patient control number",
    ],
    rooms.find: [
        "room 2 at our clinic", "rm 2 copay $30", "which room and bed does the claim need",
    ],
    addresses.find: ["15 minutes drive", "3 sets st", "claims address PO Box 981106", "OR 97140"],
    spelled_numbers.find: [
        "book SAGE-6 3/4 3/8 3/22 3/24",
        "log SAGE-6 97140 3/1, 3/2, 2/22, 2/24",
        "1 2 3 4 muscles", "three or four, five times a week", "1 2 3 4 5 6 7 8 9 10 11",
        "eight zero zero five five five oh one two three",
        "five five five muscles, oh one seven six",
    ],
    initials.find: ["N.C. 3/4", "PT 11/20", "ELM-12"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("find", "text"), [(f, text) for f, texts in FOUND.items() for text in texts]
)
def test_a_detector_finds_its_examples(find, text):
    assert look(find, text) is not None


@pytest.mark.parametrize(
    ("find", "text"), [(f, text) for f, texts in SPARED.items() for text in texts]
)
def test_a_detector_spares_its_counterexamples(find, text):
    assert look(find, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "3/4/61", "03-04-1961", "March 4 1961", "4 mar 61", "4-Mar-61", "04MAR1961", "19610304",
        "LG-2-15-80", "LG-4 mar 61", "mar 4, 09", "mar 4-61", "3 4 1961", "03/1961", "born '61",
        "DOB 3/4", "d.o.b. March 4", "turns 67 on 3/4", "turned 18 yesterday", "she is 65 today",
        "her birthday is on Friday", "happy bday to my 2pm, 70 today",
    ],
)  # fmt: skip
def test_a_birth_date_is_found_in_every_form(text):
    assert birth_dates.find(scan(text), 2010) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("11/20/2026", "20261120", "nov 20 59 left", "2025-2026", "newborn"),
        *("turns 65 next month", "she is 12 today of 20", "copay is 45 today", "on her birthday"),
        *("ELM-1 Dec 10", "FERN-44 Dec 10 9am", "Dec 10, 12 and 15", "Dec 8-18", "Dec 8 - 18"),
    ],
)
def test_a_date_of_service_is_none(text):
    assert birth_dates.find(scan(text), 2010) is None


def words_of(text: str) -> PersonText:
    """The words of a text in which no alias is expected."""
    return person_text(text, "", None)


ROLES = RoleSearch(lexicon(), frozenset({"aetna"}))


@pytest.mark.parametrize(
    "text",
    [
        "the mayor of Granville", "she is mayor of abbeville", "head coach at Jefferson High",
        "he is owner of Hilltop Bakery", "she's the only judge in Teton County",
        "pt plays point guard for the Tulsa team", "the mayor of our town came in",
        "weather guy on channel 9 has frozen shoulder", "our state's governor has tennis elbow",
        "the only female firefighter in Station 6 has upper trap pain",
    ],
)  # fmt: skip
def test_work_that_one_person_does_is_found_with_its_place(text):
    assert ROLES.find(scan(text), words_of(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a nurse at our clinic", "my PT works at a hospital in Boise", "the only PT in Boise",
        "owner of Peak PT", "he is owner of Peak PT", "is Aetna the only payer in Texas",
        "the principal of aetna", "head coach", "an owner in Syracuse",
        "the governor of our state signed the bill", "the governor of Illinois signed",
        "our city's employees have Cigna", "the only PT in our town has pain",
    ],
)  # fmt: skip
def test_work_of_many_is_nobodys(text):
    assert ROLES.find(scan(text), words_of(text)) is None


CIRCUMSTANCES = CircumstanceSearch(lexicon(), frozenset({"humana", "aetna"}))


@pytest.mark.parametrize(
    "text",
    [
        "the lady who won the powerball in Fernley", "he was all over the news",
        "our receptionist's mother-in-law has Humana", "my landlord's wife is on my schedule",
        "my neighbor has a frozen shoulder",
    ],
)  # fmt: skip
def test_a_prize_the_news_and_relatives_of_the_clinics_people_tell_who_it_is(text):
    assert CIRCUMSTANCES.find(scan(text), words_of(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "we won the appeal", "it was in the news", "my patient's wife has Aetna",
        "the owner's wife has a license", "my boss's wife wants a raise",
        "my neighbor clinic bills",
    ],
)  # fmt: skip
def test_a_won_appeal_and_relatives_without_a_visit_tell_nobody(text):
    assert CIRCUMSTANCES.find(scan(text), words_of(text)) is None


def test_questions_of_listed_words_alone_pass_in_another_alphabet():
    words = lexicon().other_scripts
    for text in ("保险可以报吗", "보험 되나요", "покрывает ли страховка"):
        assert foreign_scripts.find(fold(text), text, words) is None
    for text in ("陈淑芬保险", "박하", "Людмила страховка", "Полина покрывает"):
        assert foreign_scripts.find(fold(text), text, words) is not None


@pytest.mark.parametrize("text", ["mychart user hernandezg71", "login is m.lopez"])
def test_the_name_of_a_user_is_found(text):
    assert user_names.find_login(scan(text), lexicon()) is not None


@pytest.mark.parametrize("text", ["login to navinet", "mychart user guide", "user manual"])
def test_what_only_speaks_of_users_is_none(text):
    assert user_names.find_login(scan(text), lexicon()) is None


def test_a_scan_knows_where_words_and_numbers_start():
    scanned = scan("XYZ 123 and +1(704 xyz")
    assert scanned.words == {"xyz": [0, 19], "and": [8]}
    assert scanned.digit_starts == (4, 13, 15)
    assert {0, 4, 12, 13, 14, 15} <= set(scanned.starts)
    assert scanned.digits == 7


WORDS = lexicon().words


@pytest.mark.parametrize(
    "text", ["k.m. seen 10/3", "jt on 12/1", "pt ab eval 9/12/26", "g h 2/11", "b.t.'s 11/4 visit"]
)
def test_initials_are_found_beside_a_date_and_never_without(text):
    assert initials.find_beside_date(scan(text), WORDS, frozenset()) is not None
    assert initials.find_beside_date(scan(re.sub(r"[0-9/]", "", text)), WORDS, frozenset()) is None


@pytest.mark.parametrize(
    "text", ["nc 10/3", "dos 10/3", "pt on 10/3", "3 p.m. 10/4", "d.c. 1/1/26 law", "blue kc 10/1"]
)
def test_other_letters_beside_a_date_are_none(text):
    assert initials.find_beside_date(scan(text), WORDS, frozenset({"bluekc"})) is None


def test_letters_and_four_digits_are_a_day_where_an_alias_stands():
    assert initials.find_beside_date(scan("show JR-1014"), WORDS, frozenset(), 5) == (5, 7)
    assert initials.find_beside_date(scan("show JR-1340"), WORDS, frozenset(), 5) is None


@pytest.mark.parametrize(
    "text",
    [
        "kaiser # 110-04482917", "bcbstx zgj 8 3 3 1 0 4 4 9 2", "group 0x4471", "file 11872",
        "x y l nine zero four four one", "flag 88213 in emr",
    ],
)  # fmt: skip
def test_an_id_is_found(text):
    assert member_ids.find(scan(text), None) is not None


@pytest.mark.parametrize(
    "text", ["pt 2026 rates", "file 837", "patient 20560", "uhc 20560 97140", "pt 1500 deductible"]
)
def test_what_is_a_code_a_year_or_an_amount_is_no_id(text):
    assert member_ids.find(scan(text), None) is None


@pytest.mark.parametrize(
    ("text", "is_id"),
    [("log 66104", True), ("log 84Y-2210-93847", True), ("log 97110", False), ("log 476", False)],
)
def test_a_number_is_an_id_where_an_alias_stands(text, is_id):
    assert (member_ids.find(scan(text), 4) is not None) is is_id


@pytest.mark.parametrize(
    "text",
    [
        "psc 76 box 4410", "5519 township rd 88", "2 mill row #6 dalton ga", "p.o. bx 1190",
        "812 n 9th", "nineteen oh two willow creek drive",
    ],
)  # fmt: skip
def test_an_address_of_the_country_is_found(text):
    assert rural_addresses.find(scan(text), frozenset()) is not None


@pytest.mark.parametrize("text", ["box 19", "2 sets in a row", "77elmst"])
def test_what_is_no_address_is_none(text):
    assert rural_addresses.find(scan(text), frozenset({"in"})) is None


def test_a_street_run_together_is_found_where_an_alias_stands():
    assert rural_addresses.find(scan("rename 77elmst"), frozenset(), 7) == (7, 14)


@pytest.mark.parametrize("text", ["@kay.runs", "cashapp $kayk", "strava.com/athletes/44182093"])
def test_a_name_in_a_social_network_is_found(text):
    assert user_names.find_profile(scan(text)) is not None


@pytest.mark.parametrize(
    "text", ["@here", "2 units @ $45", "$xx", "linkedin.com/company/aetna", "u/s"]
)
def test_what_is_no_name_in_a_social_network_is_none(text):
    assert user_names.find_profile(scan(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://photos.app.goo.gl/Zk3b", "drive.google.com/file/d/1x", "i.imgur.com/x.jpg",
        "clinic.example/knee.jpeg", "<https://x.sharepoint.com/a|her scan>",
    ],
)  # fmt: skip
def test_a_link_to_a_photo_or_a_shared_file_is_found(text):
    assert shared_files.find(text, lexicon().file_hosts) is not None


@pytest.mark.parametrize(
    "text",
    [
        "https://www.cms.gov/x.jpg", "aetna.com/cpb/0135.html", "dropbox.com", "n/a. 1/2.jpg",
        "docs.google.com/forms/d/x",
    ],
)  # fmt: skip
def test_a_page_of_a_payer_or_an_agency_is_no_shared_file(text):
    assert shared_files.find(text, lexicon().file_hosts) is None


@pytest.mark.parametrize(
    "text", ["r o s w i t h a  k e m p e r", "K-E-M-P-E-R", "g.r.a.c.e p.a.r.k", "j a m a l aetna"]
)
def test_a_name_whose_letters_stand_apart_is_found(text):
    assert spaced_letters.find(scan(text), lexicon()) is not None


@pytest.mark.parametrize("text", ["a e t n a", "d r y  n e e d l i n g", "L R L R", "g r a c e"])
def test_words_whose_letters_stand_apart_are_nobodys(text):
    assert spaced_letters.find(scan(text), lexicon()) is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("M3MBER N0: YRP 3318 O4427", "MEMBER NO: YRP 3318 04427"),
        ("pat1ent: L1NDQVIST", "patIent: LINDQVIST"),
        ("20560-GP M54.5 L5 NC0 R2D2X", "20560-GP M54.5 L5 NC0 R2D2X"),
    ],
)
def test_a_badly_scanned_card_is_read_where_it_has_a_label(text, mended):
    assert scanned_cards.mend(text) == mended


PEOPLE = PersonSearch(lexicon(), frozenset(), frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe", "Price, Mark", "Rose T.", "J. Green", "Mrs Kowalczyk", "pt Xochitl",
        "Mehmet Yilmaz", "Zuriel Wojtkowiak", "Mark Price", "J. Hargreaves R piriformis",
        "t. mcgillicuddy, left soleus", "Tomasek V bilat", "'Peaches' Delacourt L SCM",
        "bill for S. St.-Cloud", "Big Lou is back", "for walter st. james", "Uncle Mort",
        "Is Grace covered under her plan", "will hunter need one, his ran out",
        "april's shoulder hurts, does she", "can I see Ruby, her auth ended",
    ],
)  # fmt: skip
def test_a_name_is_found(text):
    assert PEOPLE.find(words_of(text)) is not None


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        pytest.param("log xochitlana", 4, id="unknown where an alias stands"),
        pytest.param("log jsmithers", 4, id="an initial and a name"),
        pytest.param("Xochitlana's auth expired", None, id="unknown and an owner"),
    ],
)
def test_one_word_is_a_name_where_only_a_person_can_stand(text, slot):
    assert PEOPLE.find(person_text(text, "session", slot)) is not None
    assert PEOPLE.find(words_of(text.lower().replace("'s", ""))) is None


@pytest.mark.parametrize(
    "text",
    [
        "Bell's palsy", "St. Paul", "Tyler, TX", "Part B. Price", "rose", "Seirin J bilat",
        "for W. Virginia", "R pirifromis L glute", "n. ischiadicus left", "Uncle Sam pays",
        "Does Jane auto add GP", "knock knock. Terry. Teres minor who", "Johns Hopkins Bayview",
        "cite Cagnie, Hong and Shah", "ECRB, ECRL", "April's visits, can she",
    ],
)  # fmt: skip
def test_what_only_holds_a_name_is_none(text):
    assert PEOPLE.find(words_of(text)) is None


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Ja\u200bne", "Jane"),
        ("Ma\u00adria", "Maria"),
        ("Mari\u0301a", "Mar\u00eda"),
        ("Jane\u00a0Doe", "Jane Doe"),
        ("\u202eJane\u202c", "Jane"),
        ("J\u034fane", "Jane"),
        ("plain", "plain"),
    ],
)
def test_nothing_hides_in_characters_that_nobody_sees(typed, cleaned):
    assert clean(typed) == cleaned


def test_what_a_platform_resolved_is_blanked_and_what_was_typed_is_not():
    assert mentions.blank("add @‹U0123›").strip("\0") == "add "
    assert "mariagarcia" in mentions.blank("add @‹mariagarcia›")
    assert "maria garcia" in mentions.blank("<@U0123456789|maria garcia>")
    assert "@mariagarcia" in mentions.blank_staff("ask", "@mariagarcia")
    assert "@" not in mentions.blank_staff("clinic", "managers add @mariagarcia")
    assert "sam" not in mentions.blank_staff("clinic", "alerts hand 3 to @‹sam›")


def test_the_handle_of_whoever_called_is_blanked_and_no_name_beside_it():
    assert "sam" not in mentions.blank_callers("premera covered called by @sam on 11/20")
    assert "sam" not in mentions.blank_callers("premera covered, @‹sam› called")
    for named in ("called by maria garcia", "called @maria", "for @maria, by call"):
        assert mentions.blank_callers(named) == named


@pytest.mark.parametrize(
    ("command", "text", "slot"),
    [
        ("session", "log BLUE-47K", 4),
        ("session", "new payer aetna", None),
        ("caps", "BLUE-47K", 0),
        ("caps", "preview 30", None),
        ("coverage", "new plan", None),
    ],
)
def test_an_alias_is_expected_behind_its_verbs(command, text, slot):
    assert alias_slots.alias_slot(command, text) == slot


@pytest.mark.parametrize(
    "text",
    [
        "IP 73.118.20.44", "case 3:26-cv-00418", "vin 1HGCM82633A004352", "card ending 4417",
        "vet F4471",
        "jsmith84 on the patient portal", "badge 4471", "MAC 3C:5A:B4:1E:09:7F",
        "claim is 2026-33180-WH",
    ],
)  # fmt: skip
def test_a_number_of_a_machine_a_court_or_a_login_leads_to_one_person(text):
    assert machine_numbers.find(scan(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "version 2.1.0 of the form", "2026 court case", "claim 20560-59 denied", "union card 20560",
        "claim 2026-01-05",
        "file 837-5010 rejected", "veteran G0283 covered", "navinet login page down",
        "new jersey 2019",
    ],
)  # fmt: skip
def test_a_version_a_code_and_a_day_lead_to_nobody(text):
    assert machine_numbers.find(scan(text), frozenset({"claim"})) is None


@pytest.mark.parametrize(
    "text",
    [
        "the guy in the back was in the paper, dn auth",
        "only female lineman at the co-op, shoulder",
        "miss rodeo wyoming 2024 has hip pain", "she drives the ice cream truck, dn",
        "former nfl kicker, hip",
        "nephew of our biller wants needling", "kid who got struck by lightning, dn",
    ],
)  # fmt: skip
def test_what_happened_to_one_alone_tells_who_it_is(text):
    assert one_of_a_kind.find(scan(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "needling was in the paper", "only PT in the county, dn", "first visit at our clinic, dn",
        "did I miss Texas 2026 rules on dn", "wife of a marine, dn", "he fell off a ladder, wc, dn",
    ],
)  # fmt: skip
def test_what_happens_to_many_tells_nobody(text):
    assert one_of_a_kind.find(scan(text)) is None
