"""What a feed to subscribe to says, in whichever format: the newest articles, as entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection

from shinenews.site import ORIGIN
from shinenews.store.archive import Document
from shinenews.store.selection import Selection, last_change, newest

NEWEST = 50
"""How many articles a feed holds at the most."""

PUBLISHER = "Shanghai Daily"

_NEVER = "1970-01-01T00:00:00+00:00"
"""When a feed without articles was updated: it must say, and the clock may not be asked."""

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
        title=f"{PUBLISHER}: {', '.join(map(label, paths))}",
        home=home,
        updated=last_change(connection, selection) or _NEVER,
        entries=tuple(map(entry, newest(connection, selection, NEWEST))),
    )


def label(section: str) -> str:
    """Give the name of a section.

    >>> label("feature/art-culture")
    'Feature / Art Culture'
    """
    return " / ".join(part.replace("-", " ").title() for part in section.split("/"))


def entry(document: Document) -> Entry:
    """Make the entry of an article; its authors are the people in the byline, or the agency."""
    images = [image["url"] for image in document["images"] if _is_web(image["url"])]
    authors = document["authors"] or [document["agency"]]
    return Entry(
        url=_plain(document["url"]),
        title=_plain(document["title"]),
        summary=_plain(document["summary"]) or None,
        html="".join(_html(document)),
        authors=tuple(_plain(name) for name in authors if name),
        published=document["published_at"],
        updated=document["changed_at"],
        section=_plain(document["section"]),
        tags=tuple(map(_plain, document["tags"])),
        image=_plain(images[0]) if images else None,
        language=document["language"],
    )


def _html(document: Document) -> Iterator[str]:
    for paragraph in _plain(document["body"]).split("\n\n"):
        if paragraph:
            yield f"<p>{escape(paragraph)}</p>\n"
    for image in document["images"]:
        if _is_web(image["url"]):
            caption, credit = escape(_plain(image["caption"])), escape(_plain(image["credit"]))
            line = f"{caption} ({credit})" if caption and credit else caption or credit
            below = f"<figcaption>{line}</figcaption>" if line else ""
            yield f'<figure><img src="{escape(_plain(image["url"]))}" alt="{caption}">{below}</figure>\n'
    for video in filter(_is_web, document["videos"]):
        yield f'<p><a href="{escape(_plain(video))}">Video</a></p>\n'


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _plain(text: str | None) -> str:
    return _NO_XML.sub("", text or "")
