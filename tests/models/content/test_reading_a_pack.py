"""What a sound pack is read as."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.content import load
from models.coverage.code import CodeKind
from models.coverage.dispute import DisputeState
from models.coverage.fact_book import Authority, FactBook
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.coverage.state import Permission
from models.coverage.statement import Statement
from models.coverage.topic import TopicKind
from models.period import Period
from tests.models.content.pack import PackFiles


@pytest.fixture
def book(tmp_path: Path) -> FactBook:
    """The small pack, read."""
    return load(PackFiles().write(tmp_path))


def test_positions_keep_the_order_of_the_file(book: FactBook) -> None:
    assert [p.id for p in book.positions["acme"]] == ["acme/new", "acme/old"]


def test_a_position_is_read_with_its_days_and_its_bounds(book: FactBook) -> None:
    new = book.positions["acme"][0]
    assert new.verdict is Verdict.INVESTIGATIONAL
    assert new.in_force == Period(date(2021, 7, 1))
    assert new.recorded == Period(date(2026, 11, 23))
    assert (new.codes, new.treating) == (("20560",), ("neck_pain",))
    assert (new.billed_by, new.in_states) == ((Profession.PT,), ("NC",))
    assert new.as_of == "2024-04"


def test_a_bare_sentence_has_the_sources_of_its_entry_and_another_names_its_own(
    book: FactBook,
) -> None:
    new = book.positions["acme"][0]
    assert new.limits == (
        Statement("Twelve visits a year.", ("acme_policy",)),
        Statement("Three visits a week.", ("forum",)),
    )
    assert new.authorization == Statement("After the sixth visit.", ("acme_policy",))


def test_a_code_is_text_and_has_its_days(book: FactBook) -> None:
    code = book.codes["20560"]
    assert (code.code, code.kind, code.timed) == ("20560", CodeKind.DRY_NEEDLING, False)
    assert code.valid == Period(date(2020, 1, 1))


def test_a_state_is_read_with_what_it_asks(book: FactBook) -> None:
    rule = book.states["NC"].rules[0]
    assert (rule.profession, rule.permission) == (Profession.PT, Permission.BY_BOARD)
    assert rule.requirements == (("Hours", Statement("54 hours.", ("board",))),)


def test_a_topic_and_a_dispute_are_read(book: FactBook) -> None:
    assert book.topics["gp"].kind is TopicKind.BILLING
    dispute = book.disputes[0]
    assert dispute.state is DisputeState.OPEN
    assert [side.cites for side in dispute.sides] == [("forum",), ("board",)]
    assert set(dispute.answer.cites) == {"forum", "board"}


def test_a_source_is_read_with_its_authority(book: FactBook) -> None:
    assert book.sources["board"].authority is Authority.BOARD
    assert book.sources["forum"].published == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param('"20560"', "20560", id="quotes around a number"),
        pytest.param("'NO'", "NO", id="quotes around a word that YAML takes for false"),
        pytest.param('"00100"', "00100", id="quotes around leading zeros"),
        pytest.param("a  b\n      c", "a b c", id="a text over two lines"),
        pytest.param(">-\n      a\n      b", "a b", id="a folded text"),
        pytest.param("Zoë’s", "Zoë’s", id="letters beyond ASCII"),
    ],
)
def test_a_text_is_read_as_it_stands(tmp_path: Path, written: str, read: str) -> None:
    files = PackFiles().change("sources/sources.yaml", "A thread", written)
    assert load(files.write(tmp_path)).sources["forum"].title == read


def test_names_that_payers_share_are_no_fault(tmp_path: Path) -> None:
    assert set(load(PackFiles().write(tmp_path)).payers) == {"acme", "bluefield"}


def test_positions_for_other_billers_may_be_in_force_together(tmp_path: Path) -> None:
    files = PackFiles().change("payers/acme.yaml", "    until: 2021-06-30\n", "")
    files.change("payers/acme.yaml", "billed_by: [PT]", "billed_by: [MD]")
    assert len(load(files.write(tmp_path)).positions["acme"]) == 2


def test_a_leap_day_may_be_the_first(tmp_path: Path) -> None:
    files = PackFiles().change("codes/20560.yaml", "2020-01-01", "2020-02-29")
    assert load(files.write(tmp_path)).codes["20560"].valid.first == date(2020, 2, 29)
