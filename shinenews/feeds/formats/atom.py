"""Atom (RFC 4287): the feed to subscribe to that the site doesn't have."""

from lxml import etree

from shinenews.feeds.formats.syndication import PUBLISHER, Channel, Entry, label

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def render(channel: Channel, own_address: str | None = None) -> bytes:
    """Render a feed; the texts are escaped, and an entry without author has the feed's, the publisher.

    It links to itself where its own address is known, which may be relative.
    """
    feed = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # None is the default one
    feed.set(_LANGUAGE, "en")
    _add(feed, "id", channel.id)
    _add(feed, "title", channel.title)
    _add(feed, "updated", channel.updated)
    _add_author(feed, PUBLISHER)
    _add(feed, "link", rel="alternate", type="text/html", href=channel.home)
    if own_address:
        _add(feed, "link", rel="self", type="application/atom+xml", href=own_address)
    _add(feed, "generator", "shinenews")
    for entry in channel.entries:
        _add_entry(feed, entry)
    return etree.tostring(feed, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_entry(feed: etree._Element, entry: Entry) -> None:
    added = _add(feed, "entry")
    if entry.language:
        added.set(_LANGUAGE, entry.language)
    _add(added, "id", entry.url)
    _add(added, "title", entry.title)
    _add(added, "updated", entry.updated)
    _add(added, "published", entry.published)
    for name in entry.authors:
        _add_author(added, name)
    _add(added, "link", rel="alternate", type="text/html", href=entry.url)
    _add(added, "category", term=entry.section, label=label(entry.section))
    for tag in entry.tags:
        _add(added, "category", term=tag)
    if entry.summary:
        _add(added, "summary", entry.summary)
    _add(added, "content", entry.html, type="html")


def _add_author(to: etree._Element, name: str) -> None:
    _add(_add(to, "author"), "name", name)


def _add(to: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    added = etree.SubElement(to, f"{{{_NAMESPACE}}}{name}", attributes)
    added.text = text
    return added
