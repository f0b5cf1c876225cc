"""CSV: a spreadsheet opens it and runs nothing, and what was written comes back."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stocked import HOSTILE, article, stock

from shinenews.feeds.formats.csv import COLUMNS, cell, guarded, row, rows, unguarded
from shinenews.feeds.formats.exports import export
from shinenews.store.database.reading import read_database
from shinenews.store.queries.selection import Selection, texts

PLAIN_LISTS = ("section_path", "authors", "videos", "tags")
NESTED = ("images", "provenance")
NUMBERS = ("schema_version", "comment_count", "word_count", "revision")

EVERYTHING = st.text(st.characters(codec=None, exclude_categories=()))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0\n"), min_size=1)
CELLS = {
    "title": TEXTS,
    "summary": st.none() | TEXTS,
    "tags": st.lists(LINES),
    "images": st.lists(st.fixed_dictionaries({"url": TEXTS, "caption": st.none() | TEXTS})),
    "comment_count": st.none() | st.integers(),
    "provenance": st.dictionaries(TEXTS, st.none() | st.integers() | TEXTS),
}


def read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written.decode(), newline=""), strict=True))


def value(name: str, text: str) -> Any:
    """Undo what was done to a value."""
    if name in NESTED:
        return json.loads(text)
    if name in NUMBERS:
        return int(text) if text else None
    if name in PLAIN_LISTS:
        return unguarded(text).split("\n") if text else []
    return unguarded(text) or None


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[dict[str, Any]]]:
    """The CSV of a store with hostile articles, and the articles."""
    with read_database(stock(tmp_path_factory.mktemp("csv") / "data")) as connection:
        selection = Selection(("biz/economy", "news/nation"))
        return b"".join(export(connection, selection, "csv")), list(map(json.loads, texts(connection, selection)))


def test_each_article_is_a_row_under_the_names_of_the_fields(written: tuple[bytes, list[dict[str, Any]]]) -> None:
    head, documents = written[0].partition(b"\r\n")[0], written[1]

    assert head.decode().split(",") == list(COLUMNS) == list(documents[0])
    rows_ = read(written[0])
    assert len(rows_) == len(documents) > len(HOSTILE)
    for read_row, document in zip(rows_, documents, strict=True):
        assert {name: value(name, text) for name, text in read_row.items()} == {
            name: writable(name, document[name]) for name in COLUMNS
        }


def writable(name: str, kept: Any) -> Any:
    if name in PLAIN_LISTS:
        return [text.replace("\0", "").replace("\n", " ") for text in kept]
    return kept.replace("\0", "") if isinstance(kept, str) else kept


def test_no_cell_begins_like_a_formula(written: tuple[bytes, list[dict[str, Any]]]) -> None:
    cells = [text for row_ in read(written[0]) for text in row_.values()]

    assert not [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'" + HOSTILE["2410010001"] in cells
    assert b"\0" not in written[0]


def test_pandas_reads_it(written: tuple[bytes, list[dict[str, Any]]], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(written[0])
    frame = pd.read_csv(tmp_path / "a.csv", dtype={"id": str})

    assert list(frame["id"]) == [document["id"] for document in written[1]]
    assert frame["revision"].dtype == "int64"
    assert frame["withdrawn_at"].notna().sum() == 1


@given(st.fixed_dictionaries(CELLS))
def test_what_is_read_back_is_what_was_written(document: dict[str, Any]) -> None:
    [read_row] = read(b"".join(rows([document])))
    assert {name: value(name, read_row[name]) for name in CELLS} == document


@given(EVERYTHING)
def test_any_text_at_all_is_one_harmless_cell(text: str) -> None:
    written = row({"title": text, "images": [{"caption": text}], "tags": [text]})
    [read_row] = csv.reader(StringIO(written.decode(), newline=""), strict=True)

    kept = text.replace("\0", "").encode(errors="ignore").decode()
    assert unguarded(read_row[COLUMNS.index("title")]) == kept
    assert not read_row[COLUMNS.index("title")].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.endswith(b"\r\n")


@given(TEXTS)
def test_the_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_cells_with_semicolons_are_quoted() -> None:
    assert b',"Rain; sun",' in row({"title": "Rain; sun"})


def test_numbers_and_booleans_stay_what_they_are() -> None:
    assert cell("comment_count", -3) == "-3"
    assert cell("title", "-3") == "'-3"
    assert cell("paywalled", value=True) == "true"


def test_a_row_needs_no_store() -> None:
    item = article("2411010001", "Rain")
    assert row({"id": item.id, "title": item.title}).startswith(b"2411010001".rjust(11, b","))
