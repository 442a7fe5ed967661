"""What is broken on purpose, and which tests are asked whether they notice."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.mutations import mutations
from tests.mutants.running import Coverage, Mutant


def changed(source: str) -> list[str]:
    """The module with each change alone."""
    tree = ast.parse(source)
    return [mutation.applied(tree) for mutation in mutations(tree)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a < b", ["a <= b"], id="a comparison"),
        pytest.param("a == b", ["a != b"], id="equality"),
        pytest.param("a in b", ["a not in b"], id="membership"),
        pytest.param("a is None", ["a is not None"], id="identity"),
        pytest.param("a and b", ["a or b"], id="and"),
        pytest.param("a or b", ["a and b"], id="or"),
        pytest.param("not a", ["a"], id="not"),
        pytest.param("True", ["False"], id="a boolean"),
        pytest.param("7", ["8", "6"], id="a number"),
        pytest.param("min(a)", ["max(a)"], id="a minimum"),
        pytest.param("any(a)", ["all(a)"], id="any"),
    ],
)
def test_an_expression_is_changed_in_every_small_way(source: str, expected: list[str]) -> None:
    assert changed(f"x = {source}") == [f"x = {each}" for each in expected]


@pytest.mark.parametrize(
    ("statement", "instead"),
    [
        ("return a", "return None"),
        ("act()", "pass"),
        ("a += b", "pass"),
        ("raise a", "pass"),
        ("a.b = c", "pass"),
    ],
)
def test_a_statement_is_taken_out(statement: str, instead: str) -> None:
    assert changed(f"def f():\n    {statement}") == [f"def f():\n    {instead}"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('def f():\n    """Seven."""', id="a docstring"),
        pytest.param("x: 'a < b' = y", id="a type"),
        pytest.param("log.info('said', at=7)", id="a line for the log"),
        pytest.param("return None", id="nothing that is returned"),
        pytest.param("x = f'{a:>7}'", id="how a text is filled in"),
    ],
)
def test_what_no_test_ought_to_notice_stays(source: str) -> None:
    assert changed(source) == []


def test_each_change_is_made_alone() -> None:
    assert changed("x = a < 1") == ["x = a <= 1", "x = a < 2", "x = a < 0"]


def test_those_tests_are_asked_that_call_the_function_the_most_specific_first() -> None:
    tree = ast.parse("LIMIT = 1\n\n@cache\ndef f():\n    return a\n\ndef g():\n    return b")
    outside, of_f, of_g = (Mutant("m.py", tree, m) for m in list(mutations(tree))[1:])
    coverage = Coverage.of({"wide": ["m.py:3", "m.py:7", "n.py:1"], "narrow": ["m.py:3"]})
    assert coverage.tests_of(of_f) == ["narrow", "wide"]
    assert coverage.tests_of(of_g) == ["wide"]
    assert coverage.tests_of(outside) == ["narrow", "wide"]
