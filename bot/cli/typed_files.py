"""What is said where a file or folder that was typed behind a verb cannot be read or written."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path, PurePath

from models.errors import Trouble

_Sentences = tuple[str, str]


def explain(error: OSError, options: Namespace) -> Trouble | None:
    """Why a path that was typed did not serve; None where the error is of another file: a bug."""
    typed = _typed(error, options)
    if typed is None:
        return None
    return Trouble(*_OF_NUMBER.get(error.errno or 0, _other)(typed))


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


def _is_folder(typed: PurePath) -> _Sentences:
    return f"{typed} is a folder, where a file is needed.", "Name a file."


def _is_file(typed: PurePath) -> _Sentences:
    return f"{typed} is a file, or goes through one, where a folder is needed.", "Name a folder."


def _is_there(typed: PurePath) -> _Sentences:
    return f"{typed} is there already.", "Name another one."


def _no_room(typed: PurePath) -> _Sentences:
    return f"The disk of {typed} has no room left.", "Free some, or name a folder on another disk."


def _is_read_only(typed: PurePath) -> _Sentences:
    return (
        f"The disk of {typed} can be read and not written.",
        "Name a folder that can be written; in a container, one that was mounted.",
    )


def _other(typed: PurePath) -> _Sentences:
    return f"{typed} can be neither read nor written here.", "Name another file or folder."


_OF_NUMBER: dict[int, Callable[[PurePath], _Sentences]] = {
    errno.ENOENT: _not_there,
    errno.EACCES: _not_allowed,
    errno.EPERM: _not_allowed,
    errno.EISDIR: _is_folder,
    errno.ENOTDIR: _is_file,
    errno.EEXIST: _is_there,
    errno.ENOSPC: _no_room,
    errno.EDQUOT: _no_room,
    errno.EROFS: _is_read_only,
}


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
