"""What is wrong in a pack is told at once: the file, the field, and how to mend it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from models.content import load
from models.errors import FactsFault
from tests.models.content.pack import ACME, CODE, SOUND, SOURCES, STATE, PackFiles

PAYER, CPT, NC = "payers/acme.yaml", "codes/20560.yaml", "states/NC.yaml"
FAQ, WHO = "faq/gp.yaml", "disputes/who.yaml"
CONDITION, SOURCE = "conditions/conditions.yaml", "sources/sources.yaml"

_FAULT = re.compile(r"^- (?P<file>\S+?)(?:, line (?P<line>\d+))?, (?P<field>[^:]+): (?P<told>.*)$")


class Told(NamedTuple):
    """One fault as the loader told it."""

    file: str
    line: str | None
    field: str
    told: str


def faults(files: PackFiles, root: Path) -> list[Told]:
    """What the loader says is wrong."""
    with pytest.raises(FactsFault) as caught:
        load(files.write(root))
    found = (_FAULT.match(line) for line in str(caught.value).splitlines())
    return [Told(*fault.group("file", "line", "field", "told")) for fault in found if fault]


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "told"),
    [
        # -- texts that YAML would take for something else
        pytest.param(
            CPT, '"20560"', "20560", "code", 'Write "20560" in quotes', id="a bare 20560"
        ),
        pytest.param(
            PAYER, '["20560"]', "[00100]", "positions[1].codes", 'Write "00100"', id="a bare 00100"
        ),
        pytest.param(SOURCE, "A forum", "NO", "publisher", 'Write "NO" in quotes', id="a bare NO"),
        pytest.param(
            SOURCE, "A thread", "2024-04-01", "title", "in quotes", id="a bare date for a title"
        ),
        pytest.param(SOURCE, "A thread", "1.5", "title", "in quotes", id="a bare decimal"),
        pytest.param(SOURCE, "A thread", "~", "title", "in quotes", id="a bare tilde"),
        # -- fields
        pytest.param(
            PAYER, "id: acme", "id: acme\nid: acme", "id", "Keep one", id="a field twice"
        ),
        pytest.param(
            PAYER, "treating:", "treeting:", "positions[1].treeting", "Write `treating`",
            id="a misspelt field",
        ),
        pytest.param(
            NC, "hours:", "hour:", "rules[1].hour", "Write `hours`", id="a misspelt requirement"
        ),
        pytest.param(
            CPT, "timed: no", "colour: red", "colour", "Known here:", id="a field like no other"
        ),
        pytest.param(
            PAYER, "    title: Dry needling\n", "", "positions[1].title", "Write `title:",
            id="no title",
        ),
        pytest.param(
            PAYER, "    recorded: 2026-11-23\n", "", "positions[1].recorded", "Write `recorded:",
            id="no day of recording",
        ),
        pytest.param(
            PAYER, "says: Acme calls", 'says: ""\n    policy: Acme calls', "says", "is empty",
            id="an empty text",
        ),
        pytest.param(
            PAYER, "title: Dry needling", "title: [Dry]", "positions[1].title", "Write one text",
            id="a list for a text",
        ),
        pytest.param(
            PAYER, "lines: [commercial]", "lines: commercial", "lines", "is no list",
            id="a text for a list",
        ),
        pytest.param(
            PAYER, "  - id: new", "  - just words\n  - id: new", "positions", "`field: value`",
            id="a sentence for a position",
        ),
        pytest.param(
            CPT, "timed: no", "timed: false", "timed", "Write yes or no", id="false for no"
        ),
        # -- words of an enumeration
        pytest.param(
            PAYER, "investigational", "investigative", "verdict", "Write investigational",
            id="an unknown verdict",
        ),
        pytest.param(
            PAYER, "[commercial]", "[comercial]", "lines", "Write commercial", id="a misspelt line"
        ),
        pytest.param(
            NC, "by_board", "by_bord", "permission", "Write by_board", id="a misspelt permission"
        ),
        pytest.param(NC, "PT", "XX", "profession", "one of PT", id="an unknown profession"),
        pytest.param(
            SOURCE, "second_hand", "hearsay", "authority", "is unknown", id="an unknown authority"
        ),
        pytest.param(CPT, "dry_needling", "needling", "kind", "dry_needling", id="an unknown kind"),
        # -- sources
        pytest.param(
            PAYER, "    sources: [acme_policy]\n", "", "sources", "no fact without one",
            id="a position without a source",
        ),
        pytest.param(
            CPT, "sources: [forum]", "sources: []", "sources", "no fact without one",
            id="a code with an empty list of sources",
        ),
        pytest.param(
            WHO, "    sources: [board]\n", "", "sides[2].sources", "no fact without one",
            id="a side of a dispute without a source",
        ),
        pytest.param(
            PAYER, "[acme_policy]", "[hearsay]", "sources", '"hearsay" is no source',
            id="an unknown source",
        ),
        pytest.param(
            PAYER, "        sources: [forum]", "        sources: [hearsay]", "sources",
            '"hearsay" is no source', id="an unknown source of one sentence",
        ),
        # -- dates
        pytest.param(
            PAYER, "from: 2021-07-01", "from: July 2021", "positions[1].from", "2021-07-01",
            id="a date in words",
        ),
        pytest.param(
            PAYER, "from: 2021-07-01", "from: 2021-07", "positions[1].from", "no whole date",
            id="a month for a day",
        ),
        pytest.param(
            PAYER, "until: 2021-06-30", "until: 2021-06-31", "positions[2].until", "no whole date",
            id="the 31st of June",
        ),
        pytest.param(
            PAYER, "from: 2021-07-01", "from: 2021-07-01\n    until: 2021-06-30",
            "positions[1].until", "earlier date under `from`", id="an end before the start",
        ),
        pytest.param(
            PAYER, "as_of: 2024-04", "as_of: 4/2024", "positions[1].as_of", "2024-04",
            id="a month written with a slash",
        ),
        pytest.param(
            SOURCE, "published: 2010-09-23", "published: 2010-09-31", "board.published", "no date",
            id="the 31st of September",
        ),
        # -- ids of other files
        pytest.param(
            PAYER, '["20560"]', '["20560", "20599"]', "codes", '"20599" is no code',
            id="a code without a file",
        ),
        pytest.param(
            PAYER, "[neck_pain]", "[knee_pain]", "treating", '"knee_pain" is no condition',
            id="an unknown condition",
        ),
        pytest.param(
            PAYER, 'states: ["NC"]', 'states: ["North Carolina"]', "states", "two capitals",
            id="a state in full",
        ),
        pytest.param(WHO, "[acme]", "[acne]", "payers", '"acne" has no file', id="unknown payer"),
        pytest.param(
            WHO, 'states: ["NC"]', 'states: ["SC"]', "states", '"SC" has no file',
            id="a state without a file",
        ),
        pytest.param(WHO, "[gp]", "[kx]", "topics", '"kx" has no file', id="an unknown topic"),
        pytest.param(
            WHO, '["20560"]', '["20561"]', "codes", '"20561" has no file', id="an unknown code"
        ),
        # -- the name of a file
        pytest.param(PAYER, "id: acme", "id: acne", "id", "the two alike", id="another payer's id"),
        pytest.param(CPT, '"20560"', '"20561"', "code", "the two alike", id="another code"),
        # -- what must be said
        pytest.param(
            FAQ, "answer:\n  - Add it where the payer asks for it.\n", "", "answer", "is missing",
            id="a topic without an answer",
        ),
        pytest.param(
            WHO, "answer: Ask the board.\n", "", "answer", "is missing",
            id="a dispute without an answer",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_its_field_and_its_mend(
    tmp_path: Path, file: str, old: str, new: str, *, field: str, told: str
) -> None:
    found = faults(PackFiles().change(file, old, new), tmp_path)
    fitting = [f for f in found if f.file == file and field in f.field and told in f.told]
    assert fitting, found


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        pytest.param(PAYER, "id: [acme\n", "is not YAML", id="a bracket left open"),
        pytest.param(PAYER, "id: acme\n\tname: x\n", "is not YAML", id="a tab"),
        pytest.param(PAYER, ACME.encode() + b"# caf\xe9\n", "is not YAML", id="not UTF-8"),
        pytest.param(PAYER, ACME.encode() + b"\0", "is not YAML", id="a zero byte"),
        pytest.param(PAYER, f"{ACME}---\n{ACME}", "is not YAML", id="two documents"),
        pytest.param(PAYER, "- id: acme\n", "is no mapping", id="a list"),
        pytest.param(PAYER, "Acme pays.\n", "is no mapping", id="a sentence"),
        pytest.param(PAYER, "", "is no mapping", id="an empty file"),
        pytest.param(PAYER, "# nothing yet\n", "is no mapping", id="a comment alone"),
    ],
)
def test_a_file_that_is_no_mapping_is_told_by_name(
    tmp_path: Path, file: str, text: str | bytes, told: str
) -> None:
    found = faults(PackFiles().add(file, text), tmp_path)
    assert any(fault.file == file and told in fault.told for fault in found), found


def test_a_fault_names_its_line(tmp_path: Path) -> None:
    files = PackFiles().change(CPT, "timed: no", "timed: perhaps")
    line = CODE.splitlines().index("timed: no") + 1
    assert [(f.line, f.field) for f in faults(files, tmp_path)] == [(str(line), "timed")]


@pytest.mark.parametrize(
    ("old", "new", "field", "line_of"),
    [
        pytest.param("[PT]", "[XX]", "positions[1].billed_by", "    billed_by: [XX]", id="a word"),
        pytest.param(
            "says: Three visits a week.", "says: 3", "positions[1].limits[2].says",
            "      - says: 3", id="a sentence of its own",
        ),
        pytest.param("id: old", "is: old", "positions[2].id", "  - is: old", id="what is missing"),
        pytest.param("id: old", "id: old\n    id: new", "id", "    id: new", id="a field twice"),
    ],
)  # fmt: skip
def test_a_fault_deep_in_a_file_names_its_own_line(
    tmp_path: Path, old: str, new: str, field: str, line_of: str
) -> None:
    files = PackFiles().change(PAYER, old, new)
    text = files.files[PAYER]
    assert isinstance(text, str)
    line = str(text.splitlines().index(line_of) + 1)
    assert (line, field) in [(fault.line, fault.field) for fault in faults(files, tmp_path)]


def test_a_file_with_a_fault_brings_no_faults_of_those_that_name_it(tmp_path: Path) -> None:
    files = PackFiles().change(CONDITION, "name: neck pain", "name: 7")
    assert [fault.file for fault in faults(files, tmp_path)] == [CONDITION]


def test_a_source_that_no_fact_cites_is_told(tmp_path: Path) -> None:
    idle = "  idle:\n    title: T\n    publisher: P\n    authority: payer\n"
    found = faults(PackFiles().add(SOURCE, SOURCES + idle), tmp_path)
    assert [(f.field, "cited by no fact" in f.told) for f in found] == [("idle", True)]


def test_a_state_that_the_country_does_not_have_is_told(tmp_path: Path) -> None:
    found = faults(PackFiles().add("states/ZZ.yaml", STATE.replace("NC", "ZZ")), tmp_path)
    assert [(f.file, f.field) for f in found] == [("states/ZZ.yaml", "code")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("until: 2021-06-30", "until: 2021-07-01", id="sharing one day"),
        pytest.param("    until: 2021-06-30\n", "", id="the older one never ends"),
        pytest.param("    from: 2021-07-01\n", "", id="the newer one never began"),
    ],
)
def test_two_positions_on_the_same_claims_may_not_share_a_day(
    tmp_path: Path, old: str, new: str
) -> None:
    found = faults(PackFiles().change(PAYER, old, new), tmp_path)
    assert [(f.file, f.field) for f in found] == [(PAYER, "positions")]
    assert "acme/new and acme/old" in found[0].told
    assert "End the older one" in found[0].told


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    files = PackFiles()
    files.change(PAYER, "investigational", "investigative")
    files.change(PAYER, "treating:", "treeting:")
    files.change(CPT, '"20560"', "20560")
    files.change(NC, "by_board", "by_bord")
    files.change(FAQ, "kind: billing", "kind: bills")
    files.change(WHO, "state: open", "state: opened")
    files.change(CONDITION, "name: neck pain", "nam: neck pain")
    files.change(SOURCE, "authority: board", "authority: bored")
    files.change("registry/payers.yaml", "kind: commercial", "kind: comercial")
    told = {fault.file for fault in faults(files, tmp_path)}
    assert told == set(SOUND)


def test_a_fault_in_one_file_hides_none_in_another(tmp_path: Path) -> None:
    files = PackFiles().add(CONDITION, "not: [yaml\n").change(CPT, "timed: no", "timed: perhaps")
    assert {CONDITION, CPT} <= {fault.file for fault in faults(files, tmp_path)}


def test_the_sound_pack_is_sound(tmp_path: Path) -> None:
    assert load(PackFiles().write(tmp_path)).conditions.keys() == {"neck_pain"}
