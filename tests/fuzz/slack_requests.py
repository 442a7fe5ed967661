"""What Slack might send, with hostile words wherever somebody types, chooses or is named."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bot.render import slack_form
from bot.render.slack_form import CALLBACK
from bot.slack.interaction import PICK
from bot.slack.shortcuts import ANSWER_THIS, LOG_SESSION
from handlers.forms.catalog import FORMS
from handlers.forms.form import FormContext
from models.coverage.fact_book import FactBook
from tests.fakes import slack_payloads
from tests.fakes.slack_payloads import FORM, JSON, Body, Scene
from tests.fakes.slack_workspace import FakeSlack
from tests.fuzz.requests import Request, drawn
from tests.fuzz.spoiling import broken, spoiled
from tests.fuzz.texts import Texts

Json = dict[str, Any]

_PEOPLE = ("UAMY", "UMAX")
_CHANNELS = ("CDESK", "CHALL", "CPART", "CNEWS")
_CHOSEN = ("BLUE-47K", "RED-9", "20561", "medicare", "cigna", "in all", "portal", "again", "dup")
_TYPED = ("1", "3", "999", "2026-11-20", "08:00", "3, 1, 0")


class SlackRequests:
    """An endless supply. Each kind is an entry of the figures."""

    def __init__(self, slack: FakeSlack, supply: Texts, book: FactBook) -> None:
        self._slack = slack
        self._supply = supply
        self._chance = supply.chance
        self._context = FormContext(book, date(2026, 11, 25), alias="BLUE-47K")
        self._secrets: list[str] = []
        self._kinds = {
            "slack command": (self._command, 6),
            "slack view_submission": (self._submission, 8),
            "slack block_actions": (self._click, 6),
            "slack view_closed": (self._closed, 1),
            "slack options": (self._options, 2),
            "slack shortcut": (self._shortcut, 1),
            "slack message shortcut": (self._message_shortcut, 2),
            "slack event": (self._event, 4),
        }

    def next(self) -> Request:
        """A request, as Slack sends it or spoiled."""
        self._secrets = []
        name, how = drawn(self._chance, {kind: w for kind, (_, w) in self._kinds.items()})
        body: Body = self._kinds[name][0]()
        if how != "whole":
            name, body = f"{name}, {how}", self._worse(body, how)
        return Request(name, body.text, body.content_type, secrets=tuple(self._secrets))

    def _worse(self, body: Body, how: str) -> Body:
        told = self._read(body)
        if how == "spoiled":
            told = spoiled(self._chance, told)
        text = json.dumps(told) if how == "spoiled" else broken(self._chance, json.dumps(told))
        if body.content_type == JSON:
            return Body(text, JSON)
        if "command" in told and how == "spoiled":
            return slack_payloads.form({name: str(value) for name, value in told.items()})
        return Body(urlencode({"payload": text}, errors="surrogatepass"), FORM)

    @staticmethod
    def _read(body: Body) -> Json:
        if body.content_type == JSON:
            return dict(json.loads(body.text))
        fields = dict(parse_qsl(body.text, keep_blank_values=True, errors="surrogatepass"))
        return dict(json.loads(fields["payload"])) if "payload" in fields else fields

    # -- kinds -----------------------------------------------------------------------------------

    def _command(self) -> Body:
        typed = self._text()
        command, _, text = typed.partition(" ")
        scene = self._scene()
        body = slack_payloads.slash_command(scene, command or "/help", text)
        named = {"user_name": self._word(), "channel_name": self._word()}
        return slack_payloads.form(self._read(body) | named)

    def _submission(self) -> Body:
        view = self._view()
        values = {
            block["block_id"]: {block["element"]["action_id"]: self._filled(block["element"])}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        return slack_payloads.view_submission(self._scene(), view | {"state": {"values": values}})

    def _click(self) -> Body:
        scene = self._scene()
        action: Json = {"type": "button", "action_id": "say:0", "value": self._text()}
        match self._chance.randrange(5):
            case 0:
                action = {
                    "type": "users_select",
                    "selected_user": self._user(),
                    "action_id": self._pick(),
                }
            case 1:
                menu = "conversations_select"
                chosen = {"selected_conversation": self._id(), "action_id": self._pick()}
                action = {"type": menu, **chosen}
            case 2:
                action["value"] = self._chance.choice(("/session log", "/session void BLUE-47K"))
        action |= {"block_id": "b", "action_ts": f"{scene.interaction.acted_at:.6f}"}
        told = scene.common() | {
            "type": "block_actions",
            "trigger_id": scene.interaction.trigger_id,
            "state": {"values": {}},
            "actions": [action],
        }
        return slack_payloads.payload(told | self._place(scene))

    def _closed(self) -> Body:
        return slack_payloads.view_closed(self._scene(), self._view())

    def _options(self) -> Body:
        scene = self._scene()
        asked = {
            "type": "block_suggestion",
            "action_id": self._chance.choice(("payer", "alias", "alias", self._word())),
            "block_id": "b",
            "value": self._word(),
            "container": {"type": "view"},
            "view": self._view(),
        }
        return slack_payloads.payload(scene.common() | asked)

    def _shortcut(self) -> Body:
        callback = self._chance.choice((LOG_SESSION, LOG_SESSION, self._word()))
        return slack_payloads.global_shortcut(self._scene(), callback)

    def _message_shortcut(self) -> Body:
        message: Json = {"type": "message", "ts": "1795000000.000100", "user": "UMAX"}
        message["text"] = self._chance.choice((self._text(), self._word()))
        if self._chance.random() < 0.3:
            message["thread_ts"] = message["ts"]
        callback = self._chance.choice((ANSWER_THIS, ANSWER_THIS, self._word()))
        return slack_payloads.message_shortcut(self._scene(), callback, message)

    def _event(self) -> Body:
        user, channel = self._chance.choice(_PEOPLE), self._chance.choice(_CHANNELS)
        kinds: tuple[Json, ...] = (
            {"type": "app_home_opened", "user": user, "tab": "home", "channel": "DAMY"},
            {"type": "app_home_opened", "user": user, "tab": "messages", "channel": "DAMY"},
            {"type": "app_mention", "user": user, "text": self._text(), "channel": channel},
            {
                "type": "message",
                "channel_type": "im",
                "user": user,
                "text": self._text(),
                "channel": "DAMY",
            },
            {"type": "message", "subtype": "message_changed", "message": {"text": self._text()}},
            {"type": "tokens_revoked", "tokens": {"oauth": [user]}},
            {"type": self._word() or "odd", "user": {"id": user}},
        )
        token = self._slack.tokens["xoxb-clinic"]
        what = self._chance.choice(kinds) | {"event_ts": "1795000000.000100"}
        return slack_payloads.event(token, what, at=self._slack.clock())

    # -- parts -----------------------------------------------------------------------------------

    def _scene(self) -> Scene:
        chance = self._chance
        return self._slack._scene(chance.choice(_PEOPLE), chance.choice(_CHANNELS))  # noqa: SLF001

    def _place(self, scene: Scene) -> Json:
        """Where a control stands: under a message, in a form or card, or on the Home tab."""
        kind = self._chance.choice(("message", "message", "modal", "home"))
        if kind == "message":
            container = {"type": "message", "message_ts": "1795000000.000200", "is_ephemeral": True}
            return {
                "container": container | {"channel_id": scene.channel.id},
                "channel": {"id": scene.channel.id, "name": self._word()},
                "response_url": scene.interaction.response_url,
            }
        view = self._view() | {"type": kind}
        return {"container": {"type": "view", "view_id": view["id"]}, "view": view}

    def _view(self) -> Json:
        form = self._chance.choice(list(FORMS.values()))
        number = self._chance.randrange(1_000_000)
        return slack_form.view(form, self._context) | {
            "id": f"V{number}",
            "hash": f"hash-{number}",
            "team_id": "T1",
            "state": {"values": {}},
            "root_view_id": f"V{number}",
            "previous_view_id": None,
            "private_metadata": "",
            "callback_id": f"{CALLBACK}{form.name}",
        }

    def _filled(self, element: Json) -> Json:
        """What Slack reports of a control; nobody keeps a client to the options that it offers."""
        kind, value = element["type"], self._value(element)
        if kind in {"plain_text_input", "number_input"}:
            return {"type": kind, "value": value}
        if kind == "datepicker":
            return {"type": kind, "selected_date": value}
        if kind == "timepicker":
            return {"type": kind, "selected_time": value}
        if kind == "conversations_select":
            return {"type": kind, "selected_conversation": self._id()}
        if kind in {"checkboxes", "multi_static_select"}:
            chosen = (value, self._value(element))
            return {"type": kind, "selected_options": [_option(v) for v in chosen if v]}
        return {"type": kind, "selected_option": _option(value)}

    def _value(self, element: Json) -> str | None:
        chance = self._chance
        offered = [option["value"] for option in element.get("options", ())]
        match chance.randrange(4):
            case 0:
                return chance.choice((None, ""))
            case 1:
                return self._word()
            case 2 if offered:
                return str(chance.choice(offered))
            case _:
                return chance.choice((*_CHOSEN, *_TYPED))

    def _id(self) -> str | None:
        return self._chance.choice((None, "CGONE", "CDESK", "CHALL", "CPART", ""))

    def _user(self) -> str | None:
        return self._chance.choice((None, "UAMY", "UMAX", "UGONE", ""))

    def _pick(self) -> str:
        begun = ("/clinic channel", "/clinic managers add", "/clinic alerts hand 1 to")
        return f"{PICK}{self._chance.choice((*begun, self._text()))}"

    def _text(self) -> str:
        planted = self._supply.command()
        self._secrets += planted.secrets
        return planted.typed

    def _word(self) -> str:
        planted = self._supply.words()
        self._secrets += planted.secrets
        return planted.typed


def _option(value: str | None) -> Json | None:
    return (
        None if value is None else {"text": {"type": "plain_text", "text": value}, "value": value}
    )
