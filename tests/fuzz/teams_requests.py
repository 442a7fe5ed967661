"""What Teams might send, with hostile words wherever somebody types, chooses or is named."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from bot.render.card_actions import STAYS
from handlers.forms.catalog import FORMS
from handlers.forms.form import FormContext
from models.coverage.fact_book import FactBook
from tests.fuzz.requests import TEAMS, Request, drawn
from tests.fuzz.spoiling import broken, spoiled
from tests.fuzz.texts import Texts
from tests.teams.framework import APP, TENANT, activity

Json = dict[str, Any]

_TYPED = ("BLUE-47K", "RED-9", "20561", "medicare", "1", "3", "2026-11-20", "08:00", "3, 1, 0", "")
_ODD: tuple[Any, ...] = (None, 0, True, [], {}, ["a"], "x" * 300, "\0", "\ud800")


class TeamsRequests:
    """An endless supply. Each kind is an entry of the figures."""

    def __init__(self, supply: Texts, connector: str, book: FactBook) -> None:
        self._supply = supply
        self._chance = supply.chance
        self._connector = connector
        self._context = FormContext(book, date(2026, 11, 25))
        self._secrets: list[str] = []
        self._number = 0
        self._kinds = {
            "teams message": (self._message, 5),
            "teams adaptiveCard/action": (self._click, 5),
            "teams task/fetch": (self._fetch, 2),
            "teams task/submit": (self._submit, 6),
            "teams composeExtension/query": (self._query, 3),
            "teams update": (self._update, 1),
        }

    def next(self) -> Request:
        """A request, as Teams sends it or spoiled."""
        self._secrets = []
        name, how = drawn(self._chance, {kind: w for kind, (_, w) in self._kinds.items()})
        told: Json = self._kinds[name][0]()
        if how == "spoiled":
            told = spoiled(self._chance, told)
        body = broken(self._chance, json.dumps(told)) if how == "broken" else json.dumps(told)
        name = name if how == "whole" else f"{name}, {how}"
        secrets = tuple(self._secrets)
        return Request(name, body, "application/json", TEAMS, signed=False, secrets=secrets)

    def _activity(self, **told: Any) -> Json:
        """An activity of one of two people, in one of three places."""
        self._number += 1
        who = self._chance.choice(("amy", "maya"))
        where: Json = self._chance.choice((
            {"id": f"a:{who}", "conversationType": "personal"},
            {"id": "19:front@thread.tacv2;messageid=1", "conversationType": "channel"},
            {"id": "19:group@thread.v2", "conversationType": "groupChat", "isGroup": True},
        ))  # fmt: skip
        if where["conversationType"] != "personal":
            where |= {"name": self._word()}
        return activity(
            id=f"m{self._number}",
            serviceUrl=self._connector,
            conversation=where | {"tenantId": TENANT},
            **{"from": {"id": f"29:{who}", "aadObjectId": f"ad0-{who}", "name": who.title()}},
            **({"replyToId": f"card{self._number % 7}"} | told),
        )

    def _message(self) -> Json:
        text = self._text()
        told: Json = {"text": text}
        if self._chance.random() < 0.4:
            shown = f"<at>{self._word()}</at>"
            someone = {"id": self._chance.choice((f"28:{APP}", "29:max")), "name": self._word()}
            mention = {"type": "mention", "text": shown, "mentioned": someone}
            told = {"text": f"{shown} {text}", "entities": [mention]}
        if self._chance.random() < 0.2:
            told["value"] = {"say": self._text()}
        if self._chance.random() < 0.1:
            told["attachments"] = [{"contentType": "text/html", "content": self._word()}]
        return self._activity(**told)

    def _click(self) -> Json:
        data: Json = {"say": self._text()}
        if self._chance.random() < 0.2:
            data["person"] = self._chance.choice(("ad0-amy", self._word(), *_ODD))
        if self._chance.random() < 0.3:
            data[STAYS] = True
        value: Json = {"action": {"type": "Action.Execute", "data": data}}
        value["trigger"] = self._chance.choice(("manual", "manual", "automatic", self._word()))
        return self._invoke("adaptiveCard/action", value)

    def _fetch(self) -> Json:
        name = self._chance.choice(("task/fetch", "composeExtension/fetchTask"))
        form = self._chance.choice((*FORMS, self._word()))
        named = {"data": {"dialog": form}} if name == "task/fetch" else {"commandId": form}
        return self._invoke(name, named)

    def _submit(self) -> Json:
        form = self._chance.choice(list(FORMS.values()))
        fields = form.fields(self._context)
        data: Json = {field.name: self._filled([v for _, v in field.options]) for field in fields}
        data |= {"dialog": form.name, "opened": f"{self._number:016x}"}
        if self._chance.random() < 0.1:
            data["say"] = self._text()
        name = self._chance.choice(("task/submit", "task/submit", "composeExtension/submitAction"))
        return self._invoke(name, {"data": data})

    def _query(self) -> Json:
        text = self._text()
        typed = self._chance.choice((text.partition(" ")[2], text, self._word()))
        asked = {"commandId": "find", "parameters": [{"name": "q", "value": typed}]}
        return self._invoke("composeExtension/query", asked)

    def _update(self) -> Json:
        new = {"id": "29:new", "name": self._word()}
        kind = self._chance.choice((
            {"type": "conversationUpdate", "membersAdded": [new]},
            {"type": "conversationUpdate", "membersRemoved": [{"id": "29:amy"}]},
            {"type": "installationUpdate", "action": self._chance.choice(("add", "add-upgrade"))},
            {"type": "typing"}, {"type": "messageReaction"}, {"type": self._word() or "odd"},
            {"type": "messageUpdate", "text": self._text()},
            {"type": "invoke", "name": self._word(), "value": {"data": self._word()}},
        ))  # fmt: skip
        return self._activity(**kind)

    def _invoke(self, name: str, value: Json) -> Json:
        return self._activity(type="invoke", name=name, value=value, text="")

    def _filled(self, offered: list[str]) -> Any:
        match self._chance.randrange(5):
            case 0:
                return self._chance.choice(_ODD)
            case 1:
                return self._word()
            case 2 if offered:
                return self._chance.choice(offered)
            case _:
                return self._chance.choice(_TYPED)

    def _text(self) -> str:
        planted = self._supply.command()
        self._secrets += planted.secrets
        return planted.typed

    def _word(self) -> str:
        planted = self._supply.words()
        self._secrets += planted.secrets
        return planted.typed
