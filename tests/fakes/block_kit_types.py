"""The structure of Block Kit, from Slack's own TypeScript types.

`block_kit.schema.json` was generated from @slack/types 3.2.0 (MIT licence, copyright Slack
Technologies, LLC) by ts-json-schema-generator, from an entry type that holds `KnownBlock[]` or
one view. Types say nothing of lengths and counts.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator, ValidationError

from tests.fakes.block_kit_parts import Fault, Json

# What a schema may ask of a string besides that it is one of a few; formats are not looked at.
_OF_STRINGS = re.compile('"(?:pattern|minLength|maxLength|uniqueItems)":')


def definition_of(kind: str) -> str | None:
    """The name of the definition for a type of block; None for types newer than the schema."""
    return _definitions().get(kind)


def misfit(body: Json, definition: str, pointer: str) -> Iterator[Fault]:
    """The ways in which the body does not fit the definition."""
    if _fits(definition, json.dumps(_shape(body))):
        return
    for error in map(_telling, _validator(definition).iter_errors(body)):
        path = "".join(f"/{step}" for step in error.absolute_path)
        yield Fault(pointer + path, f"does not fit {definition}: {error.message[:160]}")


@cache
def _fits(definition: str, shape: str) -> bool:
    """Whether what has this shape fits: nearly all cards have one of a few hundred shapes."""
    return _validator(definition).is_valid(json.loads(shape))


def _shape(value: object) -> object:
    """A body with "" for each string that the schema does not name, as it tells no two apart."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shape(item) for item in value]
    return "" if isinstance(value, str) and value not in _named() else value


@cache
def _named() -> frozenset[str]:
    """The strings that the schema names: types, styles and the like."""
    text = json.dumps(_schema())
    assert not _OF_STRINGS.search(text), "a string may be refused by more than its name: keep it"
    named: set[str] = set()
    waiting: list[object] = [_schema()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            named.add(value)
        waiting += value.values() if isinstance(value, dict) else ()
        waiting += value if isinstance(value, list) else ()
    return frozenset(named)


@cache
def _schema() -> Json:
    schema: Json = json.loads(Path(__file__).with_name("block_kit.schema.json").read_text("utf-8"))
    return schema


@cache
def _definitions() -> dict[str, str]:
    definitions, found = _schema()["definitions"], {}
    for reference in definitions["KnownBlock"]["anyOf"]:
        name = reference["$ref"].rpartition("/")[2]
        shape = definitions[name].get("anyOf", [definitions[name]])[0]
        found[shape["properties"]["type"]["const"]] = name
    return found


@cache
def _validator(definition: str) -> Draft7Validator:
    return Draft7Validator({**_schema(), "$ref": f"#/definitions/{definition}"})


def _telling(error: ValidationError) -> ValidationError:
    """Of an error that lists every type it could have been, the part about the type it names."""
    for branch in _branches(error):
        if not any(_is_another_type(e) for e in branch):
            return _telling(branch[0])
    return error


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    found: dict[object, list[ValidationError]] = defaultdict(list)
    for inner in error.context or []:
        found[inner.schema_path[0]].append(inner)
    return list(found.values())


def _is_another_type(error: ValidationError) -> bool:
    if error.context:
        return all(any(_is_another_type(e) for e in branch) for branch in _branches(error))
    return error.validator == "const" and list(error.path)[-1:] == ["type"]
