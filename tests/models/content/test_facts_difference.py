"""What changed between two packs: a sentence for each thing, and none for what stayed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum, EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.content import load
from models.content.difference import difference
from models.coverage.dispute import Side
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.coverage.statement import Statement
from models.period import Period
from tests.models.content.pack import PackFiles

REGISTRY = "registry/payers.yaml"
PAYER, CPT, NC = "payers/acme.yaml", "codes/20560.yaml", "states/NC.yaml"
FAQ, WHO = "faq/gp.yaml", "disputes/who.yaml"
CONDITION, SOURCE = "conditions/conditions.yaml", "sources/sources.yaml"

NEW = "Acme Health, “Dry needling” (acme/new): "
IDENTITY = {"id", "code"}  # a thing under another id is another thing
DERIVED = {"known_from"}  # of the sources and the day, which say it


@pytest.fixture
def book(tmp_path: Path) -> FactBook:
    """The small pack, read."""
    return load(PackFiles().write(tmp_path / "old"))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param(
            PAYER, "verdict: investigational", "verdict: covered_with_conditions",
            f"{NEW}verdict changed from investigational to covered with conditions.",
            id="another verdict",
        ),
        pytest.param(
            PAYER, "from: 2021-07-01", "from: 2021-08-01",
            f"{NEW}in force from Aug 1, 2021 (before: from Jul 1, 2021).",
            id="another first day",
        ),
        pytest.param(
            PAYER, "as_of: 2024-04", "as_of: 2024-04-30",
            f"{NEW}as of changed from Apr 2024 to Apr 30, 2024.",
            id="said again later",
        ),
        pytest.param(
            PAYER, "Acme calls it investigational.", "Acme pays.",
            f"{NEW}says now “Acme pays” instead of “Acme calls it investigational”.",
            id="other words",
        ),
        pytest.param(
            PAYER, "sources: [acme_policy]", "sources: [acme_policy, board]",
            f"{NEW}new source “Position statement” (board); of “Twelve visits a year”: "
            "new source “Position statement” (board); of “After the sixth visit”: "
            "new source “Position statement” (board).",
            id="another source, of the position and its sentences",
        ),
        pytest.param(
            PAYER, "Twelve visits a year.", "Ten visits a year.",
            f"{NEW}limit “Ten visits a year” instead of “Twelve visits a year”.",
            id="another limit",
        ),
        pytest.param(
            PAYER, "    authorization: After the sixth visit.\n", "",
            f"{NEW}authorization “After the sixth visit” taken out.",
            id="no authorization any more",
        ),
        pytest.param(
            PAYER, "billed_by: [PT]", "billed_by: [PT, PTA]", f"{NEW}new biller PTA.",
            id="another biller",
        ),
        pytest.param(
            REGISTRY, "names: [Acme, AcmeCare]", "names: [AcmeCare, Acme]",
            "Acme Health (acme): the names stand in another order.",
            id="names in another order",
        ),
        pytest.param(
            CPT, "from: 2020-01-01\n", "",
            "20560: valid: dates not printed (before: from Jan 1, 2020).",
            id="a code without a first day",
        ),
        pytest.param(
            CPT, "timed: no", "timed: yes", "20560: timed changed from no to yes.",
            id="a code that counts minutes now",
        ),
        pytest.param(
            NC, "by_board", "by_law",
            "North Carolina, PT: permission changed from by board to by law.",
            id="another permission",
        ),
        pytest.param(
            NC, "hours: 54 hours.", "hours: 60 hours.",
            "North Carolina, PT: requirement Hours: “60 hours” instead of Hours: “54 hours”.",
            id="other hours",
        ),
        pytest.param(
            NC, "profession: PT", "profession: OT",
            "North Carolina, PT: profession changed from PT to OT.",
            id="another profession",
        ),
        pytest.param(
            FAQ, "also: [gp modifier]", "also: [gp modifier, gp]",
            "“Does 20560 need GP?” (gp): new other wording “gp”.",
            id="another wording of a question",
        ),
        pytest.param(
            WHO, "says: Everybody.\n", "says: Everybody.\n    holds: yes\n",
            "“Who may needle?” (who): of “Everybody”: holds changed from no to yes.",
            id="a side that holds",
        ),
        pytest.param(
            CONDITION, "name: neck pain", "name: pain in the neck",
            "neck pain: name changed from “neck pain” to “pain in the neck”.",
            id="a condition of another name",
        ),
        pytest.param(
            SOURCE, "authority: second_hand", "authority: study",
            "“A thread” (forum): authority changed from second-hand to study.",
            id="another authority",
        ),
        pytest.param(
            SOURCE, "    reviewed: 2024-04\n", "",
            "“Dry needling policy” (acme_policy): reviewed Apr 2024 taken out.",
            id="a source without its date",
        ),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    book = load(PackFiles().write(tmp_path / "old"))
    changed = load(PackFiles().change(file, old, new).write(tmp_path / "new"))
    assert difference(book, changed) == [told]


def test_several_changes_of_one_position_are_one_sentence(book: FactBook, tmp_path: Path) -> None:
    files = PackFiles().change(PAYER, "verdict: investigational", "verdict: covered")
    files.change(PAYER, "from: 2021-07-01", "from: 2027-01-01")
    assert difference(book, load(files.write(tmp_path / "new"))) == [
        f"{NEW}verdict changed from investigational to covered; "
        "in force from Jan 1, 2027 (before: from Jul 1, 2021)."
    ]


def with_other(book: FactBook, kind: str, held: Any) -> FactBook:
    """The book with something else under the name of one of its fields."""
    return replace(book, **{kind: held})


OTHER = """\
id: other
lines: [commercial]
positions:
  - id: only
    title: Needling
    verdict: not_covered
    says: Other does not pay.
    sources: [acme_policy]
    from: 2025-01-01
    recorded: 2026-11-23
"""


def test_a_payer_comes_and_goes_with_what_it_says(book: FactBook, tmp_path: Path) -> None:
    files = PackFiles().add("payers/other.yaml", OTHER)
    row = """payers:
  - id: other
    name: Other Health
    kind: commercial
    states: ["US"]
    names: [Other]
    facts: other
"""
    files.change("registry/payers.yaml", "payers:\n", row)
    more = load(files.write(tmp_path / "new"))
    words = "Other Health (other), with “Needling”: not covered, in force from Jan 1, 2025."
    assert difference(book, more) == [f"New payer: {words}"]
    assert difference(more, book) == [f"Payer taken out: {words}"]


def test_a_state_comes_and_goes_with_its_rules(book: FactBook) -> None:
    fewer = replace(book, states={})
    assert difference(book, fewer) == ["State taken out: North Carolina, with 1 rule."]
    assert difference(fewer, book) == ["New state: North Carolina, with 1 rule."]


def test_a_rule_that_ends_and_the_one_that_follows_are_two_sentences(book: FactBook) -> None:
    held = book.states["NC"]
    old, first, last = held.rules[0], date(2027, 1, 1), date(2026, 12, 31)
    new = replace(old, in_force=Period(first), says="Now it is law.")
    rules = (new, replace(old, in_force=Period(last=last)))
    changed = replace(book, states={"NC": replace(held, rules=rules)})
    assert difference(book, changed) == [
        "North Carolina, PT: in force until Dec 31, 2026 (before: dates not printed).",
        "New rule: North Carolina, PT: by board, in force from Jan 1, 2027.",
    ]


def test_the_order_of_positions_decides_and_is_told(book: FactBook) -> None:
    turned = replace(book, positions={"acme": book.positions["acme"][::-1]})
    assert difference(book, turned) == ["Acme Health: its positions are asked in another order."]


def test_a_position_that_comes_in_front_is_new_and_no_other_order(book: FactBook) -> None:
    first = replace(book.positions["acme"][0], id="acme/first", verdict=Verdict.SILENT)
    more = replace(book, positions={"acme": (first, *book.positions["acme"])})
    assert difference(book, more) == [
        "New position: Acme Health, “Dry needling” (acme/first): silent, in force from Jul 1, 2021."
    ]


@pytest.mark.parametrize(
    "kind",
    [
        *("codes", "topics", "conditions", "sources", "states", "disputes", "decisions"),
        *("duties", "new_year", "appeals"),
    ],
)
def test_whatever_goes_is_told_and_told_again_when_it_comes_back(pack: FactBook, kind: str) -> None:
    held = getattr(pack, kind)
    without = held[1:] if isinstance(held, tuple) else dict(list(held.items())[1:])
    fewer = with_other(pack, kind, without)
    (went,) = difference(pack, fewer)
    (came,) = difference(fewer, pack)
    assert " taken out: " in went
    assert came == f"New {went[:1].lower()}{went[1:].replace(' taken out: ', ': ', 1)}"


def test_the_same_pack_read_twice_has_no_difference(pack: FactBook) -> None:
    assert difference(pack, pack) == []
    assert difference(pack, load()) == []


def test_sentences_come_in_a_stable_order(pack: FactBook) -> None:
    empty = FactBook({}, {}, {}, {}, {}, {}, (), {}, {})
    turned = replace(
        pack,
        payers=dict(reversed(list(pack.payers.items()))),
        sources=dict(reversed(list(pack.sources.items()))),
        disputes=pack.disputes[::-1],
    )
    assert difference(empty, turned) == difference(empty, pack)
    assert len(difference(empty, pack)) == sum(
        len(held)
        for held in (
            pack.payers, pack.codes, pack.states, pack.topics,
            pack.disputes, pack.decisions, pack.duties, pack.new_year, pack.appeals,
            pack.conditions,
            pack.sources,
        )
    )  # fmt: skip


# -- any change of any field of anything that ships ----------------------------------------------


@dataclass(frozen=True)
class Place:
    """A thing of the book: what it is called, and the book with another thing in its place."""

    thing: Any
    name: str
    put: Callable[[Any], FactBook]


def places(book: FactBook) -> Iterator[Place]:
    """Everything that ships, with the name by which a sentence should call it."""
    for kind, word in [
        ("payers", "name"), ("codes", "code"), ("topics", "question"),
        ("conditions", "name"), ("sources", "id"),
    ]:  # fmt: skip
        held = getattr(book, kind)
        for id_, thing in held.items():
            put = _keyed(book, kind, id_)
            yield Place(thing, getattr(thing, word), put)
    for number, dispute in enumerate(book.disputes):
        yield Place(dispute, dispute.question, _listed(book, number))
    for id_, positions in book.positions.items():
        for number, position in enumerate(positions):
            yield Place(position, position.title, _within(book, "positions", id_, number))
    for code, state in book.states.items():
        for number, rule in enumerate(state.rules):
            yield Place(rule, state.name, _within(book, "states", code, number))


def _keyed(book: FactBook, kind: str, id_: str) -> Callable[[Any], FactBook]:
    return lambda thing: with_other(book, kind, {**getattr(book, kind), id_: thing})


def _listed(book: FactBook, number: int) -> Callable[[Any], FactBook]:
    return lambda thing: replace(book, disputes=_swapped(book.disputes, number, thing))


def _within(book: FactBook, kind: str, id_: str, number: int) -> Callable[[Any], FactBook]:
    def put(thing: Any) -> FactBook:
        held = getattr(book, kind)[id_]
        if kind == "states":
            return _keyed(book, kind, id_)(replace(held, rules=_swapped(held.rules, number, thing)))
        return _keyed(book, kind, id_)(_swapped(held, number, thing))

    return put


def _swapped(held: tuple[Any, ...], number: int, thing: Any) -> tuple[Any, ...]:
    return (*held[:number], thing, *held[number + 1 :])


def others(value: Any, kind: Any) -> Iterator[Any]:
    """Values that a field might have instead of the one that it has."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield from (member for member in type(value) if member is not value)
    elif isinstance(value, Period):
        yield from {Period(), Period(date(1999, 1, 1)), Period(last=date(1999, 1, 1))} - {value}
    elif isinstance(value, str):
        yield from {"1999", "Something else."} - {value}
        yield from {""} - {value}
    elif isinstance(value, tuple):
        yield from {(*value, _another(get_args(kind)[0])), value[1:], value[::-1]} - {value}
    else:
        yield from {None, Statement("Something else.", ("seed",))} - {value}


def _another(kind: Any) -> Any:
    made = {str: "something else", Statement: Statement("Something else.", ("seed",))}
    made[Side] = Side("Something else.", ("seed",))
    if kind in made:
        return made[kind]
    return next(iter(kind)) if isinstance(kind, EnumType) else ("Hours", made[Statement])


@pytest.fixture(scope="module")
def everything(pack: FactBook) -> list[Place]:
    """Everything that ships."""
    return list(places(pack))


@pytest.mark.sheet
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_one_change_is_one_sentence_that_names_the_thing(
    data: st.DataObject, pack: FactBook, everything: list[Place]
) -> None:
    place = data.draw(st.sampled_from(everything))
    field = data.draw(
        st.sampled_from([f.name for f in fields(place.thing) if f.name not in IDENTITY | DERIVED])
    )
    hints = get_type_hints(type(place.thing))
    value = data.draw(st.sampled_from(list(others(getattr(place.thing, field), hints[field]))))
    changed = place.put(replace(place.thing, **{field: value}))
    assert len(difference(changed, pack)) == 1
    [told] = difference(pack, changed)
    assert place.name.removesuffix(".") in told
    assert difference(changed, changed) == []
