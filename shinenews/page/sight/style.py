"""How an element is displayed and what it looks like, as far as its tag and its attributes tell."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from shinenews.page.sight.elements import BLOCK, MOST_ATTRIBUTES, SHOWN, UNSEEN, background, film

Display: TypeAlias = Literal["none", "replaced", "break", "inline", "block", "component"]
"""What a browser makes of an element; a component, which HTML does not know, is a block where it stands alone."""

_LOOKS = frozenset({"class", "style", "align", "role", "size", "color", "itemprop", "bgcolor"})
_TELLING = _LOOKS | {"hidden", "open"}
_TOP_HEADINGS = frozenset({"h1", "h2"})
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_LONGEST = 200
_DIGITS = dict.fromkeys(map(ord, "0123456789"))


class Style(NamedTuple):
    """What is told of an element: `look` is its label, equal for those that look alike.

    `is_figure` and `is_heading` when it says to be one, the latter of the first two levels; `plays` when a script
    makes it play a video.
    """

    tag: str
    display: Display
    look: str
    is_figure: bool
    is_heading: bool
    plays: bool


def style_of(element: etree._Element) -> Style:
    """Tell the style of an element; a site's elements are of few, which are remembered from page to page.

    >>> style_of(etree.XML("<P id='p7' class='line-7' xmlns='http://www.w3.org/1999/xhtml'/>"))[:3]
    ('p', 'block', 'p class=line-')
    """
    names: list[str] = element.keys()  # type: ignore[assignment]
    telling = [name for name in names if name in _TELLING or name.startswith("data-")] if names else names
    if not telling or len(names) > MOST_ATTRIBUTES:
        return _style_of(element.tag, ())
    attributes = tuple([(name, element.get(name, "")) for name in telling])
    is_short = sum([len(value) for _, value in attributes]) < _LONGEST
    return (_style_of if is_short else _style_of.__wrapped__)(element.tag, attributes)


@lru_cache(maxsize=1024)
def _style_of(name: str, telling: tuple[tuple[str, str], ...]) -> Style:
    tag, attributes = name.rpartition("}")[2].lower(), dict(telling)
    role = attributes.get("role")
    return Style(
        tag,
        _display(tag, attributes),
        _look(tag, attributes),
        is_figure="figure" in {tag, role},
        is_heading=tag in _TOP_HEADINGS or role == "heading",
        plays=film(attributes) is not None,
    )


def _display(tag: str, attributes: dict[str, str]) -> Display:
    """Tell how an element is displayed; one that HTML does not know is inline.

    >>> _display("p", {}), _display("p", {"style": "display: none"}), _display("dialog", {}), _display("my-card", {})
    ('block', 'none', 'none', 'component')
    >>> _display("span", {"style": "display: block"}), _display("div", {"role": "img", "style": "background: url(a)"})
    ('block', 'replaced')
    """
    style = attributes.get("style", "")
    is_closed = tag == "dialog" and "open" not in attributes
    if tag in UNSEEN or "hidden" in attributes or is_closed or _NOT_DISPLAYED.search(style):
        return "none"
    if tag in SHOWN or background(attributes) is not None:
        return "replaced"
    if tag == "br":
        return "break"
    if tag in BLOCK or _DISPLAYED_AS_BLOCK.search(style):
        return "block"
    return "component" if "-" in tag else "inline"


def _look(tag: str, attributes: dict[str, str]) -> str:
    """Label an element by its looks: tag, class and style without their numbers, data by name."""
    looks = [
        f" {name}={value.translate(_DIGITS)}" if len(value) < _LONGEST else f" {name}"
        for name, value in attributes.items()
        if name in _LOOKS or (name.startswith("data-") and value.isalpha())
    ]
    return tag + "".join(sorted(looks))
