"""Prints every answer to a blind sheet, for a judge: `python -m tests.questions.blind third`."""

from __future__ import annotations

import asyncio
import sys

from bot.render import plain_text
from tests.questions import blind
from tests.questions.marking import ROUTED, Examiner
from tests.questions.sheet import Question


async def _print(sheet: str) -> None:
    examiner = Examiner()
    for asked in blind.questions(sheet):
        reply = await examiner.answer(Question(sheet=ROUTED, request=asked.typed))
        sys.stdout.write(f"=== {asked.n} [{asked.kind}] {asked.typed}\n--- {asked.expect}\n")
        sys.stdout.write(f"{plain_text.dress(reply)}\n\n")


if __name__ == "__main__":
    asyncio.run(_print(sys.argv[1] if len(sys.argv) > 1 else blind.SHEETS[-1]))
