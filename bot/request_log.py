"""What is logged and counted of each request: outcome and milliseconds, Prometheus metrics."""

from __future__ import annotations

from functools import cache

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from bot.logs import where
from handlers.outcome import Outcome, RequestOutcome
from models.clinic.audit import ChainHead
from models.errors import RecordsUnreachable
from models.ports import DeliveryFailure

_SECONDS = (0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5)


class RequestLog:
    """Takes what the dispatcher tells of each request. Each process counts for itself."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("needlepoint")
        self.registry = CollectorRegistry()
        self._asks = Counter(
            "needlepoint_asks", "Asks by command and ending", ("command", "ending"),
            registry=self.registry,
        )  # fmt: skip
        self._answers = Counter(
            "needlepoint_answers", "Answers by command, verdict and tier",
            ("command", "verdict", "tier"), registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "needlepoint_answer_seconds", "How long an answer took", ("command",),
            registry=self.registry, buckets=_SECONDS,
        )  # fmt: skip
        # Asked for each time, these three would cost a remembered answer a twentieth of its time.
        self._asked = cache(self._asks.labels)
        self._answered = cache(self._answers.labels)
        self._took = cache(self._seconds.labels)
        self._undelivered = Counter(
            "needlepoint_undelivered", "Messages that a platform did not take",
            ("platform", "why", "ending"), registry=self.registry,
        )  # fmt: skip

    def take(self, notice: RequestOutcome) -> None:
        """Count an ask, and write it down."""
        self._asked(notice.command, notice.ending).inc()
        self._took(notice.command).observe(notice.seconds)
        if notice.ending is Outcome.ANSWERED:
            self._answered(notice.command, notice.verdict, notice.tier).inc()
        entry = {
            "command": notice.command,
            "ending": str(notice.ending),
            "ms": round(notice.seconds * 1000, 2),
        }
        if notice.ending is Outcome.BUG and notice.error:
            raised, at = type(notice.error).__name__, where(notice.error)
            self._log.error("bug", **entry, ticket=notice.ticket, raised=raised, at=at)
        else:
            self._log.info("asked", **entry)

    def bug_in_job(self, job: str, error: Exception) -> None:
        """Write down a bug that one message or alias of a job ran into: never its text.

        Records that do not answer are none: the job comes back to it.
        """
        raised, at = type(error).__name__, where(error)
        if isinstance(error, RecordsUnreachable):
            self._log.warning("records did not answer a job", job=job, raised=raised)
            return
        self._log.error("bug in a job", job=job, raised=raised, at=at)

    def failure(self, failure: DeliveryFailure) -> None:
        """Count a message that was not delivered, and write it down: of what kind, and why."""
        ending = "given up" if failure.is_final else "tried again"
        ending = "reached nobody" if failure.reached_nobody else ending
        self._undelivered.labels(failure.platform.value, failure.why, ending).inc()
        write = self._log.error if failure.is_final else self._log.warning
        write(
            "message not delivered",
            platform=failure.platform.value,
            clinic=failure.clinic_id,
            purpose=failure.purpose,
            why=failure.why,
            ending=ending,
        )

    def head(self, head: ChainHead) -> None:
        """Write down the newest hash of an audit, for `doctor --audit --head`."""
        self._log.info("audit", clinic=head.clinic_id, row=head.number, hash=head.hash)

    def exposition(self) -> bytes:
        """The counts in the text form that Prometheus reads."""
        return generate_latest(self.registry)
