"""Seal and open platform tokens with TOKEN_KEYS: the first key seals, every key opens.

The first key seals; every key opens. So a key is replaced by writing the new one before the old.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class UnreadableToken(Exception):
    """None of the keys opens it: the one that sealed it is gone."""


def is_key(text: str) -> bool:
    """Whether a text is a key, as `new_key` makes them."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def new_key() -> str:
    """A key, as text."""
    return Fernet.generate_key().decode()


class TokenSeal:
    """Seals and opens texts. Raises ValueError for what is no key."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._first = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """The text, readable only with the first key."""
        return self._first.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text again. Raises `Unsealable`."""
        try:
            return self._all.decrypt(sealed).decode()
        except InvalidToken:
            raise UnreadableToken("a token was sealed by a key that is not in TOKEN_KEYS") from None
