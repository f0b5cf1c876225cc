"""An article is looked at again an hour, six hours, a day and a week after its publication, and not between."""

from pathlib import Path

from killing import begin, end

from shinenews.edition.server import Edition

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
            done = end(begin(tmp_path, site, *PUBLISHED_TODAY, program=("tests/dated.py", moment)), tmp_path)
            assert done.exit_code == 0, done.said
            answers[moment] = [hit.status for hit in site.requests[before:] if hit.path == FERRY]
    assert answers == MOMENTS
