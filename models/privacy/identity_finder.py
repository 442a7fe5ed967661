"""IdentityFinder: runs all detectors of identities over a text, in their order. EARLIEST_YEAR.

What is found says where it stands and of which kind it is, never what it is. It is a courtesy: what
holds is that nothing typed freely is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from typing import Final

from models.privacy import (
    addresses,
    birth_dates,
    emails,
    foreign_scripts,
    initials,
    machine_numbers,
    medicare_numbers,
    member_ids,
    mentions,
    one_of_a_kind,
    record_numbers,
    rooms,
    scanned_cards,
    shared_files,
    social_security,
    spaced_letters,
    spelled_numbers,
    telephones,
    user_names,
)
from models.privacy.alias_slots import alias_slot
from models.privacy.clean_text import clean, fold
from models.privacy.identity_kinds import Identity, IdentityKind, Span
from models.privacy.known_circumstances import CircumstanceSearch
from models.privacy.lexicon import Lexicon, keys
from models.privacy.person_names import PersonSearch
from models.privacy.person_text import person_text
from models.privacy.scan import Scan, scan
from models.privacy.unique_roles import RoleSearch
from models.words import split

# A date of an earlier year is taken for a birth date: codes for dry needling exist since 2020, and
# the oldest policies that staff ask about are some years older.
EARLIEST_YEAR: Final = 2010

_NEVER: Final = 10_000
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20[0-2]\d)(?!\d)")
_LETTERS = re.compile(r"[A-Za-z]{1,60}+")

# Numbers before names, and the sharper form before the vaguer: the first found is told. The last is
# how many digits a text has at least that holds one: most texts need no look.
_NUMBERS: Final[tuple[tuple[IdentityKind, Callable[[Scan], Span | None], int], ...]] = (
    (IdentityKind.MBI, medicare_numbers.find, 2),
    (IdentityKind.SSN, social_security.find, 4),
    (IdentityKind.AGE, birth_dates.find_age, 2),
    (IdentityKind.TELEPHONE, telephones.find, 7),
)


class IdentityFinder:
    """The search, with the names of the pack. Built once; `known` are names that are no person's."""

    def __init__(self, lexicon: Lexicon, known: Iterable[str] = ()) -> None:
        names = tuple(known)
        self._lexicon = lexicon
        self._known = keys(names)
        words = frozenset(word.plain for name in names for word in split(name))
        self._people = PersonSearch(lexicon, self._known, words)
        self._roles = RoleSearch(lexicon, self._known)
        self._circumstances = CircumstanceSearch(lexicon, self._known)

    def knows(self, name: str) -> bool:
        """Whether a key (see `models.words.key_of`) is the name of a payer or the like."""
        return name in self._known

    def find(
        self, text: str, *, command: str = "", earliest_year: int = EARLIEST_YEAR
    ) -> Identity | None:
        """The first identity that a text seems to hold, or None.

        `command` says where an alias is expected. A date before `earliest_year` is taken for a
        birth date; a command that takes dates of service only may pass a later year than the default.
        """
        cleaned = clean(text)
        plain = scanned_cards.mend(fold(mentions.blank(mentions.blank_staff(command, cleaned))))
        slot, scanned = alias_slot(command, plain), scan(plain)
        return (
            _identity(
                IdentityKind.SCRIPT,
                foreign_scripts.find(plain, cleaned, self._lexicon.other_scripts),
            )
            or _identity(IdentityKind.LINK, shared_files.find(cleaned, self._lexicon.file_hosts))
            or _form(scanned, earliest_year, self._lexicon.cities, slot, self._known)
            or _identity(
                IdentityKind.CHART_NUMBER, machine_numbers.find(scanned, self._lexicon.words)
            )
            or _identity(IdentityKind.NAME, user_names.find_profile(scanned))
            or _identity(IdentityKind.NAME, user_names.find_login(scanned, self._lexicon))
            or self._by_words(scanned, command, slot)
        )

    def _by_words(self, scanned: Scan, command: str, slot: int | None) -> Identity | None:
        """The first identity that words tell and not their form: a name, or who one person is."""
        words = person_text(scanned.text, command, slot)
        return (
            _identity(IdentityKind.NAME, self._people.find(words))
            or _identity(IdentityKind.NAME, spaced_letters.find(scanned, self._lexicon))
            or _identity(IdentityKind.NAME, initials.find(scanned, slot))
            or _identity(IdentityKind.NAME, self._initials_beside_date(scanned, slot))
            or _identity(IdentityKind.ROLE, self._roles.find(scanned, words))
            or _identity(IdentityKind.ROLE, self._circumstances.find(scanned, words))
            or _identity(IdentityKind.ROLE, one_of_a_kind.find(scanned))
        )

    def _initials_beside_date(self, scanned: Scan, slot: int | None) -> Span | None:
        return initials.find_beside_date(scanned, self._lexicon.words, self._known, slot)

    def find_in_alias(self, text: str) -> Identity | None:
        """The first identity in what was typed for an alias, where more is suspect.

        Any date or year is ("AB-1984"), and so are names run together ("JSMITH-84", "janedoe").
        Initials cannot be told from a clinic's own letters ("PT-104") and are not found.
        """
        return find_form_in_alias(text) or self._name_in_alias(fold(clean(text)))

    def _name_in_alias(self, plain: str) -> Identity | None:
        name = _identity(IdentityKind.NAME, self._people.find(person_text(plain, "", None)))
        return name or self._run_together(plain)

    def _run_together(self, plain: str) -> Identity | None:
        """Names without their blanks, or one word alone that may be a name."""
        for match in _LETTERS.finditer(plain):
            letters = match[0].lower()
            alone = letters in self._lexicon.given and match.span() == (0, len(plain.strip()))
            if alone or user_names.is_handle(letters, self._lexicon):
                return Identity(IdentityKind.NAME, *match.span())
        return None


def find_form_in_alias(text: str) -> Identity | None:
    """The first identity in a text for an alias that its form tells, without any list of names."""
    plain = fold(clean(text))
    year = _YEAR.search(plain)
    if year:
        return Identity(IdentityKind.BIRTH_DATE, *year.span())
    script = _identity(IdentityKind.SCRIPT, foreign_scripts.find(plain))
    return script or _form(scan(plain), _NEVER)


def _form(
    scanned: Scan,
    earliest_year: int,
    cities: Container[str] = (),
    slot: int | None = None,
    known: Container[str] = (),
) -> Identity | None:
    """The first identity that its form tells, without any list of people's names."""
    return (
        _identity(IdentityKind.EMAIL, emails.find(scanned))
        or _number(scanned, earliest_year)
        or _identity(IdentityKind.ADDRESS, addresses.find(scanned, cities, slot, known))
        or _identity(IdentityKind.ADDRESS, rooms.find(scanned))
        or _identity(
            IdentityKind.CHART_NUMBER,
            record_numbers.find(scanned) or member_ids.find(scanned, slot),
        )
    )


def _number(scanned: Scan, earliest_year: int) -> Identity | None:
    for kind, find, least in _NUMBERS:
        identity = _identity(kind, find(scanned)) if scanned.digits >= least else None
        if identity:
            return identity
    born = _identity(IdentityKind.BIRTH_DATE, birth_dates.find(scanned, earliest_year))
    spelled_out = None if born else spelled_numbers.find(scanned)
    return Identity(spelled_out[0], *spelled_out[1]) if spelled_out else born


def _identity(kind: IdentityKind, span: Span | None) -> Identity | None:
    return Identity(kind, *span) if span else None
