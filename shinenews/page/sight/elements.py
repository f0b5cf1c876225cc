"""What HTML means by its elements: which stand as blocks, which are not seen; all others are parts of a line."""

import re
from typing import Literal, TypeAlias

from lxml import etree

Kind: TypeAlias = Literal["text", "image", "video", "control"]
"""What a block of a page may be."""

BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
        "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
        "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "xmp",
    }
)  # fmt: skip
UNSEEN = frozenset(
    {
        "audio", "base", "canvas", "datalist", "link", "map", "math", "meta", "noframes", "rp", "script", "select",
        "style", "svg", "template", "textarea", "title",
    }
)  # fmt: skip
"""All that a page's head may hold is among them, not the head: where no body begins, a parser leaves parts of it there.
"""
MEDIA: dict[str, Kind] = {
    **dict.fromkeys(("img", "amp-img", "image"), "image"),
    **dict.fromkeys(("video", "iframe", "embed", "object", "amp-iframe", "amp-video", "amp-youtube"), "video"),
    "input": "control",
}
SHOWN = frozenset({*MEDIA, "noscript"})
"""Elements that stand for a picture, a video or a control, whatever is in them."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")\s]+)", re.IGNORECASE)
_FILM = re.compile(r"[^\s\"'<>{}]+\.(?:mp4|m3u8|webm|mov|m4v|ogv)(?:[?#][^\s\"'<>{}]*)?", re.IGNORECASE)
MOST_ATTRIBUTES = 200
"""The most attributes of an element that are looked at."""
LISTS = frozenset({"ol", "ul", "dl", "li", "dt", "dd"})
BESIDE = frozenset({"nav", "form", "footer", "button", "fieldset", "menu", "aside"})
"""Elements for what stands beside a text: evidence, for some pages put the text itself in one."""


def read_attributes(element: etree._Element) -> dict[str, str]:
    """Read an element's attributes; none of a hostile multitude, for the parser takes its square in time."""
    number = len(element.attrib)
    return dict(element.items()) if 0 < number <= MOST_ATTRIBUTES else {}  # type: ignore[arg-type]


def background(attributes: dict[str, str]) -> str | None:
    """Find the address of what an element shows as its background, where it says that this is a picture.

    >>> background({"role": "img", "style": "height: 9em; background: #eee url('a.jpg') center"})
    'a.jpg'
    """
    if attributes.get("role") != "img" or "style" not in attributes:
        return None
    found = _BACKGROUND.search(attributes["style"])
    return found[1] if found else None


def is_film(address: str | None) -> bool:
    """Tell the address of a video's file."""
    return address is not None and _FILM.fullmatch(address.strip()) is not None


def film(attributes: dict[str, str]) -> str | None:
    """Find the address of the video that a script makes an element play.

    >>> film({"class": "player", "data-video": "a.mp4", "data-poster": "a.jpg"}), film({"data-s": "{'src': 'a.mp4'}"})
    ('a.mp4', None)
    """
    for name, value in attributes.items():
        if name.startswith("data-") and is_film(value):
            return value
    return None
