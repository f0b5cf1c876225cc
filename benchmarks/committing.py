"""What it costs to look an article up, to store it and to publish it: the same articles, in one store after the other.

`python -m benchmarks.committing FOLDER FOLDER --into FILE` writes a list of `Cost`s as JSON, one for each data folder.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks import lives
from shinenews.edition.press import Press
from shinenews.edition.stories import Story
from shinenews.feeds.publish import publish
from shinenews.site import Address
from shinenews.store import history
from shinenews.store.database import read_database
from shinenews.store.frontier import Found
from shinenews.store.run import Run
from shinenews.store.schedule import intervals

_ARTICLES = 100


@dataclass(slots=True)
class Cost:
    """CPU seconds of so many articles, and how many files of the feeds were written when they were published."""

    lookup: float = 0
    commit: float = 0
    publish: float = 0
    files: int = 0

    @contextmanager
    def taking(self, name: str) -> Iterator[None]:
        """Add what a block takes."""
        start = time.process_time()
        yield
        setattr(self, name, getattr(self, name) + time.process_time() - start)


def measure(folders: Sequence[Path]) -> list[Cost]:
    """Store the stories of the day after the newest that any store knows, as the pipelines do, and publish them."""
    day = max(map(_newest, folders)) + timedelta(days=1)
    # So late that none of them is due again.
    at = lives.moment(day + timedelta(days=lives.LONGEST))
    stories = list(Press(_ARTICLES, last=day, days=1))
    stores = [(_run(folder, at), Cost()) for folder in folders]
    for run, _ in stores:
        run.exploration.discover(map(_found, stories), "newsmap")
    for story in stories:
        # Turn about, so that a busy moment strikes them alike.
        for run, cost in stores:
            _store(run, cost, story)
        stores.reverse()
    for run, cost in stores:
        run.finish(0)
        before = _files(run.folder)
        with cost.taking("publish"):
            publish(run.database, run.folder)
        cost.files = len(_files(run.folder) - before)
    return [cost for folder in folders for run, cost in stores if run.folder == folder]


def _newest(folder: Path) -> date:
    with read_database(folder) as connection:
        return history.newest_day(connection, date(2099, 1, 1)) or date(2017, 1, 1)


def _run(folder: Path, at: datetime) -> Run:
    return Run(folder, "", lives.SPIDER, intervals("1h 6h 24h 7d"), lambda: at)


def _found(story: Story) -> Found:
    return Found(Address(story.id, story.directory), story.published_at.isoformat())


def _store(run: Run, cost: Cost, story: Story) -> None:
    article = lives.article(story, run.id, lives.stamp(run.started_at))
    with cost.taking("lookup"):
        run.holds(article)
    with cost.taking("commit"):
        run.save(article)


def _files(folder: Path) -> set[tuple[Path, int]]:
    return {(file, file.stat().st_mtime_ns) for file in (folder / "feeds").rglob("*.*")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.committing", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="a data folder")
    parser.add_argument("--into", type=Path, required=True, metavar="FILE", help="where the costs are written")
    options = parser.parse_args(arguments)
    options.into.write_text(json.dumps([asdict(cost) for cost in measure(options.folders)]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
