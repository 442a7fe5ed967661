"""Replies to dress: one with everything in it, and ways to say what a reply holds."""

from __future__ import annotations

from models.reply import (
    Badge,
    Choice,
    Citation,
    Count,
    Fact,
    Line,
    Pick,
    Picked,
    Reply,
    Row,
    Section,
    Table,
    Tone,
    Weight,
)

LAW = Citation("law", "The law", "The state", "statute", "in force 2024", "https://law.example/a?b")
PAGE = Citation("page", "A page", "A blog", "second-hand", "undated")

EVERYTHING = Reply(
    headline="Acme · 20560",
    badge=Badge("Covered with conditions", Tone.CAUTION),
    lines=(Line("Acme pays.", ("page", "law")), Line("Ask first.")),
    facts=(Fact("In force", "from Jul 1, 2021", ("law",)), Fact("Plan", "commercial")),
    sections=(Section("Limits", (Line("12 visits.", ("law",)), Line("One a day."))),),
    cautions=(Line("The page is old.", ("page",)),),
    sources=(LAW, PAGE),
    choices=(Choice("What 20560 is", "/cpt 20560"),),
    picks=(Pick("Hand over to", "/clinic alerts hand 7 to", Picked.PERSON),),
    small_print="Not a guarantee of payment.",
)

COUNTED = Reply(
    headline="BLUE-47K",
    count=Count(10, 12, "10 of 12 visits used, 2 left", Tone.CAUTION),
    lines=(Line("Medicare Part B: 12 visits in 90 days."),),
    tables=(
        Table(
            "Visits left",
            ("Alias", "Left"),
            (Row(("BLUE-47K", "2 left"), "/caps BLUE-47K"), Row(("OWL-3", "no limit known"))),
        ),
    ),
    sections=(Section("The year", (Line("By date."),), Count(4, 20, "4 of 20 used, 16 left")),),
    choices=(
        Choice("Patient improves", "/session improving BLUE-47K", Weight.PRIMARY),
        Choice("Undo", "/session void BLUE-47K 10 because undone"),
        Choice("Forget", "/clinic forget BLUE-47K yes", confirm="Erase BLUE-47K, for good?"),
        Choice("Close", "/session close BLUE-47K", Weight.MORE),
    ),
)
"""What the other has not: counts, a table, and choices of every weight."""


def told(reply: Reply) -> list[str]:
    """Every text of a reply that a reader must be able to see."""
    badge = [reply.badge.words] if reply.badge else []
    counts = [count for count in (reply.count, *(s.count for s in reply.sections)) if count]
    rows = [row for table in reply.tables for row in table.rows]
    tables = [
        *(table.caption for table in reply.tables),
        *(cell for row in rows for cell in row.cells),
    ]
    facts = [text for fact in reply.facts for text in (fact.label, fact.value)]
    sections = [
        text
        for each in reply.sections
        for text in (each.title, *(line.text for line in each.lines))
    ]
    sources = [
        text
        for s in reply.sources
        for text in (s.title, s.publisher, s.authority, s.dates, s.address)
    ]
    lines = [line.text for line in (*reply.lines, *reply.cautions)]
    commands = [each.command for each in (*reply.choices, *reply.picks)]
    counted = [count.words for count in counts]
    said = [reply.headline, *badge, *counted, *tables, *lines, *facts, *sections]
    return [text for text in (*said, *sources, *commands, reply.small_print) if text]
