"""What a payer says of others who bill, where nothing is held of the one who was asked about."""

from __future__ import annotations

from dataclasses import replace

from models.coverage import profession
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Finding, Verdict, find
from models.reply import Line
from models.understanding.question import Question
from models.visits.limit import Limit
from models.wording import phrases


def of_other_billers(
    asked: Circumstances, question: Question, payer: Payer, finding: Finding
) -> tuple[Line, ...]:
    """What is held of others who bill, where nothing is of the profession that was asked about."""
    whoever = replace(asked, profession=None, other_biller=False)
    held = find(finding.beside, whoever).leading
    known = profession.NAMES[asked.profession] if asked.profession else ""
    who = known or question.other_profession
    if held is None or not who:
        return ()
    limits = held.limits if held.verdict is Verdict.COVERED_WITH_CONDITIONS else ()
    counted = [limit for limit in limits if isinstance(limit, Limit)]
    cites = dict.fromkeys(cite for limit in counted for cite in limit.cites)
    visits = Line(" ".join(limit.says for limit in counted), tuple(cites))
    return (
        Line(f"I hold nothing of {payer.name} on {phrases.an(who)} who bills: ask it."),
        Line(f"For others: {_within(held.says)}", held.cites),
        *((visits,) if counted else ()),
    )


def _within(says: str) -> str:
    """A sentence behind a colon: "For others: second-hand, by trade press"."""
    return says[:1].lower() + says[1:] if says.startswith("Second-hand") else says
