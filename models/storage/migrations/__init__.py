"""What a migration may do: add, or run SQL by hand; oldest first, forward only.

A migration may add: `CreateModel`, `AddField`, `AddIndex`, and `RunSQL` or `RunPython` with SQL
written by hand. Nothing else: for `AlterField`, `RemoveField` and a constraint, Tortoise builds
the table anew on SQLite, without its unique keys, indexes and triggers, and dropping the old table
deletes the rows that refer to it. Renaming is left out because the process of the release before
still runs while this one migrates. A test reads every migration and refuses the rest; another
migrates with rows in every table and compares the outcome with a fresh schema.

Write each one by hand, as 0001 is, its tables by `_tables.create`. A statement with semicolons
inside (a trigger) goes through `RunPython` and `editor.client.execute_query`: `RunSQL` splits at
every semicolon on SQLite.
All that is pending runs in one transaction, so `CREATE INDEX CONCURRENTLY` cannot be used.
Never change a migration that has been released.
"""
