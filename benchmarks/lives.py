"""What a crawl a day makes of made-up stories, told as the rows that it leaves in the store."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from shinenews.edition.press import Press
from shinenews.edition.stories import Paragraph, Story
from shinenews.items import Article, Image, Provenance
from shinenews.loaders import content_hash
from shinenews.normalise import likeness
from shinenews.normalise.text import word_count
from shinenews.site import TIME_ZONE, Address
from shinenews.store.run_ids import run_id

Row = dict[str, Any]

SPIDER = "shine"

LONGEST = 12
"""How many days after its publication an address is visited for the last time."""

_BACK = 40
"""How many stories before it the one is that a reprint repeats."""

_GONE = "HTTP 404"
_FAULT = "no title"
_FATES: dict[str, dict[int, tuple[str, str | None]]] = {
    "kept": {0: ("new", None), 1: ("unchanged", None), 7: ("unchanged", None)},
    "corrected": {0: ("new", None), 1: ("updated", None), 7: ("unchanged", None)},
    "withdrawn": {
        0: ("new", None),
        1: ("skipped", f"{_GONE}, to be confirmed by a second visit"),
        2: ("withdrawn", _GONE),
        **dict.fromkeys((3, 4, 5, LONGEST), ("skipped", _GONE)),
    },
    "unreadable": dict.fromkeys((0, 1, 2, 3, 10), ("quarantined", _FAULT)),
}
"""The visits to an address, by days since its publication: outcome and reason; see `store.schedule`."""


def fate(number: int) -> str:
    """Tell what becomes of a story, by its place in the press.

    >>> [fate(number) for number in (1, 3, 7, 11)]
    ['kept', 'corrected', 'withdrawn', 'unreadable']
    """
    rare = {7: "withdrawn", 11: "unreadable"}.get(number % 401)
    return rare or ("corrected" if number % 21 == 3 else "kept")


def moment(day: date) -> datetime:
    """Give the moment of a day's crawl, when all its stories are out."""
    return datetime.combine(day, time(23, 30), TIME_ZONE).astimezone(UTC)


def told(press: Press) -> Iterator[tuple[str, Story, str | None]]:
    """Yield the fate of each story, the story, and the id of the earlier one that it reprints, if it is a reprint."""
    before: deque[Story] = deque(maxlen=_BACK)
    note = Paragraph("Editor's note: this is from our archive.")
    for number, story in enumerate(press):
        if number % 51 == 50 and fate(number) == fate(number - _BACK) == "kept":
            yield "kept", replace(story, blocks=(note, *before[0].blocks)), before[0].id
        else:
            yield fate(number), story, None
        before.append(story)


def run_of(at: datetime) -> Row:
    """Give the row of the run at a moment."""
    moments = dict.fromkeys(("started_at", "finished_at", "published_at"), stamp(at))
    return {"id": run_id(at), "spider": SPIDER, "exit_code": 0} | moments


def rows(fated: str, story: Story, original: str | None) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a story's life, each with its table's name; `original` is the one that it reprints."""
    known = Address(story.id, story.directory)
    days = {after: story.published_at.date() + timedelta(days=after) for after in _FATES[fated]}
    at = {after: stamp(moment(day)) for after, day in days.items()}
    run = {after: run_id(moment(day)) for after, day in days.items()}
    last = max(days)
    states = {"withdrawn": ("gone", 0, len(days) - 1), "unreadable": ("failed", len(days), 0)}
    state, failures, absences = states.get(fated, ("fetched", 0, 0))
    yield (
        "pages",
        {
            "id": story.id,
            "directory": story.directory,
            "section": known.section,
            "discovered_by": "newsmap",
            "discovered_at": at[0],
            "discovered_in": run[0],
            "listed_at": story.published_at.isoformat(),
            "state": state,
            "checked_at": at[last],
            "failures": failures,
            "absences": absences,
            "reason": _FATES[fated][last][1],
        },
    )
    for after, (outcome, reason) in _FATES[fated].items():
        yield "visits", {"run": run[after], "id": story.id, "at": at[after], "outcome": outcome, "reason": reason}
    if fated != "unreadable":
        yield from _of_article(fated, story, original, at, run)
        for key in likeness.keys(story.body):
            yield "bands", {"key": key, "id": story.id}


def _of_article(
    fated: str, story: Story, original: str | None, at: dict[int, str], run: dict[int, str]
) -> Iterator[tuple[str, Row]]:
    versions = [article(story, run[0], at[0])]
    happened = [("new", 0)]
    if fated == "corrected":
        versions.append(article(replace(story, title=f"{story.title} (corrected)"), run[1], at[1]))
        versions[1].revision, versions[1].first_seen_at = 2, at[0]
        happened.append(("updated", 1))
    elif fated == "withdrawn":
        happened.append(("withdrawn", 2))
    for version in versions:
        document = json.dumps(version, ensure_ascii=False, default=_record)
        moved = {"id": story.id, "revision": version.revision, "published_at": version.published_at}
        yield "revisions", moved | {"document": document}
    standing: Row = {
        "id": story.id,
        "section": versions[0].section,
        "revision": 1,
        "withdrawn_at": None,
        "duplicate_of": original,
    }
    for event, after in happened:
        standing["revision"] += event == "updated"
        standing["withdrawn_at"] = at[after] if event == "withdrawn" else None
        changed = json.dumps(["title"] if event == "updated" else [])
        yield "events", {"run": run[after], "at": at[after], "event": event, "changed": changed} | standing
    current = {name: getattr(versions[-1], name) for name in ("published_at", "content_hash")}
    moments = {"first_seen_at": at[0], "changed_at": at[happened[-1][1]]}
    yield "articles", standing | current | moments | {"directory": story.directory}


def article(story: Story, run: str, at: str) -> Article:
    """Give the article as it is read from the story's page for the first time."""
    made = Article(
        id=story.id,
        url=story.url,
        section=Address(story.id, story.directory).section,
        section_path=list(story.section_path),
        title=story.title,
        summary=story.summary,
        byline=", ".join(story.byline) or None,
        authors=list(story.byline) if story.is_by_staff else [],
        agency=None if story.is_by_staff or not story.byline else story.byline[0],
        published_at=story.published_at.isoformat(),
        published_source="time-line",
        body=story.body,
        images=[Image(picture.url, picture.caption, picture.credit) for picture in story.images],
        source=story.source,
        editor=story.editor,
        tags=list(story.tags),
        comment_count=story.comment_count,
        word_count=word_count(story.body),
        language="en",
        revision=1,
        first_seen_at=at,
        changed_at=at,
        provenance=Provenance(
            fetched_url=story.url,
            fetched_at=at,
            status=200,
            discovered_by="newsmap",
            run=run,
            sources={"title": "meta:og:title", "published_at": "landmark:time_line", "body": "landmark:body"},
        ),
    )
    made.content_hash = content_hash(made)
    return made


def _record(value: Any) -> Row:  # noqa: ANN401
    """Give an article, or a part of one, as `dataclasses.asdict` does, which takes its time."""
    return {name: getattr(value, name) for name in value.__slots__}


def stamp(at: datetime) -> str:
    """Write a moment as the store does."""
    return at.isoformat(timespec="seconds")
