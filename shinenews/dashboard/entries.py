"""The newest articles, each with its text and how it changed, cut to what a page can hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from shinenews.items import CONTENT
from shinenews.reports.differences import Kind, Piece, differences
from shinenews.store.queries import addresses, statistics
from shinenews.store.queries.statistics import Document, Headline

_LONGEST_TEXT = 20_000
"""The characters that are shown of a text; the feed has the rest."""

_MOST_IMAGES = 40


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What became of a field; no `pieces` when nothing of it changed in the part that is looked at."""

    field: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an article after it was first stored: "updated", "withdrawn" or "restored"."""

    at: str
    event: str
    revision: int
    changes: list[FieldChange]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is now; `more` counts the characters of its text that are left out."""

    headline: Headline
    document: Document
    paragraphs: list[str]
    more: int
    images: list[dict[str, Any]]
    steps: list[Step]


def newest(connection: Connection, limit: int) -> Iterator[Entry]:
    """Yield the newest articles by publication, the newest first."""
    for headline, document in statistics.newest(connection, limit):
        body = document["body"] or ""
        yield Entry(
            headline=headline,
            document=document,
            paragraphs=[paragraph for paragraph in body[:_LONGEST_TEXT].split("\n\n") if paragraph],
            more=max(len(body) - _LONGEST_TEXT, 0),
            images=document["images"][:_MOST_IMAGES],
            steps=list(_steps(connection, headline.id)),
        )


def _steps(connection: Connection, id_: str) -> Iterator[Step]:
    later = addresses.events_of(connection, id_)[1:]
    versions = addresses.revisions_of(connection, id_) if later else {}
    for event in later:
        fields = [name for name in event.changed if name in CONTENT]
        if event.changed and not fields and event.event == "updated":
            continue  # a mark as a duplicate, which the article shows as it is now
        before, after = versions.get(event.revision - 1, {}), versions.get(event.revision, {})
        changes = [FieldChange(name, pieces(before.get(name), after.get(name))) for name in fields]
        yield Step(event.at, event.event, event.revision, changes)


def pieces(before: Any, after: Any) -> list[Piece]:  # noqa: ANN401
    """Compare two values of a field, long texts as far as they are shown.

    >>> [piece.words for piece in pieces("Rain is likely.", "Snow is likely.")]
    ['Rain', 'Snow', ' is likely.']
    """
    found = differences(_cut(before), _cut(after))
    return found if any(piece.kind in {Kind.OLD, Kind.NEW} for piece in found) else []


def _cut(value: Any) -> Any:  # noqa: ANN401
    return value[:_LONGEST_TEXT] if isinstance(value, str) else value
