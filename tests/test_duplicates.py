"""Near-duplicates: which pairs are found, and that marks follow from what is stored, whatever the order it came in."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import articles
import pytest
from conftest import crawl_into, read_lines, scrapy
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import body, look_alikes, reprints, series, stories
from sqlalchemy import Connection, create_engine, insert, select, text, update

from shinenews.dashboard import entries
from shinenews.edition.catalogue import Shelf
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.stories import Paragraph
from shinenews.feeds.publishing.publish import publish
from shinenews.items import Article
from shinenews.normalise.likeness import alike, keys
from shinenews.site import Found, article_address
from shinenews.store import tables
from shinenews.store.articles import archive, duplicates
from shinenews.store.database import migrations
from shinenews.store.database.opening import open_database
from shinenews.store.queries import publication, statistics
from shinenews.store.runs import measures
from shinenews.store.runs.run import Run

AT = "2024-11-20T00:00:00+00:00"
FERRY, COMET, *_ = [story for _, _, story in stories()]
BODIES: list[str | None] = [
    body(FERRY),
    body(FERRY[:-1]),
    body([*FERRY, "The band played on until the last of the passengers had gone home."]),
    body(FERRY).replace("Shen", "Shan"),
    body(COMET),
    body(COMET[:-1]),
    *series("traffic", 2),
    "Too short to be like another.",
    None,
]


def is_found(one: str, other: str) -> bool:
    return not keys(one).isdisjoint(keys(other)) and alike(one, other)


def test_reprints_are_found_and_look_alikes_are_not() -> None:
    same, different = list(reprints()), list(look_alikes())
    assert len(same) >= 40
    assert len(different) >= 60
    missed = [what for what, one, other in same if not is_found(one, other)]
    mistaken = [what for what, one, other in different if is_found(one, other)]
    found = len(same) - len(missed)
    assert found / (found + len(mistaken)) == 1, f"taken for reprints: {mistaken}"
    assert found / len(same) >= 0.95, f"reprints not found: {missed}"


def test_look_alikes_are_told_apart_word_for_word_when_a_key_brings_them_together() -> None:
    assert [what for what, one, other in look_alikes() if alike(one, other)] == []


@given(st.sampled_from(list(reprints()) + list(look_alikes())))
def test_whether_two_bodies_are_alike_does_not_depend_on_which_is_named_first(pair: tuple[str, str, str]) -> None:
    _, one, other = pair
    assert alike(one, other) == alike(other, one)


def test_the_keys_are_those_that_stores_hold() -> None:
    assert sorted(keys(body(FERRY)))[:3] == [-1734107082, -1542673999, -1483552143], (
        "stores must find duplicates anew: raise likeness.METHOD"
    )


def article(id_: str, text_: str | None, day: int = 11, section: str = "news/nation") -> Article:
    url = f"https://www.shine.cn/{section}/{id_}/"
    published_at = f"2024-{'11' if day > 10 else '10'}-{day:02}T20:37:00+08:00"
    return articles.article(id_, url=url, section=section, body=text_, published_at=published_at)


@contextmanager
def memory() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(tables.runs).values(id="run", spider="nation", started_at=AT))
        yield connection
    engine.dispose()


def marks_in(connection: Connection) -> dict[str, str | None]:
    query = select(tables.articles.c.id, tables.articles.c.duplicate_of)
    return {row.id: row.duplicate_of for row in connection.execute(query)}


def marks_by_comparing_all(state: dict[str, Article], most: int) -> dict[str, str | None]:
    key_sets = {id_: keys(item.body) for id_, item in state.items()}
    holders = Counter(key for of_one in key_sets.values() for key in of_one)
    by_time = sorted(state.values(), key=lambda item: (item.published_at, item.id))
    marks: dict[str, str | None] = {}
    for place, item in enumerate(by_time):
        telling = {key for key in key_sets[str(item.id)] if holders[key] <= most}
        earlier = (one for one in by_time[:place] if telling & key_sets[str(one.id)])
        alike_ = (one.id for one in earlier if alike(str(one.body), str(item.body)))
        marks[str(item.id)] = next(alike_, None)
    return marks


STEPS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(BODIES), st.integers(9, 13), st.booleans()), min_size=4, max_size=18
)


@settings(max_examples=25)
@given(steps=STEPS, most=st.integers(2, 4))
def test_marks_follow_from_what_is_stored_and_the_events_tell_them(
    steps: list[tuple[int, str | None, int, bool]], most: int
) -> None:
    state: dict[str, Article] = {}
    with mock.patch.object(duplicates, "MOST", most), memory() as connection:
        for number, text_, day, is_withdrawn in steps:
            section = "news/nation" if number % 2 else "biz/tech"
            item = article(f"241111000{number}", text_, day, section)
            if not archive.holds(connection, item):
                archive.save(connection, item, "run", AT)
                assert item.duplicate_of == marks_in(connection)[str(item.id)]
            state[str(item.id)] = item
            if is_withdrawn:
                archive.withdraw(connection, str(item.id), "run", AT)

        assert marks_in(connection) == marks_by_comparing_all(state, most)
        assert duplicates.rebuild(connection) == {}
        for section in ("news/nation", "biz/tech"):
            replayed = {line["id"]: line["article"] for line in publication.events_of(connection, section, "run")}
            months = (publication.in_month(connection, section, month) for month in ("2024-10", "2024-11"))
            assert replayed == {line["id"]: line for lines in months for line in lines}


def test_what_more_articles_share_than_may_is_a_form_and_no_reprint() -> None:
    with memory() as connection:
        for number in range(duplicates.MOST):
            archive.save(connection, article(f"241111{number:04}", body(FERRY)), "run", AT)
        assert [id_ for id_, mark in marks_in(connection).items() if mark is None] == ["2411110000"]
        archive.save(connection, article("2411119999", body(FERRY)), "run", AT)
        assert set(marks_in(connection).values()) == {None}
        archive.save(connection, article("2411119999", body(COMET)), "run", AT)
        assert Counter(marks_in(connection).values()) == {"2411110000": duplicates.MOST - 1, None: 2}


def test_an_article_is_looked_up_by_index() -> None:
    asked: list[str] = []
    with memory() as connection:
        archive.save(connection, article("2411110001", body(FERRY)), "run", AT)
        sqlite: Any = connection.connection.driver_connection
        sqlite.set_trace_callback(asked.append)
        archive.save(connection, article("2411110002", body(FERRY), 12), "run", AT)
        sqlite.set_trace_callback(None)
        queries = [query for query in asked if query.startswith("SELECT")]
        plans = [row[3] for query in queries for row in sqlite.execute(f"EXPLAIN QUERY PLAN {query}")]
    searches = [plan for plan in plans if "bands" in plan]
    assert len(searches) == len(keys(body(FERRY)))
    assert all(plan.startswith("SEARCH bands USING PRIMARY KEY (key=?") for plan in searches)
    assert not [plan for plan in plans if plan.startswith(("SCAN articles", "SCAN revisions"))]


def run_with(folder: Path, *items: Article) -> Run:
    run = Run(folder, "", "nation", [timedelta(hours=1)])
    addresses = [article_address(str(item.url)) for item in items]
    run.exploration.discover([Found(address) for address in addresses if address], "listing")
    for item in items:
        run.visits.save(item)
    return run


def feeds_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "feeds").rglob("*.json*")}


def test_a_reprint_is_told_when_its_original_arrives_later_in_another_section(tmp_path: Path) -> None:
    reprint = article("2411121111", body(FERRY[:-1]), 12)
    publish(run_with(tmp_path, reprint).database, tmp_path)
    following = run_with(tmp_path, article("2410091111", body(FERRY), 9, "biz/tech"))
    publish(following.database, tmp_path)

    [told] = read_lines(tmp_path / "feeds/nation/articles")
    assert told["duplicate_of"] == "2410091111"
    assert (told["revision"], told["content_hash"]) == (1, reprint.content_hash)
    new, marked = read_lines(tmp_path / "feeds/nation/events")
    assert (new["event"], new["article"]["duplicate_of"]) == ("new", None)
    assert (marked["event"], marked["run"], marked["revision"]) == ("updated", following.id, 1)
    assert marked["changed"] == ["duplicate_of"]
    assert marked["article"] == told
    assert told["changed_at"] == marked["at"]


def test_a_mark_is_no_visit_and_is_not_measured(tmp_path: Path) -> None:
    run_with(tmp_path, article("2411121111", body(FERRY), 12))
    run = run_with(tmp_path, article("2411111111", body(FERRY), 11))
    assert {outcome: count for outcome, count in run.account.outcomes().items() if count} == {"new": 1}
    with run.database.begin() as connection:
        taken = measures.measure(connection, run.id, ("news/nation",), {}, is_whole=True)
    assert (taken.articles, taken.new) == (1, 1)


def test_a_mark_is_no_revision_to_the_report(tmp_path: Path) -> None:
    run_with(tmp_path, article("2411121111", body(FERRY), 12))
    run = run_with(tmp_path, article("2411111111", body(FERRY), 11))
    with run.database.connect() as connection:
        assert list(statistics.changes(connection)) == []
        assert [entry.steps for entry in entries.newest(connection, 9)] == [[], []]

    # As the revised article is a reprint no more, one event tells of its text and its mark.
    rewritten = run_with(tmp_path, article("2411121111", "It will rain.", 12))
    with rewritten.database.connect() as connection:
        assert [change.fields for change in statistics.changes(connection)] == [["body"]]
        [step], _ = [entry.steps for entry in entries.newest(connection, 9)]
    assert [change.field for change in step.changes] == ["body"]


def test_files_of_events_are_rendered_again_to_the_same_bytes_when_marks_have_changed_since(tmp_path: Path) -> None:
    for item in (
        article("2411131111", body(FERRY), 13),
        article("2411121111", body(FERRY), 12),
        article("2411111111", body(FERRY), 11),
        article("2411111111", body(COMET), 11),
    ):
        run = run_with(tmp_path, item)
        publish(run.database, tmp_path)
    before = feeds_of(tmp_path)
    marks = [(line["id"], line["article"]["duplicate_of"]) for line in read_lines(tmp_path / "feeds/nation/events")]
    assert Counter(marks)["2411131111", "2411121111"] == 2
    with run.database.begin() as connection:
        connection.execute(update(tables.runs).values(published_at=None))
    publish(run.database, tmp_path)
    assert feeds_of(tmp_path) == before


def test_a_withdrawn_original_still_counts_and_a_withdrawn_reprint_stays_withdrawn(tmp_path: Path) -> None:
    run = run_with(tmp_path, article("2411121111", body(FERRY), 12))
    with run.database.begin() as connection:
        archive.withdraw(connection, "2411121111", run.id, AT)
    run.visits.save(article("2411131111", body(FERRY), 13))
    run.visits.save(article("2411111111", body(FERRY), 11))
    publish(run.database, tmp_path)
    told = {line["id"]: line for line in read_lines(tmp_path / "feeds/nation/articles")}
    assert told["2411131111"]["duplicate_of"] == told["2411121111"]["duplicate_of"] == "2411111111"
    assert told["2411121111"]["withdrawn_at"] == AT
    last = [line for line in read_lines(tmp_path / "feeds/nation/events") if line["id"] == "2411121111"][-1]
    assert last["article"] == told["2411121111"]


def test_duplicates_are_found_anew_when_they_were_found_by_another_method(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_with(tmp_path, article("2411111111", body(FERRY), 11), article("2411121111", body(FERRY), 12))
    publish(run.database, tmp_path)
    with run.database.begin() as connection:
        connection.execute(text("DELETE FROM bands"))
        connection.execute(update(tables.articles).values(duplicate_of=None))
    run.database.dispose()
    monkeypatch.setattr(migrations, "METHOD", "another")
    store = open_database(tmp_path)
    with store.connect() as connection:
        assert marks_in(connection) == {"2411111111": None, "2411121111": "2411111111"}
    publish(store, tmp_path)
    *_, last = read_lines(tmp_path / "feeds/nation/events")
    assert (last["id"], last["event"], last["changed"]) == ("2411121111", "updated", ["duplicate_of"])
    before = feeds_of(tmp_path)
    again = open_database(tmp_path)
    publish(again, tmp_path)
    assert feeds_of(tmp_path) == before
    store.dispose()
    again.dispose()


def test_a_crawl_marks_a_reprint_and_explain_tells_it(tmp_path: Path) -> None:
    original = next(story for story in Press(8, 1) if story.directory == "news/nation")
    blocks = (Paragraph("Editor's note: we printed this before."), *original.blocks)
    later = original.published_at + timedelta(days=1)
    reprint = replace(original, id=f"{later:%y%m%d}7777", title="Once more", blocks=blocks, published_at=later)
    with Edition(stories=Shelf([original, reprint])) as site:
        done = crawl_into(tmp_path, site)
    assert done.exit_code == 0, done.said
    assert done.outcomes() == {"new": 2}
    assert {one["id"]: one["duplicate_of"] for one in done.articles()} == {original.id: None, reprint.id: original.id}
    assert {line["id"]: line["article"] for line in done.events()} == {one["id"]: one for one in done.articles()}
    told = scrapy("explain", reprint.id, environment={"SHINENEWS_DATA": str(tmp_path)}).stdout
    assert f"of {original.id}" in told
