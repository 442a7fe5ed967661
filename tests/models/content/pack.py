"""A small pack on disk, sound until a test plants a fault in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ACME = """\
id: acme
lines: [commercial]
positions:
  - id: new
    title: Dry needling
    verdict: investigational
    says: Acme calls it investigational.
    sources: [acme_policy]
    from: 2021-07-01
    recorded: 2026-11-23
    as_of: 2024-04
    codes: ["20560"]
    treating: [neck_pain]
    billed_by: [PT]
    in_states: ["NC"]
    limits:
      - Twelve visits a year.
      - says: Three visits a week.
        sources: [forum]
    authorization: After the sixth visit.
  - id: old
    title: Dry needling
    verdict: covered_with_conditions
    says: Acme paid for it.
    sources: [acme_policy]
    until: 2021-06-30
    recorded: 2026-11-23
    codes: ["20560"]
    treating: [neck_pain]
    billed_by: [PT]
    in_states: ["NC"]
"""
REGISTRY = """\
payers:
  - id: acme
    name: Acme Health
    kind: commercial
    states: ["NC"]
    names: [Acme, AcmeCare]
    shared_names: [Blue Cross]
    facts: acme
  - id: bluefield
    name: Bluefield
    kind: tpa
    states: ["US"]
    names: [bluefield plan]
    shared_names: [Blue Cross]
"""
CODE = """\
code: "20560"
kind: dry_needling
says: Dry needling of one or two muscles.
sources: [forum]
from: 2020-01-01
timed: no
names: [dry needling]
"""
STATE = """\
code: NC
rules:
  - profession: PT
    permission: by_board
    says: The board counts it in.
    sources: [board]
    as_of: 2026-01
    hours: 54 hours.
"""
TOPIC = """\
id: gp
kind: billing
question: Does 20560 need GP?
also: [gp modifier]
sources: [forum]
answer:
  - Add it where the payer asks for it.
commands: [/cpt 20560]
"""
DISPUTE = """\
id: who
question: Who may needle?
state: open
sides:
  - says: Everybody.
    sources: [forum]
  - says: Nobody.
    sources: [board]
answer: Ask the board.
settles: A ruling.
payers: [acme]
states: ["NC"]
codes: ["20560"]
topics: [gp]
"""
CONDITIONS = """\
conditions:
  neck_pain:
    name: neck pain
    names: [cervicalgia]
"""
SOURCES = """\
sources:
  acme_policy:
    title: Dry needling policy
    publisher: Acme
    authority: payer
    address: https://acme.example/policy
    reviewed: 2024-04
  board:
    title: Position statement
    publisher: The board
    authority: board
    published: 2010-09-23
  forum:
    title: A thread
    publisher: A forum
    authority: second_hand
"""

SOUND: dict[str, str | bytes] = {
    "payers/acme.yaml": ACME,
    "registry/payers.yaml": REGISTRY,
    "codes/20560.yaml": CODE,
    "states/NC.yaml": STATE,
    "faq/gp.yaml": TOPIC,
    "disputes/who.yaml": DISPUTE,
    "conditions/conditions.yaml": CONDITIONS,
    "sources/sources.yaml": SOURCES,
}


@dataclass
class PackFiles:
    """The files of a pack, by path."""

    files: dict[str, str | bytes] = field(default_factory=lambda: dict(SOUND))

    def change(self, file: str, old: str, new: str) -> PackFiles:
        """Write `new` where `old` first stands in a file."""
        text = self.files[file]
        assert isinstance(text, str)
        assert old in text, f"{old!r} does not stand in {file}"
        self.files[file] = text.replace(old, new, 1)
        return self

    def add(self, file: str, text: str | bytes) -> PackFiles:
        """Add a file, or write one anew."""
        self.files[file] = text
        return self

    def write(self, root: Path) -> Path:
        """Write the files under a folder."""
        for name, text in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root
