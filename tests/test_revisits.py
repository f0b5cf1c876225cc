"""An article is looked at again an hour, six hours, a day and a week after its publication, and not between."""

from pathlib import Path

from conftest import Crawl, crawl_into

from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.site import ORIGIN

FERRY = "/news/nation/2411110412/"
"""Published at 12:37 UTC on 11 November 2024."""
PUBLISHED_TODAY = ("-a", "via=newsmap", "-a", "since=2024-11-11")


MOMENTS = {
    "2024-11-11T13:00Z": [200],
    "2024-11-11T13:30Z": [],
    "2024-11-11T13:40Z": [304],
    "2024-11-11T18:40Z": [304],
    "2024-11-16T00:00Z": [304],
    "2024-11-18T12:00Z": [],
    "2024-11-18T12:40Z": [304],
    "2024-12-24T12:40Z": [],
}
"""When the site is crawled, and how the article's page is answered; on 16 November the revisit after a day is late."""


def test_a_page_is_looked_at_again_when_it_is_due_and_asked_whether_it_changed(tmp_path: Path) -> None:
    answers = {}
    with Edition() as site:
        for moment in MOMENTS:
            before = len(site.requests)
            done = crawl_into(tmp_path, site, *PUBLISHED_TODAY, program=("tests/dated.py", moment))
            assert done.exit_code == 0, done.said
            answers[moment] = [hit.status for hit in site.requests[before:] if hit.path == FERRY]
    assert answers == MOMENTS


def test_an_article_whose_page_leads_home_for_days_is_withdrawn_and_comes_back_with_its_page(tmp_path: Path) -> None:
    def crawl_on(day: str, edition: Edition) -> Crawl:
        words = ("-a", "via=newsmap", "-a", "since=2024-11-11")
        with edition:
            return crawl_into(tmp_path, edition, *words, program=("tests/dated.py", f"2024-{day}Z"))

    home = {FERRY: Fault(status=302, headers={"Location": "/"})}
    others = {id_: story for id_, story in stories_on(1).items() if story.path != FERRY}
    crawl_on("11-11T13:00", Edition())
    days = ("11-11T14:00", "11-11T15:00", "11-11T22:00", "11-13T00:00", "11-20T00:00", "11-21T00:00")
    told = []
    for day in days:
        done = crawl_on(day, Edition(stories=others, faults=home))
        told.append((done.exit_code, {name: sum(counts.values()) for name, counts in done.verdict["reasons"].items()}))

    assert told == [*[(5, {"quarantined": 1})] * 4, (0, {"withdrawn": 1}), (0, {})]
    assert [article["url"] for article in done.articles() if article["withdrawn_at"]] == [ORIGIN + FERRY]
    assert crawl_on("11-22T00:00", Edition()).outcomes()["restored"] == 1
