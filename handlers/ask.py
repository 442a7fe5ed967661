"""Answers a question in free text, from facts about payers, codes and states and from an FAQ.

/ask <question>
"""

from __future__ import annotations

from handlers import answering
from handlers.command import LONG, Command
from handlers.topics import EXAMPLES

COMMAND = Command("ask", __doc__, EXAMPLES, answering.answer, is_public=True, longest=LONG)
