"""An article is looked at again an hour, six hours, a day and a week after its publication, and not between."""

from pathlib import Path

import pytest
from killing import begin, end

from shinenews.edition.server import Edition

FERRY = "/news/nation/2411110412/"
"""Published at 12:37 UTC on 11 November 2024."""
PUBLISHED_TODAY = ("-a", "via=newsmap", "-a", "since=2024-11-11")


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[int]]]:
    """Crawl at several moments; tell for each how the article's page was answered."""
    data, told = tmp_path_factory.mktemp("dated") / "data", []
    with Edition() as site:
        for moment in (
            "2024-11-11T13:00Z",
            "2024-11-11T13:30Z",
            "2024-11-11T13:40Z",
            "2024-11-11T18:30Z",
            "2024-11-11T18:40Z",
            "2024-11-12T12:40Z",
            "2024-11-18T12:00Z",
            "2024-11-18T12:40Z",
            "2024-12-24T12:40Z",
        ):
            before = len(site.requests)
            done = end(begin(data, site, *PUBLISHED_TODAY, program=("tests/dated.py", moment)), data)
            assert done.exit_code == 0, done.said
            told.append((moment, [hit.status for hit in site.requests[before:] if hit.path == FERRY]))
    return told


def test_a_page_is_looked_at_again_when_it_is_due_and_asked_whether_it_changed(
    statuses: list[tuple[str, list[int]]],
) -> None:
    assert statuses == [
        ("2024-11-11T13:00Z", [200]),
        ("2024-11-11T13:30Z", []),
        ("2024-11-11T13:40Z", [304]),
        ("2024-11-11T18:30Z", []),
        ("2024-11-11T18:40Z", [304]),
        ("2024-11-12T12:40Z", [304]),
        ("2024-11-18T12:00Z", []),
        ("2024-11-18T12:40Z", [304]),
        ("2024-12-24T12:40Z", []),
    ]


def test_a_page_is_not_looked_at_twice_when_several_revisits_were_missed(tmp_path: Path) -> None:
    with Edition() as site:
        for moment in ("2024-11-11T13:00Z", "2024-11-15T13:00Z"):
            assert (
                end(begin(tmp_path, site, *PUBLISHED_TODAY, program=("tests/dated.py", moment)), tmp_path).exit_code
                == 0
            )
        assert [hit.status for hit in site.requests if hit.path == FERRY] == [200, 304]
