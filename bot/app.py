"""What a process is made of: App and its fields, `build`, and `answer`, every platform's entry."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.console_messenger import ConsoleMessenger, PostedMessage
from bot.membership import Caller, Membership, MembershipCache
from bot.rate_limit import RateLimit
from bot.recipient_check import Directories
from bot.record_metrics import RecordMetrics
from bot.render import plain_text
from bot.request_log import RequestLog
from bot.settings import Settings
from handlers import COMMANDS, question_route
from handlers.command import Command, Request, Services
from handlers.dispatcher import Dispatcher
from handlers.outcome import in_words
from handlers.share.ask_again import AskedAgain
from jobs import digest_content
from models.content import (
    load,
    load_alias_terms,
    load_aspects,
    load_call_questions,
    load_lexicon,
    load_plan_words,
    load_spanish,
    load_topic_weights,
    load_vocabulary,
)
from models.content.word_lists import load_lists
from models.errors import RecordsUnreachable, Trouble
from models.mention import spoken
from models.privacy.identity_finder import IdentityFinder
from models.reply import Line, Reply
from models.storage.answer_changes import AnswerChangeStore
from models.storage.backlog import BacklogReader
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.fact_reports import FactReportStore
from models.storage.installations import Installations
from models.storage.job_runs import JobRuns
from models.storage.outbox import Outbox
from models.storage.payer_changes import PayerChangeStore
from models.storage.purge import Purge
from models.storage.receipts import ReceiptStore
from models.storage.rules import RuleStore
from models.storage.seen_events import SeenEvents
from models.storage.shared_answers import SharedAnswers
from models.storage.token_seal import TokenSeal
from models.understanding.reader import Reader
from models.understanding.topics.topics import Topics
from models.visits import chart_outlook, counting, plan_clocks

Clock = Callable[[], datetime]

_UNREAD = Line(
    "Your clinic's records do not answer just now: no rule of your own is looked at. If it stays "
    "so, tell whoever runs this bot."
)


def now() -> datetime:
    """The clock of a running process: the only place that reads it for the bot."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """Everything built, for one process. Without keys to seal tokens, no installation is kept."""

    settings: Settings
    database: Database
    records: ClinicStore
    services: Services
    dispatcher: Dispatcher
    memberships: MembershipCache
    rate_limit: RateLimit
    request_log: RequestLog
    record_metrics: RecordMetrics
    job_runs: JobRuns
    console: ConsoleMessenger
    shared_answers: SharedAnswers
    clock: Clock
    seen_events: SeenEvents
    directories: Directories
    installations: Installations | None

    async def answer(self, caller: Caller, typed: str) -> Reply:
        """Answer what someone typed, whoever they are and whichever platform they typed it on."""
        try:
            self.rate_limit.take(caller.key, typed)
        except Trouble as trouble:
            return in_words(trouble)
        return await self.answer_counted(caller, typed)

    async def answer_counted(self, caller: Caller, typed: str) -> Reply:
        """Answer what belongs to a request that was counted already."""
        try:
            membership = await self.memberships.find_or_unknown(caller)
        except RecordsUnreachable as trouble:
            return await self._answer_unread(caller, typed, trouble)
        except Trouble as trouble:
            return self.dispatcher.refused(typed, trouble)
        return await self.dispatcher.answer(self._request(caller, membership, typed))

    async def _answer_unread(self, caller: Caller, typed: str, trouble: Trouble) -> Reply:
        """Answer from facts alone while the clinic's rows cannot be read, and say so."""
        if not self.dispatcher.tells_facts(typed):
            return self.dispatcher.refused(typed, trouble)
        try:
            membership = await self.memberships.unread(caller)
        except Trouble as refusal:
            return self.dispatcher.refused(typed, refusal)
        reply = await self.dispatcher.answer(self._request(caller, membership, typed))
        kept = (c for c in reply.choices if self.dispatcher.tells_facts(c.command))
        return replace(reply, lines=(*reply.lines, _UNREAD), choices=tuple(kept))

    async def why(self, caller: Caller, typed: str) -> str:
        """What is read of a question and who answers it, for whoever looks for a fault."""
        membership = await self.memberships.find_or_unknown(caller)
        return question_route.trace(self._request(caller, membership, typed), self.services)

    def _request(self, caller: Caller, membership: Membership, typed: str) -> Request:
        command, text = self.dispatcher.route(typed)
        return Request(
            membership.clinic,
            membership.member,
            caller.channel,
            command,
            text,
            self.clock(),
            caller.idempotency_key,
        )


def _print(posted: PostedMessage) -> None:
    """Show a message in the terminal, where nobody else would."""
    sys.stdout.write(f"{spoken(posted.channel)}\n{plain_text.dress(posted.reply)}\n\n")
    sys.stdout.flush()


def build(settings: Settings, clock: Clock = now, commands: Iterable[Command] = COMMANDS) -> App:
    """Build the app. Raises `FactsFault` or `SettingsFault`; opens no connection."""
    book, records = load(), ClinicStore()
    memberships, directories = MembershipCache(records, clock), Directories()
    request_log, job_runs, shared_answers = RequestLog(), JobRuns(), SharedAnswers()
    is_by_oauth = settings.slack is not None and settings.slack.is_installed_by_oauth
    services = Services(
        book=book,
        reader=Reader(book, load_aspects(), load_plan_words()),
        topics=Topics(book.topics, load_vocabulary(), load_topic_weights()),
        spanish=load_spanish(),
        charts=ChartStore(
            counting.counter(book),
            counting.foresight(book),
            chart_outlook.deadlines(book),
            plan_clocks.clock_reader(book),
        ),
        choose=secrets.choice,
        records=records,
        outbox=Outbox(),
        fact_reports=FactReportStore(),
        rules=RuleStore(),
        receipts=ReceiptStore(),
        shares=shared_answers,
        answer_changes=AnswerChangeStore(),
        payer_changes=PayerChangeStore(),
        answers=AskedAgain(commands),
        digest=digest_content.worded,
        purge=Purge(settings.retention_days),
        clock=clock,
        worker=secrets.token_hex(8),
        log_bug=request_log.bug_in_job,
        log_failure=request_log.failure,
        log_head=request_log.head,
        forget=memberships.forget,
        identities=IdentityFinder(load_lexicon(), book.names()),
        lists=load_lists(),
        directory=directories,
        alias_terms=load_alias_terms(),
        call_questions=load_call_questions(),
    )
    return App(
        settings=settings,
        database=Database(settings.database_url, settings.audit_keys),
        records=records,
        services=services,
        dispatcher=Dispatcher(commands, services, request_log.take),
        memberships=memberships,
        rate_limit=RateLimit(clock, is_on=settings.is_rate_limited),
        request_log=request_log,
        record_metrics=RecordMetrics(BacklogReader(), job_runs, request_log.registry),
        job_runs=job_runs,
        console=ConsoleMessenger(_print),
        shared_answers=shared_answers,
        clock=clock,
        seen_events=SeenEvents(),
        directories=directories,
        installations=Installations(TokenSeal(settings.token_keys)) if is_by_oauth else None,
    )
