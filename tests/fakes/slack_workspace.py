"""A Slack workspace for tests: real HTTP, Slack's rules, and people who do things in it.

    await slack.start()
    slack.app_url = "http://127.0.0.1:3000/slack/events"
    answer = await slack.types("UAMY", "/coverage bcbsnc 20560")
    assert "Covered" in answer.words
    await slack.clicks(answer.button("Share"))

Wherever the app breaks a rule of Slack's, it gets Slack's answer, and the offence is remembered in
`slack.offences`. The fixtures in `tests.fakes.fixtures` fail a test that leaves offences there.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fakes import (
    slack_answers,
    slack_chat,
    slack_filling,
    slack_oauth,
    slack_payloads,
    slack_views,
)
from tests.fakes.block_kit_parts import Json
from tests.fakes.browser import Browser, Page
from tests.fakes.slack_answers import Answer
from tests.fakes.slack_screens import Control, Message, Screen, View
from tests.fakes.slack_stage import Stage
from tests.fakes.slack_state import Grant, Mistake, Token


class FakeSlack(Stage):
    """The workspace, with verbs for what people do. They are named by user id."""

    # -- typing ----------------------------------------------------------------------------------

    async def run_command(self, user: str, words: str, channel: str = "") -> Answer:
        """Type a slash command and judge the answer, as Slack does; wait for nothing more."""
        return (await self._command(user, words, channel))[1]

    async def types(self, user: str, words: str, channel: str = "") -> Message:
        """Type a slash command; the message that the person sees because of it."""
        interaction, _ = await self._command(user, words, channel)
        return await self._outcome(interaction, Message, words)

    async def types_to_open(self, user: str, words: str, channel: str = "") -> View:
        """Type a slash command; the form that it opens."""
        interaction, _ = await self._command(user, words, channel)
        return await self._outcome(interaction, View, words)

    async def says(self, user: str, text: str, channel: str = "") -> Answer:
        """Write to the app in its direct message, or mention it in the channel named."""
        place = self.channels[channel] if channel else self.direct_message(user)
        spoken = self.write(place.id, user, {"text": text})
        what = {"user": user, "text": text, "channel": place.id, "ts": spoken.ts}
        kind: Json = {"type": "app_mention"}
        if place.direct:
            kind = {"type": "message", "channel_type": "im"}
        return await self.sends_event({**kind, **what, "event_ts": spoken.ts})

    # -- pressing and choosing -------------------------------------------------------------------

    async def presses(self, button: Control, user: str = "") -> Answer:
        """Press a button and judge the answer; wait for nothing more."""
        return (await self._use(button, slack_payloads.pressed(button), user))[1]

    async def clicks(self, button: Control, user: str = "") -> Message:
        """Press a button; the message that the person sees because of it."""
        interaction, _ = await self._use(button, slack_payloads.pressed(button), user)
        return await self._outcome(interaction, Message, repr(button.label))

    async def clicks_to_open(self, button: Control, user: str = "") -> View:
        """Press a button; the form that it opens."""
        interaction, _ = await self._use(button, slack_payloads.pressed(button), user)
        return await self._outcome(interaction, View, repr(button.label))

    async def double_clicks(self, button: Control, user: str = "") -> Screen:
        """Press a button twice within a moment; what the person sees because of the first."""
        first, second = (self._scene_of(button, user) for _ in range(2))
        second.interaction.acted_at = first.interaction.acted_at + 0.2
        put = slack_payloads.pressed(button)
        bodies = [self._used(scene, button, put) for scene in (first, second)]
        await asyncio.gather(*(self._silently(button.action_id, body) for body in bodies))
        seen = first.interaction.seen, second.interaction.seen
        await self.until(lambda: any(seen) or None, f"answer to {button.label!r}")
        return next(each for each in seen if each)[0]

    async def chooses(self, menu: Control, value: object, user: str = "") -> Answer:
        """Choose from a menu that acts at once."""
        return (await self._use(menu, slack_filling.filled(menu, value), user))[1]

    async def searches(self, menu: Control, typed: str, user: str = "") -> list[Json]:
        """Type into a menu whose options the app supplies; the options it offers."""
        scene = self._scene(self._actor(menu.screen, user), self._where(menu.screen), menu.screen)
        body = slack_payloads.suggestion(scene, menu, typed, self._view_of(menu.screen))
        answer = await self.deliver(body)
        if not self._acknowledged(menu.action_id, answer):
            return []
        try:
            return slack_answers.options(self, menu.action_id, answer)
        except Mistake as mistake:
            self._note(menu.action_id, mistake)
            return []

    # -- forms and the Home tab ------------------------------------------------------------------

    async def submits(self, view: View, **answers: object) -> View:
        """Fill a form in, by action id, and submit it; the view then in front of the person.

        That is the same one, with `errors` or `closed`, or one that the app pushed on top.
        """
        state = slack_filling.state(view, answers)
        empty = slack_filling.unanswered(view, state["values"])
        assert not empty, f"Slack asks for {empty} before it sends the form"
        scene = self._scene(view.user, "", view)
        sent = {**slack_views.as_sent(self, view), "state": state}
        answer = await self.deliver(slack_payloads.view_submission(scene, sent))
        if not self._acknowledged("view_submission", answer):
            return view
        try:
            return slack_answers.after_submission(self, view, answer)
        except Mistake as mistake:
            self._note("view_submission", mistake)
            return view

    async def submits_twice(self, view: View, **answers: object) -> None:
        """Press the submit button of a form twice, before the app has answered the first."""
        state = slack_filling.state(view, answers)
        sent = {**slack_views.as_sent(self, view), "state": state}
        scenes = (self._scene(view.user, "", view) for _ in range(2))
        bodies = [slack_payloads.view_submission(scene, sent) for scene in scenes]
        for answer in await asyncio.gather(*map(self.deliver, bodies)):
            self._acknowledged("view_submission", answer)

    async def closes(self, view: View) -> None:
        """Close a form; the app hears of it only if it asked to."""
        sent = slack_views.as_sent(self, view)
        slack_answers.close(self.modals[view.user], [view])
        if view.body.get("notify_on_close"):
            scene = self._scene(view.user, "", view)
            await self._silently("view_closed", slack_payloads.view_closed(scene, sent))

    async def opens_home(self, user: str) -> View:
        """Open the app's Home tab; what it shows once the app has published it."""
        before = len(self.calls_of("views.publish"))
        what: Json = {"type": "app_home_opened", "user": user, "tab": "home"}
        if shown := self.homes.get(user):  # Slack sends along what is published already
            what["view"] = slack_views.as_sent(self, shown)
        channel = self.direct_message(user).id
        await self.sends_event({**what, "channel": channel, "event_ts": f"{self.clock():.6f}"})
        await self.until(lambda: len(self.calls_of("views.publish")) > before, "Home tab")
        return await self.until(lambda: self.homes.get(user), "Home tab")

    async def uses_shortcut(self, user: str, callback_id: str) -> View:
        """Choose a global shortcut; the form that opens."""
        scene = self._scene(user, "")
        await self._silently(callback_id, slack_payloads.global_shortcut(scene, callback_id))
        return await self._outcome(scene.interaction, View, callback_id)

    async def uses_message_shortcut(self, user: str, callback_id: str, message: Message) -> Answer:
        """Choose a shortcut on a message; `sees` or `form_of` tell what came of it."""
        scene = self._scene(user, message.channel)
        sent = slack_chat.as_sent(message, scene.token)
        body = slack_payloads.message_shortcut(scene, callback_id, sent)
        return await self._silently(callback_id, body)

    # -- events ----------------------------------------------------------------------------------

    async def sends_event(self, what: Json, event_id: str = "", retry: int = 0) -> Answer:
        """Tell the app of an event; `retry` is Slack's count of earlier attempts."""
        token = self._token(str(what.get("user", "")))
        place = self.channels.get(str(what.get("channel", "")))
        shared = place is not None and place.shared
        body = slack_payloads.event(token, what, event_id, self.clock(), shared=shared)
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self._silently(what["type"], body, again if retry else {})

    async def installs(self, app: str, grant: Grant, via: str = "/slack/install") -> Page:
        """Install the app that is served at an address, in a browser, agreeing to what it asks for.

        The address `via` is where the person begins.
        """
        browser = Browser(app)
        consent = await browser.opens(via)
        return await browser.opens(self.agrees(consent.sent_to, grant))

    def agrees(self, address: str, grant: Grant) -> str:
        """Agree on the consent page at this address; where Slack sends the browser then."""
        parts = urlsplit(address)
        assert parts.path == "/oauth/v2/authorize", address
        asked = dict(parse_qsl(parts.query))
        assert asked["client_id"] == slack_oauth.CLIENT_ID
        code = self.next_id("code-")
        token = replace(grant.token, scopes=frozenset(asked["scope"].split(",")))
        self.codes[code] = replace(grant, token=token)
        return f"/slack/oauth_redirect?{urlencode({'code': code, 'state': asked['state']})}"

    async def uninstalls(self, token: Token) -> Answer:
        """Remove the app: its tokens are dead before it hears of it."""
        body = slack_payloads.event(token, {"type": "app_uninstalled"}, at=self.clock())
        for each in self.tokens.values():
            each.revoked |= each.team == token.team
        token.revoked = True
        return await self._silently("app_uninstalled", body)

    # -- looking ---------------------------------------------------------------------------------

    async def sees(self, user: str, channel: str = "") -> Message:
        """The next message that the person has not seen yet, there or anywhere; waits for it."""
        message = await self.until(lambda: self._unread(user, channel), f"new message for {user}")
        message.read_by.add(user)
        return message

    def form_of(self, user: str) -> View | None:
        """The modal on top of the person's screen."""
        stack = self.modals[user]
        return stack[-1] if stack else None
