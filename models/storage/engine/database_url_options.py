"""Which options a PostgreSQL address may end in, as hosts give them, and what TLS they ask for.

    ?sslmode=require&channel_binding=require      Neon
    ?pgbouncer=true&connection_limit=5            Supabase, Prisma
    ?sslmode=verify-full&sslrootcert=/etc/ca.pem  a server whose certificate is checked

An option of another program is named when it is refused. Any other is not: where an address was
torn apart at the wrong sign, its name is a piece of the password.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from models.errors import SettingsFault

_CHECKED = frozenset({"verify-ca", "verify-full"})
_MODES = frozenset({"disable", "allow", "prefer", "require", *_CHECKED})
_YES = {"true": True, "1": True, "false": False, "0": False}
_SYSTEM = "system"  # the roots that this machine trusts
_USUAL_ROOT = Path("~/.postgresql/root.crt")  # where PostgreSQL's own programs look


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return read


def _switch(text: str) -> bool:
    return _YES[text.lower()]


# What is handed on to the driver, under its own names.
_DRIVER: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "application_name": ("application_name", str),
    "command_timeout": ("command_timeout", float),
    "connect_timeout": ("timeout", float),
    "connection_limit": ("maxsize", int),
    "host": ("host", str),  # a folder, for a Unix socket
    "max_inactive_connection_lifetime": ("max_inactive_connection_lifetime", float),
    "maxsize": ("maxsize", int),
    "minsize": ("minsize", int),
    "statement_cache_size": ("statement_cache_size", int),
    "target_session_attrs": (
        "target_session_attrs",
        _one_of("any", "primary", "read-write"),
    ),
    "timeout": ("timeout", float),
}

# What is read here.
_OWN: Mapping[str, Callable[[str], object]] = {
    "channel_binding": _one_of("disable", "prefer", "require"),
    "options": str,
    "pgbouncer": _switch,
    "ssl": _switch,
    "sslcert": str,
    "sslkey": str,
    "sslmode": _one_of(*_MODES),
    "sslrootcert": str,
}

# What other programs need, and changes nothing for this one.
_WITHOUT_MEANING = frozenset(
    {
        *("client_encoding", "fallback_application_name", "gssencmode", "keepalives"),
        *("keepalives_count", "keepalives_idle", "keepalives_interval", "pool_timeout", "sslsni"),
        *("sslcompression", "supa", "tcp_user_timeout", "uselibpqcompat"),
    }
)

# What they know and we cannot do: named, because it is no piece of a password.
_KNOWN_ELSEWHERE = frozenset(
    {
        *("currentSchema", "dbname", "hostaddr", "krbsrvname", "load_balance_hosts", "passfile"),
        *("password", "port", "require_auth", "requirepeer", "schema", "search_path", "service"),
        *("sslcrl", "sslcrldir", "sslnegotiation", "sslpassword", "ssl_max_protocol_version"),
        *("ssl_min_protocol_version", "user"),
    }
)


def read_options(query: str) -> dict[str, Any]:
    """What the driver is told, from what stands behind the question mark. Raises `SettingsFault`.

    `ssl` is the driver's word for a mode, or a context where a certificate is checked.
    """
    given = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    credentials: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for name, text in given.items():
        if name in _DRIVER:
            key, read = _DRIVER[name]
            credentials[key] = _read(name, text, read)
        elif name in _OWN:
            own[name] = _read(name, text, _OWN[name])
        elif name not in _WITHOUT_MEANING:
            raise _refused(name)
    if own.get("pgbouncer"):
        credentials.setdefault("statement_cache_size", 0)
    if own.get("options"):
        credentials["server_settings"] = {"options": own["options"]}
    if security := _security(own):
        credentials["ssl"] = security
    return credentials


def _read(name: str, text: str, read: Callable[[str], object]) -> object:
    try:
        return read(text)
    except (KeyError, ValueError):
        raise SettingsFault(
            f"DATABASE_URL has the option {name} with a value that does not fit.",
            "Correct it, or take it out.",
        ) from None


def _refused(name: str) -> SettingsFault:
    if name in _KNOWN_ELSEWHERE:
        return SettingsFault(
            f"DATABASE_URL has the option {name}, which this program cannot follow.",
            "Take it out. If the database does not work without it, the host has another address.",
        )
    return SettingsFault(
        "DATABASE_URL ends in an option that is unknown.",
        f"After the question mark, use only {', '.join(sorted([*_DRIVER, *_OWN]))}. A ? in the "
        "password is written %3F.",
    )


def _security(own: Mapping[str, Any]) -> str | ssl.SSLContext | None:
    """The TLS that is asked for.

    The driver cannot bind the channel, which keeps somebody with another certificate out. Where
    that is required, the server's own is checked instead, which keeps them out as well.
    """
    mode = own.get("sslmode") or ("require" if own.get("ssl") else None)
    root = own.get("sslrootcert")
    if own.get("channel_binding") == "require" and mode != "disable":
        mode = "verify-full"
    elif root and mode == "require":
        mode = "verify-ca"  # as PostgreSQL's own programs read it
    if mode not in _CHECKED and not own.get("sslcert"):
        return mode
    return _context(own, mode or "require", root)


def _context(own: Mapping[str, Any], mode: str, root: str | None) -> ssl.SSLContext:
    usual = _USUAL_ROOT.expanduser()
    file = None if root == _SYSTEM else root or (str(usual) if usual.is_file() else None)
    context: ssl.SSLContext = _loaded(
        "sslrootcert", lambda: ssl.create_default_context(cafile=file)
    )
    context.check_hostname = mode == "verify-full"
    if mode not in _CHECKED:
        context.verify_mode = ssl.CERT_NONE
    if certificate := own.get("sslcert"):
        _loaded("sslcert", lambda: context.load_cert_chain(certificate, own.get("sslkey")))
    return context


def _loaded(name: str, load: Callable[[], Any]) -> Any:
    try:
        return load()
    except (OSError, ssl.SSLError):
        raise SettingsFault(
            f"DATABASE_URL names a file as {name} that is not there, or holds no certificate.",
            "Write its path from the root, and let this program's account read it.",
        ) from None
