"""Replies to dress: one with everything in it, and ways to say what a reply holds."""

from __future__ import annotations

from models.reply import (
    Badge,
    Choice,
    Citation,
    Fact,
    Line,
    Pick,
    Picked,
    Reply,
    Section,
    Tone,
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


def told(reply: Reply) -> list[str]:
    """Every text of a reply that a reader must be able to see."""
    badge = [reply.badge.words] if reply.badge else []
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
    texts = [reply.headline, *badge, *lines, *facts, *sections, *sources, *commands]
    return [text for text in (*texts, reply.small_print) if text]
