"""What a feed to subscribe to says, in whichever format: the newest articles, as entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Self
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection

from shinenews.site import ORIGIN
from shinenews.store.articles.documents import Document
from shinenews.store.queries.selection import Selection, last_change, newest

NEWEST = 50
"""How many articles a feed holds at the most."""

PUBLISHER = "Shanghai Daily"

_NEVER = "1970-01-01T00:00:00+00:00"
"""When a feed without articles was updated: it must say, and the clock may not be asked."""

_WEB = re.compile(r"""https?://[^\s<>"']+""")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article; the moments are ISO 8601 with offset, `html` is the whole text with its pictures.

    `url` is its canonical address and, as that never changes, its id. Control characters and lone surrogates, which
    XML 1.0 can't hold, are dropped everywhere.
    """

    url: str
    title: str
    summary: str | None
    html: str
    authors: tuple[str, ...]
    published: str
    updated: str
    section: str
    tags: tuple[str, ...]
    image: str | None
    language: str | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """Make the entry of an article; its authors are the people in the byline, or the agency."""
        images = list(filter(_WEB.fullmatch, (_plain(image["url"]) for image in document["images"])))
        authors = document["authors"] or [document["agency"]]
        return cls(
            url=_plain(document["url"]),
            title=_plain(document["title"]),
            summary=_plain(document["summary"]) or None,
            html="".join(_html(document)),
            authors=_texts(authors),
            published=document["published_at"],
            updated=document["changed_at"],
            section=_plain(document["section"]),
            tags=_texts(document["tags"]),
            image=images[0] if images else None,
            language=document["language"],
        )


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed and its entries, the newest first.

    `home` is the page of the site it follows. `id` is a URN made from the sections' paths: the feed's own address is
    not known, the page has one already, and a tag URI may be made only by whom the domain belongs to.
    """

    id: str
    title: str
    home: str
    updated: str
    entries: tuple[Entry, ...]


def channel(connection: Connection, selection: Selection) -> Channel:
    """Make the feed of a selection's newest articles; withdrawn ones are left out, but update it by going."""
    paths = sorted(set(selection.sections))
    home = f"{ORIGIN}/{paths[0]}/" if len(paths) == 1 else f"{ORIGIN}/"
    return Channel(
        id=uuid5(NAMESPACE_URL, f"{ORIGIN}/{'+'.join(paths)}/#shinenews").urn,
        title=": ".join(filter(None, (PUBLISHER, ", ".join(map(label, paths))))),
        home=home,
        updated=last_change(connection, selection) or _NEVER,
        entries=tuple(map(Entry.of, newest(connection, selection, NEWEST))),
    )


def label(section: str) -> str:
    """Give the name of a section.

    >>> label("feature/art-culture")
    'Feature / Art Culture'
    """
    return " / ".join(part.replace("-", " ").title() for part in section.split("/"))


def _html(document: Document) -> Iterator[str]:
    for paragraph in _plain(document["body"]).split("\n\n"):
        if paragraph:
            yield f"<p>{escape(paragraph)}</p>\n"
    for image in document["images"]:
        url, caption, credit = (_plain(image[key]) for key in ("url", "caption", "credit"))
        if _WEB.fullmatch(url):
            line = f"{caption} ({credit})" if caption and credit else caption or credit
            below = f"<figcaption>{escape(line)}</figcaption>" if line else ""
            yield f'<figure><img src="{escape(url)}" alt="{escape(caption)}">{below}</figure>\n'
    for video in filter(_WEB.fullmatch, map(_plain, document["videos"])):
        yield f'<p><a href="{escape(video)}">Video</a></p>\n'


def _texts(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, map(_plain, texts)))


def _plain(text: str | None) -> str:
    return _NO_XML.sub("", text or "")
