"""The feed as its readers have it: several days of it, in every form, and what becomes of it when it is touched."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from unittest.mock import patch

import pytest
from articles import article, found
from conftest import Crawl, crawl_into, read_lines, snapshot
from sqlalchemy import update

from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault
from shinenews.feeds.formats import csv as feeds_csv
from shinenews.feeds.formats import jsonl
from shinenews.feeds.publishing import manifest
from shinenews.feeds.publishing.documents import DOCUMENTS
from shinenews.feeds.publishing.feed import Feed
from shinenews.feeds.publishing.publish import publish
from shinenews.items import FIELDS
from shinenews.store import tables
from shinenews.store.runs.run import Run

MARKED = ["duplicate_of"]
"""What changes when another article turns out to be a duplicate's original: nothing that a page says."""
MONTH = "feeds/nation/articles/2024-11.jsonl"


@dataclass(frozen=True)
class Day:
    """A crawl, what it exported, and the feed as it left it."""

    crawl: Crawl
    lines: list[bytes]
    rows: list[dict[str, str]]
    feed: dict[str, tuple[bytes, int]]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    """Four days of the edition, crawled into one feed, with edits, a withdrawal and a return."""
    folder = tmp_path_factory.mktemp("days")
    days = []
    with Edition() as site:
        for number in (1, 2, 3, 4):
            site.day = number
            lines, rows = folder / f"{number}.jsonl", folder / f"{number}.csv"
            done = crawl_into(folder / "data", site, "-a", "revisit=all", "-o", str(lines), "-o", str(rows))
            with rows.open(encoding="utf-8", newline="") as file:
                table = list(csv.DictReader(file))
            days.append(Day(done, lines.read_bytes().splitlines(), table, snapshot(folder / "data/feeds/nation")))
    return days


def replay(feed: Path) -> dict[str, bytes]:
    """Give the month files that replaying the event log makes."""
    manifest = json.loads((feed / "manifest.json").read_text("utf-8"))
    state: dict[str, dict[str, Any]] = {}
    for entry in manifest["events"]:
        for line in (feed / entry["path"]).read_bytes().splitlines():
            event = json.loads(line)
            state[event["id"]] = event["article"]
    months: defaultdict[str, bytes] = defaultdict(bytes)
    for document in sorted(state.values(), key=lambda document: (document["published_at"], document["id"])):
        months[f"articles/{document['published_at'][:7]}.jsonl"] += jsonl.line(document)
    return months


def test_replaying_the_events_of_all_runs_gives_the_current_state(days: list[Day]) -> None:
    kinds = {event["event"] for event in days[-1].crawl.events()}
    assert kinds == {"new", "updated", "withdrawn", "restored"}
    months = {path: content for path, (content, _) in days[-1].feed.items() if path.startswith("articles/")}
    assert replay(days[-1].crawl.data / "feeds/nation") == months


def test_a_run_writes_only_the_months_that_it_touched(days: list[Day]) -> None:
    untouched = 0
    for before, after in pairwise(days):
        run = after.crawl.data / "feeds/nation/events" / max(path for path in after.feed if "events/" in path)[7:]
        touched = {json.loads(line)["article"]["published_at"][:7] for line in run.read_bytes().splitlines()}
        for path, state in before.feed.items():
            if path.startswith("events/") or (path.startswith("articles/") and path[9:16] not in touched):
                assert after.feed[path] == state
                untouched += path.startswith("articles/")
    assert untouched


def test_the_manifest_lists_every_file_of_the_folder(days: list[Day]) -> None:
    files = {path: content for path, (content, _) in days[-1].feed.items()}
    manifest = json.loads(files.pop("manifest.json"))
    listed = {entry["path"]: entry for kind in ("files", "events", "documents") for entry in manifest[kind]}
    assert listed.keys() == files.keys() >= {"schema.json", "datapackage.json"}
    for path, entry in listed.items():
        assert entry["sha256"] == hashlib.sha256(files[path]).hexdigest()


def test_native_exports_are_the_lines_of_the_feed(days: list[Day]) -> None:
    for day in days:
        newest = max(path for path in day.feed if path.startswith("events/"))
        events = [json.loads(line) for line in day.feed[newest][0].splitlines()]
        read = {event["id"] for event in events if event["event"] != "withdrawn" and event["changed"] != MARKED}
        brought = {event["id"]: jsonl.line(event["article"]).rstrip() for event in events if event["id"] in read}
        assert sorted(day.lines) == sorted(brought.values())
        assert day.lines


def test_native_csv_has_the_rows_of_an_export(days: list[Day]) -> None:
    for day in days:
        assert list(day.rows[0]) == [spec.name for spec in FIELDS]
        rows = b"".join(feeds_csv.rows(map(json.loads, day.lines))).decode()
        assert day.rows == list(csv.DictReader(io.StringIO(rows, newline="")))


def frictionless(feed: Path) -> subprocess.CompletedProcess[str]:
    """Validate a feed as a Data Package, in the folder and with the words of a reader."""
    words = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    return subprocess.run(words, cwd=feed, capture_output=True, text=True, timeout=60, check=False)


def test_the_feed_is_a_data_package(days: list[Day], tmp_path: Path) -> None:
    feed = copytree(days[-1].crawl.data / "feeds/nation", tmp_path / "nation")
    done = frictionless(feed)
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"]) == (0, True), done.stdout
    assert sum(task["stats"]["rows"] for task in report["tasks"]) == len(days[-1].crawl.articles())

    month = feed / "articles/2024-10.jsonl"
    month.write_bytes(month.read_bytes().replace(b'"comment_count": ', b'"comment_count": "none", "was": ', 1))
    report = json.loads(frictionless(feed).stdout)
    faults = {error["type"] for task in report["tasks"] for error in task["errors"]}
    assert {"hash-count", "byte-count", "type-error"} <= faults


HOSTILE = "=HYPERLINK(1)\x00\u2028\u202eend</script>\ud800\u0085 \U0001f600 tail"
HARMLESS = "=HYPERLINK(1) \u202eend</script> \U0001f600 tail"


def test_a_hostile_headline_passes_from_the_page_to_every_feed_and_does_no_harm(tmp_path: Path) -> None:
    story = max(
        (story for story in Press(8, 5) if story.directory == "news/nation"), key=lambda story: story.published_at
    )
    path = f"/{story.directory}/{story.id}/"
    with Edition(stories=Press(8, 5)) as edition:
        page = edition.answer(path).body.decode("utf-8")
    data = json.dumps({"@type": "NewsArticle", "headline": HOSTILE}).replace("</", "<\\/")
    script = f'<script type="application/ld+json">{data}</script>'
    page = page.replace('property="og:title"', 'property="og:other"').replace("</head>", f"{script}</head>", 1)
    page = page.replace("<title>", "<title>Not that ", 1)  # or it would speak for the headline that is shown
    answer = Fault(headers={"Content-Type": "text/html; charset=utf-8"}, body=page.encode())
    exports = [str(tmp_path / "x.jsonl"), str(tmp_path / "x.csv")]
    with Edition(stories=Press(8, 5), faults={path: answer}) as edition:
        done = crawl_into(tmp_path / "data", edition, "-o", exports[0], "-o", exports[1])

    titles = {document["id"]: document["title"] for document in done.articles()}
    assert titles[story.id] == HARMLESS
    with Path(exports[1]).open(encoding="utf-8", newline="") as file:
        assert {row["id"]: row["title"] for row in csv.DictReader(file)}[story.id] == f"'{HARMLESS}"
    for file_ in [*(done.data / "feeds/nation").rglob("*.jsonl"), Path(exports[0])]:
        text = file_.read_bytes().decode("utf-8")
        assert [json.loads(line) for line in text.splitlines()] == [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.fixture
def published(tmp_path: Path) -> Run:
    """A small feed, published and left alone."""
    run = Run(tmp_path, "", "nation", [])
    run.exploration.discover([found("2411116666"), found("2410115555")], "listing")
    run.visits.save(article("2411116666"))
    run.visits.save(article("2410115555", published_at="2024-10-11T20:37:00+08:00"))
    publish(run.database, tmp_path)
    return run


def content(folder: Path) -> dict[str, bytes]:
    return {path: bytes_ for path, (bytes_, _) in snapshot(folder / "feeds").items()}


def files_of_the_feed(run: Run) -> list[str]:
    return [MONTH[6:], f"nation/events/{run.id}.jsonl", *(f"nation/{path}" for path in DOCUMENTS)]


def test_each_file_that_was_edited_or_deleted_is_rendered_anew_to_the_same_bytes(
    published: Run, tmp_path: Path
) -> None:
    before = content(tmp_path)
    assert sorted(before) == sorted([*files_of_the_feed(published), "nation/articles/2024-10.jsonl"])
    for path in files_of_the_feed(published):
        (tmp_path / "feeds" / path).write_bytes(b"{}\n")
        assert publish(published.database, tmp_path) == [f"feeds/{path}"]
        assert content(tmp_path) == before
        (tmp_path / "feeds" / path).unlink()
        assert publish(published.database, tmp_path) == [f"feeds/{path}"]
        assert content(tmp_path) == before
    assert publish(published.database, tmp_path) == []


def test_a_feed_that_was_deleted_comes_back(published: Run, tmp_path: Path) -> None:
    before = content(tmp_path)
    rmtree(tmp_path / "feeds")
    assert len(publish(published.database, tmp_path)) == len(before)
    assert content(tmp_path) == before


def test_an_edit_that_keeps_size_and_time_is_noticed_all_the_same(published: Run, tmp_path: Path) -> None:
    before, month = content(tmp_path), tmp_path / MONTH
    times = month.stat()
    month.write_bytes(month.read_bytes().replace(b"Rain", b"Snow"))
    os.utime(month, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert publish(published.database, tmp_path) == [MONTH]

    assert content(tmp_path) == before


def test_a_file_that_was_touched_but_not_changed_is_left_as_it_is(published: Run, tmp_path: Path) -> None:
    (tmp_path / MONTH).touch()
    before = snapshot(tmp_path / "feeds")
    assert publish(published.database, tmp_path) == []
    assert snapshot(tmp_path / "feeds") == before


def test_where_nothing_was_touched_no_file_is_read(
    published: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    monkeypatch.setattr("shinenews.feeds.publishing.healing._digest", read.append)
    (tmp_path / MONTH).touch()
    publish(published.database, tmp_path)
    assert read == [tmp_path / MONTH]
    publish(published.database, tmp_path)
    assert read == [tmp_path / MONTH]


def test_a_run_that_was_killed_while_it_published_does_not_pass_for_an_edit(published: Run, tmp_path: Path) -> None:
    def die(_: Feed) -> None:
        raise KeyboardInterrupt

    before = content(tmp_path)
    later = Run(tmp_path, "", "nation", [])
    later.visits.save(article("2411116666", title="Sun ahead"))
    with patch.object(Feed, "stamp", die), pytest.raises(KeyboardInterrupt):
        publish(published.database, tmp_path)
    half_done = content(tmp_path)
    assert half_done != before

    assert publish(later.database, tmp_path) == []

    assert content(tmp_path) == half_done


def test_what_is_not_the_feeds_is_left_alone(published: Run, tmp_path: Path) -> None:
    notes = [tmp_path / "feeds/nation" / name for name in ("note.txt", "articles/2024-12.jsonl", "events/my.jsonl")]
    for note in notes:
        note.write_text("mine", "utf-8")
    assert publish(published.database, tmp_path) == []
    assert {note.read_text("utf-8") for note in notes} == {"mine"}


def test_a_feed_of_an_earlier_release_gets_its_documents_without_a_word(published: Run, tmp_path: Path) -> None:
    before = content(tmp_path)
    files = tables.files
    with published.database.begin() as connection:
        connection.execute(files.delete().where(~files.c.path.contains("/")))
        connection.execute(update(files).values(size=None, changed_ns=None))
    for document in (tmp_path / "feeds/nation").glob("*.json"):
        document.unlink()

    assert publish(published.database, tmp_path) == []

    assert content(tmp_path) == before


def test_a_run_tells_which_file_it_rendered_anew_and_ends_well(tmp_path: Path) -> None:
    with Edition(stories=Press(8, 5)) as site:
        crawl_into(tmp_path, site)
        before = content(tmp_path)
        month = max((tmp_path / "feeds/nation/articles").iterdir())
        month.write_bytes(b"")
        done = crawl_into(tmp_path, site)

    assert done.exit_code == 0
    name = month.relative_to(tmp_path)
    assert done.verdict["warnings"] == [f"{name} had been edited or deleted; rendered anew from the store"]
    assert done.verdict["warnings"][0] in done.said
    assert content(tmp_path) == before
    assert read_lines(month.parent)


def test_the_manifest_is_written_as_python_writes_json(published: Run, tmp_path: Path) -> None:
    text = (tmp_path / "feeds/nation/manifest.json").read_text("utf-8")
    told = json.loads(text)
    assert text == json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    assert [len(told[kind]) for kind in ("files", "events", "documents")] == [2, 1, len(DOCUMENTS) - 1]
    with published.database.connect() as connection:
        empty = manifest.render(connection, "news/world", "a run").decode()
    assert empty == json.dumps(json.loads(empty), ensure_ascii=False, indent=1) + "\n"
