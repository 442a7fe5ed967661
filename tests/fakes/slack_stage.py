"""Behind the scenes of the fake workspace: who acts where, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tests.fakes import slack_answers, slack_chat, slack_payloads, slack_views
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_answers import Answer
from tests.fakes.slack_interactions import Interaction
from tests.fakes.slack_payloads import Body, Scene
from tests.fakes.slack_screens import Control, Message, Screen, View
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_state import Channel, Mistake, Token
from tests.fakes.slack_web_api import write_reply

Seen = TypeVar("Seen", Message, View)
Found = TypeVar("Found")

PATIENCE = 5.0  # seconds, for what the app does after it has answered


class Stage(SlackServer):
    """The steps that the verbs of the workspace are made of."""

    async def until(
        self, look: Callable[[], Found | None], what: str, patience: float = PATIENCE
    ) -> Found:
        """Wait until `look` finds something; it looks again after each thing the app does here."""
        try:
            return await self.bell.until(look, what, patience)
        except AssertionError as nothing:
            nothing.add_note(f"offences: {[str(offence) for offence in self.offences]}")
            raise

    async def _command(self, user: str, words: str, channel: str) -> tuple[Interaction, Answer]:
        command, _, text = words.partition(" ")
        scene = self._scene(user, channel)
        answer = await self.deliver(slack_payloads.slash_command(scene, command, text.strip()))
        if not self._acknowledged(command, answer):
            self._tell_of_failure(scene, command, answer)
            return scene.interaction, answer
        try:
            posted = slack_answers.command_reply(self, command, answer)
            if posted:
                scene.interaction.seen.append(write_reply(self, scene.interaction, posted))
        except Mistake as mistake:
            self._note(command, mistake)
        return scene.interaction, answer

    async def _use(self, control: Control, put: Json, user: str) -> tuple[Interaction, Answer]:
        scene = self._scene_of(control, user)
        body = self._used(scene, control, put)
        return scene.interaction, await self._silently(control.action_id, body)

    def _scene_of(self, control: Control, user: str) -> Scene:
        screen = control.screen
        return self._scene(self._actor(screen, user), self._where(screen), screen)

    def _used(self, scene: Scene, control: Control, put: Json) -> Body:
        """What the app is told of a control that was used."""
        screen = control.screen
        if isinstance(screen, Message):
            public = screen.private_to is None
            shown = slack_chat.as_sent(screen, scene.token) if public else None
            return slack_payloads.message_click(scene, control, put, shown)
        view = self._view_of(screen)
        assert view is not None
        return slack_payloads.view_click(scene, control, put, view)

    async def _silently(
        self, where: str, body: Body, headers: dict[str, str] | None = None
    ) -> Answer:
        """Deliver what takes no message in the answer."""
        answer = await self.deliver(body, {**self.signed(body), **(headers or {})})
        if self._acknowledged(where, answer):
            slack_answers.expect_silence(self, where, answer)
        return answer

    async def _outcome(self, interaction: Interaction, kind: type[Seen], what: str) -> Seen:
        """The first thing on the person's screen that came of it."""
        user = interaction.user
        seen = await self.until(
            lambda: interaction.seen.pop(0) if interaction.seen else None,
            f"answer to {what} from {user}",
        )
        assert isinstance(seen, kind), f"{what} brought a {type(seen).__name__}: {seen.words!r}"
        if isinstance(seen, Message):
            seen.read_by.add(user)
        return seen

    def _acknowledged(self, where: str, answer: Answer) -> bool:
        word = slack_answers.failure(answer)
        if word:
            self.offend(word, where, f"status {answer.status}")
        return not word

    def _tell_of_failure(self, scene: Scene, command: str, answer: Answer) -> None:
        text = f'{command} failed with the error "{slack_answers.failure(answer)}"'
        user, channel = scene.person.id, scene.channel.id
        said = self.write(channel, "USLACKBOT", {"text": text}, private_to=user)
        scene.interaction.seen.append(said)

    def _note(self, where: str, mistake: Mistake) -> None:
        self.offend(mistake.error, where, str(mistake.more.get("errors", "")))

    def _scene(self, user: str, channel: str, screen: Screen | None = None) -> Scene:
        assert user in self.people, f"nobody here is called {user}"
        place = self._place(user, channel)
        interaction = self.interactions.begin(self.base, user, place.id, screen)
        return Scene(self.people[user], place, self._token(user), interaction)

    def _place(self, user: str, channel: str) -> Channel:
        """The channel named; else the first that the person is in; else the direct message."""
        if channel:
            return self.channels[channel]
        open_to_user = [c for c in self.channels.values() if user in c.members and not c.archived]
        return open_to_user[0] if open_to_user else self.direct_message(user)

    def _token(self, user: str) -> Token:
        """The newest installation that lives, in the person's own workspace if there is one."""
        living = [token for token in self.tokens.values() if not token.revoked]
        assert living, "the app is not installed: Slack would send it nothing"
        at_home = [t for t in living if user in self.people and t.team == self.people[user].team]
        return (at_home or living)[-1]

    def _actor(self, screen: Screen, user: str) -> str:
        """Who is in front of the screen; a public message needs to be told."""
        alone = screen.user if isinstance(screen, View) else None
        if isinstance(screen, Message):
            alone = screen.private_to
        assert user or alone, "everyone sees this message: who acts on it?"
        assert not (user and alone and user != alone), f"{user} cannot see what {alone} sees"
        return user or str(alone)

    def _where(self, screen: Screen) -> str:
        return screen.channel if isinstance(screen, Message) else ""

    def _view_of(self, screen: Screen) -> Json | None:
        return slack_views.as_sent(self, screen) if isinstance(screen, View) else None

    def _unread(self, user: str, channel: str) -> Message | None:
        for message in self.messages:
            if self._can_read(user, message, channel) and user not in message.read_by:
                return message
        return None

    def _can_read(self, user: str, message: Message, channel: str) -> bool:
        members = self.channels[message.channel].members
        public = message.private_to is None and user in members
        there = channel in ("", message.channel)
        theirs = message.sender != user and not message.deleted
        return (public or message.private_to == user) and there and theirs
