"""Finds the command that someone means, and turns trouble and bugs into a reply.

Known trouble is a sentence. A bug is caught here, once: the person gets a ticket, and the outcome
carries the error to the log. Neither carries the text that was typed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from handlers import alias_asked, elsewhere, identity_refusal, receipt_codes, saved_nothing, topics
from handlers import help as help_pages
from handlers.answer_cache import RememberedAnswers
from handlers.answer_tier import tier_of, verdict_of
from handlers.command import SHORT, Command, Request, Services
from handlers.outcome import Outcome, RequestOutcome, in_words, new_ticket, sorry, with_way_out
from handlers.receipt_codes import ReceiptedReply
from models import spelling
from models.amended import amended
from models.clinic.clinic import Platform
from models.errors import NotUnderstood, Trouble
from models.privacy.clean_text import clean
from models.reply import Audience, Choice, Line, Reply
from models.understanding import details_word
from models.understanding.asking_words import asked_by_line
from models.understanding.small_talk import is_small_talk, is_thanks
from models.wording import glance
from models.wording.recipient_faults import not_vouched

# The share of letters in which a misspelt command must agree with the right one.
_LIKE_ENOUGH = 60


# "Session ran past midnight" tells of one, and is no command though one is called so.
_TELLS = re.compile(
    r"session (?:started|ran|went|crossed|ended|began|lasted|was|happened)\b", re.IGNORECASE
)

_OF_THANKS = "bot_thanks"  # the topic that answers a word of thanks

# Somebody who writes "@bot" by hand means this bot: no platform turned it into a mention. Behind
# "/needlepoint", as guides have it for Slack, stands a command of any kind.
_CALLED = re.compile(
    r"\A\s*(?:@(?:bot|needlepoint|np|needle ?bot)|/needlepoint(?=\s+\S))\b[\s,:]*", re.IGNORECASE
)


class Dispatcher:
    """Where every platform brings what people ask."""

    def __init__(
        self,
        commands: Iterable[Command],
        services: Services,
        notice: Callable[[RequestOutcome], None],
    ) -> None:
        self.commands = {command.name: command for command in commands}
        self._services = services
        self._notice = notice
        self._remembered = RememberedAnswers()

    def route(self, typed: str) -> tuple[str, str]:
        """Split "/coverage bcbsnc" into the command's name and the rest; the slash may be left out.

        A text that starts with no command's name is a question, unless it only says hello.
        """
        typed = _CALLED.sub("", clean(typed))
        words = typed.split(maxsplit=1)
        first, rest = (*words, "", "")[:2]
        name = first.lstrip("/").lower()
        asks_of_role = name == "help" and help_pages.role_of(rest)
        is_named = name in self.commands and not _TELLS.match(typed)
        if name == "help" and not asks_of_role and (asked := self._asked_of_help(rest)):
            return asked
        if first.startswith("/") or is_named or asks_of_role:
            return name, rest.strip()
        if "ask" not in self.commands or (is_small_talk(typed) and not is_thanks(typed)):
            return "help", typed.strip()
        return "ask", typed.strip()

    def _asked_of_help(self, rest: str) -> tuple[str, str] | None:
        """The question that stands behind "/help": "/help coverage aetna". None: help is asked."""
        words = rest.split(maxsplit=1)
        command = self.commands.get(words[0].lstrip("/").lower()) if len(words) > 1 else None
        if command is None or details_word.take(words[1])[0] in {"", "help"}:
            return None
        if not command.tells_facts(words[1]):
            return None
        return command.name, words[1]

    def may_change(self, typed: str) -> bool:
        """Whether what was typed may have changed something of the clinic."""
        name, _, text = typed.removeprefix("/").partition(" ")
        command = self.commands.get(name.lower())
        if command and (read := elsewhere.verb_meant(command.name, text)):
            command, text = self.commands.get(read.command), read.text
        return command is not None and command.may_change(text.strip())

    def tells_facts(self, typed: str) -> bool:
        """Whether what was typed is answered from facts, and from nothing of a clinic's."""
        name, text = self.route(typed)
        command = self.commands.get(name)
        return command is not None and command.tells_facts(text)

    def refused(self, typed: str, trouble: Trouble) -> Reply:
        """The reply to somebody who has no seat, noted as any other."""
        name, _ = self.route(typed)
        known = name if name in self.commands else "help"
        self._notice(RequestOutcome(known, Outcome.TROUBLE, 0.0))
        return in_words(trouble)

    async def answer(self, request: Request) -> Reply:
        """Answer a request, whatever happens."""
        started = time.perf_counter()
        ending, ticket, caught = Outcome.ANSWERED, "", None
        may_change = self.may_change(f"/{request.command} {request.text}")
        try:
            reply = await self._answer(request)
        except Trouble as trouble:
            ending, reply = Outcome.TROUBLE, self._troubled(request, trouble)
        except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a ticket
            ending, ticket, caught = Outcome.BUG, new_ticket(), error
            reply = sorry(ticket, may_be_done=may_change)
        if may_change:
            await saved_nothing.note(request, self._services, is_refused=reply.refused)
        known = request.command if request.command in self.commands else "help"
        seconds = time.perf_counter() - started
        self._notice(
            RequestOutcome(
                known, ending, seconds, ticket, caught, verdict_of(reply), tier_of(reply)
            )
        )
        return reply

    def _troubled(self, request: Request, trouble: Trouble) -> Reply:
        """Trouble as a reply, whose button is the next step."""
        command, typed = self.commands.get(request.command), request.text.strip()
        is_harmless = command is not None and not command.may_change(typed)
        again = f"/{request.command} {typed}".strip() if is_harmless else ""
        how = f"/{request.command} help" if command else "/help"
        return with_way_out(in_words(trouble), trouble, again, how)

    async def _answer(self, request: Request) -> Reply:
        command = self.commands.get(request.command)
        if command is None and (meant := self._surely_meant(request)):
            reply = await self._answer(replace(request, command=meant))
            return replace(reply, lines=(*reply.lines, Line(f"I read it as /{meant}.")))
        if read := elsewhere.verb_meant(request.command, request.text):
            read_so = replace(request, command=read.command, text=read.text)
            return elsewhere.told(await self._answer(read_so), read)
        request = _measured(request, command)
        if command is None or not command.tells_facts(request.text):
            return await self._answer_anew(request, command)
        if asked := alias_asked.take(request, self._services):
            return await asked.answer(request, self._answer)
        told = await self._remembered.answer(request, lambda: self._receipted(request, command))
        receipt_codes.note(told, request, self._services.receipts)
        return told.reply

    async def _receipted(self, request: Request, command: Command) -> ReceiptedReply:
        reply = await self._answer_anew(request, command)
        return receipt_codes.with_receipt(reply, request, self._services.book)

    async def _answer_anew(self, typed: Request, command: Command | None) -> Reply:
        request, opens = _without_details(typed, command)
        identity_refusal.refuse(request, command, self._services)
        if command is None:
            reply = self._help(typed)
        elif command.tells_facts(request.text) or request.member.is_vouched:
            answered = await self._answered(request, command)
            reply = answered if opens else _openable(answered, request, command)
        else:
            raise not_vouched(request.clinic.platform)
        return _whole(reply) if opens else reply

    async def _answered(self, request: Request, command: Command) -> Reply:
        text = request.text.strip().lower()
        if of_verb := command.help_on(text):
            return of_verb
        if text in {"help", "?"} or (not text and not command.answers_bare):
            return command.help()
        if command.name == "ask" and is_small_talk(text):
            return self._thanked(request) or self.overview()
        if own := command.own_verb(request.text):
            behind = command.behind_verb(request.text)
            return await own(replace(request, text=behind), self._services)
        return await command.answer(request, self._services)

    def _thanked(self, request: Request) -> Reply | None:
        """A short word to somebody who says thanks and nothing else; None for other small talk."""
        book = self._services.book
        held = book.topics.get(_OF_THANKS) if is_thanks(request.text) else None
        return topics.say_topic(held, book, request) if held else None

    def _surely_meant(self, request: Request) -> str:
        """The command on facts that a misspelt one comes near to; empty for one that changes."""
        near = spelling.resembling(request.command, self.commands, _LIKE_ENOUGH)
        is_question = near and self.commands[near].is_public
        return near if near and is_question and request.text.strip() else ""

    def _help(self, request: Request) -> Reply:
        if request.command in {"help", "start", "?", ""}:
            return self._of_whom(request)
        near = spelling.resembling(request.command, self.commands, _LIKE_ENOUGH)
        choices = [Choice(f"/{near}", f"/{near} {request.text}".strip())] if near else []
        helps = "/needlepoint help" if request.clinic.platform is Platform.SLACK else "help"
        raise NotUnderstood(
            "I know no such command.",
            f"Did you mean /{near}?" if near else f"Type {helps} to see what I know.",
            [*choices, Choice("Help", "/help")],
        )

    def _of_whom(self, request: Request) -> Reply:
        """The help for a role or of a command that is named; else what can be asked."""
        text, is_whole = details_word.take(request.text)
        if role := help_pages.role_of(text):
            return help_pages.of_role(role, self.commands, is_whole=is_whole)
        named = self.commands.get(text.lstrip("/").lower())
        return named.help() if named else self.overview(manages=request.member.is_manager)

    def overview(self, *, manages: bool = False) -> Reply:
        """What the bot can be asked."""
        return help_pages.overview(self.commands, manages=manages)


def _without_details(request: Request, command: Command | None) -> tuple[Request, bool]:
    """The request without the word for details, and whether it asked for them.

    What changes something has none: there the word is one that was typed.
    """
    if command is not None and command.may_change(request.text):
        return request, False
    text, opens = details_word.take(request.text)
    return replace(request, text=text) if opens else request, opens


def _openable(reply: Reply, request: Request, command: Command) -> Reply:
    """The reply with a command for its details: where it brings none, what was typed.

    What was typed goes back to whoever typed it alone, only where it changes nothing, and never
    cut off: without a command the details stand on the card.
    """
    if reply.details_command or reply.audience is not Audience.ASKER:
        return reply
    is_question = command.tells_facts(request.text) and request.text not in {"", "help"}
    is_plain = " " not in request.text and not is_question
    typed = f"{request.text} details" if is_plain else details_word.before(request.text)
    asked = f"/{command.name} {typed.strip()}"
    if command.may_change(request.text) or len(asked) > command.longest_of(request.text):
        return reply
    shortened = glance.shortened(reply)
    return amended(shortened, details_command=asked) if shortened.details else reply


def _whole(reply: Reply) -> Reply:
    """The reply opened out; where it is shared from there, it is shared so."""
    opened = reply.opened()
    choices = (
        replace(choice, command=f"{choice.command} details")
        if choice.command.startswith("/share ") and reply.canonical
        else choice
        for choice in opened.choices
    )
    return amended(opened, choices=tuple(choices))


def _measured(request: Request, command: Command | None) -> Request:
    """The request with its text in order: one blank between two words, lines where they count.

    Raises `NotUnderstood` for a text that is longer than its command takes: nothing is cut off.
    """
    typed = clean(request.text)
    if "\n" in typed and command is not None and command.tells_facts(typed):
        typed = asked_by_line(typed)
    text = " ".join(typed.split())
    longest = command.longest_of(text) if command else SHORT
    if len(request.command) + len(text) > longest:
        raise NotUnderstood(
            f"That is too long: I read up to {longest:,} characters here.",
            "Nothing was done. Ask in fewer words, or in several commands.",
        )
    if command is not None and command.keeps_lines(text):
        lines = (" ".join(line.split()) for line in typed.splitlines())
        text = "\n".join(filter(None, lines))
    return request if text == request.text else replace(request, text=text)
