"""Parquet: every row is the line of the feed, with true types."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import duckdb
import polars as pl
import pytest
from stocked import BEGAN, HOSTILE, article, stock, store

from shinenews.feeds.formats import jsonl, parquet
from shinenews.feeds.formats.exports import export
from shinenews.items import FIELDS, Article, Provenance
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.queries.selection import Selection

ALL = Selection(("biz/economy", "news/nation"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stock(tmp_path_factory.mktemp("parquet") / "data")


@pytest.fixture(scope="module")
def file(data: Path) -> Path:
    return written(data, data.parent / "articles.parquet")


def written(data: Path, path: Path, selection: Selection = ALL) -> Path:
    with read_database(data) as connection:
        path.write_bytes(b"".join(export(connection, selection, "parquet")))
    return path


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def test_every_row_is_the_line_of_the_feed(data: Path, file: Path, duck: duckdb.DuckDBPyConnection) -> None:
    with read_database(data) as connection:
        lines = [json.loads(line) for line in export(connection, ALL, "jsonl")]
    moments = [name for name in get_type_hints(Article) if name.endswith("_at")]
    as_printed = ", ".join(f"strftime({name}, '%Y-%m-%dT%H:%M:%S+00:00') AS {name}" for name in moments)
    inner = "strftime(provenance.fetched_at, '%Y-%m-%dT%H:%M:%S+00:00')"
    query = f"SELECT to_json(t), {inner} FROM (SELECT * REPLACE ({as_printed}) FROM read_parquet(?)) t"  # noqa: S608
    rows = duck.execute(query, [str(file)]).fetchall()

    assert len(rows) == len(lines) == len(HOSTILE) + 1
    for (text, fetched_at), line in zip(rows, lines, strict=True):
        row: dict[str, Any] = json.loads(text)
        row["provenance"]["fetched_at"] = fetched_at
        assert line["published_at"].endswith("T00:00:00+08:00")
        line["published_at"] = parquet_moment(line["published_at"])
        assert list(row) == list(line)
        assert row == line


def parquet_moment(text: str) -> str:
    """Give a midnight in Shanghai in UTC."""
    day = int(text[8:10])
    before = {"2024-11-01": "2024-10-31", "2024-10-01": "2024-09-30", "2024-12-01": "2024-11-30"}
    return f"{before.get(text[:10], f'{text[:8]}{day - 1:02}')}T16:00:00+00:00"


def test_the_types_are_true(file: Path, duck: duckdb.DuckDBPyConnection) -> None:
    found = duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    types = {name: type_ for name, type_, *_ in found}

    assert list(types) == [spec.name for spec in FIELDS]
    assert types["published_at"] == types["withdrawn_at"] == "TIMESTAMP WITH TIME ZONE"
    assert types["word_count"] == "BIGINT"
    assert types["tags"] == "VARCHAR[]"
    assert types["images"] == "STRUCT(url VARCHAR, caption VARCHAR, credit VARCHAR)[]"
    assert "status BIGINT" in types["provenance"]
    assert "sources MAP(VARCHAR, VARCHAR)" in types["provenance"]


def test_polars_reads_it(file: Path) -> None:
    frame = pl.read_parquet(file)

    assert frame.schema["published_at"] == pl.Datetime("us", "UTC")
    assert frame["changed_at"].max() == BEGAN.replace(day=2)
    assert set(HOSTILE.values()) - set(frame["title"]) == {HOSTILE["2411020005"]}  # which was revised
    assert frame["comment_count"].sum() == 3 * len(HOSTILE)


def test_no_articles_make_a_table_without_rows(tmp_path: Path) -> None:
    open_database(tmp_path / "data").dispose()
    frame = pl.read_parquet(written(tmp_path / "data", tmp_path / "a.parquet"))
    assert (frame.height, frame.columns) == (0, [spec.name for spec in FIELDS])


def test_an_article_as_long_as_a_page_may_be_is_a_row(tmp_path: Path) -> None:
    with open_database(tmp_path / "data").begin() as connection:
        store(connection, "run", article("2411010001", body="雨 " * 6_000_000))
    frame = pl.read_parquet(written(tmp_path / "data", tmp_path / "a.parquet"))
    assert frame["body"].str.len_chars().to_list() == [12_000_000]


def test_every_annotation_of_the_schema_has_a_type() -> None:
    for type_ in (Article, Provenance):
        for name, hint in get_type_hints(type_).items():
            assert parquet.sql_type(hint, name)
    assert parquet.sql_type(bool | None) == "BOOLEAN"
    with pytest.raises(TypeError, match="no type of DuckDB is known for"):
        parquet.sql_type(set[str])


def test_every_text_named_like_a_moment_is_one(data: Path) -> None:
    with read_database(data) as connection:
        [*lines] = map(json.loads, export(connection, ALL, "jsonl"))
    for name in get_type_hints(Article):
        values = [line[name] for line in lines if line[name]]
        looks_like_one = bool(values) and all(isinstance(one, str) and one[10:11] == "T" for one in values)
        assert looks_like_one == name.endswith("_at")


def test_an_article_of_many_megabytes_is_written_too(tmp_path: Path) -> None:
    bodies = {"2411010001": "rain " * 4_000_000, "2411010002": "rain"}
    lines = [jsonl.line({"id": id_, "body": body}) for id_, body in bodies.items()]
    file = tmp_path / "a.parquet"
    file.write_bytes(b"".join(parquet.table(lines)))
    assert dict(pl.read_parquet(file, columns=["id", "body"]).rows()) == bodies
