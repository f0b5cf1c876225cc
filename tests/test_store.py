"""The store: what becomes of an address, and what is due when."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import articles
import pytest
from sqlalchemy import create_engine, select, update

from shinenews.feeds.publishing.publish import publish
from shinenews.items import Article
from shinenews.site import Found, article_address
from shinenews.store import tables
from shinenews.store.database.failures import StoreError
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.frontier import agenda
from shinenews.store.frontier.agenda import ANY_DAY, Days, Page
from shinenews.store.queries import publication
from shinenews.store.runs.run import Run

SECTION, LISTING = "news/nation", "/news/nation/"
STEPS = [timedelta(hours=1), timedelta(hours=6)]


def run_in(folder: Path) -> Run:
    return Run(folder, "", "nation", STEPS)


def found(id_: str) -> Found:
    address = article_address(f"/news/nation/{id_}/")
    assert address is not None
    return Found(address)


def article(id_: str, title: str = "Rain ahead", published_at: str = "2024-11-11T20:37:00+08:00") -> Article:
    return articles.article(id_, title=title, published_at=published_at)


def due(run: Run, revisit: str = "due") -> list[Page]:
    return list(run.exploration.due([SECTION], revisit))


def test_a_page_that_fails_again_and_again_is_due_ever_later_and_at_last_weekly(tmp_path: Path) -> None:
    start = datetime(2024, 11, 11, 12, tzinfo=UTC)
    run_in(tmp_path).exploration.discover([found("2411116666")], "newsmap")
    asked = []
    for hour in (*range(13), 33, 34, 201, 202, 369, 370, 537):
        run = Run(tmp_path, "", "nation", STEPS, lambda: start + timedelta(hours=hour))  # noqa: B023 - it is over then
        if due(run):
            run.visits.fail("2411116666", "HTTP 500")
            asked.append(hour)
            assert run.exploration.pending([SECTION], 9) == []
        assert run.account.put_off([SECTION]) == (len(asked) > 3)
        run.close()

    assert asked == [0, 1, 2, 3, 4, 10, 34, 202, 370]


@pytest.mark.parametrize("revisit", ["due", "all"])
@pytest.mark.parametrize(
    ("days", "due_ids"),
    [
        (ANY_DAY, ["2412010001", "2411300001", "2411010001", "2410310001"]),
        (Days(date(2024, 11, 1), date(2024, 11, 30)), ["2411300001", "2411010001"]),
        (Days(since=date(2024, 12, 1)), ["2412010001"]),
        (Days(until=date(2024, 10, 31)), ["2410310001"]),
        (Days(since=date(1999, 12, 31)), ["2412010001", "2411300001", "2411010001", "2410310001"]),
        (Days(until=date(1999, 12, 31)), []),
        (Days(until=date.max), ["2412010001", "2411300001", "2411010001", "2410310001"]),
    ],
)
def test_only_pages_of_the_days_asked_for_are_due(revisit: str, days: Days, due_ids: list[str], tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover(map(found, ["2410310001", "2411010001", "2411300001", "2412010001"]), "listing")

    assert [page.address.id for page in run.exploration.due([SECTION], revisit, days)] == due_ids
    assert [page.address.id for page in run.exploration.pending([SECTION], 9, days)] == due_ids
    assert run.exploration.left([SECTION], revisit, days) == len(due_ids)


def turn_page(run: Run, path: str, *ids: str, onward: str | None) -> list[str]:
    """Turn a page of the listing, and give the pages that are to be read then."""
    run.exploration.turn_page(SECTION, path, map(found, ids), onward)
    return [path for _, path in run.exploration.walks([SECTION])]


def test_a_known_address_is_due_until_its_article_is_stored(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666"), found("2411115555")], "listing")
    assert [page.address.id for page in due(run)] == ["2411116666", "2411115555"]
    run.visits.save(article("2411116666"))
    assert [page.address.id for page in due(run, "none")] == ["2411115555"]


def test_what_a_run_did_not_get_to_is_due_in_the_next(tmp_path: Path) -> None:
    run_in(tmp_path).exploration.discover([found("2411116666")], "newsmap")
    [page] = due(run_in(tmp_path))
    assert (page.address.id, page.discovered_by, page.state) == ("2411116666", "newsmap", "pending")


def test_an_address_is_made_known_once(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666"), found("2411116666")], "newsmap")
    run.exploration.discover([found("2411116666")], "listing")
    assert [page.discovered_by for page in run.exploration.pending([SECTION], 9)] == ["newsmap"]
    run.visits.save(article("2411116666"))
    run.exploration.discover([found("2411116666")], "listing")
    assert run.exploration.pending([SECTION], 9) == []


def test_the_newest_addresses_come_first_and_none_twice_in_a_run(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover(map(found, ["2411115555", "2411117777", "2411116666"]), "listing")
    assert [page.address.id for page in run.exploration.pending([SECTION], 2)] == ["2411117777", "2411116666"]
    run.visits.fail("2411117777", "HTTP 503")
    assert [page.address.id for page in run.exploration.pending([SECTION], 9)] == ["2411116666", "2411115555"]
    assert [page.address.id for page in run_in(tmp_path).exploration.pending([SECTION], 1)] == ["2411117777"]


def test_what_is_pending_is_looked_up_in_its_index(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover(map(found, ["2411115555", "2411117777"]), "sitemap")
    asked: list[str] = []
    with run.database.connect() as connection:
        sqlite: Any = connection.connection.driver_connection
        sqlite.set_trace_callback(asked.append)
        agenda.pending(connection, [SECTION], ANY_DAY, run.id, run.started_at.isoformat(), 9)
    assert len(due(run, "none")) == 2
    sqlite.set_trace_callback(None)
    plans = [row[3] for query in asked for row in sqlite.execute(f"EXPLAIN QUERY PLAN {query}")]
    of_pages = [plan for plan in plans if " pages " in plan]
    assert len(of_pages) == len([query for query in asked if "FROM pages" in query]) > 1
    assert all(plan.startswith("SEARCH pages USING INDEX pages_pending (section=?") for plan in of_pages)
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]


def test_more_addresses_become_known_than_go_into_one_transaction(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover((found(f"241111{number:04}") for number in range(2500)), "sitemap")
    assert len(run.exploration.pending([SECTION], 9999)) == 2500


def test_what_was_gone_and_is_named_again_is_visited_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    for _ in range(2):
        [page] = [page for page in due(run, "all") if page.address.id == "2411116666"]
        run.visits.absent(page, 404)
    again = run_in(tmp_path)
    assert again.exploration.pending([SECTION], 9) == []
    again.exploration.discover([found("2411116666")], "listing")
    assert [page.state for page in again.exploration.pending([SECTION], 9)] == ["pending"]


def test_the_date_in_the_news_sitemap_is_kept_whichever_way_in_came_first(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    dated = Found(found("2411116666").address, "2024-11-11T20:37:00+08:00")
    run.exploration.discover([dated], "newsmap")
    run.exploration.discover([found("2411116666")], "listing")
    [page] = due(run)
    assert (page.discovered_by, page.listed_at) == ("listing", "2024-11-11T20:37:00+08:00")


def test_a_young_article_is_looked_at_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    now = datetime.now(UTC)
    run.visits.save(article("2411116666", published_at=(now - timedelta(hours=2)).isoformat()))
    assert due(run) == []
    assert [page.state for page in due(run, "all")] == ["fetched"]
    with run.database.connect() as connection:
        next_check = connection.execute(select(tables.pages.c.next_check_at)).scalar_one()
    assert timedelta(hours=3.9) < datetime.fromisoformat(next_check) - now <= timedelta(hours=4)


def test_a_page_that_makes_no_article_is_tried_again_ever_later_and_then_no_more(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    waits = []
    for _ in range(5):
        run.visits.quarantine("2411116666", "no body")
        with run.database.connect() as connection:
            row = connection.execute(select(tables.pages)).one()
        waits.append(
            row.next_check_at and datetime.fromisoformat(row.next_check_at) - datetime.fromisoformat(row.checked_at)
        )
    assert waits == [timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7), None]


def test_each_address_has_one_outcome_in_a_run(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666"), found("2411115555")], "listing")
    run.visits.fail("2411116666", "HTTP 503")
    run.visits.save(article("2411116666"))
    run.visits.quarantine("2411115555", "no body")
    assert {outcome: count for outcome, count in run.account.outcomes().items() if count} == {
        "new": 1,
        "quarantined": 1,
    }
    assert run.account.reasons() == {"quarantined": {"no body": 1}}


def test_a_change_makes_a_revision_and_says_what_changed(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    assert run.visits.save(article("2411116666")) == "new"
    assert run.visits.holds(article("2411116666"))
    changed = article("2411116666", title="Sun ahead")
    assert not run.visits.holds(changed)
    assert run.visits.save(changed) == "updated"
    assert changed.revision == 2
    with run.database.connect() as connection:
        logged = connection.execute(select(tables.events.c.event, tables.events.c.changed)).all()
    assert list(map(tuple, logged)) == [("new", "[]"), ("updated", '["title"]')]


def test_a_changed_moment_of_publication_moves_the_article_to_its_month(tmp_path: Path) -> None:
    first = run_in(tmp_path)
    first.exploration.discover([found("2411116666")], "listing")
    first.visits.save(article("2411116666"))
    publish(first.database, tmp_path)
    second = run_in(tmp_path)
    second.visits.save(article("2411116666", published_at="2024-12-01T00:10:00+08:00"))
    publish(second.database, tmp_path)
    months = [path.name for path in (tmp_path / "feeds/nation/articles").iterdir()]
    assert months == ["2024-12.jsonl"]


def test_a_month_that_an_article_left_earlier_is_not_touched_again(tmp_path: Path) -> None:
    december = "2024-12-01T00:10:00+08:00"
    versions = [
        article("2411116666"),
        article("2411116666", published_at=december),
        article("2411116666", title="Sun ahead", published_at=december),
        article("2411116666", title="Sun ahead", published_at="2025-01-01T00:10:00+08:00"),
    ]
    touched = []
    for version in versions:
        run = run_in(tmp_path)
        run.exploration.discover([found("2411116666")], "listing")
        run.visits.save(version)
        with run.database.connect() as connection:
            touched.append(publication.months_touched(connection, SECTION, run.id))
    assert touched == [["2024-11"], ["2024-11", "2024-12"], ["2024-12"], ["2024-12", "2025-01"]]


def test_a_run_that_was_killed_before_it_published_is_published_by_the_next(tmp_path: Path) -> None:
    killed = run_in(tmp_path)
    killed.exploration.discover([found("2411116666")], "listing")
    killed.visits.save(article("2411116666"))
    (tmp_path / "feeds/nation/articles").mkdir(parents=True)
    (tmp_path / "feeds/nation/articles/2024-11.jsonl.unfinished").write_text("{")

    following = run_in(tmp_path)
    publish(following.database, tmp_path, but=following.id)

    files = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "feeds").rglob("*.*"))
    assert files == [
        "feeds/nation/articles/2024-11.jsonl",
        "feeds/nation/atom.xml",
        "feeds/nation/datapackage.json",
        f"feeds/nation/events/{killed.id}.jsonl",
        "feeds/nation/feed.json",
        "feeds/nation/manifest.json",
        "feeds/nation/schema.json",
        "feeds/nation/tableschema.json",
    ]


def test_publishing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "listing")
    run.visits.save(article("2411116666"))
    publish(run.database, tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "feeds").rglob("*.*")}
    with run.database.begin() as connection:
        connection.execute(update(tables.runs).values(published_at=None))
    publish(run.database, tmp_path)
    assert {path: path.read_bytes() for path in (tmp_path / "feeds").rglob("*.*")} == before


def test_a_disk_that_fails_leaves_the_old_feed(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666"), found("2411115555")], "listing")
    run.visits.save(article("2411116666"))
    publish(run.database, tmp_path)
    feed = tmp_path / "feeds/nation"
    before = {path: path.read_bytes() for path in feed.rglob("*.*")}
    again = run_in(tmp_path)
    again.visits.save(article("2411115555"))
    (feed / "articles/2024-11.jsonl.unfinished").mkdir()

    with pytest.raises(OSError, match="directory"):
        publish(again.database, tmp_path)

    assert {path: path.read_bytes() for path in feed.rglob("*.*") if path.is_file()} == before


def test_a_walk_that_broke_off_is_remembered(tmp_path: Path) -> None:
    second, third = f"{LISTING}?page=2", f"{LISTING}?page=3"
    run = run_in(tmp_path)
    run.exploration.begin_walk(SECTION, LISTING)
    assert turn_page(run, LISTING, "2411116666", onward=second) == [second]

    following = run_in(tmp_path)
    following.exploration.begin_walk(SECTION, LISTING)
    assert following.exploration.walks([SECTION]) == [(SECTION, LISTING), (SECTION, second)]
    assert turn_page(following, second, "2411116666", onward=third) == [LISTING, third]  # new to this walk


def test_a_store_of_another_version_is_left_alone(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    engine = create_engine(f"sqlite:///{tmp_path / 'shinenews.db'}")
    with engine.begin() as connection:
        connection.execute(update(tables.store).values(version=99))
    engine.dispose()
    before = (tmp_path / "shinenews.db").read_bytes()
    with pytest.raises(StoreError, match="version 99"):
        open_database(tmp_path)
    assert (tmp_path / "shinenews.db").read_bytes() == before


def test_a_damaged_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "shinenews.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="nothing was changed"):
        open_database(tmp_path)
    assert (tmp_path / "shinenews.db").read_bytes() == b"not a database at all" * 100


@pytest.mark.parametrize("url", ["carrier-pigeon://coop", "nonsense", "postgresql+nodriver://localhost/x"])
def test_a_store_that_cannot_be_opened_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened"):
        open_database(tmp_path, url)


def test_a_run_whose_store_was_removed_does_not_end_well(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    (tmp_path / "shinenews.db").unlink()
    with pytest.raises(StoreError, match="was removed or replaced while the crawl ran"):
        run.finish(0)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_store_in_memory_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="lost with the run"):
        open_database(tmp_path, url)


@pytest.mark.parametrize("url", ["postgresql://me:secret@host:port/x", "nonsense://me:secret@host/x?password=secret"])
def test_a_password_is_never_shown(url: str, tmp_path: Path) -> None:
    for use in (open_database, lambda *place: read_database(*place).__enter__()):
        with pytest.raises(StoreError) as raised:
            use(tmp_path, url)
        assert "//me:***@host" in str(raised.value)
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize("name", ["a?b", "100%", "a#b%3Fc", "sqlite:"])
def test_a_data_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    open_database(tmp_path / name).dispose()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "shinenews.db").stat().st_size
    with read_database(tmp_path / name) as connection:
        assert connection.execute(select(tables.store.c.version)).scalar_one() == tables.VERSION


def test_a_store_that_is_written_while_it_is_read_as_one_at_rest_is_told(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.exploration.discover([found("2411116666")], "newsmap")
    run.close()
    assert [file.name for file in tmp_path.glob("shinenews.db*")] == ["shinenews.db"]

    with read_database(tmp_path) as connection:
        assert len(connection.execute(select(tables.pages)).all()) == 1

    reading = ExitStack()
    reading.enter_context(read_database(tmp_path))
    again = run_in(tmp_path)
    again.exploration.discover([found("2411117777")], "newsmap")
    again.close()
    with pytest.raises(StoreError, match="was written by a crawl while it was read; run the command again"):
        reading.close()
