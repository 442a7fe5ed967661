"""The recipes of CONTRIBUTING.md, followed word for word in a copy: they name all that it takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.following import RECIPES, Recipe, copy_project, follow, is_for, run_tests

_ALL = os.environ.get("RECIPES") == "all"
"""Whether each file is left out in turn, as `make mutants` does; else the last one of a recipe."""


def _left_out(recipe: Recipe) -> list[str]:
    files = [file for file in recipe.changes if not file.startswith("tests/")]
    return files if _ALL else files[-1:]


LEFT_OUT = [
    pytest.param(recipe, file, id=f"{name} without {file}")
    for name, recipe in RECIPES.items()
    for file in _left_out(recipe)
]


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_names_every_file_that_is_changed(recipe: Recipe) -> None:
    for file in recipe.changes:
        assert any(is_for(file, path) for path in recipe.named), file


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_names_no_file_that_stays_as_it_is(recipe: Recipe) -> None:
    for path in recipe.named:
        assert any(is_for(file, path) for file in recipe.changes), path


@pytest.mark.sheet
def test_all_recipes_work_that_are_followed(tmp_path: Path) -> None:
    copy_project(tmp_path)
    for recipe in RECIPES.values():
        follow(tmp_path, recipe)
    ran = run_tests(tmp_path, RECIPES.values())
    assert ran.returncode == 0, ran.stdout[-5_000:] + ran.stderr[-5_000:]


@pytest.mark.sheet
@pytest.mark.parametrize(("recipe", "left_out"), LEFT_OUT)
def test_without_any_one_file_a_recipe_does_not_work(
    tmp_path: Path, recipe: Recipe, left_out: str
) -> None:
    copy_project(tmp_path)
    follow(tmp_path, recipe, without=left_out)
    assert run_tests(tmp_path, [recipe]).returncode != 0
