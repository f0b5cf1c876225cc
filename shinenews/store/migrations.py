"""Stores of older versions, brought up to date."""

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from shinenews.store import tables

STEPS: dict[int, tuple[tuple[str, str], ...]] = {
    2: (("walks", "ALTER TABLE walks ADD COLUMN began_at TEXT"),),
    3: (
        ("files", "ALTER TABLE files ADD COLUMN size BIGINT"),
        ("files", "ALTER TABLE files ADD COLUMN changed_ns BIGINT"),
    ),
}
"""For each version, what it changed in tables that there were before: a table's name, and a statement.

Tables that are new need no step: those that are missing are made, in their newest form, when all steps are done.
"""


def version_of(engine: Engine) -> int | None:
    """Give the version of a store; None when there is nothing in it yet. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(tables.store.name):
            return None
        version: int = connection.execute(select(tables.store.c.version)).scalar_one()
    return version


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
        mark = insert(tables.store) if found is None else update(tables.store)
        connection.execute(mark.values(version=tables.VERSION))


def _take_steps(connection: Connection, found: int) -> None:
    for version in range(found + 1, tables.VERSION + 1):
        for table, statement in STEPS.get(version, ()):
            if inspect(connection).has_table(table):
                connection.exec_driver_sql(statement)
