"""What it costs to look an article up, to store it and to publish it: the same articles, in one store after the other.

`python -m benchmarks.committing FOLDER FOLDER --into FILE` writes what it cost as JSON, a record for each data folder.
"""

import argparse
import json
import string
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import lives
from shinenews.edition.press import Press
from shinenews.edition.stories import Story
from shinenews.feeds.publishing.publish import publish_runs
from shinenews.items import Article
from shinenews.site import Address, Found
from shinenews.store.database.reading import read_database
from shinenews.store.frontier.schedule import intervals
from shinenews.store.queries import sections
from shinenews.store.runs.run import Run

_ARTICLES = 200


@dataclass(slots=True)
class Cost:
    """CPU seconds of each article, and of publishing them; and how many files of the feeds that wrote.

    `commit` is of articles with a text of their own, `comparing` of those that share phrases with many, as the made-up
    ones do, and are laid beside them.
    """

    lookup: list[float] = field(default_factory=list)
    commit: list[float] = field(default_factory=list)
    comparing: list[float] = field(default_factory=list)
    publish: list[float] = field(default_factory=list)
    files: int = 0

    def told(self) -> dict[str, float]:
        """Give the medians: now and then an article has to wait until the store's log is put away."""
        medians = ("lookup", "commit", "comparing", "publish")
        return {name: median(getattr(self, name)) for name in medians} | {"files": self.files}


@contextmanager
def _taking(seconds: list[float]) -> Iterator[None]:
    start = time.process_time()
    yield
    seconds.append(time.process_time() - start)


def measure(folders: Sequence[Path]) -> list[Cost]:
    """Store the stories of the day after the newest that any store knows, as the pipelines do, and publish them."""
    day = max(map(_newest, folders)) + timedelta(days=1)
    # So late that none of them is due again.
    at = lives.moment(day + timedelta(days=lives.LONGEST))
    # Of another seed than the stores' own, of which they would be reprints.
    stories = list(Press(_ARTICLES, seed=1, last=day, days=1))
    stores = [(_run(folder, at), Cost()) for folder in folders]
    for run, _ in stores:
        _discover(run, stories)
    for number, story in enumerate(stories):
        # Turn about, so that a busy moment strikes them alike.
        for run, cost in stores:
            article = lives.article(story, run.id, lives.stamp(run.started_at))
            if number % 2:
                _store(run, article, cost.lookup, cost.comparing)
            else:
                _store(run, _in_cipher(article, number), cost.lookup, cost.commit)
        stores.reverse()
    for run, cost in stores:
        run.finish(0)
        before = _files(run.folder)
        with _taking(cost.publish):
            publish_runs(run.database, run.folder)
        cost.files = len(_files(run.folder) - before)
    return [cost for folder in folders for run, cost in stores if run.folder == folder]


def _newest(folder: Path) -> date:
    with read_database(folder) as connection:
        return sections.newest_day(connection, date(2099, 1, 1)) or date(2017, 1, 1)


def _run(folder: Path, at: datetime) -> Run:
    return Run(folder, "", lives.SPIDER, intervals("1h 6h 24h 7d"), lambda: at)


def _discover(run: Run, stories: list[Story]) -> None:
    """Make their addresses known, and leave no walk through a listing for the next crawl."""
    directories = {story.directory for story in stories}
    for section in directories:
        run.exploration.begin_walk(section, f"/{section}/")
    run.exploration.discover(map(_found, stories), "newsmap")
    for section in directories:
        run.exploration.end_walk(section, f"/{section}/")


def _found(story: Story) -> Found:
    return Found(Address(story.id, story.directory), story.published_at.isoformat())


def _in_cipher(article: Article, key: int) -> Article:
    """Give it a text of its own, as long as it was: each letter is another one."""
    letters = list(string.ascii_lowercase)
    Random(key).shuffle(letters)  # noqa: S311 - no secret
    body = (article.body or "").lower().translate(str.maketrans(string.ascii_lowercase, "".join(letters)))
    return replace(article, body=body)


def _store(run: Run, article: Article, lookup: list[float], commit: list[float]) -> None:
    with _taking(lookup):
        run.visits.holds(article)
    with _taking(commit):
        run.visits.save(article)


def _files(folder: Path) -> set[tuple[Path, int]]:
    return {(file, file.stat().st_mtime_ns) for file in (folder / "feeds").rglob("*.*")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.committing", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="a data folder")
    parser.add_argument("--into", type=Path, required=True, metavar="FILE", help="where the costs are written")
    options = parser.parse_args(arguments)
    options.into.write_text(json.dumps([cost.told() for cost in measure(options.folders)]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
