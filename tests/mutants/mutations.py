"""Every small change of a module that a test ought to notice.

Comparisons are turned round, `and` and `or` swapped, `not` dropped, booleans flipped, numbers moved
by one, `min` and `max` swapped, `return` made to return nothing, statements taken out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_LOGGED = {"debug", "info", "warning", "error", "exception"}


@dataclass(frozen=True)
class Mutation:
    """One node of a module and what comes instead of it."""

    line: int
    function: int  # the first line of the function around it, decorators included; 0: none
    before: str
    after: str
    parent: ast.AST
    field: str
    index: int | None  # in the parent's field, where that is a list
    replacement: ast.AST

    def applied(self, tree: ast.Module) -> str:
        """The source of the module with this change alone."""
        kept = self._put(self.replacement)
        source = ast.unparse(ast.fix_missing_locations(tree))
        self._put(kept)
        return source

    def _put(self, node: ast.AST) -> ast.AST:
        field: Any = getattr(self.parent, self.field)
        before: ast.AST = field if self.index is None else field[self.index]
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            field[self.index] = node
        return before


def mutations(tree: ast.Module) -> Iterator[Mutation]:
    """Every change of a module, in the order of its lines."""
    yield from _within(tree, 0)


def _within(parent: ast.AST, function: int) -> Iterator[Mutation]:
    for field, value in ast.iter_fields(parent):
        if field in {"annotation", "returns", "type_comment", "decorator_list"}:
            continue
        if isinstance(parent, ast.Constant | ast.JoinedStr):
            return
        for index, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _is_no_matter(node):
                continue
            line = getattr(node, "lineno", 0)
            for after in _replacements(node):
                at = index if isinstance(value, list) else None
                spelled = ast.unparse(node), ast.unparse(after)
                yield Mutation(line, function, *spelled, parent, field, at, after)
            yield from _within(
                node, _first_line(node) if isinstance(node, _FUNCTIONS) else function
            )


def _first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _is_no_matter(node: ast.AST) -> bool:
    """Docstrings, what only a type checker reads, and lines for the log."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))):
            return name in _LOGGED
        case _:
            return False


def _replacements(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 - a line for each kind of change
    match node:
        case ast.Compare(left, [operator], others) if type(operator) in _FLIPPED:
            yield ast.Compare(left, [_FLIPPED[type(operator)]()], others)
        case ast.BoolOp(ast.And(), values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(ast.Or(), values):
            yield ast.BoolOp(ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Call(ast.Name(name), arguments, keywords) if name in _SWAPPED:
            yield ast.Call(ast.Name(_SWAPPED[name]), arguments, keywords)
        case ast.Return(value) if value and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
