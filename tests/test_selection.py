"""A selection of articles: its documents and its texts say the same, and so does the moment of its last change."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection
from stocked import BEGAN, stock

from shinenews.store.database.reading import read_database
from shinenews.store.queries import selection
from shinenews.store.queries.selection import Selection

LATER = BEGAN + timedelta(hours=1)
NATION, ECONOMY, BOTH = ("news/nation",), ("biz/economy",), ("biz/economy", "news/nation")
SELECTIONS = [
    Selection(BOTH),
    Selection(BOTH, revisions=True),
    Selection(NATION, since=date(2024, 11, 1)),
    Selection(NATION, until=date(2024, 10, 31)),
    Selection(NATION, since=date(2024, 11, 2), until=date(2024, 11, 30), changed_since=LATER),
    Selection(BOTH, changed_since=LATER),
    Selection(ECONOMY),
    Selection(ECONOMY, changed_since=LATER),
    Selection(("news/world",)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with read_database(stock(tmp_path_factory.mktemp("selection"))) as connection:
        yield connection


@pytest.mark.parametrize("selected", SELECTIONS, ids=str)
def test_the_documents_are_what_is_in_the_texts(store: Connection, selected: Selection) -> None:
    # As pairs: the keys stand in one order, too.
    documents = [list(document.items()) for document in selection.documents(store, selected)]
    assert documents == [list(json.loads(text).items()) for text in selection.texts(store, selected)]


@pytest.mark.parametrize("selected", SELECTIONS, ids=str)
def test_the_last_change_is_that_of_the_article_that_changed_last(store: Connection, selected: Selection) -> None:
    moments = [document["changed_at"] for document in selection.documents(store, selected)]
    assert selection.last_change(store, selected) == max(moments, default=None)
