"""Asks the real desk every question of the sheets, without a database, and marks the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot import settings
from bot.app import build
from bot.render import plain_text
from handlers import COMMANDS
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from handlers.outcome import Outcome, RequestOutcome
from models.clinic.clinic import Clinic, Member, Platform
from models.coverage.position import Verdict
from models.reply import Reply
from models.wording import phrases
from tests.questions.sheet import NO_BADGE, Question

# The sheet of texts that belong to no command: the desk itself routes them.
ROUTED = "desk"

UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN].words

# Stands in a headline behind the payer or state that the answer is about.
_SUBJECT = " ·"

# Badges that somebody may act upon: what is paid, refused or legal. "Unknown" is none.
CLAIMS = frozenset(
    badge.words for badge in (*phrases.VERDICTS.values(), *phrases.PERMISSIONS.values())
) - {UNKNOWN}


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer, and what is wrong with it: nothing, when it is right."""

    question: Question
    reply: Reply
    faults: tuple[str, ...]

    @property
    def badge(self) -> str:
        """The badge's words."""
        return self.reply.badge.words if self.reply.badge else NO_BADGE

    @property
    def asks_back(self) -> bool:
        """Whether the answer is a question back, with choices to click."""
        return self.reply.badge is None and bool(self.reply.choices)

    @property
    def abstains(self) -> bool:
        """Whether the answer says neither yes nor no."""
        return self.asks_back or self.badge == UNKNOWN

    @property
    def is_false_claim(self) -> bool:
        """Whether the badge says what the facts do not, or says it of another payer or state."""
        expected = (NO_BADGE,) if self.question.asks_back else self.question.verdicts
        unexpected = bool(expected) and self.badge not in expected
        return self.badge in CLAIMS and (unexpected or self._is_of_another())

    def _is_of_another(self) -> bool:
        headline = f"{self.reply.headline} ".casefold()
        return not all(self._subject(words) in headline for words in self.question.has) or any(
            _SUBJECT in words and self._subject(words) in headline for words in self.question.lacks
        )

    def _subject(self, words: str) -> str:
        """Of whom the words say the answer is: a payer, or a state's profession. Else nothing."""
        if self.question.sheet == "state" and _SUBJECT in words:
            return words.casefold()
        name, dot, _ = words.casefold().partition(_SUBJECT)
        return f"{name}{dot}" if dot else ""


class Examiner:
    """The desk as it runs, on the facts that ship. Nothing is kept between two questions."""

    def __init__(self) -> None:
        services = build(settings.read({})).services
        self.book = services.book
        self._notices: list[RequestOutcome] = []
        self._desk = Dispatcher(COMMANDS, services, self._notices.append)

    @property
    def last(self) -> RequestOutcome:
        """How the last question ended."""
        return self._notices[-1]

    def knows(self, sheet: str) -> bool:
        """Whether the sheet's command exists."""
        return sheet == ROUTED or sheet in self._desk.commands

    async def answer(self, question: Question) -> Reply:
        """What the desk says to a question."""
        routed = question.sheet == ROUTED or question.request.startswith("/")
        asked = (question.sheet, question.request)
        command, text = self._desk.route(question.request) if routed else asked
        clinic = Clinic(1, Platform.CONSOLE, "questions", question.profession, question.state)
        at = datetime.combine(question.today, time(17), UTC)
        return await self._desk.answer(Request(clinic, Member(1, 1, "desk"), "", command, text, at))

    async def mark(self, question: Question) -> Marked:
        """Ask one question, and mark the answer."""
        reply = await self.answer(question)
        return Marked(question, reply, tuple(self._faults(question, reply)))

    async def mark_all(self, questions: Mapping[str, list[Question]]) -> dict[str, list[Marked]]:
        """Mark every sheet whose command exists."""
        return {
            sheet: [await self.mark(question) for question in asked]
            for sheet, asked in questions.items()
            if self.knows(sheet)
        }

    def _faults(self, question: Question, reply: Reply) -> Iterator[str]:
        if self.last.ending is Outcome.BUG:
            yield f"a bug: {self.last.error!r}"
        badge = reply.badge.words if reply.badge else NO_BADGE
        if question.asks_back and (badge != NO_BADGE or not reply.choices):
            yield f"no question back, but {badge}"
        if question.verdicts and badge not in question.verdicts:
            yield f"{badge}, not {' or '.join(question.verdicts)}"
        text = plain_text.dress(reply.opened()).casefold()
        yield from (f"lacks “{words}”" for words in question.has if words.casefold() not in text)
        yield from (f"has “{words}”" for words in question.lacks if words.casefold() in text)
        topic = self.book.topics.get(question.topic)
        if question.topic and (topic is None or topic.question.casefold() not in text):
            yield f"not the topic {question.topic}"


def share_at_a_glance(marked: list[Marked]) -> float:
    """The share of expected words that stand in the first level of the answers, unopened."""
    expected = [(each.reply, words) for each in marked for words in each.question.has]
    if not expected:
        return 1.0
    seen = (words.casefold() in plain_text.dress(reply).casefold() for reply, words in expected)
    return sum(seen) / len(expected)


def share(marked: list[Marked]) -> float:
    """The share of right answers."""
    return sum(not each.faults for each in marked) / len(marked)


def wrong(marked: list[Marked]) -> str:
    """The wrong answers, one a line, with what was expected and how the answer begins."""
    return "\n".join(
        f"  {each.question.request[:90]!r}: {'; '.join(each.faults)}\n"
        f"      {plain_text.in_short(each.reply)[:160]}"
        for each in marked
        if each.faults
    )


def unexpected(marked: list[Marked]) -> str:
    """What is wrong and not known to be, and what is right and said to be missed, one a line."""
    newly_right = [
        f"  {answer.question.request[:90]!r}: is right, take `missed` out of its entry"
        for answer in marked
        if answer.question.missed and not answer.faults
    ]
    newly_wrong = wrong([answer for answer in marked if not answer.question.missed])
    return "\n".join([*filter(None, [newly_wrong]), *newly_right])


def false_claims(marked: list[Marked]) -> str:
    """The answers that claim what the facts do not, one a line."""
    return "\n".join(
        f"  /{each.question.sheet} {each.question.request[:90]}: {each.badge}"
        for each in marked
        if each.is_false_claim
    )
