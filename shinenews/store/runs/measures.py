"""What is measured of each run, so that later runs can be compared with what is usual."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import Connection, insert, select

from shinenews.items import CONTENT
from shinenews.site import TIME_ZONE
from shinenews.store.tables import content_of, events, measures, revisions, runs

_MOST_DOCUMENTS = 1000
"""How many of a run's articles are looked into; a backfill has more, and they would say the same."""

_MOST_RUNS = 40
_AT_ONCE = 100
_MARK = json.dumps(["duplicate_of"])


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one run.

    `articles` counts the articles that were read to a revision, `new` the new ones among them; `filled` counts for
    each content field those that have it, `disagreements` for each field those whose witnesses differ, `words` adds
    up their bodies; `links` counts for each way in the articles of the section that it named. `sections` are the paths
    of those that were crawled; the run is whole when it asked for all that was new there, and got to read it.
    """

    articles: int
    new: int
    words: int
    filled: Mapping[str, int]
    disagreements: Mapping[str, int]
    links: Mapping[str, int]
    sections: Sequence[str] = ()
    is_whole: bool = False


def measure(
    connection: Connection, run: str, sections: Sequence[str], links: Mapping[str, int], *, is_whole: bool
) -> Measures:
    """Measure a run by what it stored, and keep that in the store."""
    query = (
        select(events.c.event, revisions.c.document)
        .join(revisions, content_of(events))
        .where(events.c.run == run, events.c.event.in_(("new", "updated")), events.c.changed != _MARK)
        .order_by(events.c.seq)
        .limit(_MOST_DOCUMENTS)
    )
    filled: Counter[str] = Counter(dict.fromkeys(CONTENT, 0))
    disagreements: Counter[str] = Counter()
    number, new, words = 0, 0, 0
    for event, text in connection.execute(query):
        document = json.loads(text)
        number += 1
        new += event == "new"
        words += document["word_count"] or 0
        filled.update(name for name in CONTENT if document[name] not in (None, []))
        disagreements.update(document["provenance"]["disagreements"].keys())
    taken = Measures(number, new, words, dict(filled), dict(disagreements), dict(links), tuple(sections), is_whole)
    connection.execute(insert(measures).values(run=run, document=json.dumps(asdict(taken))))
    return taken


def earlier(connection: Connection, run: str) -> list[Measures]:
    """List what was measured of the runs before this one of the same spider, that ended well, newest first.

    Only those of the same kind of day, working day or weekend in Shanghai, count.
    """
    this = connection.execute(select(runs.c.spider, runs.c.started_at).where(runs.c.id == run)).one()
    query = (
        select(runs.c.started_at, measures.c.document)
        .join(measures, measures.c.run == runs.c.id)
        .where(runs.c.spider == this.spider, runs.c.exit_code.in_((0, 5)), runs.c.id < run)
        .order_by(runs.c.id.desc())
        .limit(_MOST_RUNS * 3)
    )
    kind = _is_weekend(this.started_at)
    alike = [document for started_at, document in connection.execute(query) if _is_weekend(started_at) == kind]
    return [Measures(**json.loads(document)) for document in alike[:_MOST_RUNS]]


def first_seen(connection: Connection, sections: Sequence[str], since: str) -> Iterator[str]:
    """Yield the moments since another one at which articles of the sections were first seen, the newest first."""
    # The log, read back from its end, tells it of a few days without a look at the articles of all years.
    query = select(events.c.at, events.c.event, events.c.section)
    log = connection.execute(query.order_by(events.c.seq.desc()).execution_options(yield_per=_AT_ONCE))
    for at, event, section in takewhile(lambda row: row.at >= since, log):
        if event == "new" and section in sections:
            yield at


def _is_weekend(started_at: str) -> bool:
    return datetime.fromisoformat(started_at).astimezone(TIME_ZONE).isoweekday() > 5
