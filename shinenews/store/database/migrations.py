"""Stores of older versions, brought up to date."""

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from shinenews.normalise.likeness import METHOD
from shinenews.store import tables
from shinenews.store.articles import upkeep

STEPS: dict[int, tuple[tuple[str, str], ...]] = {
    2: (("walks", "ALTER TABLE walks ADD COLUMN began_at TEXT"),),
    3: (
        ("files", "ALTER TABLE files ADD COLUMN size BIGINT"),
        ("files", "ALTER TABLE files ADD COLUMN changed_ns BIGINT"),
        ("store", "ALTER TABLE store ADD COLUMN likeness TEXT"),
        ("events", "ALTER TABLE events ADD COLUMN duplicate_of TEXT"),
        ("events", "ALTER TABLE events ADD COLUMN withdrawn_at TEXT"),
        ("events", "UPDATE events SET withdrawn_at = at WHERE event = 'withdrawn'"),
    ),
    4: (("pages", "CREATE INDEX pages_pending ON pages (section, id) WHERE state = 'pending'"),),
    5: (
        ("articles", "ALTER TABLE articles ADD COLUMN directory TEXT"),
        ("articles", "UPDATE articles SET directory = (SELECT directory FROM pages WHERE pages.id = articles.id)"),
        ("events", "ALTER TABLE events ADD COLUMN section TEXT"),
        ("events", "UPDATE events SET section = (SELECT section FROM articles WHERE articles.id = events.id)"),
    ),
    6: (("walks", "ALTER TABLE walks ADD COLUMN doubted_at TEXT"),),
}
"""For each version, what it changed in tables that there were before: a table's name, and a statement.

Tables that are new need no step: those that are missing are made, in their newest form, when all steps are done.
After that duplicates are found anew where they were found by another method, or by none.
"""


def version_of(engine: Engine) -> int | None:
    """Give the version of a store; None when there is nothing in it yet. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(tables.store.name):
            return None
        version: int = connection.execute(select(tables.store.c.version)).scalar_one()
    return version


def is_current(engine: Engine) -> bool:
    """Tell whether a store of the newest version found its duplicates as they are found now. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        return bool(connection.execute(select(tables.store.c.likeness)).scalar_one() == METHOD)


def bring_up(engine: Engine, found: int | None) -> None:
    """Make the tables, or bring those of the version that was found up to date.

    All in one transaction: a store that can't be brought up to date is left as it was, and so is one whose process is
    killed meanwhile. Raises SQLAlchemyError.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver begins none by itself before it makes tables
        if found is not None:
            _take_steps(connection, found)
        tables.metadata.create_all(connection)
        if found is not None and connection.execute(select(tables.store.c.likeness)).scalar_one() != METHOD:
            upkeep.mark_anew(connection)
        mark = insert(tables.store) if found is None else update(tables.store)
        connection.execute(mark.values(version=tables.VERSION, likeness=METHOD))


def _take_steps(connection: Connection, found: int) -> None:
    for version in range(found + 1, tables.VERSION + 1):
        for table, statement in STEPS.get(version, ()):
            if inspect(connection).has_table(table):
                connection.exec_driver_sql(statement)
