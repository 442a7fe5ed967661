"""python -m bot facts: what a keeper of the pack sees in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.cli.facts import find
from bot.cli.facts.show import show
from models.content.checks.statements import cited
from models.content.loader import PACK
from tests.fakes import shipped
from tests.models.content.pack import PackFiles

PAYER, CPT, NC = "payers/acme.yaml", "codes/20560.yaml", "states/NC.yaml"
FAQ, WHO = "faq/gp.yaml", "disputes/who.yaml"
# Several in a file, or words.
HAVE_NO_ID = {
    "sources",
    "conditions",
    "lists",
    "registry",
    "edits",
    "decisions",
    "duties",
    "rollover",
    "appeals",
}
CONDITION, SOURCE = "conditions/conditions.yaml", "sources/sources.yaml"


class Said(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    """Type words after "python -m bot facts"."""
    code = main(["facts", *words])
    return Said(code, *capsys.readouterr())


# -- check ---------------------------------------------------------------------------------------

PLANTED = {
    "a fact without a source": (
        PAYER, "    sources: [acme_policy]\n", "", "names no source",
    ),
    "a source that does not exist": (
        CPT, "sources: [forum]", "sources: [hearsay]", '"hearsay" is no source',
    ),
    "a source that nobody cites": (
        SOURCE, "sources:\n", "sources:\n  idle: {title: T, publisher: P, authority: payer}\n",
        "is cited by no fact",
    ),
    "an end before its start": (
        PAYER, "from: 2021-07-01", "from: 2021-07-01\n    until: 2021-06-30", "before `from`",
    ),
    "a day that no calendar has": (
        PAYER, "until: 2021-06-30", "until: 2021-06-31", "is no whole date",
    ),
    "a source reviewed before it was published": (
        SOURCE, "reviewed: 2024-04", "reviewed: 2024\n    published: 2025", "was reviewed before",
    ),
    "a source newer than what it proves": (
        SOURCE, "reviewed: 2024-04", "reviewed: 2027-04", "is dated 2027-04",
    ),
    "a claim made after it was recorded": (
        PAYER, "as_of: 2024-04", "as_of: 2027", "lies after 2026-11-23",
    ),
    "two positions on one day": (
        PAYER, "until: 2021-06-30", "until: 2021-07-01", "the same claims on the same days",
    ),
    "two rules on one day": (
        NC, "rules:\n", "rules:\n  - {profession: PT, permission: silent, says: No., sources: "
        "[board]}\n", "two rules for PT",
    ),
    "an unknown verdict": (
        PAYER, "verdict: investigational", "verdict: experimental", '"experimental" is unknown',
    ),
    "an unknown permission": (NC, "by_board", "by_bord", '"by_bord" is unknown'),
    "an unknown authority": (SOURCE, "second_hand", "hearsay", '"hearsay" is unknown'),
    "a code that is a number": (CPT, '"20560"', "20560", 'Write "20560" in quotes'),
    "a code with leading zeros that is a number": (
        PAYER, '["20560"]', "[00100]", 'Write "00100" in quotes',
    ),
    "a code without a file": (PAYER, '["20560"]', '["20599"]', '"20599" is no code'),
    "a second-hand verdict without a caution": (
        SOURCE, "authority: payer", "authority: second_hand", "second-hand sources alone",
    ),
    "a word of the research": (
        PAYER, "Acme paid for it.", "Unconfirmed, Acme paid.", "is a word of these files",
    ),
    "the id of a source in a sentence": (
        PAYER, "Acme paid for it.", "By acme_policy, it paid.", '"acme_policy" is a word',
    ),
    "an address in a sentence": (
        FAQ, "asks for it.", "asks, www.acme.example", '"www.acme.example" is an address',
    ),
    "a disagreement that is settled for nobody": (
        WHO, "state: open", "state: settled", "no side holds",
    ),
    "a disagreement about a payer without a file": (
        WHO, "[acme]", "[acne]", '"acne" has no file',
    ),
    "an unknown condition": (PAYER, "[neck_pain]", "[knee_pain]", '"knee_pain" is no condition'),
    "a misspelt field": (PAYER, "treating:", "treeting:", "Write `treating`"),
    "a field twice": (PAYER, "id: new", "id: new\n    id: new", "stands twice"),
    "an id that is not the file's": (PAYER, "id: acme", "id: acne", "Make the two alike"),
    "an id twice": (PAYER, "id: old", "id: new", '"new" names 2 positions'),
    "a file that is not YAML": (CONDITION, "conditions:", "conditions: [", "is not YAML"),
}  # fmt: skip


def test_twenty_different_faults_are_planted() -> None:
    assert len({sentence for *_, sentence in PLANTED.values()}) >= 20


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED.keys())
def test_check_fails_with_a_sentence_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fault: tuple[str, str, str, str]
) -> None:
    file, old, new, sentence = fault
    said = run(capsys, "check", "--pack", str(PackFiles().change(file, old, new).write(tmp_path)))
    assert (said.code, said.out) == (1, "")
    assert any(line.startswith("- ") and sentence in line for line in said.err.splitlines())
    assert "Traceback" not in said.err


def test_check_proves_the_shipped_pack_sound(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "check")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("The pack is sound: ")
    assert f", {len(shipped.pack().payers)} registry rows." in said.out


def test_check_proves_another_pack_sound(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = run(capsys, "check", "--pack", str(PackFiles().write(tmp_path)))
    assert said == Said(
        0,
        "The pack is sound: 1 payer, 2 positions, 1 code, 1 state, 1 topic, 1 disagreement, "
        "0 decision times, 0 duties, 0 new-year facts, 0 appeal windows, 3 sources, "
        "2 registry rows.\n",
        "",
    )


def test_check_remarks_on_days_without_a_position_and_passes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = PackFiles().change(PAYER, "until: 2021-06-30", "until: 2021-05-31")
    said = run(capsys, "check", "--pack", str(files.write(tmp_path)))
    assert (said.code, said.err) == (0, "")
    assert "- payers/acme.yaml: nothing is known for dates of service Jun 1, 2021" in said.out


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_check_fails_where_there_is_no_pack(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str
) -> None:
    said = run(capsys, "check", "--pack", str(tmp_path / folder))
    assert (said.code, said.out) == (1, "")
    assert "holds no content pack" in said.err


def test_check_needs_neither_settings_nor_records(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    assert run(capsys, "check").code == 0


# -- show ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("bcbs_al", ["BCBS Alabama", "Names:", "In force: from Jul 1, 2021",
                                 "In force: until Jun 30, 2021"], id="a payer and its positions"),
        pytest.param("bcbs_al/investigational", ["[Investigational: not paid]", "Codes: 20560",
                                                 "Recorded: Nov 23, 2026", "Sources\n[1] "],
                     id="a position"),
        pytest.param("20560", ["Kind: dry needling", "Valid: from Jan 1, 2020", "Timed: no",
                               "Units\n- "], id="a code"),
        pytest.param("KX", ["Kind: modifier"], id="a modifier"),
        pytest.param("at", ["Kind: modifier"], id="small letters"),
        pytest.param("NC", ["North Carolina (NC): physical therapist", "Citation: 371 N.C. 697"],
                     id="a state"),
        pytest.param("GA", ["Kind: modifier", "Georgia (GA): physical therapist"],
                     id="a modifier and a state"),
        pytest.param("count_eval", ["Topic: count_eval", "Also asked as:"], id="a topic"),
        pytest.param("ncd_word", ["Disagreement: ncd_word", "State: settled", "(holds) ["],
                     id="a disagreement"),
        pytest.param("cms_ncd_30_3_3", ["Publisher: CMS", "Cited by: payers/"], id="a source"),
        pytest.param("registry/aetna", ["Aetna", "Payer: aetna", "Kind: commercial",
                                        "Names: ", "Facts: payers/aetna"], id="a registry row"),
        pytest.param("neck_pain", ["Neck pain", "Condition: neck_pain"], id="a condition"),
    ],
)  # fmt: skip
def test_show_prints_everything_known_of(
    capsys: pytest.CaptureFixture[str], typed: str, told: list[str]
) -> None:
    said = run(capsys, "show", typed)
    assert (said.code, said.err) == (0, "")
    assert [words for words in told if words not in said.out] == []


@pytest.mark.parametrize(
    ("typed", "words", "absent"),
    [
        pytest.param("codes/GA", "Kind: modifier", "Georgia", id="the modifier"),
        pytest.param("states/GA", "Georgia", "Kind: modifier", id="the state"),
    ],
)
def test_show_takes_a_folder_to_tell_two_things_of_one_id_apart(
    capsys: pytest.CaptureFixture[str], typed: str, words: str, absent: str
) -> None:
    out = run(capsys, "show", typed).out
    assert words in out
    assert absent not in out


def test_show_spells_every_source_out(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "show", "bcbs_al/investigational").out
    assert "[1] Dry Needling of Trigger Points for Myofascial Pain, MP-740. BCBS Alabama" in out
    assert "https://al-policies.exploremyplan.com/" in out


@pytest.mark.sheet
def test_show_can_print_everything_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    book = shipped.pack()
    citations, facts = tuple(cited(book)), find._facts(book)  # noqa: SLF001 -- listed once for all
    monkeypatch.setattr("bot.cli.facts.show.cited", lambda _: citations)
    monkeypatch.setattr(find, "_facts", lambda _: facts)
    files = [path for path in PACK.glob("*/*.yaml") if path.parent.name not in HAVE_NO_ID]
    paths = [f"{path.parent.name}/{path.stem}" for path in files]
    paths += [f"sources/{id_}" for id_ in book.sources]
    paths += [f"conditions/{id_}" for id_ in book.conditions]
    paths += [f"registry/{id_}" for id_ in book.payers]
    paths += [f"decisions/{time.id}" for time in book.decisions]
    paths += [f"duties/{duty.id}" for duty in book.duties]
    paths += [f"rollover/{fact.id}" for fact in book.new_year]
    paths += [f"appeals/{window.id}" for window in book.appeals]
    assert [path for path in paths if not show(book, path)] == []


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        pytest.param("bcbsn", "bcbsnc", id="a letter short"),
        pytest.param("Blue Cross North Carolina", "bcbsnc", id="a payer's name"),
        pytest.param("North Carolina", "NC", id="a state in full"),
        pytest.param("20562", "20560", id="a code that does not exist"),
        pytest.param("bcbs_al/investigation", "bcbs_al/investigational", id="a position"),
    ],
)
def test_show_suggests_the_nearest_ids_for_an_unknown_one(
    capsys: pytest.CaptureFixture[str], typed: str, nearest: str
) -> None:
    said = run(capsys, "show", typed)
    assert (said.code, said.out) == (1, "")
    first, second = said.err.splitlines()
    assert first == f"Nothing in the pack has the id “{typed}”."
    assert nearest in second.removeprefix("Nearest: ").removesuffix(".").split(", ")


def test_show_says_what_an_id_is_when_nothing_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "show", "???")
    assert said.code == 1
    assert said.err.splitlines()[1] == "An id is the name of a file, or of a source."


# -- diff ----------------------------------------------------------------------------------------


def test_diff_says_in_words_what_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = str(PackFiles().write(tmp_path / "old"))
    files = PackFiles().change(PAYER, "verdict: investigational", "verdict: covered")
    new = str(files.change(NC, "54 hours.", "60 hours.").write(tmp_path / "new"))
    assert run(capsys, "diff", old, new) == Said(
        0,
        "- Acme Health, “Dry needling” (acme/new): verdict changed from investigational to "
        "covered.\n- North Carolina, PT: requirement Hours: “60 hours” instead of Hours: “54 "
        "hours”.\n",
        "",
    )


def test_diff_of_a_pack_with_itself_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(0, "The two packs say the same.\n", "")
    assert run(capsys, "diff", "shipped", "shipped") == said
    assert run(capsys, "diff", "shipped", str(PACK)) == said


def test_diff_names_the_pack_that_has_a_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    faulty = str(PackFiles().change(CPT, "timed: no", "timed: perhaps").write(tmp_path / "new"))
    said = run(capsys, "diff", "shipped", faulty)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"The content pack in {faulty} has faults:\n- {CPT}, line 6, timed")
