"""The history of one address: how it was found, what became of it, and what its article is now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text
from sqlalchemy import Connection

from shinenews.reports.differences import as_text
from shinenews.reports.lines import heading, put
from shinenews.reports.moments import distance, told
from shinenews.site import feed_name
from shinenews.store.queries import addresses, standing
from shinenews.store.queries.addresses import ArticleFacts, Event, Visit
from shinenews.store.queries.standing import PageFacts, Standing

_MEANINGS = {
    Standing.STORED: "read, and its article is in the store",
    Standing.WITHDRAWN: "gone from the site; its article stays in the store",
    Standing.PENDING: "to be visited: it is the first work of the next run",
    Standing.QUARANTINED: "the page came, but made no article",
    Standing.FAILED: "the page could not be had",
    Standing.GONE: "gone from the site before it was read",
}
_LONGEST_VALUE = 200
"""The characters of a witness's testimony that are shown."""


@dataclass(frozen=True, slots=True)
class Biography:
    """All that is known of an address; `article` and `feed_file` are None when nothing of it is stored."""

    page: PageFacts
    visits: list[Visit]
    article: ArticleFacts | None
    revisions: dict[int, dict[str, Any]]
    events: list[Event]
    feed_file: str | None
    is_published: bool


def read(connection: Connection, id_: str) -> Biography | None:
    """Ask the store for all that is known of an address; None when it is not known.

    Raises ValueError or TypeError when a stored revision is no JSON object.
    """
    page = standing.page(connection, id_)
    if page is None:
        return None
    article, events = addresses.article(connection, id_), addresses.events_of(connection, id_)
    feed = feed_name(article.section if article else page.section)
    path = f"articles/{article.published_at[:7]}.jsonl" if article else None
    return Biography(
        page=page,
        visits=addresses.visits_to(connection, id_),
        article=article,
        revisions={number: dict(stored) for number, stored in addresses.revisions_of(connection, id_).items()},
        events=events,
        feed_file=f"feeds/{feed}/{path}" if path else None,
        is_published=bool(path) and addresses.is_published(connection, feed, str(path)),
    )


def show(console: Console, life: Biography, now: datetime) -> None:
    """Print all of it; the revisions have a report of their own."""
    put(console, life.page.address.url, style="bold")
    _show_page(console, life.page, now)
    if life.article:
        _show_article(console, life, life.article)
        heading(console, "What happened to the article")
        has_moved = len({event.section for event in life.events}) > 1
        for event in life.events:
            put(console, _on_event(event, has_moved=has_moved), f"  {told(event.at)}  ")
        _show_witnesses(console, life.revisions.get(life.article.revision, {}))
    heading(console, f"Visits: {len(life.visits) or 'none yet'}")
    for visit in life.visits:
        reason = f": {visit.reason}" if visit.reason else ""
        put(console, f"{visit.outcome}{reason}, in run {visit.run}", f"  {told(visit.at)}  ")


def _show_page(console: Console, page: PageFacts, now: datetime) -> None:
    style = "bold green" if page.standing is Standing.STORED else "bold yellow"
    _fact(console, "standing", Text.assemble((page.standing, style), f": {_MEANINGS[page.standing]}"))
    _fact(console, "reason", page.reason)
    _fact(console, "discovered", f"{told(page.discovered_at)} by {page.discovered_by}, in run {page.discovered_in}")
    _fact(console, "listed", page.listed_at and f"as published {told(page.listed_at)}")
    _fact(console, "checked", f"{told(page.checked_at)} ({distance(page.checked_at, now)})" if page.checked_at else "–")
    _fact(console, "next check", _on_next_check(page, now))
    _fact(console, "failures", f"{page.failures} in a row" if page.failures else "none")
    _fact(
        console, "found gone", f"on {page.absences} visits in a row" if page.absences > 1 else page.absences and "once"
    )
    _fact(console, "ETag", page.etag or "–")
    _fact(console, "modified", page.last_modified or "–")


def _on_next_check(page: PageFacts, now: datetime) -> str:
    is_due = page.next_check_at is not None and page.next_check_at <= now.isoformat(timespec="seconds")
    if page.state == "pending" and (is_due or page.next_check_at is None):
        return "in the next run"
    if page.next_check_at is None:
        return "none is due any more"
    if is_due:
        return f"in the next run; due since {told(page.next_check_at)}"
    return f"{told(page.next_check_at)} ({distance(page.next_check_at, now)})"


def _show_article(console: Console, life: Biography, article: ArticleFacts) -> None:
    document = life.revisions.get(article.revision, {})
    heading(console, "The article")
    _fact(console, "title", document.get("title") or "–")
    source = document.get("published_source") or "no source"
    _fact(console, "published", f"{told(article.published_at)}, read from: {source}")
    _fact(console, "revision", f"{article.revision}" + (" (--revisions shows each)" if article.revision > 1 else ""))
    _fact(console, "first seen", told(article.first_seen_at))
    _fact(console, "changed", told(article.changed_at))
    _fact(console, "withdrawn", article.withdrawn_at and told(article.withdrawn_at))
    _fact(console, "duplicate", article.duplicate_of and f"of {article.duplicate_of}")
    unpublished = [event for event in life.events if event.published_at is None]
    late = "; its last change is published by the next run" if unpublished and life.is_published else ""
    _fact(console, "feed file", f"{life.feed_file}{late}" if life.is_published else "the next run publishes it")


def _on_event(event: Event, *, has_moved: bool) -> str:
    place = f" in {event.section}" if has_moved else ""
    changed = f", changed: {', '.join(event.changed)}" if event.changed else ""
    return f"{event.event}{place}, revision {event.revision}{changed}, in run {event.run}"


def _show_witnesses(console: Console, document: dict[str, Any]) -> None:
    disagreements = document.get("provenance", {}).get("disagreements", {})
    if not disagreements:
        return
    heading(console, "Where the page's witnesses disagree")
    for field, said in disagreements.items():
        chosen = document["provenance"].get("sources", {}).get(field)
        put(console, Text(field), "  ")
        for source, value in said.items():
            text = " ".join(as_text(value).split())
            text = f"{text[:_LONGEST_VALUE]} …" if len(text) > _LONGEST_VALUE else text or "nothing"
            put(console, f"{text}{'  (taken)' if source == chosen else ''}", f"    {source}  ")


def _fact(console: Console, name: str, value: str | Text | int | None) -> None:
    if value:
        put(console, value if isinstance(value, Text) else str(value), f"  {name:<12}")
