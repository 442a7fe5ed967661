"""Finds every regular expression of the program, and how each one is used."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import ModuleType
from typing import Any

ANCHORED = frozenset({"match", "fullmatch"})
_METHODS = ANCHORED | {"search", "sub", "subn", "split", "findall", "finditer"}
_DEPTH = 4


@dataclass(frozen=True)
class Found:
    """One expression: where it stands, and by which methods it is used; none means any."""

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


def modules(package: str) -> Iterator[ModuleType]:
    """Every module of a package."""
    top = importlib.import_module(package)
    yield top
    for info in pkgutil.walk_packages(top.__path__, f"{package}."):
        if not info.name.rpartition(".")[2][0].isdigit() and not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


@cache
def patterns(package: str) -> tuple[Found, ...]:
    """Every expression of a package, each once."""
    once: dict[tuple[str, int, frozenset[str]], Found] = {}
    for module in modules(package):
        for found in (*_kept(module), *_written(module)):
            key = found.pattern.pattern, found.pattern.flags, found.methods
            once.setdefault(key, found)
    return tuple(once.values())


def _kept(module: ModuleType) -> Iterator[Found]:
    """What was compiled at import: in globals, in what they hold, in attributes of classes."""
    used = _uses(module)
    for name, value in vars(module).items():
        if inspect.isclass(value) and value.__module__ != module.__name__:
            continue  # it is looked at where it stands
        for pattern in _within(value, _DEPTH):
            yield Found(f"{module.__name__}.{name}", pattern, frozenset(used.get(name, ())))


def _within(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth:
        for inner in _parts(value):
            yield from _within(inner, depth - 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if inspect.isclass(value):
        return vars(value).values()
    if is_dataclass(value):
        return [getattr(value, field.name, None) for field in fields(value)]
    return ()


def _uses(module: ModuleType) -> dict[str, set[str]]:
    """By which methods a name of the module is used there."""
    used: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(_tree(module)):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=method) if method in _METHODS:
                used[name].add(method)
    return used


def _written(module: ModuleType) -> Iterator[Found]:
    """What stands in a call: re.sub(...), re.compile(...) in a function."""
    inside = _inside_functions(module)
    for node in ast.walk(_tree(module)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[first, *_]
            ) if method in _METHODS | {"compile"}:
                where = f"{module.__name__}:{node.lineno}"
                text = _value(first, module)
                if isinstance(text, str):
                    methods = frozenset({method} & _METHODS)
                    if method != "compile" or node in inside:
                        yield Found(where, re.compile(text, _flags(node, module)), methods)


def _value(node: ast.expr, module: ModuleType) -> Any:
    """What an expression is by the module's own names; None where it takes others."""
    code = compile(ast.Expression(node), "<pattern>", "eval")
    try:
        return eval(code, vars(module))  # noqa: S307 - our own source
    except (NameError, TypeError):
        return None


def _flags(call: ast.Call, module: ModuleType) -> int:
    given = [kw.value for kw in call.keywords if kw.arg == "flags"] + call.args[1:]
    values = [_value(each, module) for each in given]
    return next((int(each) for each in values if isinstance(each, re.RegexFlag)), 0)


def _inside_functions(module: ModuleType) -> set[ast.AST]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    defined = (node for node in ast.walk(_tree(module)) if isinstance(node, functions))
    return {node for function in defined for node in ast.walk(function)}


_trees: dict[str, ast.Module] = {}


def _tree(module: ModuleType) -> ast.Module:
    if module.__name__ not in _trees:
        _trees[module.__name__] = ast.parse(inspect.getsource(module) or "")
    return _trees[module.__name__]
