"""Tortoise's executor of migrations, without the classes of tables that nobody looks at.

Before each operation Tortoise makes the class of every table anew, in case the operation wants to
know how they were, and after it the queries of every class: that was nine tenths of the time.
"""

from __future__ import annotations

from functools import cached_property
from weakref import WeakSet

from tortoise.connection import ConnectionHandler
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.models import Model

Tables = dict[tuple[str, str], ModelState]


class QuickExecutor(MigrationExecutor):
    """Applies the same operations to the same tables, sooner."""

    async def _project_state(
        self, applied: set[MigrationKey], *, upto: MigrationKey | None = None
    ) -> State:
        apps = self.loader.apps_config.items()
        connections = {app: told.get("default_connection", "default") for app, told in apps}
        state = _Now({}, _Classes(connections))
        for key in self._full_plan():
            if key == upto:
                break
            if key in applied and (migration := self.loader.graph.nodes[key]):
                await migration.apply(state, dry_run=True)
        return state


class _Classes(StateApps):
    """The classes of the tables, each made ready for queries once."""

    def __init__(
        self,
        default_connections: dict[str, str] | None = None,
        connections: ConnectionHandler | None = None,
    ) -> None:
        super().__init__(default_connections, connections)
        self._ready: WeakSet[type[Model]] = WeakSet()

    def _build_initial_querysets(self) -> None:
        every = self.apps
        self.apps = {
            app: {name: table for name, table in tables.items() if table not in self._ready}
            for app, tables in every.items()
        }
        super()._build_initial_querysets()
        for tables in self.apps.values():
            self._ready.update(table for table in tables.values() if table._meta._inited)  # noqa: SLF001 -- of Tortoise
        self.apps = every


class _Now(State):
    """The tables as they are."""

    def clone(self) -> State:
        """The tables before an operation."""
        return _Before({name: table.clone() for name, table in self.models.items()}, self.apps)


class _Before(State):
    """The tables as they were: their classes are made when somebody asks for one."""

    def __init__(self, models: Tables, now: StateApps) -> None:
        self.models = models
        self._now = now

    @cached_property
    def apps(self) -> StateApps:  # type: ignore[override]
        """Their classes."""
        return self._now.clone(self.models)
