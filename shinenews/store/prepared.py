"""Statements that are put together once, and then handed to the database's driver as they are.

What a crawl does for every page is done so: SQLAlchemy takes several times as long over a statement as SQLite does.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, PoolProxiedConnection, Table, bindparam, update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement

Row = tuple[Any, ...]
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Text:
    """A statement as a kind of database takes it: `order` is that of the values, None where they have names in it."""

    words: str
    constants: Values
    order: Sequence[str] | None

    def given(self, values: Values) -> Any:  # noqa: ANN401
        """Give the values in the form in which the driver takes them."""
        named = {**self.constants, **values}
        return named if self.order is None else [named[name] for name in self.order]


class Prepared:
    """A statement on texts and whole numbers, which every driver takes and gives as they are.

    `columns` are those that an insert or an update sets, each to the value of its name; without them an insert sets
    all. The other values are named in the statement itself, by `bindparam`. What fails raises SQLAlchemy's
    `DBAPIError`.
    """

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        self._statement = statement
        self._columns = columns or None
        self._texts: dict[str, Text] = {}

    def rows(self, connection: Connection, values: Values) -> list[Row]:
        """Give all rows that a query finds, with the values of its columns in their order."""
        text = self.text_for(connection.dialect)
        with _cursor(connection) as cursor:
            cursor.execute(text.words, text.given(values))
            return list(cursor.fetchall())

    def run(self, connection: Connection, *values: Values) -> None:
        """Change what the statement changes, once for each set of values."""
        text = self.text_for(connection.dialect)
        with _cursor(connection) as cursor:
            cursor.executemany(text.words, list(map(text.given, values)))

    def text_for(self, dialect: Dialect) -> Text:
        """Give the statement as a kind of database takes it."""
        if dialect.name not in self._texts:
            compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
            constants = {name: value for name, value in compiled.params.items() if value is not None}
            self._texts[dialect.name] = Text(str(compiled), constants, getattr(compiled, "positiontup", None))
        return self._texts[dialect.name]


@cache
def change(table: Table, *columns: str) -> Prepared:
    """Give the statement that sets columns of the row of which `of` is the id."""
    return Prepared(update(table).where(table.c.id == bindparam("of")), *columns)


@contextmanager
def _cursor(connection: Connection) -> Iterator[DBAPICursor]:
    driver: PoolProxiedConnection = connection.connection
    cursor = driver.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        if connection.dialect.is_disconnect(error, driver, cursor):
            connection.invalidate(error)  # so that nothing is asked of it any more, which would fail for another reason
        raise DBAPIError.instance(None, None, error, connection.dialect.loaded_dbapi.Error) from error
    finally:
        cursor.close()
