"""An article that the site moves to another address is found there, and each feed tells its part of it."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from conftest import Crawl, crawl_into, scrapy, snapshot
from killing import KILLED, crawl_and_die

from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.stories import Story
from shinenews.edition.timeline import Fault

STORIES = {story.id: story for story in Press(16, 1)}
NATION = [id_ for id_, story in STORIES.items() if story.directory == "news/nation"]
MOVED = NATION[0]


def site(directory: str = "news/metro", *, before: str = "news/nation", old: int = 301) -> Edition:
    """Serve the stories, one of them in another directory than before: what answers there leads to the new address."""
    story = moved_to(directory)
    answer = Fault(status=old, headers={"Location": story.path})
    faults = {} if directory == before else {moved_to(before).path: answer}
    return Edition(stories=STORIES | {MOVED: story}, faults=faults)


def moved_to(directory: str) -> Story:
    return replace(STORIES[MOVED], directory=directory)


def line(done: Crawl, feed: str) -> dict[str, Any] | None:
    return next((article for article in done.articles(feed) if article["id"] == MOVED), None)


def told(done: Crawl, feed: str) -> list[tuple[str, int, list[str]]]:
    """Give what a feed's log tells of the article, and assert that replaying the log gives the feed."""
    events = done.events(feed)
    replayed = {event["id"]: event["article"] for event in events}
    assert replayed == {article["id"]: article for article in done.articles(feed)}
    return [(event["event"], event["revision"], event["changed"]) for event in events if event["id"] == MOVED]


def crawl_all(data: Path, edition: Edition, *words: str, spider: str = "nation") -> Crawl:
    with edition:
        done = crawl_into(data, edition, "-a", "revisit=all", *words, spider=spider)
    assert done.exit_code == 0, done.said
    return done


def test_an_article_that_moves_is_withdrawn_from_one_section_and_new_in_the_other(tmp_path: Path) -> None:
    before = line(crawl_all(tmp_path, site("news/nation")), "nation")
    assert before is not None

    done = crawl_all(tmp_path, site())
    left = line(done, "nation")
    assert done.outcomes() == {"unchanged": len(NATION) - 1, "withdrawn": 1}
    assert done.verdict["reasons"]["withdrawn"] == {f"moved to {moved_to('news/metro').url}": 1}
    assert left is not None
    assert left == before | {"withdrawn_at": left["changed_at"], "changed_at": left["changed_at"]}
    assert told(done, "nation") == [("new", 1, []), ("withdrawn", 1, [])]
    nation = snapshot(tmp_path / "feeds/nation")

    done = crawl_all(tmp_path, site(), spider="metro")
    there = line(done, "metro")
    assert there is not None
    assert (there["url"], there["section"]) == (moved_to("news/metro").url, "news/metro")
    assert (there["revision"], there["first_seen_at"]) == (2, before["first_seen_at"])
    assert (there["content_hash"], there["withdrawn_at"]) == (before["content_hash"], None)
    assert told(done, "metro") == [("new", 2, [])]
    assert snapshot(tmp_path / "feeds/nation") == nation

    for spider in ("nation", "metro"):
        done = crawl_all(tmp_path, site(), spider=spider)
        assert set(done.outcomes()) == {"unchanged"}


def export(data: Path, *words: str) -> bytes:
    return scrapy("export", *words, environment={"SHINENEWS_DATA": str(data)}).stdout.encode()


def months(data: Path, feed: str) -> bytes:
    return b"".join(file.read_bytes() for file in sorted((data / "feeds" / feed / "articles").iterdir()))


def test_an_export_tells_of_an_article_in_each_section_what_its_feed_tells(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"), spider="shine")
    began = crawl_all(tmp_path, site(), spider="shine").verdict["started_at"]

    for feed in ("nation", "metro"):
        assert export(tmp_path, "--section", feed) == months(tmp_path, feed)
        changed = export(tmp_path, "--section", feed, "--changed-since", began).splitlines()
        assert set(changed) <= set(months(tmp_path, feed).splitlines())
        assert [json.loads(text)["id"] for text in changed].count(MOVED) == 1

    every = [json.loads(text) for text in export(tmp_path, "--revisions").splitlines()]
    moved = [(each["section"], each["revision"]) for each in every if each["id"] == MOVED]
    assert moved == [("news/metro", 2), ("news/nation", 1)]


def test_a_feed_is_rendered_anew_to_the_same_bytes_when_its_article_is_new_elsewhere(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"))
    crawl_all(tmp_path, site())
    files = {file: file.read_bytes() for file in (tmp_path / "feeds/nation").rglob("*") if file.is_file()}
    crawl_all(tmp_path, site(), spider="metro")
    for file in files:
        file.unlink()

    crawl_all(tmp_path, site(), "-a", "revisit=none", spider="metro")

    assert {file: file.read_bytes() for file in files} == files


def test_a_section_that_its_last_article_left_is_rendered_anew(tmp_path: Path) -> None:
    alone = Edition(stories={MOVED: moved_to("biz/event")})
    assert crawl_all(tmp_path, alone, spider="event").outcomes() == {"new": 1}
    with site(before="biz/event") as edition:
        assert crawl_into(tmp_path, edition, "-a", "revisit=all", spider="event").outcomes() == {"withdrawn": 1}
    files = {file: file.read_bytes() for file in (tmp_path / "feeds/event").rglob("*.*") if file.is_file()}
    for file in files:
        file.unlink()

    crawl_all(tmp_path, site(), spider="metro")

    assert {file: file.read_bytes() for file in files} == files


def test_explain_tells_the_sections_that_an_article_was_in(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"))
    crawl_all(tmp_path, site())
    said = scrapy("explain", MOVED, environment={"SHINENEWS_DATA": str(tmp_path)}).stdout
    assert f"feeds/nation/articles/{STORIES[MOVED].published_at:%Y-%m}.jsonl" in said
    assert "withdrawn: moved to" in said

    crawl_all(tmp_path, site(), spider="metro")
    said = scrapy("explain", MOVED, environment={"SHINENEWS_DATA": str(tmp_path)}).stdout
    assert f"feeds/metro/articles/{STORIES[MOVED].published_at:%Y-%m}.jsonl" in said
    told_of = [line.split("  ")[-1].partition(",")[0] for line in said.splitlines() if ", revision " in line]
    assert told_of == ["new in news/nation", "withdrawn in news/nation", "new in news/metro"]


def test_one_crawl_of_the_whole_site_tells_both_feeds_and_one_that_moves_back_is_there_once(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"), spider="shine")
    there = crawl_all(tmp_path, site(), spider="shine")
    assert there.outcomes()["new"] == 1
    assert told(there, "nation") == [("new", 1, []), ("withdrawn", 1, [])]
    assert told(there, "metro") == [("new", 2, [])]
    lines = {file: file.read_bytes() for file in (tmp_path / "feeds").rglob("*.jsonl")}
    for file in lines:
        file.unlink()

    back = crawl_all(tmp_path, site("news/nation", before="news/metro"), spider="shine")
    assert told(back, "nation") == [("new", 1, []), ("withdrawn", 1, []), ("new", 3, [])]
    assert told(back, "metro") == [("new", 2, []), ("withdrawn", 2, [])]
    assert len([article for article in back.articles() if article["id"] == MOVED]) == 1
    logs = {file: content for file, content in lines.items() if file.parent.name == "events"}
    assert {file: file.read_bytes() for file in logs} == logs, "rendered anew, a log is not as it was"
    again = crawl_all(tmp_path, site("news/nation", before="news/metro"), spider="shine")
    assert set(again.outcomes()) == {"unchanged"}


@pytest.mark.parametrize("point", ["move", "rename"])
def test_a_kill_while_an_article_moves_costs_nothing(tmp_path: Path, point: str) -> None:
    crawl_all(tmp_path, site("news/nation"), spider="shine")
    with site() as edition:
        assert crawl_and_die(tmp_path, edition, point, 1, "-a", "revisit=all", spider="shine").exit_code == KILLED

    done = crawl_all(tmp_path, site(), spider="shine")

    assert told(done, "nation") == [("new", 1, []), ("withdrawn", 1, [])]
    assert told(done, "metro") == [("new", 2, [])]


def test_an_article_that_went_and_is_named_in_another_section_is_new_there(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"))
    for moment in ("first", "second"):
        done = crawl_all(tmp_path, site(old=404))
        assert done.outcomes()[{"first": "skipped", "second": "withdrawn"}[moment]] == 1

    done = crawl_all(tmp_path, site(old=404), spider="metro")

    assert told(done, "metro") == [("new", 2, [])]
    assert told(done, "nation") == [("new", 1, []), ("withdrawn", 1, [])]


def asked_for(edition: Edition) -> list[str]:
    return [hit.path for hit in edition.requests if MOVED in hit.path]


def crawl_at(data: Path, moment: str, edition: Edition, spider: str, *words: str) -> Crawl:
    with edition:
        done = crawl_into(data, edition, *words, program=("tests/dated.py", moment), spider=spider)
    assert done.exit_code == 0, done.said
    return done


@pytest.mark.parametrize("limit", [(), ("-a", "limit=1")], ids=["read", "only known"])
def test_a_section_that_names_an_article_of_another_looks_where_it_was(tmp_path: Path, limit: tuple[str, ...]) -> None:
    crawl_at(tmp_path, "2024-11-11T13:00Z", site("news/nation"), "nation", *limit)
    there = crawl_at(tmp_path, "2024-11-12T14:00Z", site(), "metro")
    assert told(there, "metro") == [("new", 1 if limit else 2, [])]
    assert told(there, "nation") == ([] if limit else [("new", 1, []), ("withdrawn", 1, [])])


def test_an_article_that_is_gone_where_it_was_is_read_where_another_section_names_it(tmp_path: Path) -> None:
    crawl_at(tmp_path, "2024-11-11T13:00Z", site("news/nation"), "nation")
    for hour, directory in ((14, "news/nation"), (15, "news/nation"), (16, "news/metro")):
        edition = site(old=404)
        there = crawl_at(tmp_path, f"2024-11-12T{hour}:30Z", edition, "metro")
        assert asked_for(edition) == [moved_to(directory).path]
    assert told(there, "metro") == [("new", 2, [])]
    assert told(there, "nation") == [("new", 1, []), ("withdrawn", 1, [])]


def test_what_a_section_claims_is_still_looked_for_after_a_run_that_did_not_come_to_it(tmp_path: Path) -> None:
    crawl_at(tmp_path, "2024-11-11T13:00Z", site("news/nation"), "nation")
    crawl_at(tmp_path, "2024-11-12T14:00Z", site(), "metro", "-a", "limit=1")
    there = crawl_at(tmp_path, "2024-11-12T15:00Z", site(), "metro", "-a", "via=sitemap")
    assert told(there, "metro") == [("new", 2, [])]


def test_an_article_that_two_sections_show_stays_where_it_was_read(tmp_path: Path) -> None:
    with site("news/nation") as edition:
        page = urlopen(edition.origin + moved_to("news/nation").path).read()  # noqa: S310 - on loopback
    as_it_was = Fault(body=page, headers={"Content-Type": "text/html; charset=utf-8"})
    crawl_at(tmp_path, "2024-11-11T13:00Z", site("news/nation"), "nation")
    asked = []
    for moment in ("2024-11-11T14:00Z", "2024-11-13T15:00Z", "2024-11-13T16:00Z"):
        both = Edition(
            stories=STORIES | {MOVED: moved_to("news/metro")}, faults={moved_to("news/nation").path: as_it_was}
        )
        done = crawl_at(tmp_path, moment, both, "metro")
        asked.append(len(asked_for(both)))
    assert asked == [0, 1, 0]
    assert (told(done, "metro"), told(done, "nation")) == ([], [("new", 1, [])])


def test_an_article_that_comes_back_to_the_only_section_that_is_crawled_is_found(tmp_path: Path) -> None:
    def crawl_on(day: int, edition: Edition) -> Crawl:
        moment = f"2024-11-{day}T13:00Z"
        with edition:
            done = crawl_into(tmp_path, edition, "-a", "revisit=all", program=("tests/dated.py", moment))
        assert done.exit_code == 0, done.said
        return done

    crawl_on(11, site("news/nation"))
    assert told(crawl_on(13, site()), "nation") == [("new", 1, []), ("withdrawn", 1, [])]
    assert crawl_on(15, site()).outcomes() == {"unchanged": len(NATION) - 1}

    back = crawl_on(17, site("news/nation"))
    assert told(back, "nation") == [("new", 1, []), ("withdrawn", 1, []), ("restored", 1, [])]


def test_an_article_that_moves_within_its_section_has_its_new_address(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("opinion/xuzhe"), spider="opinion")
    moved = partial(site, "opinion/wanlixin", before="opinion/xuzhe")
    done = crawl_all(tmp_path, moved(), spider="opinion")
    there = line(done, "opinion")
    assert there is not None
    assert there["url"] == f"https://www.shine.cn/opinion/wanlixin/{MOVED}/"
    assert told(done, "opinion") == [("new", 1, []), ("updated", 2, [])]
    assert set(crawl_all(tmp_path, moved(), spider="opinion").outcomes()) == {"unchanged"}


def test_a_new_address_that_answers_as_the_old_one_did_is_read_all_the_same(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("opinion/xuzhe"), spider="opinion")
    old, new = moved_to("opinion/xuzhe").path, moved_to("opinion/wanlixin").path
    faults = {old: Fault(status=301, headers={"Location": new}), new: Fault(status=304, times=1)}

    done = crawl_all(
        tmp_path, Edition(stories=STORIES | {MOVED: moved_to("opinion/wanlixin")}, faults=faults), spider="opinion"
    )

    assert told(done, "opinion") == [("new", 1, []), ("updated", 2, [])]


def test_a_redirect_to_what_is_no_section_is_no_move(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"))
    with site("amp/nation") as edition:
        done = crawl_into(tmp_path, edition, "-a", "revisit=all")
    assert done.exit_code == 5
    assert done.outcomes()["quarantined"] == 1
    stays = line(done, "nation")
    assert stays is not None
    assert stays["withdrawn_at"] is None


def test_an_article_that_moves_before_it_is_read_is_read_where_it_is_then(tmp_path: Path) -> None:
    crawl_all(tmp_path, site("news/nation"), "-a", f"limit={len(NATION) - 1}")

    done = crawl_all(tmp_path, site())
    assert done.verdict["reasons"]["skipped"] == {f"moved to {moved_to('news/metro').url}": 1}
    assert told(done, "nation") == []

    done = crawl_all(tmp_path, site(), spider="metro")
    assert told(done, "metro") == [("new", 1, [])]
