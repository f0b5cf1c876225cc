"""Statements put together once: the driver gets them as SQLAlchemy would have had them done."""

from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, OperationalError

from shinenews.store.database.failures import StoreError
from shinenews.store.database.opening import open_database, transaction
from shinenews.store.prepared import Prepared
from shinenews.store.tables import bands, walks

ADD = Prepared(insert(bands))
FIND = Prepared(select(bands.c.id, bands.c.key).where(bands.c.key > bindparam("least")).order_by(bands.c.key).limit(2))
RENAME = Prepared(update(bands).where(bands.c.key == bindparam("of")), "id")


def test_each_set_of_values_makes_a_change_and_a_query_gives_rows_in_the_order_of_its_columns(tmp_path: Path) -> None:
    with transaction(open_database(tmp_path).connect()) as connection:
        ADD.run(connection, *({"key": key, "id": f"of {key}"} for key in range(4)))
        ADD.run(connection)
        RENAME.run(connection, {"of": 2, "id": "another"})
        assert FIND.rows(connection, {"least": 0}) == [("of 1", 1), ("another", 2)]


def test_an_insert_may_leave_columns_to_be_null(tmp_path: Path) -> None:
    some = Prepared(insert(walks), "section", "path")
    with transaction(open_database(tmp_path).connect()) as connection:
        some.run(connection, {"section": "news/nation", "path": "/news/nation/"})
        assert connection.execute(select(walks)).all() == [("news/nation", "/news/nation/", None, None)]


def test_what_it_changes_is_part_of_the_transaction_and_goes_with_it(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with pytest.raises(IntegrityError), transaction(engine.connect()) as connection:
        ADD.run(connection, {"key": 1, "id": "a"}, {"key": 1, "id": "a"})
    with transaction(engine.connect()) as connection:
        assert FIND.rows(connection, {"least": 0}) == []


def test_a_failure_of_the_store_is_told_in_words(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE bands")
    with (
        pytest.raises(StoreError, match=r"shinenews\.db failed \(no such table: bands\)"),
        transaction(engine.connect()) as lost,
    ):
        FIND.rows(lost, {"least": 0})
    with pytest.raises(OperationalError), engine.begin() as lost:
        FIND.rows(lost, {"least": 0})


def test_a_missing_value_is_an_error_and_no_null(tmp_path: Path) -> None:
    with transaction(open_database(tmp_path).connect()) as connection, pytest.raises(KeyError):
        ADD.run(connection, {"key": 1})


def test_values_are_named_where_the_driver_of_the_database_has_names() -> None:
    forget = Prepared(delete(bands).where(bands.c.key == bindparam("gone")))
    text = forget.text_for(postgresql.dialect())  # type: ignore[no-untyped-call]
    assert "%(gone)s" in text.words
    assert text.given({"gone": 1}) == {"gone": 1}
