"""Units, muscles, minutes and sides as a front desk types them."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.reader import Reader


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("20560 x 3 units", 3),
        ("2 units of 20561", 2),
        ("20560x2", 2),
        ("20560 3x", 3),
        ("can i bill 20561 twice in one visit", 2),
        ("97140 qty 2", 2),
        ("two lines of 20560", 2),
        ("20560 2 visits same day", 2),
        ("second session of 20561 same day", 2),
        ("how many units of 20560", None),
        ("20560 for 4 muscles", None),
        ("15 needles 20560", None),
    ],
)
def test_units(pack_reader: Reader, text: str, units: int | None) -> None:
    assert pack_reader.read_codes(text).number == units
    assert pack_reader.read(f"aetna {text}").number == units


@pytest.mark.parametrize(
    ("text", "muscles", "codes"),
    [
        ("needled 4 muscles", 4, ("20561",)),
        ("two muscles left side one right", 3, ("20561",)),
        ("2 muscles on the left and 2 on the right", 4, ("20561",)),
        ("2 muscles and 3 more muscles", 5, ("20561",)),
        ("1 muscle, then 1 more muscle", 2, ("20560",)),
        ("1 muscle one side and 2 other side", 3, ("20561",)),
        ("1 muscle in the neck", 1, ("20560",)),
        ("three or more muscles", 3, ("20561",)),
        ("more than 2 muscles", 3, ("20561",)),
        ("less than 3 muscles", 2, ("20560",)),
        ("1-2 muscles", 2, ("20560",)),
        ("5 trigger points in one muscle", 1, ("20560",)),
        ("5 trigger points in the same muscle", 1, ("20560",)),
        ("15 needles in 2 muscles", 2, ("20560",)),
        ("4 different lumbar muscles", 4, ("20561",)),
        ("20560 for 4 muscles", 4, ("20560",)),
        ("two or three muscles", None, ("20560", "20561")),
        ("a couple muscles", 2, ("20560",)),
        ("2 or more muscles", None, ("20560", "20561")),
        ("1+ muscles", None, ("20560", "20561")),
        ("at least 2 muscles", None, ("20560", "20561")),
        ("more than 1 muscle", None, ("20560", "20561")),
        ("up to 4 muscles", None, ("20560", "20561")),
        ("less than 4 muscles", None, ("20560", "20561")),
        ("up to 2 muscles", 2, ("20560",)),
        ("2 muscles today 2 muscles thursday", 2, ("20560",)),
        ("2 muscles on 11/3 and 2 muscles on 11/5", 2, ("20560",)),
        ("1 muscle first visit, 2 muscles second visit", 2, ("20560",)),
    ],
)
def test_muscles(
    pack_reader: Reader, text: str, muscles: int | None, codes: tuple[str, ...]
) -> None:
    question = pack_reader.read_codes(text)
    assert (question.muscles, question.codes) == (muscles, codes)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("23 minutes of manual therapy", 23), ("97140 for 40 mins", 40), ("8 minute rule", None)],
)
def test_minutes(pack_reader: Reader, text: str, minutes: int | None) -> None:
    assert pack_reader.read_codes(text).minutes == minutes


@pytest.mark.parametrize("text", ["20560 both sides", "bilateral dry needling", "each side 20560"])
def test_both_sides(pack_reader: Reader, text: str) -> None:
    assert pack_reader.read_codes(text).both_sides


@pytest.mark.parametrize(
    ("text", "muscles"),
    [
        ("needled upper trap, levator and infraspinatus", 3),
        ("glute med, glute max, piriformis", 3),
        ("dry needled left upper trap and right upper trap", 1),
        ("dry needling to the hamstrings", None),
        ("upper trap pain", None),
        ("20560 for upper trap, levator scap and rhomboids", 3),
        ("needled 2 muscles, upper trap and ql", 2),
    ],
)
def test_muscles_by_their_names(pack_reader: Reader, text: str, muscles: int | None) -> None:
    assert pack_reader.read_codes(text).muscles == muscles
    assert pack_reader.read(text).muscles == muscles


# -- codes, however they are written -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("20,560", ("20560",)),
        ("2056O", ("20560",)),
        ("20560/20561", ("20560", "20561")),
        ("20560-59", ("20560", "59")),
        ("CPT20561", ("20561",)),
        ("g0283 with 20560", ("G0283", "20560")),
        ("59 on 97140 with 20561", ("97140", "20561", "59")),
        ("does 20560 need gp", ("20560", "GP")),
        ("99213 and 20560 need a 25?", ("99213", "20560", "25")),
        ("can 25 patients get 20560", ("20560",)),
        ("tpdn code", ("20560", "20561")),
        ("sticking needles in a muscle no medicine", ("20560", "20561")),
        ("needle insertion without injection", ("20560", "20561")),
        ("97140 for dry needling", ("97140",)),
        ("97140 with dry needling", ("97140", "20560", "20561")),
        ("manual therapy and eval same day", ("97140", "97161", "97162", "97163")),
        ("M79.18", ()),
        ("20506", ("20506",)),
    ],
)
def test_codes_that_are_named(pack_reader: Reader, text: str, codes: tuple[str, ...]) -> None:
    assert pack_reader.read_codes(text).codes == codes


@pytest.mark.parametrize(
    "text",
    [
        "tpdn code",
        "manual therapy and dry needling same day",
        "3 muscles",
        "20560 with 97140",
        "97140 for dry needling",
        "acupuncture with dry needling",
        "eval and ther ex same day",
        "g0283",
        "20,560",
        "needle insertion without injection",
    ],
)
def test_every_command_reads_the_same_codes(pack_reader: Reader, text: str) -> None:
    assert set(pack_reader.read(text).all_codes) == set(pack_reader.read_codes(text).all_codes)


def test_a_diagnosis_is_no_procedure(pack_reader: Reader, pack: FactBook) -> None:
    question = pack_reader.read_codes("M54.5 and G44.209 with 20560")
    assert question.diagnoses == ("M54.5", "G44.209")
    assert question.codes == ("20560",)
    assert question.codes[0] in pack.codes


def test_a_count_of_services_is_no_minutes(pack_reader: Reader) -> None:
    assert pack_reader.read_codes("2 units manual 1 dn 40 min total").needling_minutes is None
