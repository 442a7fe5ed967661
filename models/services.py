"""Services: everything that a command or a job may use. Built once, in `bot/app.py`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from cachetools import FIFOCache

from models import ports
from models.clinic.audit import ChainHead
from models.clinic.clinic import Clinic, Platform
from models.clinic.receipt import Receipt
from models.coverage.call_question import CallQuestion
from models.coverage.fact_book import FactBook
from models.privacy.alias_form import AliasTerms
from models.privacy.identity_finder import IdentityFinder
from models.reply import Reply
from models.understanding.reader import Reader
from models.understanding.spanish import Spanish
from models.understanding.topics.topics import Topics
from models.visits.closed_lists import Lists

_CAUTIONS = 10_000


class Answers(Protocol):
    """Asks again what was asked before, without whoever asked."""

    async def again(
        self, told: Receipt, clinic: Clinic, at: datetime, services: Services
    ) -> ports.AnswerNow | None:
        """The answer now, as everybody may read it; None where it is understood no more."""
        ...


class Digest(Protocol):
    """Words the morning digest of an instant as of now."""

    async def __call__(
        self, clinic: Clinic, at: datetime, services: Services, due: datetime, *, is_repeat: bool
    ) -> Reply | None:
        """The digest; None where there is nothing to tell."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a command or a job may use.

    `lists` holds everything that may be kept of a patient in words, `alias_terms` what a clinic may
    make aliases of, `call_questions` what to ask a payer by telephone. `answers` asks again what
    was asked before. `digest` words what the morning's message tells, for who asks. `directory`
    says for whom the platform vouches. `messengers` are empty in a process that speaks to nobody
    unasked.

    `clock` tells the time to a job that takes a while; a request has its own. `worker` is a name
    that no other process has. `choose` takes one of several at random. `forget` has what this
    process remembers of clinics and members read anew. `log_bug` takes a bug that one message or
    one alias of a job ran into, so that the others go on. `log_failure` takes a message that was
    not delivered. `log_head` writes the newest hash of an audit down where the database does not
    reach. `cautioned` is by which request each caution on an alias was told on a day.
    `last_tried` is when each member last typed here what may change something, in vain or not, and
    as which request.
    """

    book: FactBook
    reader: Reader
    topics: Topics
    spanish: Spanish
    identities: IdentityFinder
    lists: Lists
    alias_terms: AliasTerms
    call_questions: tuple[CallQuestion, ...]
    records: ports.Clinics
    charts: ports.Charts
    outbox: ports.Outbox
    fact_reports: ports.FactReports
    rules: ports.Rules
    receipts: ports.Receipts
    shares: ports.Shares
    answer_changes: ports.AnswerChanges
    payer_changes: ports.PayerChanges
    answers: Answers
    digest: Digest
    purge: ports.Purge
    directory: ports.Directory
    clock: Callable[[], datetime]
    worker: str
    choose: Callable[[Sequence[str]], str]
    forget: Callable[[], None]
    log_bug: Callable[[str, Exception], None]
    log_failure: Callable[[ports.DeliveryFailure], None]
    log_head: Callable[[ChainHead], None]
    messengers: Mapping[Platform, ports.Messenger] = field(default_factory=dict)
    cautioned: MutableMapping[Hashable, Hashable] = field(  # what was told of whom on which day
        default_factory=lambda: FIFOCache(_CAUTIONS)
    )
    last_tried: MutableMapping[Hashable, tuple[datetime, str]] = field(
        default_factory=lambda: FIFOCache(_CAUTIONS)
    )

    def with_messengers(
        self,
        messengers: Mapping[Platform, ports.Messenger],
        clock: Callable[[], datetime] | None = None,
    ) -> Services:
        """The same, for a process that speaks by these, and by another clock if one is given."""
        return replace(self, messengers=messengers, clock=clock or self.clock)
