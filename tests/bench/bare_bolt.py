"""The floor: a Bolt app that answers a fixed text, as Bolt's own documentation would have it.

It differs from that documentation in three settings without which it would lose by far: it finishes
before it responds (10 ms a command), it authorizes without calling Slack, and runs on uvloop.
"""

from __future__ import annotations

import sys

import uvloop
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult


async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-bench")


def application(signing_secret: str) -> web.Application:
    """A web application with one address and one command."""
    bolt = AsyncApp(
        signing_secret=signing_secret, authorize=authorize, process_before_response=True
    )

    @bolt.command("/coverage")
    async def coverage(ack: AsyncAck) -> None:
        await ack("A fixed text.")

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", events)
    return app


if __name__ == "__main__":
    secret, port = sys.argv[1:]
    web.run_app(
        application(secret),
        host="127.0.0.1",
        port=int(port),
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )
