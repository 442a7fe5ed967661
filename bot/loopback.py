"""Whether a request comes from this machine, and by which headers a proxy is recognised."""

from __future__ import annotations

from collections.abc import Iterable

from yarl import URL

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_FORWARDED = "x-forwarded"

# Headers by which proxies name themselves, or the client that they pass on.
_OF_PROXIES = frozenset(
    {
        *("forwarded", "forwarded-for", "via", "proxy", "proxy-connection", "client-ip"),
        *("x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "remote-addr"),
        *("x-remote-ip", "x-remote-addr", "x-originating-ip", "x-proxyuser-ip"),
        *("x-envoy-external-address", "x-envoy-original-path", "x-azure-clientip"),
        *("x-original-forwarded-for", "x-original-host", "x-azure-socketip"),
        *("x-original-url", "x-proxy-id", "wl-proxy-client-ip"),
        *("cf-connecting-ip", "cf-connecting-ipv6", "cf-ray", "cf-visitor", "cdn-loop"),
        *("fastly-client-ip", "fly-client-ip", "x-appengine-user-ip", "x-nf-client-connection-ip"),
        *("x-vercel-forwarded-for", "x-amzn-trace-id", "x-arr-clientip", "do-connecting-ip"),
    }
)  # fmt: skip


def is_passed_on(names: Iterable[str]) -> bool:
    """Whether one of the names of a request's headers is of those that proxies add."""
    lowered = {name.lower() for name in names}
    return any(name.startswith(_FORWARDED) for name in lowered) or not lowered.isdisjoint(
        _OF_PROXIES
    )


def names_this_machine(host: str) -> bool:
    """Whether a Host header, with or without a port, is 127.0.0.1, localhost or [::1].

    A page elsewhere may have its own name point to this machine, and a proxy keeps its own.
    """
    return web_host(f"http://{host}", is_origin=True) in _HERE


def web_host(address: str, *, is_origin: bool = False) -> str:
    """The host of a web address, in lower case; empty for what is none or has no proper port.

    With `is_origin`, also where a user, a path or a query stands beside the host.
    """
    try:
        url = URL(address)
    except ValueError:
        return ""
    is_web = url.scheme in {"http", "https"} and url.host and url.user is None
    return url.host or "" if is_web and (url == url.origin() or not is_origin) else ""
