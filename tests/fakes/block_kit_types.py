"""The structure of Block Kit, from Slack's own TypeScript types.

`block_kit.schema.json` was generated from @slack/types 3.2.0 (MIT licence, copyright Slack
Technologies, LLC) by ts-json-schema-generator, from an entry type that holds `KnownBlock[]` or
one view. Types say nothing of lengths and counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator, ValidationError

from tests.fakes.block_kit_parts import Fault, Json


def definition_of(kind: str) -> str | None:
    """The name of the definition for a type of block; None for types newer than the schema."""
    return _definitions().get(kind)


def misfit(body: Json, definition: str, pointer: str) -> Iterator[Fault]:
    """The ways in which the body does not fit the definition."""
    for error in map(_telling, _validator(definition).iter_errors(body)):
        path = "".join(f"/{step}" for step in error.absolute_path)
        yield Fault(pointer + path, f"does not fit {definition}: {error.message[:160]}")


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
