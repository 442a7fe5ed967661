"""What the log holds: command, outcome, milliseconds, ticket. Never a text, an alias or a date.

An exception's message may repeat what someone typed, so of an exception only its type and the
places in the code are written.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# These write request bodies or message texts below WARNING.
_TALKATIVE = ("slack_bolt", "slack_sdk", "aiohttp.access", "tortoise", "asyncpg", "aiosqlite")

# These write settings, addresses or what a server answered at any level; what they report, they
# raise as well, and it is written down there.
_INDISCREET = ("microsoft_agents", "msal")


class _Stderr:
    """Whatever stderr is at the moment of writing: tests and supervisors may replace it."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(level: str, form: str) -> None:
    """Send every log of the process to stderr, as text or as JSON lines."""
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        places_only,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(cast("TextIO", _Stderr()))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            foreign_pre_chain=shared,
        )
    )
    handler.addFilter(_first_line_of_asyncio)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _INDISCREET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Our own lines do not go through logging, which takes twice as long as an answer's wording.
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _Stderr())),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _first_line_of_asyncio(record: logging.LogRecord) -> bool:
    """Asyncio writes a lost task's exception, message and all, behind its first line."""
    if record.name == "asyncio":
        record.msg, record.args = record.getMessage().partition("\n")[0], None
    return True


def places_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and where it passed through."""
    raised = event.pop("exc_info", None)
    if isinstance(raised, tuple):
        raised = raised[1]
    elif raised is True:
        raised = sys.exc_info()[1]
    if isinstance(raised, BaseException):
        event["raised"] = type(raised).__name__
        event["at"] = where(raised)
    return event


def where(error: BaseException) -> str:
    """The places in the code through which an exception passed, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
