"""Types for tests of the outside."""

from __future__ import annotations

from collections.abc import Callable

Configure = Callable[[str], None]
