"""Looks for a text in everything that a database keeps."""

from __future__ import annotations

from tests.storage.stores import SqliteStores, Stores, file_of


def traces(stores: Stores, url: str, *texts: str) -> list[str]:
    """Where one of the texts stands: a file of SQLite byte by byte, or a column of PostgreSQL."""
    if isinstance(stores, SqliteStores):
        file = file_of(url)
        found = []
        for each in file.parent.glob(f"{file.name}*"):
            held = each.read_bytes()
            found += [f"{text} in {each.name}" for text in texts if text.encode() in held]
        return found
    return [
        f"{text} in {table}.{column}"
        for table, shape in stores.schema(url).items()
        for column in shape.columns
        for text in texts
        if stores.rows(
            url,
            f"""SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE '%{text}%' LIMIT 1""",  # noqa: S608 -- names of the catalog
        )
    ]
