"""What is said where a file or folder that was typed behind a verb cannot be read or written."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from pathlib import Path, PurePath

from models.errors import Trouble

_Sentences = tuple[str, str]


def explain(error: OSError, options: Namespace) -> Trouble | None:
    """Why a path that was typed did not serve; None where the error is of another file: a bug."""
    typed = _typed(error, options)
    if typed is None:
        return None
    if error.errno == errno.ENOENT:
        return Trouble(*_not_there(typed))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Trouble(*_not_allowed(typed))
    what, mend = _FIXED.get(error.errno or 0, _OTHER)
    return Trouble(what.format(typed), mend)


def _typed(error: OSError, options: Namespace) -> PurePath | None:
    """What was typed of the path at fault: the path itself, a folder around it, or a file in it."""
    if not isinstance(error.filename, str | os.PathLike):
        return None
    at_fault = PurePath(error.filename)
    words = [word for word in vars(options).values() if isinstance(word, str | PurePath) and word]
    for typed in map(PurePath, words):
        if at_fault.is_relative_to(typed) or typed.is_relative_to(at_fault):
            return typed
    return None


def _not_there(typed: PurePath) -> _Sentences:
    if typed.is_absolute():
        return f"There is no {typed}.", "Look how it is written; a folder has to be there first."
    return f"There is no {typed} in {_here()}.", "Name it with its whole path."


def _not_allowed(typed: PurePath) -> _Sentences:
    place = "" if typed.is_absolute() else f", which is looked for in {_here()}"
    home = _home()
    such_as = f": {home / typed.name}" if home else "."
    return (
        f"The account {_account()} may not read or write {typed}{place}.",
        f"Name it with its whole path, in a folder that this account may use{such_as}",
    )


_NO_ROOM = ("The disk of {} has no room left.", "Free some, or name a folder on another disk.")
_FIXED = {
    errno.EISDIR: ("{} is a folder, where a file is needed.", "Name a file."),
    errno.ENOTDIR: (
        "{} is a file, or goes through one, where a folder is needed.",
        "Name a folder.",
    ),
    errno.EEXIST: ("{} is there already.", "Name another one."),
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: (
        "The disk of {} can be read and not written.",
        "Name a folder that can be written; in a container, one that was mounted.",
    ),
}
_OTHER = ("{} can be neither read nor written here.", "Name another file or folder.")


def _here() -> str:
    """The folder where the verb was typed, which may be gone by now."""
    try:
        return str(Path.cwd())
    except OSError:
        return "the folder where this was typed"


def _account() -> str:
    """Who runs the verb, as the machine names them."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):  # Windows, or a container's number without a name
        return "of this process"


def _home() -> Path | None:
    """The account's own folder, if it may write there."""
    try:
        import pwd

        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):
        return None
    return home if os.access(home, os.W_OK | os.X_OK) else None
