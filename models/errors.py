"""The errors that a person can mend, all a Trouble: what is wrong, what to do, which field.

    Trouble                 says both sentences, and may offer commands to choose from
    ├── NotUnderstood       the words fit nothing we know, or too many things
    │   ├── UnknownWords    they fit nothing, and the sentence repeats them
    │   └── NoSuchDate      a date that no calendar has
    ├── IdentityRefused     the text looks like a patient's identity
    ├── NotAllowed          the person may not do this here
    ├── NotVouched          the platform does not say now who the person is; later it may
    ├── RecordsUnreachable  the database does not answer, or is not migrated
    │   └── RecordsBusy     others write just now, which passes by itself
    ├── SettingsFault       the environment lacks something or holds something wrong
    └── FactsFault          the content pack breaks one of its own rules

Anything else that is raised is a bug: the desk catches it once and gives the person a ticket.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.field_name import FieldName
from models.reply import Choice, Pick


class Trouble(Exception):
    """Something that the person reading it can mend. `field` is what of a form it is about."""

    def __init__(
        self,
        what: str,
        mend: str,
        choices: Sequence[Choice] = (),
        picks: Sequence[Pick] = (),
        *,
        field: FieldName | None = None,
    ) -> None:
        super().__init__(f"{what} {mend}".strip())
        self.what = what
        self.mend = mend
        self.choices = tuple(choices)
        self.picks = tuple(picks)
        self.field = field


class NotUnderstood(Trouble):
    """The words fit nothing we know, or too many things."""


class UnknownWords(NotUnderstood):
    """The words fit nothing we know, and the first sentence repeats them."""


class NoSuchDate(NotUnderstood):
    """A date that no calendar has: "Feb 29 2026"."""


class IdentityRefused(Trouble):
    """The text looks like a patient's identity. Neither sentence repeats any of it."""


class NotAllowed(Trouble):
    """The person may not do this here."""


class NotVouched(Trouble):
    """The platform does not say now who somebody is, or who reads along; in a minute it may."""


class RecordsUnreachable(Trouble):
    """The database does not answer, or its schema is older than this program."""


class RecordsBusy(RecordsUnreachable):
    """Others write just now, which passes by itself."""


class SettingsFault(Trouble):
    """The environment lacks something or holds something wrong."""


class FactsFault(Trouble):
    """The content pack breaks one of its own rules."""
