"""The newest signatures of Slack's requests, so that none is carried out twice."""

from __future__ import annotations

_MANY = 50_000

# Of the 64 hexadecimal digits: 128 bits tell any two apart.
_KEPT = 32
_BEGINS = len("v0=")


class SeenSignatures:
    """At least the newest `many`, and at most twice as many: when a set is full, the older goes.

    As digits in two sets they take a third of what a queue of the texts would.
    """

    def __init__(self, many: int = _MANY) -> None:
        self._many = many
        self._newer, self._older = set[int](), set[int]()

    def is_new(self, signature: str) -> bool:
        """Whether a verified signature, "v0=" and digits, was not seen before; then it was."""
        digits = int(signature[_BEGINS : _BEGINS + _KEPT], 16)
        if digits in self._newer or digits in self._older:
            return False
        if len(self._newer) >= self._many:
            self._older, self._newer = self._newer, set()
        self._newer.add(digits)
        return True
