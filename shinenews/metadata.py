"""What a page says of itself to machines: its meta elements, its `title` and its JSON-LD article."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_ARTICLE_TYPES = frozenset({"Article", "BlogPosting", "NewsArticle", "ReportageNewsArticle"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """`metas` by property or name, each with its contents in page order; `linked_data` the first article's keys.

    `title` is what the page's window or tab is named by; None when there is no such element.
    """

    metas: dict[str, list[str]]
    linked_data: dict[str, Any]
    title: str | None = None

    def meta(self, name: str) -> list[str]:
        """List the contents of the metas of that property or name."""
        return self.metas.get(name, [])

    def ld(self, key: str) -> list[str]:
        """List the plain texts under a key of the JSON-LD article; a named thing counts by its name."""
        value = self.linked_data.get(key)
        values = value if isinstance(value, list) else [value]
        named = (entry.get("name") if isinstance(entry, dict) else entry for entry in values)
        return [entry for entry in named if isinstance(entry, str)]


def read_metadata(root: etree._Element) -> Metadata:
    """Read a page's metadata; what is malformed is passed over.

    >>> page = etree.HTML('<title>Rain - SHINE</title><meta property="og:title" content="Rain">'
    ...     '<script type="application/ld+json">'
    ...     '{"@type": "NewsArticle", "datePublished": "2024-11-11T12:37:00Z"}</script>')
    >>> metadata = read_metadata(page)
    >>> metadata.meta("og:title"), metadata.ld("datePublished"), metadata.title
    (['Rain'], ['2024-11-11T12:37:00Z'], 'Rain - SHINE')
    """
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        name = element.get("property") or element.get("name")
        if content and name:
            metas.setdefault(name.strip().lower(), []).append(content)
    scripts = (element.text for element in root.iter("script") if element.get("type") == "application/ld+json")
    things = (thing for script in scripts for thing in _things(script or ""))
    title = next(root.iter("title"), None)
    return Metadata(
        metas,
        next((thing for thing in things if _is_article(thing)), {}),
        None if title is None else "".join(map(str, title.itertext())),
    )


def _things(script: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    top = data if isinstance(data, list) else [data]
    for thing in top:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield from (
                entry for entry in [thing, *(graph if isinstance(graph, list) else [])] if isinstance(entry, dict)
            )


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    )
