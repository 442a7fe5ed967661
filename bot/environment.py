"""The environment's variables: name, default, form, and what is said where one does not fit.

A fault names the variable and repeats nothing of its value: a secret may stand in the wrong line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.loopback import web_host
from models.storage.keyring import are_keys
from models.storage.purge import LEAST_DAYS
from models.storage.token_seal import is_key

_SLACK_API = "https://slack.com/api/"
_LAST_PORT = 65_535
_MOST_DAYS = 3_660


def _unfit(what: str) -> PydanticCustomError:
    """The fault of a variable, in words that follow its name and repeat nothing of its value."""
    return PydanticCustomError("unfit", "{what}", {"what": what})


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > _LAST_PORT:
        raise _unfit(f"is no port: write a number from 0 to {_LAST_PORT}.")
    return int(text)


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not LEAST_DAYS <= int(text) <= _MOST_DAYS:
        raise _unfit(f"is no number of days from {LEAST_DAYS} to {_MOST_DAYS}.")
    return int(text)


def _one_of(*words: str) -> AfterValidator:
    """One of some words, in whatever letters it is written."""

    def chosen(text: str) -> str:
        for word in words:
            if word.lower() == text.lower():
                return word
        raise _unfit(f"is unknown: write one of {', '.join(words)}.")

    return AfterValidator(chosen)


def _switch(text: str) -> bool:
    if text not in {"0", "1"}:
        raise _unfit("is neither 0 nor 1.")
    return text == "1"


def _address(text: str) -> str:
    if not web_host(text):
        raise _unfit(f"is no address: write it as {_SLACK_API}.")
    return text if text.endswith("/") else f"{text}/"


def _app_token(text: str) -> str:
    if not text.startswith("xapp-"):
        raise _unfit("is no app-level token: copy the one that starts with xapp-.")
    return text


def several(text: str) -> tuple[str, ...]:
    """The parts of a text between its commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _token_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(is_key, keys)):
        raise _unfit("holds something that is no key: python -m bot key.")
    return keys


def _audit_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    if keys and not are_keys(keys):
        raise _unfit("holds something that is no key of the audit: python -m bot key audit.")
    return keys


_Several = Annotated[tuple[str, ...], NoDecode, BeforeValidator(several)]
_Lower = Annotated[str, AfterValidator(str.lower)]


class _Given(EnvSettingsSource):
    """The environment that is handed in, read as that of the process would be."""

    def __init__(self, kind: type[BaseSettings], given: Mapping[str, str]) -> None:
        super().__init__(kind)
        self.env_vars = given


class Environment(BaseSettings):
    """The variables, each fit by itself."""

    model_config = SettingsConfigDict(
        extra="ignore", hide_input_in_errors=True, validate_default=False
    )

    database_url: str = "sqlite://needlepoint.sqlite3"
    host: str = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_port)] = 3000
    clock_port: Annotated[int, BeforeValidator(_port)] = 3001
    log_level: Annotated[str, _one_of("INFO", "DEBUG", "WARNING", "ERROR")] = "INFO"
    log_format: Annotated[str, _one_of("text", "json")] = "text"
    retention_days: Annotated[int, BeforeValidator(_days)] = LEAST_DAYS
    rate_limit: Annotated[str, _one_of("on", "off")] = "on"
    metrics_token: str = ""
    slack_api_url: Annotated[str, AfterValidator(_address)] = _SLACK_API
    slack_signing_secret: _Several = ()
    slack_bot_token: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    slack_app_token: Annotated[str, AfterValidator(_app_token)] = ""
    token_keys: Annotated[_Several, AfterValidator(_token_keys)] = ()
    audit_key: Annotated[_Several, AfterValidator(_audit_keys)] = ()
    teams_client_id: _Lower = ""
    teams_client_secret: str = ""
    teams_tenant_id: _Lower = ""
    teams_anonymous: Annotated[bool, BeforeValidator(_switch)] = False

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        """Nothing: secrets stand in no repr."""
        return []

    @classmethod
    def settings_customise_sources(  # type: ignore[override]  # the other sources are not read
        cls, kind: type[BaseSettings], init_settings: PydanticBaseSettingsSource, **_: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is handed in, and nothing else."""
        return (_Given(kind, init_settings()["given"]),)


def given_in(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that hold something, by their names in small letters."""
    return {
        name.lower(): _bare(text)
        for name, text in environment.items()
        if name.isupper() and _bare(text)
    }


def _bare(text: str) -> str:
    """The value without blanks and quotes around it: some readers of a file leave the quotes."""
    bare = text.strip()
    is_quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'"
    return bare[1:-1].strip() if is_quoted else bare


def read_each(given: Mapping[str, str]) -> tuple[Environment | None, list[str]]:
    """The variables, or None and what is wrong with each by itself."""
    try:
        return Environment(given=given), []  # type: ignore[call-arg]  # for `_Given`
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, [f"{str(detail['loc'][0]).upper()} {detail['msg']}" for detail in details]
