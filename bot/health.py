"""Asks a process of this machine for its health: what a container's health check runs.

    python -m bot.health          the web process, at PORT
    python -m bot.health clock    the clock, at CLOCK_PORT

It ends with 0 where the process answers that it is alive, else with 1. It needs no library.
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


def is_alive(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a process answers there that it is alive."""
    connection = http.client.HTTPConnection(host, port, timeout=_WITHIN)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == _OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(port_of(sys.argv[1:], os.environ)) else 1)
