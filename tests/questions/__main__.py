"""Prints how the bot does on the questions: shares, wrong answers, abstentions, false claims."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

from tests.questions import blind
from tests.questions.marking import (
    Examiner,
    Marked,
    false_claims,
    share,
    share_at_a_glance,
    unexpected,
    wrong,
)
from tests.questions.sheet import sheets


def main() -> int:
    """Ask everything, print the marks, and say by the exit code whether all is as expected."""
    asked = sheets()
    marked = asyncio.run(Examiner().mark_all(asked))
    unasked = [
        f"{sheet}: not asked, there is no such command" for sheet in asked.keys() - marked.keys()
    ]
    kept = ["", "First scores of the blind sheets", *map(blind.score, blind.SHEETS)]
    sys.stdout.write("\n".join([_table(marked), *kept, *unasked, *_listed(marked)]) + "\n")
    faults = (unexpected(answers) or false_claims(answers) for answers in marked.values())
    return 1 if any(faults) else 0


def _listed(marked: dict[str, list[Marked]]) -> Iterator[str]:
    kinds = {"Wrong": wrong, "Abstentions": _abstentions, "False claims": false_claims}
    for title, found in kinds.items():
        for sheet, answers in marked.items():
            if text := found(answers):
                yield f"\n{title}, {sheet}\n{text}"


def _table(marked: dict[str, list[Marked]]) -> str:
    rows = [
        f"{'':10}{'asked':>7}{'right':>7}{'share':>8}{'unknown':>9}{'asks back':>11}{'false':>7}"
        f"{'at a glance':>13}"
    ]
    for sheet, answers in marked.items():
        right = sum(not each.faults for each in answers)
        backs = sum(each.asks_back for each in answers)
        unknown = sum(each.abstains for each in answers) - backs
        false = sum(each.is_false_claim for each in answers)
        rows.append(
            f"{sheet:10}{len(answers):7}{right:7}{share(answers):8.1%}{unknown:9}{backs:11}{false:7}"
            f"{share_at_a_glance(answers):13.1%}"
        )
    return "\n".join(rows)


def _abstentions(answers: list[Marked]) -> str:
    return "\n".join(
        f"  {'asks back' if each.asks_back else 'unknown':10}{each.question.request[:90]!r}"
        for each in answers
        if each.abstains
    )


if __name__ == "__main__":
    sys.exit(main())
