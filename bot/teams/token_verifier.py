"""Which tokens of the Bot Framework are taken: issuer, audience, expiry, signing keys.

The rules: learn.microsoft.com, "Authentication with the Bot Connector API", connector to bot. The
SDK's own check takes a token without an expiry, with any issuer unless told otherwise, and fetches
keys in a thread for every unknown key id; so tokens are read here, with PyJWT.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
import jwt

ISSUER = "https://api.botframework.com"
KEYS = "https://login.botframework.com/v1/.well-known/keys"

_LEEWAY = 300  # seconds that two clocks may differ, as the rules allow
_FETCH_AFTER = 60.0  # seconds; a stranger's invented key ids make us ask no more often
_AGAIN_AFTER = 5.0  # seconds after which keys that could not be had are asked for again
_STALE_AFTER = 24 * 3600.0
WITHIN = aiohttp.ClientTimeout(total=5)

Claims = Mapping[str, Any]


class TokenRefused(Exception):
    """The request carries no token that the Bot Framework gave for us."""


class KeysUnreachable(Exception):
    """The keys that would prove a token cannot be had."""


class AnonymousVerifier:
    """Lets everybody in: for a test client on this machine, which has no token."""

    async def claims(self, authorization: str) -> Claims:
        """Nothing is vouched for."""
        del authorization
        return {}


class SigningKeys:
    """The Bot Framework's public keys, fetched when they are needed and kept for a day."""

    def __init__(self, session: aiohttp.ClientSession, address: str = KEYS) -> None:
        self._session = session
        self._address = address
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = self._tried = -_STALE_AFTER
        self._fetching = asyncio.Lock()

    async def key(self, id_: str) -> jwt.PyJWK:
        """The key of this id. Raises `Refused` where there is none."""
        if id_ in self._keys and time.monotonic() - self._fetched <= _STALE_AFTER:
            return self._keys[id_]
        async with self._fetching:  # one at a time; the others find what it brought
            now = time.monotonic()
            is_wanted = id_ not in self._keys or now - self._fetched > _STALE_AFTER
            if is_wanted and now - self._tried > _FETCH_AFTER:
                self._tried = now
                await self._fetch()
        if not self._keys:
            raise KeysUnreachable
        if id_ not in self._keys:
            raise TokenRefused("unknown key")
        return self._keys[id_]

    async def _fetch(self) -> None:
        try:
            async with self._session.get(self._address) as answer:
                answer.raise_for_status()
                key_set = jwt.PyJWKSet.from_dict(await answer.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, ValueError, jwt.PyJWTError) as error:
            self._tried += _AGAIN_AFTER - _FETCH_AFTER
            if self._keys:  # yesterday's keys still prove yesterday's signer
                return
            raise KeysUnreachable from error
        self._keys = {key.key_id: key for key in key_set.keys if key.key_id}
        self._fetched = time.monotonic()


class BotFrameworkVerifier:
    """Lets in what carries a token of the Bot Framework for this app."""

    def __init__(self, client_id: str, keys: SigningKeys) -> None:
        self._client_id = client_id
        self._keys = keys

    async def claims(self, authorization: str) -> Claims:
        """Verify signature, issuer, audience and expiry; and that a service URL is vouched for."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.isascii():
            raise TokenRefused("no bearer token")
        try:
            id_ = jwt.get_unverified_header(token).get("kid")
            key = await self._keys.key(str(id_))
            claims: dict[str, Any] = jwt.decode(
                token,
                key=key,
                algorithms=["RS256"],
                audience=self._client_id,
                issuer=ISSUER,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise TokenRefused(type(error).__name__) from error
        if not isinstance(claims.get("serviceurl"), str):
            raise TokenRefused("no service URL")
        return claims


TokenVerifier = BotFrameworkVerifier | AnonymousVerifier
"""Whoever tells who sent a request: `claims` raises `TokenRefused` or `KeysUnreachable`."""
