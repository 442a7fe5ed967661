"""Draws the two icons that Teams wants: a needle, in colour and in outline."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from math import hypot

_TEAL = (15, 108, 92)
_WHITE = (255, 255, 255)

# On a square of one by one: the needle from its eye to its point, and half its width at the eye.
_EYE, _POINT = (0.30, 0.30), (0.78, 0.78)
_HALF_WIDTH = 0.045
_RING, _HOLE = 0.115, 0.05

Pixel = tuple[int, int, int, int]


def color() -> bytes:
    """192 pixels square, the needle in white on our colour."""
    return _png(192, lambda x, y: (*_mixed(_needle(x, y, 192)), 255))


def outline() -> bytes:
    """32 pixels square, the needle in white on nothing."""
    return _png(32, lambda x, y: (*_WHITE, round(255 * _needle(x, y, 32))))


def _mixed(share: float) -> tuple[int, int, int]:
    mixed = [round(w * share + t * (1 - share)) for w, t in zip(_WHITE, _TEAL, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _needle(x: int, y: int, size: int) -> float:
    """How much of a pixel the needle covers, from its distance to the needle's edge."""
    at = ((x + 0.5) / size, (y + 0.5) / size)
    from_eye = hypot(at[0] - _EYE[0], at[1] - _EYE[1])
    ring = max(from_eye - _RING, _HOLE - from_eye)
    along = ((at[0] - _EYE[0]) + (at[1] - _EYE[1])) / (2 * (_POINT[0] - _EYE[0]))
    aside = abs(at[0] - at[1]) / 2**0.5
    shaft = max(aside - _HALF_WIDTH * (1 - along), -along, along - 1, _HOLE - from_eye)
    return min(1.0, max(0.0, 0.5 - min(ring, shaft) * size))


def _png(size: int, pixel: Callable[[int, int], Pixel]) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
