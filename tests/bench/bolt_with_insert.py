"""A second floor: a Bolt app that keeps one row for each command, through Tortoise, and says so.

It is the bare app of `bare_bolt` with the least that keeping anything costs: one model, one insert
in a transaction of its own, on the same kind of database with the same journal as the bot's.
Another command of it reads one row through Tortoise.
"""

from __future__ import annotations

import sys

import uvloop
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from tortoise import Model, Tortoise, fields

from tests.bench.bare_bolt import authorize


class Visit(Model):
    """What a command said, and who said it."""

    id = fields.IntField(primary_key=True)
    clinic = fields.CharField(max_length=40)
    member = fields.CharField(max_length=40)
    told = fields.TextField()
    at = fields.DatetimeField(auto_now_add=True)


def application(signing_secret: str, database: str) -> web.Application:
    """A web application with one address: one command inserts a row, another reads one."""
    bolt = AsyncApp(
        signing_secret=signing_secret, authorize=authorize, process_before_response=True
    )

    @bolt.command("/session")
    async def session(ack: AsyncAck, command: dict[str, str]) -> None:
        await Visit.create(
            clinic=command["team_id"], member=command["user_id"], told=command["text"]
        )
        await ack("Kept: a fixed text.")

    @bolt.command("/caps")
    async def caps(ack: AsyncAck, command: dict[str, str]) -> None:
        visit = await Visit.filter(clinic=command["team_id"]).order_by("-id").first()
        await ack(f"Read: a fixed text, {bool(visit)}.")

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    async def open_database(app: web.Application) -> None:
        await Tortoise.init(
            db_url=database, modules={"models": [__name__]}, _enable_global_fallback=True
        )
        await Tortoise.generate_schemas()

    async def close_database(app: web.Application) -> None:
        await Tortoise.close_connections()

    app = web.Application()
    app.on_startup.append(open_database)
    app.on_cleanup.append(close_database)
    app.router.add_post("/slack/events", events)
    return app


if __name__ == "__main__":
    secret, port, database = sys.argv[1:]
    web.run_app(
        application(secret, database),
        host="127.0.0.1",
        port=int(port),
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )
