"""How a session is written: its codes with their timed units, as a line and as a command."""

from __future__ import annotations

from models.visits import body_region
from models.visits.session import Session
from models.wording import phrases

POSTSURGICAL = "postsurgical"
SELF_PAY = "self-pay"


def said(session: Session) -> str:
    """What was billed, behind a comma: ", 97140 x2 and 20561, postsurgical"; perhaps nothing.

    Units of no one code stand behind the codes.
    """
    by_code = dict(session.timed)
    parts = [
        phrases.either([with_times(c, by_code.get(c, 1)) for c in session.codes], "and"),
        f"{session.units} units" if _is_unsplit(session) else "",
        body_region.behind(session.case).strip(),
        POSTSURGICAL if session.postsurgical else "",
        SELF_PAY if session.self_pay else "",
    ]
    return "".join(f", {part}" for part in parts if part)


def typed(session: Session) -> list[str]:
    """What somebody would type behind the alias for the same codes and units."""
    by_code = dict(session.timed)
    named = [with_times(code, by_code.get(code, 1)) for code in session.codes]
    units = [f"{session.units} units"] if _is_unsplit(session) else []
    marks = [f"for {session.case}"] if session.case else []
    marks += [POSTSURGICAL] if session.postsurgical else []
    return [*named, *units, *marks, *([SELF_PAY] if session.self_pay else [])]


def with_times(code: str, units: int) -> str:
    """A code with more units than one: "97140 x2"."""
    return f"{code} x{units}" if units > 1 else code


def _is_unsplit(session: Session) -> bool:
    """Whether units were told of several codes together."""
    return not session.timed and session.units > 1
