"""The parts of the Slack app, built and listening."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.app import App
from bot.slack.context import SlackContext
from bot.slack.hearing import Answering
from bot.slack.home import Home
from bot.slack.modals import Modals
from bot.slack.options import MenuOptions
from bot.slack.replies import Replies
from bot.slack.sharing import Sharing
from bot.slack.shortcuts import Shortcuts


def parts(app: App, telling: Replies, front: SlackContext, bolt: AsyncApp) -> Answering:
    """Let every part listen, before whoever listens to all; what hears everything is returned.

    The order matters: of two listeners that fit, Bolt takes the one that came first.
    """
    sharing, home = Sharing(app, telling, front), Home(app, front)
    hearing = Answering(app.seats, sharing, home)
    modals = Modals(app, hearing, telling, front)
    shortcuts = Shortcuts(hearing, modals, telling, front)
    for part in (modals, sharing, home, MenuOptions(app, front), shortcuts):
        part.register(bolt)
    return hearing
