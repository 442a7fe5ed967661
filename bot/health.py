"""Asks a process of this machine for its health: what a container's health check runs.

    python -m bot.health          the web process, at PORT
    python -m bot.health clock    the clock, at CLOCK_PORT

With the word ready it asks whether the process can do its work, and prints what it says. It ends
with 0 where the process answers that it is alive, or ready, else with 1. It needs no library.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping, Sequence

_WITHIN = 4.0  # seconds: the check itself may take five
_OK = 200


def port_of(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """The port of the process that is meant, as `bot/environment.py` reads it."""
    name, default = ("CLOCK_PORT", "3001") if "clock" in words else ("PORT", "3000")
    return int(environment.get(name, "").strip() or default)


def _asked(port: int, path: str) -> tuple[bool, str]:
    """Whether a process answers there that all is well, and what it says."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WITHIN)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status == _OK, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return False, "Nothing answers there."
    finally:
        connection.close()


def main(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """The exit code; what a process says of its readiness is printed."""
    port = port_of(words, environment)
    if "ready" not in words:
        return 0 if _asked(port, "/healthz")[0] else 1
    is_ready, says = _asked(port, "/readyz")
    sys.stdout.write(f"{says}\n")
    return 0 if is_ready else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
