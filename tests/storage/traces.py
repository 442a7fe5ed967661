"""Looks for a text in everything that a database keeps."""

from __future__ import annotations

from tests.storage.stores import SqliteStores, Stores, file_of


def traces(stores: Stores, url: str, *texts: str) -> list[str]:
    """Where one of the texts stands: SQLite byte by byte, PostgreSQL in every column."""
    if isinstance(stores, SqliteStores):
        file = file_of(url)
        found = []
        for each in file.parent.glob(f"{file.name}*"):
            held = each.read_bytes()
            found += [f"{text} in {each.name}" for text in texts if text.encode() in held]
        return found
    found = []
    for table, shape in stores.schema(url).items():
        every = " || ' ' || ".join(
            f"""coalesce("{column}"::text, '')""" for column in shape.columns
        )
        rows = stores.rows(url, f'SELECT {every} FROM "{table}"')  # noqa: S608 -- names of the catalog
        said = repr(rows)
        found += [f"{text} in {table}" for text in texts if text in said]
    return found
