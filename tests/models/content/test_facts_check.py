"""What must hold across the whole pack, and what is only remarked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.content import load
from models.content.checks.remarks import remarks
from models.content.checks.statements import sentences, things
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.coverage.statement import AskedStatement
from models.errors import FactsFault
from tests.models.content.pack import SOURCES, PackFiles

PAYER, CPT, NC = "payers/acme.yaml", "codes/20560.yaml", "states/NC.yaml"
FAQ, WHO = "faq/gp.yaml", "disputes/who.yaml"
CONDITION, SOURCE = "conditions/conditions.yaml", "sources/sources.yaml"

OLD_RULE = """\
  - profession: PT
    permission: silent
    says: No law named it.
    sources: [board]
"""

# What was heard in research and confirmed by no source. None of it may be told.
NEVER_TOLD = {
    "one unit a day": "MUE of 1",
    "one unit a day, in other words": "MUE 1",
    "one unit of it a day": "one unit per day",
    "an age from an Irish guideline": "Irish",
    "its author": "McEvoy",
    "an arm or leg with lymphedema": "lymphedema",
    "the day from which Medicare's 90 days run": "from the first covered visit",
    "how most commercial plans count": "most commercial plans",
    "which notice is safer": "safer",
    "the diagnosis list of the Medicare rule": "attachment lists",
    "Independence after its sister company": "sister company",
    "the model policy of the Blues": "model policy",
    "what that model policy decides": "BCBSA",
    "Wellmark's decision": "Wellmark calls it investigational",
    "Wellmark's decision, in other words": "Wellmark treats",
    "Triple-S's decision": "Triple-S calls it",
    "the Federal Employee Program's decision": "Program calls it investigational",
    "a rule of Idaho": "24.13.01",
    "New Jersey's total of hours": "80 total",
    "the rest of Washington's hours": "75 in-person",
    "the rest of Washington's hours, in other words": "75 hours in person",
    "Washington's attendance": "constant attendance",
}


def faults(files: PackFiles, root: Path) -> list[str]:
    """What the loader says is wrong, a sentence each."""
    with pytest.raises(FactsFault) as caught:
        load(files.write(root))
    return [line for line in caught.value.what.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param(
            NC, "rules:\n", f"rules:\n{OLD_RULE}",
            f"- {NC}, rules: two rules for PT are in force on the same days.",
            id="two rules for one profession at once",
        ),
        pytest.param(
            PAYER, "as_of: 2024-04", "as_of: 2026-12",
            f"- {PAYER}, positions.new.as_of: 2026-12 lies after 2026-11-23",
            id="said so after it was recorded",
        ),
        pytest.param(
            PAYER, "as_of: 2024-04", "as_of: 2024-06",
            f"- {PAYER}, positions.new.as_of: 2024-06 lies after 2024-04, the newest source",
            id="said so after every source of the verdict",
        ),
        pytest.param(
            SOURCE, "reviewed: 2024-04", "reviewed: 2026-11-24",
            f'- {PAYER}, positions.new.recorded: "acme_policy" is dated 2026-11-24',
            id="a source reviewed after its position was recorded",
        ),
        pytest.param(
            SOURCE, "publisher: A forum", "publisher: A forum\n    published: 2027",
            f'- {PAYER}, positions.new.recorded: "forum" is dated 2027',
            id="a source of one sentence published after its position was recorded",
        ),
        pytest.param(
            SOURCE, "reviewed: 2024-04", "reviewed: 2024-04\n    published: 2024-05-01",
            "- sources/, acme_policy.reviewed: was reviewed before it was published.",
            id="reviewed before it was published",
        ),
        pytest.param(
            SOURCE, "authority: payer", "authority: second_hand",
            f"- {PAYER}, positions.new.cautions: rests on second-hand sources alone",
            id="a verdict from second-hand sources without a caution",
        ),
        pytest.param(
            NC, "sources: [board]", "sources: [forum]",
            f"- {NC}, rules.PT.cautions: rests on second-hand sources alone",
            id="a permission from second-hand sources without a caution",
        ),
        pytest.param(
            PAYER, "Acme calls it", "The seed calls it",
            f'- {PAYER}, positions.new.says: "seed" is a word of these files',
            id="a word of the research",
        ),
        pytest.param(
            WHO, "says: Nobody.", "says: Nobody, by acme_policy.",
            f'- {WHO}, sides: "acme_policy" is a word of these files',
            id="the id of a source in a text",
        ),
        pytest.param(
            FAQ, "asks for it.", "asks for it (confirmed_second_hand).",
            f'- {FAQ}, answer: "confirmed_second_hand" is a word of these files',
            id="a grade of confidence in a text",
        ),
        pytest.param(
            CPT, "says: Dry", "says: https://acme.example/codes says dry",
            f'- {CPT}, says: "https://acme.example/codes" is an address.',
            id="an address in a text",
        ),
        pytest.param(
            WHO, "settles: A ruling.", "settles: Look at board.gov.",
            f'- {WHO}, settles: "board.gov" is an address.',
            id="a bare host in a text",
        ),
        pytest.param(
            WHO, "state: open", "state: settled",
            f"- {WHO}, state: is settled, and no side holds.",
            id="settled without a side that holds",
        ),
        pytest.param(
            PAYER, "id: old", "id: new",
            f'- {PAYER}, positions: "new" names 2 positions.',
            id="one id for two positions",
        ),
        pytest.param(
            PAYER, 'in_states: ["NC"]', 'in_states: ["N.C."]',
            f'- {PAYER}, in_states: "N.C." is no state.',
            id="a bound that is no state",
        ),
        pytest.param(
            CPT, "timed: no", 'see_also: ["20561"]',
            f'- {CPT}, see_also: "20561" is no code',
            id="a hint at a code without a file",
        ),
        pytest.param(
            CPT, "timed: no", "timed: [no]",
            "timed: \"\" is neither yes nor no.",
            id="a list for yes or no",
        ),
        pytest.param(
            CONDITION, "conditions:\n", "conditions:\n  elbow: sore\n",
            "conditions.elbow: is no mapping.",
            id="a condition that is a text",
        ),
        pytest.param(
            SOURCE, "sources:\n", "sources:\n  forum:\n    title: T\n    publisher: P\n"
            "    authority: payer\n",
            f"- {SOURCE}, line 17, forum: stands twice.",
            id="one id for two sources",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_whole_pack_is_told(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    found = faults(PackFiles().change(file, old, new), tmp_path)
    assert [fault for fault in found if told in fault], found


def test_one_id_in_two_files_of_sources_is_told(tmp_path: Path) -> None:
    entry = "sources:\n  forum:\n    title: T\n    publisher: P\n    authority: payer\n"
    found = faults(PackFiles().add("sources/other.yaml", entry), tmp_path)
    assert found == ["- sources/, forum: stands there 2 times. Keep one of them."]


def test_sources_given_as_a_list_are_told(tmp_path: Path) -> None:
    found = faults(PackFiles().add(SOURCE, "sources: [acme_policy]\n"), tmp_path)
    assert any("sources: is no mapping." in fault for fault in found)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param("payers/other.yml", id="another ending"),
        pytest.param("payer/other.yaml", id="a misspelt folder"),
        pytest.param("payers/old/other.yaml", id="a folder too deep"),
        pytest.param("other.yaml", id="no folder"),
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, file: str) -> None:
    found = faults(PackFiles().add(file, "id: other\n"), tmp_path)
    assert [fault.startswith(f"- {file}, the file: is not read.") for fault in found] == [True]


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_a_pack_is_told(tmp_path: Path, folder: str) -> None:
    with pytest.raises(FactsFault, match="holds no content pack"):
        load(tmp_path / folder)


@pytest.mark.parametrize(
    "caution",
    [
        pytest.param("This comes second-hand.", id="second-hand"),
        pytest.param("Acme's own text was not read.", id="not read"),
        pytest.param("No text of Acme was found.", id="not found"),
        pytest.param("The policy was seen as a copy.", id="a copy"),
        pytest.param("A clinic's page is the only source.", id="the only source"),
    ],
)
def test_a_second_hand_verdict_with_a_caution_that_says_so_is_sound(
    tmp_path: Path, caution: str
) -> None:
    files = PackFiles().change(SOURCE, "authority: payer", "authority: second_hand")
    files.change(PAYER, "    authorization:", f"    cautions: [{caution}]\n    authorization:")
    files.change(PAYER, "verdict: covered_with_conditions", "verdict: unknown")
    files.change(PAYER, "Acme paid for it.", "No text of Acme was read.")
    assert load(files.write(tmp_path)).payers


def test_a_statement_may_say_by_which_words_it_is_asked_for(tmp_path: Path) -> None:
    asked = "  - says: Add it where the payer asks for it.\n    asked: [cigna wants it]\n"
    files = PackFiles().change(FAQ, "  - Add it where the payer asks for it.\n", asked)
    (said,) = load(files.write(tmp_path)).topics["gp"].answer
    assert said == AskedStatement(
        "Add it where the payer asks for it.", ("forum",), ("cigna wants it",)
    )


def test_what_is_asked_for_without_a_text_is_told(tmp_path: Path) -> None:
    asked = "  - says: [nothing]\n    asked: [cigna wants it]\n"
    files = PackFiles().change(FAQ, "  - Add it where the payer asks for it.\n", asked)
    assert faults(files, tmp_path)


def test_two_clocks_of_one_day_are_no_fault(tmp_path: Path) -> None:
    """A source of the month in which it was recorded is as new as it can be told to be."""
    files = PackFiles().change(SOURCE, "reviewed: 2024-04", "reviewed: 2026-11")
    files.change(PAYER, "as_of: 2024-04", "as_of: 2026")
    assert load(files.write(tmp_path)).payers


def test_rules_of_one_profession_may_follow_each_other(tmp_path: Path) -> None:
    ended = f"rules:\n{OLD_RULE}    until: 2025-12-31\n"
    files = PackFiles().change(NC, "rules:\n", ended)
    files.change(NC, "as_of: 2026-01", "as_of: 2026-01\n    from: 2026-01-01")
    book = load(files.write(tmp_path))
    assert len(book.states["NC"].rules) == 2
    assert remarks(book) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "remark"),
    [
        pytest.param(
            PAYER, "until: 2021-06-30", "until: 2021-06-28",
            f"{PAYER}: nothing is known for dates of service Jun 29, 2021 to Jun 30, 2021.",
            id="two days between two positions",
        ),
        pytest.param(
            NC, "rules:\n", f"rules:\n{OLD_RULE}    until: 2020-12-31\n",
            f"{NC}: nothing is known for dates of service Jan 1, 2021 to Dec 31, 2025.",
            id="years between two rules",
        ),
        pytest.param(
            PAYER, "Twelve visits a year.", "Twelve visits a year, " + "and more " * 40,
            "positions.new.limits: 381 characters in one text; 300 read well.",
            id="a text that fills a telephone",
        ),
        pytest.param(
            SOURCE, "published: 2010-09-23", "published: 2062-09-23",
            "sources/, board: 2062-09-23 lies after the last recording, 2026-11-23.",
            id="a date in the future",
        ),
    ],
)  # fmt: skip
def test_what_is_no_fault_is_remarked_on(
    tmp_path: Path, file: str, old: str, new: str, remark: str
) -> None:
    files = PackFiles().change(NC, "as_of: 2026-01", "as_of: 2026-01\n    from: 2026-01-01")
    found = remarks(load(files.change(file, old, new).write(tmp_path)))
    assert len(found) == 1
    assert remark in found[0]


def test_a_sound_pack_earns_no_remark(tmp_path: Path) -> None:
    assert remarks(load(PackFiles().write(tmp_path))) == []
    assert "acme_policy" in SOURCES


def test_every_sentence_of_the_pack_is_walked(pack: FactBook) -> None:
    """The checks reach the fields that a reader is shown, requirements and sides among them."""
    reached = {field for _, _, thing in things(pack) for field, _ in sentences(thing)}
    assert reached >= {
        *("says", "conditions", "limits", "authorization", "referral", "billing", "documentation"),
        *("cautions", "units", "modifiers", "on_needling", "values", "mistakes", "requirements"),
        *("answer", "details", "sides"),
    }


# A sentence may name what nobody confirmed only to say that nothing is held on it.
_NOT_HELD = "stand in no source here"


@pytest.mark.parametrize("words", [pytest.param(w, id=why) for why, w in NEVER_TOLD.items()])
def test_what_nobody_confirmed_is_not_told(pack: FactBook, words: str) -> None:
    told = [
        f"{file}: {statement.says}"
        for file, _, thing in things(pack)
        for _, statement in sentences(thing)
        if words.casefold() in statement.says.casefold() and _NOT_HELD not in statement.says
    ]
    assert told == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        pytest.param("ID", "27", id="Idaho's hours"),
        pytest.param("MS", "50", id="Mississippi's hours"),
        pytest.param("MS", "three years", id="Mississippi's years of practice"),
        pytest.param("NJ", "80", id="New Jersey's total of hours"),
        pytest.param("WA", "75", id="Washington's hours in person"),
        pytest.param("WA", "150", id="Washington's supervised sessions"),
    ],
)
def test_what_nobody_confirmed_is_not_asked_of_a_physical_therapist(
    pack: FactBook, state: str, words: str
) -> None:
    rules = [rule for rule in pack.states[state].rules if rule.profession is Profession.PT]
    assert rules
    told = [statement.says for rule in rules for _, statement in sentences(rule)]
    assert [says for says in told if words in says] == []


@pytest.mark.parametrize("payer", ["bcbsms", "fep", "ibx_com", "triple_s", "wellmark"])
def test_a_decision_that_nobody_read_is_unknown(pack: FactBook, payer: str) -> None:
    assert {position.verdict for position in pack.positions[payer]} == {Verdict.UNKNOWN}
