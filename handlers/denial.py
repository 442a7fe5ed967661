"""What a denial code means, whether the payer's policy explains it, and what comes next.

/denial <payer> [code] <CARC or RARC> [on <date of service>]
/denial <CARC or RARC>
"""

from __future__ import annotations

from dataclasses import replace

from handlers import answering
from handlers.command import LONG, Command, Request, Services
from models.errors import NotUnderstood
from models.reply import Choice, Reply
from models.understanding import denials
from models.understanding.question import Question

_EXAMPLES = ("/denial cigna 20560 CO-50", "/denial PR-204", "/denial medicare N386")


async def answer(request: Request, services: Services) -> Reply:
    """The answer to the same question in free text, which it hands over; a code has to be named."""

    def read(text: str) -> Question:
        return services.reader.read(text, request.today)

    asked = denials.with_cue(request.text, read)
    if not read(asked).denials:
        raise NotUnderstood(
            "Which denial code?",
            "Type it as it stands on the remittance: CO-50, PR 204, N130.",
            [Choice(example, example) for example in _EXAMPLES],
        )
    return await answering.answer(replace(request, command="ask", text=asked), services)


COMMAND = Command("denial", __doc__, _EXAMPLES, answer, is_public=True, longest=LONG)
