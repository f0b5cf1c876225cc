"""All that is known of one address, read from stores that real crawls have made."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, scrapy, snapshot
from sqlalchemy import select, update
from test_status import EDITED, QUARANTINED, UNAVAILABLE, WITHDRAWN, fill, live_through

from shinenews.reports.differences import differences, plain
from shinenews.reports.subject import Subject
from shinenews.reports.unknown import why
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.tables import pages, revisions

LIVE = "https://www.shine.cn"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("lived") / "data"
    live_through(data)
    return data


def explain(data: Path, *words: str) -> tuple[int, str, str]:
    """Run the command, and give its exit code, what it printed in one line, and what it complained of."""
    done = scrapy("explain", *words, environment={"SHINENEWS_DATA": str(data)})
    assert not [line for line in done.stdout.splitlines() if len(line) > 80]
    return done.returncode, " ".join(done.stdout.split()), done.stderr


def test_an_edited_article_is_told_from_its_discovery_to_its_feed_file(lived: Path) -> None:
    before = snapshot(lived)
    code, text, complaint = explain(lived, f"{LIVE}/news/nation/{EDITED}?from=home")

    assert (code, complaint) == (0, "")
    runs = [path.stem for path in sorted((lived / "runs").iterdir())]
    with read_database(lived) as connection:
        row = connection.execute(select(pages).where(pages.c.id == EDITED)).one()
    assert text.startswith(f"{LIVE}/news/nation/{EDITED}/ standing stored: read, and its article is in the store")
    for fact in (
        f"UTC by {row.discovered_by}, in run {runs[0]} listed as published 2024-11-11 12:11:00 UTC+8",
        f"ETag {row.etag}",
        "modified Tue, 12 Nov 2024 01:00:00 GMT",
        "title Frost reaches tea gardens early as cold air moves south",
        "published 2024-11-11 12:11:00 UTC+8, read from: time-line",
        "revision 2 (--revisions shows each)",
        "feed file feeds/nation/articles/2024-11.jsonl",
        f"updated, revision 2, changed: title, in run {runs[1]}",
        "Visits: 3",
    ):
        assert fact in text
    visits = text.partition("Visits: 3")[2]
    assert visits.index("unchanged") < visits.index("updated") < visits.index(f"new, in run {runs[0]}")
    assert snapshot(lived) == before


def test_each_revision_is_shown_with_the_words_that_changed(lived: Path) -> None:
    code, text, _ = explain(lived, EDITED, "--revisions")

    assert code == 0
    assert "Revisions: 2" in text
    assert "new: Frost warning for tea gardens as cold air moves south" in text
    assert "title Frost [-warning for-]{+reaches+} tea gardens {+early+} as cold air moves south" in text


@pytest.mark.parametrize("stored", ['{"id": "2411119043", "ti', "null", "7", "[1]", ""])
def test_a_damaged_article_is_told_in_a_sentence(stored: str, lived: Path, tmp_path: Path) -> None:
    data = shutil.copytree(lived, tmp_path / "data")
    database = open_database(data)
    with database.begin() as connection:
        connection.execute(update(revisions).where(revisions.c.id == EDITED).values(document=stored))
    database.dispose()
    for words in ((EDITED,), (EDITED, "--revisions")):
        code, text, said = explain(data, *words)
        assert (code, text) == (7, "")
        assert said.startswith(f"shinenews: The store holds what is no article: a revision of {EDITED} is damaged (")
        assert len(said.splitlines()) == 1


def test_a_terminal_gets_colours_in_the_place_of_marks(lived: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"SHINENEWS_DATA": str(lived), "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    words = [sys.executable, "-m", "scrapy", "explain", EDITED, "--revisions"]
    done = subprocess.run(
        words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, timeout=60, check=True
    )
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)

    assert done.returncode == 0
    assert "Frost \x1b[9;31mwarning for\x1b[0m \x1b[1;32mreaches\x1b[0m tea gardens" in said
    assert "[-" not in said


def test_a_withdrawn_article_is_told_as_such(lived: Path) -> None:
    code, text, _ = explain(lived, WITHDRAWN)

    assert code == 0
    assert "standing withdrawn: gone from the site; its article stays in the store reason HTTP 404" in text
    assert "found gone on 2 visits in a row" in text
    assert "withdrawn: HTTP 404, in run" in text
    assert "skipped: HTTP 404, to be confirmed by a second visit, in run" in text


def test_a_page_without_an_article_says_why(lived: Path) -> None:
    code, text, _ = explain(lived, QUARANTINED)
    assert code == 0
    assert "standing quarantined: the page came, but made no article reason no body" in text
    assert "The article" not in text

    code, text, _ = explain(lived, f"/news/nation/{UNAVAILABLE}/", "--revisions")
    assert code == 0
    assert text.endswith("Revisions: none, for no article is stored")

    code, text, _ = explain(lived, f"www.shine.cn/news/nation/{UNAVAILABLE}")
    assert "standing failed: the page could not be had reason HTTP 503" in text
    assert "next check in the next run failures 2 in a row" in text
    assert text.count("failed: HTTP 503, in run") == 2


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("2411119999", "No way in has named it in a section that was crawled: news/metro, news/nation."),
        ("2413999999", "its first six digits, 241399, name no day as YYMMDD"),
        (f"{LIVE}/biz/tech/2411119999/", "no address of that one is known, only of news/metro, news/nation."),
        (f"{LIVE}/news/nation/2311119999/", "scrapy crawl nation -a since=2023-11-11"),
        (f"{LIVE}/news/nation/2511119999/", "the newest address that is known of news/nation is of 2024-11-12"),
        (f"{LIVE}/news/nation/2411119999/", "scrapy crawl nation -a since=2024-11-11"),
        (f"{LIVE}/wanlixin/", "it is no article's address"),
        ("https://example.com/news/nation/2411119043/", "it is outside the site"),
    ],
)
def test_of_an_unknown_address_it_is_said_why_it_might_be(word: str, guess: str, lived: Path) -> None:
    with read_database(lived) as connection:
        assert guess in " ".join(why(connection, Subject.of(word, LIVE)))


def test_an_unknown_address_is_told_as_such(lived: Path) -> None:
    code, text, complaint = explain(lived, f"{LIVE}/news/nation/2411119999/")

    assert (code, complaint) == (1, "")
    assert text.startswith(f"The store knows nothing of {LIVE}/news/nation/2411119999/. No way in has named it:")


@pytest.mark.parametrize("words", [(), ("yesterday",)])
def test_what_is_no_address_is_wrong_usage(words: tuple[str, ...], tmp_path: Path) -> None:
    code, text, complaint = explain(tmp_path / "none", *words)

    assert code == 2
    assert "scrapy explain" in text + complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    "word",
    [
        "",
        "24111190",
        "24111190433",
        "２４１１１１９０４３",
        "file:///etc/passwd",
        "http://",
        "a b/2411119043",
        "a/\x1b",
    ],
)
def test_nonsense_is_no_subject(word: str) -> None:
    with pytest.raises(ValueError, match="write 2411116666 or"):
        Subject.of(word, LIVE)


def test_disagreeing_witnesses_and_hostile_text_are_shown_safely(lived: Path, tmp_path: Path) -> None:
    (tmp_path / "shinenews.db").write_bytes((lived / "shinenews.db").read_bytes())
    with open_database(tmp_path).begin() as connection:
        of_edited = (revisions.c.id == EDITED, revisions.c.revision == 2)
        document = json.loads(connection.execute(select(revisions.c.document).where(*of_edited)).scalar_one())
        document["title"] = "Frost \x1b]0;owned\x07"
        document["provenance"]["disagreements"] = {"title": {"meta:og:title": "Frost", "landmark:headline": "Thaw"}}
        connection.execute(revisions.update().where(*of_edited).values(document=json.dumps(document)))

    code, text, _ = explain(tmp_path, EDITED)

    assert code == 0
    assert "title Frost �]0;owned�" in text
    assert "Where the page's witnesses disagree title meta:og:title Frost (taken) landmark:headline Thaw" in text


def test_an_address_that_was_never_visited_is_told_too(tmp_path: Path) -> None:
    fill(tmp_path, ["2411110001"], state="failed", failures=1, next_check_at="2024-11-11T00:00:00+00:00")

    code, text, _ = explain(tmp_path, "2411110001")

    assert code == 0
    assert "next check in the next run; due since 2024-11-11 00:00:00 UTC" in text
    assert text.endswith("Visits: none yet")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("It rained.", "It snowed.", "It [-rained-]{+snowed+}."),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nTwo!\n\nThree.", "… Two[-.-]{+!+} …"),
        ("One.", "One.\n\nTwo.", "… {+Two.+}"),
        ("a b c d e f g h i j k l m n", "a b c d e f g h i j k l m o", "… h i j k l m [-n-]{+o+}"),
        (["Rain"], [], "[-Rain-]"),
        ([{"url": "u", "caption": None}], [{"url": "u", "caption": "c"}], "u {+| c+}"),
        (None, 3, "{+3+}"),
    ],
)
def test_differences_are_shown_word_by_word(old: object, new: object, shown: str) -> None:
    assert plain(differences(old, new)) == shown


def test_two_texts_too_long_for_words_are_compared_by_sentences() -> None:
    sentences = [f"This is the sentence number {number}." for number in range(1000)]
    old, new = " ".join(sentences), " ".join([*sentences[:500], "This is new.", *sentences[501:]])

    assert "[-This is the sentence number 500.-]{+This is new.+}" in plain(differences(old, new))
