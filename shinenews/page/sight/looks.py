"""What an element looks like, as far as its attributes tell."""

import re
from functools import lru_cache

_LOOKS = frozenset({"class", "style", "align", "role", "size", "color", "itemprop", "bgcolor"})
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_LONGEST = 200
_DIGITS = dict.fromkeys(map(ord, "0123456789"))


def is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    """Tell an element that no reader of the page sees.

    >>> is_hidden("p", {"style": "display: none"}), is_hidden("dialog", {"open": ""})
    (True, False)
    """
    if "hidden" in attributes or ("style" in attributes and _NOT_DISPLAYED.search(attributes["style"])):
        return True
    return tag == "dialog" and "open" not in attributes


def stands_as_block(attributes: dict[str, str]) -> bool:
    """Tell an inline element that its style makes a block."""
    return "style" in attributes and _DISPLAYED_AS_BLOCK.search(attributes["style"]) is not None


def look_of(tag: str, attributes: dict[str, str]) -> str:
    """Label an element by its looks: tag, class and style without their numbers, data by name.

    >>> look_of("p", {"id": "p7", "class": "line-7"})
    'p class=line-'
    """
    if not attributes:
        return tag
    looks = [
        _look(name, value) if len(value) < _LONGEST else f" {name}"
        for name, value in attributes.items()
        if name in _LOOKS or (name.startswith("data-") and value.isalpha())
    ]
    return tag + "".join(sorted(looks)) if looks else tag


@lru_cache(maxsize=1024)
def _look(name: str, value: str) -> str:
    return f" {name}={value.translate(_DIGITS)}"
