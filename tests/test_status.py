"""The calendar of completeness, read from stores that real crawls have made."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, crawl_into, scrapy, snapshot
from sqlalchemy import insert

from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.queries import sections, standing
from shinenews.store.queries.sections import DayTally
from shinenews.store.queries.standing import Standing
from shinenews.store.tables import articles, pages, store

BLANK = Fault(headers={"Content-Type": "text/html"}, body=b"<h1>Page not found</h1>")
QUARANTINED, UNAVAILABLE, WITHDRAWN, EDITED = "2411128261", "2411127012", "2411108899", "2411119043"
UNVISITED = "2411115520"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SINCE = ("-a", "since=2024-11-09")
AGAIN = (*SINCE, "-a", "revisit=all")


def live_through(data: Path) -> None:
    """Crawl days on which an article is edited, one withdrawn, one unreadable and one not to be had."""
    with Edition(faults={f"/news/nation/{QUARANTINED}/": BLANK}) as site:
        assert crawl_into(data, site, *SINCE).exit_code == 0
        site.day = 2
        crawl_into(data, site, *AGAIN)
        assert crawl_into(data, site, *AGAIN).exit_code == 5
    fill(data, [UNVISITED, "2411083311"], "news/metro")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("lived") / "data"
    live_through(data)
    return data


def status(data: Path, *words: str, columns: int = 80) -> tuple[int, list[str], str]:
    """Run the command, and give its exit code, the lines it printed and what it complained of."""
    done = scrapy("status", *words, environment={"SHINENEWS_DATA": str(data), "COLUMNS": str(columns)})
    return done.returncode, done.stdout.splitlines(), done.stderr


def fill(data: Path, ids: list[str], section: str = "news/nation", **row: object) -> None:
    """Make addresses known as if a listing had named them."""
    found = {"discovered_by": "listing", "discovered_at": "2024-11-11T00:00:00+00:00", "discovered_in": "run"}
    page = found | {"directory": section, "section": section, "state": "pending"} | row
    database = open_database(data)
    with database.begin() as connection:
        connection.execute(insert(pages), [page | {"id": id_} for id_ in ids])
    database.dispose()


def test_a_section_is_shown_day_by_day_with_what_is_missing_and_why(lived: Path) -> None:
    before = snapshot(lived)
    code, lines, complaint = status(lived, "--section", "nation")

    assert (code, complaint) == (0, "")
    with read_database(lived) as connection:
        known = sum(tally.count for tally in sections.tallies(connection, "news/nation"))
    assert lines[0] == f"news/nation  {known} known, {known - 2} stored (1 withdrawn)"
    assert lines[1] == "  missing     0 pending, 1 quarantined, 1 failed, 0 gone"
    text = " ".join(" ".join(lines).split())
    assert "scrapy crawl nation: exit 5, partial: some pages could not be had;" in text
    assert "next check 1 due now, the next 2" in text
    [head] = [line for line in lines if line.startswith("  week of ")]
    assert head.split() == ["week", "of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "week"]
    [week] = [line for line in lines if line.startswith("  2024-11-11 ")]
    assert week.split()[2] == "4/6!"
    assert week.index("!") == head.index("Tue") + len("Tue")
    missing = lines[lines.index("Missing of news/nation: 2") + 1 :]
    assert sorted(line.strip().replace("in 6 h", "in 5 h") for line in missing) == [  # it may be in the same second
        f"/news/nation/{UNAVAILABLE}/  2 failures, due now",
        f"/news/nation/{QUARANTINED}/  2 failures, next in 5 h",
        "1 failed: HTTP 503",
        "1 quarantined: no body",
    ]
    assert snapshot(lived) == before


def test_every_section_has_its_calendar_and_no_line_is_longer_than_a_pipe_is_wide(lived: Path) -> None:
    code, lines, _ = status(lived)

    assert code == 0
    assert [line.split()[0] for line in lines if " known, " in line] == ["news/metro", "news/nation"]
    assert not [line for line in lines if len(line) > 80 or "\x1b" in line or "…" in line]
    assert any("pending: not visited yet" in line for line in lines)


def test_the_calendar_is_as_long_as_asked_for(lived: Path) -> None:
    code, lines, _ = status(lived, "--section", "news/nation", "--days", "2")

    assert code == 0
    assert [line.split()[0] for line in lines if line.startswith("  2024-")] == ["2024-11-11"]
    assert any(line.startswith("  other days  ") for line in lines)


def test_the_newest_twenty_that_are_missing_are_listed_or_all(tmp_path: Path) -> None:
    ids = [f"24111{day}{number:04}" for day in range(3) for number in range(10)]
    fill(tmp_path, ids)

    _, lines, _ = status(tmp_path)
    assert [line.split()[0] for line in lines if line.endswith("due now") and "/news/" in line] == [
        f"/news/nation/{id_}/" for id_ in sorted(ids, reverse=True)[:20]
    ]
    assert lines[-1] == "  The newest 20 are listed; --all lists all 30."

    _, lines, _ = status(tmp_path, "--all")
    assert len([line for line in lines if "/news/nation/" in line]) == 30
    assert "0/10!" in "".join(lines)


def test_a_narrow_terminal_loses_no_day_of_the_calendar(lived: Path) -> None:
    wide = status(lived, "--section", "nation", columns=80)[1]
    start = next(number for number, line in enumerate(wide) if line.startswith("  week of")) + 1
    weeks = [line.split()[:-1] for line in wide[start : wide.index("", start)]]
    for columns in (30, 40, 60):
        _, lines, _ = status(lived, "--section", "nation", columns=columns)
        start = next(number for number, line in enumerate(lines) if line.startswith("  2024-"))
        calendar = lines[start : lines.index("", start)]
        assert max(map(len, calendar)) <= columns
        days = [word for line in calendar for word in line.split() if word not in DAYS]
        assert days == [word for week in weeks for word in week]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--section", "nations"), "the store knows no address of it; it knows metro, nation"),
        (("--days", "0"), "--days 0: a calendar has one day or more"),
        (("nation",), "unexpected: nation"),
    ],
)
def test_a_status_of_nothing_is_wrong_usage(words: tuple[str, ...], complaint: str, lived: Path) -> None:
    code, lines, said = status(lived, *words)

    assert code == 2
    assert complaint in said
    assert "Traceback" not in said
    assert not [line for line in lines if "known" in line]


def no_folder(data: Path) -> None:
    assert not data.exists()


def no_store(data: Path) -> None:
    (data / "feeds").mkdir(parents=True)


def a_foreign_file(data: Path) -> None:
    data.mkdir()
    (data / "shinenews.db").write_bytes(b"no database at all" * 100)


def a_foreign_database(data: Path) -> None:
    data.mkdir()
    with sqlite3.connect(data / "shinenews.db") as connection:
        connection.execute("CREATE TABLE wines (name TEXT)")
    connection.close()


def a_newer_store(data: Path) -> None:
    database = open_database(data)
    with database.begin() as connection:
        connection.execute(store.update().values(version=99))
    database.dispose()


@pytest.mark.parametrize(
    ("words", "prepare"),
    [
        (("status",), no_folder),
        (("explain", "2411116666"), no_store),
        (("status",), a_foreign_file),
        (("explain", "2411116666"), a_foreign_database),
        (("status",), a_newer_store),
    ],
)
def test_without_a_store_there_is_one_sentence_and_nothing_is_made(
    words: tuple[str, ...], prepare: Callable[[Path], None], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    prepare(data)
    before = snapshot(tmp_path)

    done = scrapy(*words, environment={"SHINENEWS_DATA": str(data)})

    assert done.returncode == 7
    assert done.stdout == ""
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("shinenews: ")
    assert str(data) in sentence
    assert snapshot(tmp_path) == before
    assert data.exists() == (prepare is not no_folder)


@pytest.mark.parametrize("words", [("status",), ("explain", UNVISITED)])
def test_what_standard_output_can_t_encode_is_a_question_mark(words: tuple[str, ...], lived: Path) -> None:
    own = {"SHINENEWS_DATA": str(lived), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "scrapy", *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"?" in done.stdout


def test_an_empty_store_is_told_as_such(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()

    assert status(tmp_path) == (0, ["The store knows no address yet: scrapy crawl nation brings the first."], "")


def test_what_a_crawl_has_just_written_is_shown_while_it_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, ["2411110001"])
    database = open_database(tmp_path)
    with database.begin() as connection:
        connection.execute(pages.update().values(failures=1, reason="HTTP 503"))
    with database.begin() as connection:
        connection.execute(pages.update().values(reason="not yet committed"))
        code, lines, _ = status(tmp_path)

    assert code == 0
    assert "      1 failed: HTTP 503" in lines


def test_the_log_of_a_killed_crawl_is_read_and_left(tmp_path: Path) -> None:
    fill(tmp_path / "alive", ["2411110001"])
    database = open_database(tmp_path / "alive")
    with database.connect() as holding:
        fill(tmp_path / "alive", ["2411110002"])
        shutil.copytree(tmp_path / "alive", tmp_path / "killed")
        assert holding
    log = (tmp_path / "killed/shinenews.db-wal").read_bytes()
    assert log

    code, lines, _ = status(tmp_path / "killed")

    assert code == 0
    assert lines[0] == "news/nation  2 known, 0 stored"
    assert (tmp_path / "killed/shinenews.db-wal").read_bytes() == log


def test_every_address_has_one_standing(tmp_path: Path) -> None:
    fill(tmp_path, ["2411110001"])
    fill(tmp_path, ["2411110002"], failures=2, reason="HTTP 503")
    fill(tmp_path, ["2411110003"], state="failed", failures=1, reason="no body")
    fill(tmp_path, ["2411110004"], state="failed", absences=1, reason="HTTP 404, to be confirmed by a second visit")
    fill(tmp_path, ["2411110005", "2411110006"], state="gone", absences=2, reason="HTTP 410")
    fill(tmp_path, ["2411110007"], state="fetched")
    article = {"published_at": "2024-11-11T20:00:00+08:00", "revision": 1, "content_hash": "", "first_seen_at": ""}
    row = article | {"section": "news/nation", "changed_at": ""}
    with open_database(tmp_path).begin() as connection:
        connection.execute(insert(articles), [row | {"id": f"241111000{number}"} for number in (6, 7)])

    with read_database(tmp_path) as connection:
        found = [standing.page(connection, f"241111000{number}") for number in range(1, 8)]
        counted = {(tally.standing, tally.reason): tally.count for tally in sections.tallies(connection, "news/nation")}
        missing = {page.id for page in sections.missing(connection, "news/nation", None)}
        [day] = sections.days(connection, "news/nation", date(2024, 11, 11), date(2024, 11, 11))

    assert [page.standing for page in found if page] == [
        Standing.PENDING,
        Standing.FAILED,
        Standing.QUARANTINED,
        Standing.FAILED,
        Standing.GONE,
        Standing.WITHDRAWN,
        Standing.STORED,
    ]
    assert sum(counted.values()) == 7
    assert counted[Standing.WITHDRAWN, "HTTP 410"] == 1
    assert missing == {f"241111000{number}" for number in range(1, 6)}
    assert day == DayTally(date(2024, 11, 11), "listing", known=7, stored=2)


def test_an_article_of_the_print_archive_counts_on_the_day_it_was_published(tmp_path: Path) -> None:
    fill(tmp_path, ["Rain-ahead", "Sun-ahead"], "archive/nation", state="fetched")
    row = {"section": "archive/nation", "revision": 1, "content_hash": "", "first_seen_at": "", "changed_at": ""}
    with open_database(tmp_path).begin() as connection:
        connection.execute(insert(articles), row | {"id": "Rain-ahead", "published_at": "2018-08-09T00:01:00+08:00"})

    with read_database(tmp_path) as connection:
        days = sections.days(connection, "archive/nation", date(2018, 8, 1), date(2018, 8, 31))

    assert days == [DayTally(date(2018, 8, 9), "listing", known=1, stored=1)]


def test_the_calendar_ends_on_the_newest_day_that_has_come(tmp_path: Path) -> None:
    fill(tmp_path, ["2411139999", "2411140000", "2413990000", "9912310000"])
    fill(tmp_path, ["2411-ways-to-rest"], "archive/nation")

    with read_database(tmp_path) as connection:
        assert sections.newest_day(connection, date(2024, 11, 13)) == date(2024, 11, 13)
        assert sections.newest_day(connection, date(2024, 12, 1)) == date(2024, 11, 14)
