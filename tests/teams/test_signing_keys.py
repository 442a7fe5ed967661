"""The Bot Framework's keys are fetched by one at a time, and seldom while they cannot be had."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from aiohttp import web

from bot.teams.token_verifier import KeysUnreachable, SigningKeys
from tests.conftest import serve
from tests.teams.framework import Signer


@pytest.mark.parametrize("status", [200, 503])
async def test_a_hundred_at_once_fetch_once(status: int) -> None:
    fetched = 0

    async def keys(_request: web.Request) -> web.Response:
        nonlocal fetched
        fetched += 1
        return web.json_response({"keys": []}, status=status)

    app = web.Application()
    app.router.add_get("/", keys)
    serving, url = await serve(app)
    async with aiohttp.ClientSession() as session:
        store = SigningKeys(session, url)
        asked = (store.key(f"unknown-{n}") for n in range(100))
        raised = await asyncio.gather(*asked, return_exceptions=True)
        with pytest.raises(KeysUnreachable):
            await store.key("another")
    await serving.cleanup()
    assert {type(each) for each in raised} == {KeysUnreachable}
    assert fetched == 1


async def test_a_hundred_who_come_before_the_keys_wait_for_one_fetch(signer: Signer) -> None:
    fetched = 0

    async def keys(_request: web.Request) -> web.Response:
        nonlocal fetched
        fetched += 1
        return web.json_response({"keys": [signer.public()]})

    app = web.Application()
    app.router.add_get("/", keys)
    serving, url = await serve(app)
    async with aiohttp.ClientSession() as session:
        store = SigningKeys(session, url)
        found = await asyncio.gather(*(store.key(signer.kid) for _ in range(100)))
    await serving.cleanup()
    assert {key.key_id for key in found} == {signer.kid}
    assert fetched == 1
