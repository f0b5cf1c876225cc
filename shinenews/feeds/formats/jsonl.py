"""JSON Lines, in the one form that all feeds have."""

from collections.abc import Mapping
from typing import Any

from shinenews.store.articles.documents import as_json

_BREAKS = ("\x85", "\u2028", "\u2029")
"""What is a line break to Unicode, and to readers that go by it; to JSON it is a letter like others."""


def line(document: Mapping[str, Any]) -> bytes:
    r"""Write a document as one line to every reader: UTF-8, keys as they stand, no escapes but JSON's own, one newline.

    Unicode's own line breaks are escaped, too. Raises UnicodeEncodeError for a lone surrogate.

    >>> line({"title": "上海", "tags": []})
    b'{"title": "\xe4\xb8\x8a\xe6\xb5\xb7", "tags": []}\n'
    >>> line({"title": "one\u2028line"})
    b'{"title": "one\\u2028line"}\n'
    """
    return as_line(as_json(document))


def as_line(text: str) -> bytes:
    """Make a line of a document's JSON, which is written as `json.dumps` writes it; see `line`."""
    for character in _BREAKS:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode() + b"\n"
