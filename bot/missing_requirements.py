"""What is said where Python is too old or a library is missing; it needs neither itself."""

from __future__ import annotations

import sys

_OURS = frozenset({"bot", "handlers", "jobs", "models"})
_OLDEST = (3, 11)
_INSTALL = """\
Make an environment, install them, and start it from there:
  python3 -m venv .venv
  .venv/bin/pip install -r requirements.txt
  .venv/bin/python -m bot"""


class OldPythonError(ImportError):
    """The Python that was started cannot read the program."""


def require_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise `OldPythonError` for a Python that is older than the program needs."""
    if version < _OLDEST:
        raise OldPythonError


def explain(error: ImportError) -> str:
    """What to do about an import that failed. Raises it again where a file of ours is to blame."""
    if isinstance(error, OldPythonError):
        return "Needlepoint needs Python 3.11 or newer.\nStart it with one: python3.12 -m bot"
    library = (error.name or "").partition(".")[0]
    if not library or library in _OURS:
        raise error
    return f"Needlepoint needs libraries that this Python lacks, {library} for one.\n{_INSTALL}"
