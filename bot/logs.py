"""What the log may hold: never a text, alias or date, at any level, of libraries neither.

An exception's message may repeat what someone typed, so of an exception only its type and the
places in the code are written. So it is with what a library says: its words are written where they
stand in its source as they are, without the values put into them; of anything else, who said it and
where. Below WARNING libraries write bodies and are not heard, whatever level they or we are set to.
"""

from __future__ import annotations

import inspect
import logging
import re
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# These warn of what they raise as well, at length: it is written down where it is caught.
_REPEATS_ITSELF = ("microsoft_agents", "msal")

# The pool of connections repeats this with each try; web and clock say that the records are away.
_SAID_ELSEWHERE = ("Failed to restore the pool connection",)

_WITHHELD = "a library said something that may repeat what was typed"

# Asyncio's first words are its own; behind them it shows the values that a callback was given.
_FIRST_WORDS = re.compile(r"[^\n(<:]*")


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
            foreign_pre_chain=[*shared, _who_said_it],
        )
    )
    handler.addFilter(_discreet)
    # On the handler as well: Bolt and others set levels on loggers of their own.
    heard = max(logging.getLevelNamesMapping()[level], logging.WARNING)
    handler.setLevel(heard)
    logging.basicConfig(level=heard, handlers=[handler], force=True)
    logging.raiseExceptions = False  # it would print what could not be written
    # Our own lines do not go through logging, which takes twice as long as an answer's wording.
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _Stderr())),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _discreet(record: logging.LogRecord) -> bool:
    """Leave of what a library says its own words; whether it is written at all."""
    if record.name.split(".")[0] in _REPEATS_ITSELF:
        return False
    if record.levelno < logging.ERROR and str(record.msg).startswith(_SAID_ELSEWHERE):
        return False
    if record.name == "asyncio":
        first_words = _FIRST_WORDS.match(record.getMessage())
        record.msg = first_words[0].strip() if first_words else _WITHHELD
    elif not _stands_in_source(record):
        record.msg = _WITHHELD
    record.args, record.stack_info = None, None
    return True


def _stands_in_source(record: logging.LogRecord) -> bool:
    """Whether the words are a constant of the function that logs, with nothing put into them."""
    frame: FrameType | None = inspect.currentframe()
    while frame and (frame.f_code.co_filename, frame.f_lineno) != (record.pathname, record.lineno):
        frame = frame.f_back
    return frame is not None and record.msg in frame.f_code.co_consts


def _who_said_it(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Name the library that speaks, and the place in its code."""
    record = event["_record"]
    said_at = f"{Path(record.pathname).name}:{record.lineno} {record.funcName}"
    event.update(by=record.name, said_at=said_at)
    return event


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
