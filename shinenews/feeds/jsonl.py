"""JSON Lines, in the one form that all feeds have."""

import json
import re
from collections.abc import Mapping
from typing import Any

_BREAK = re.compile("[\x85\u2028\u2029]")
"""A line break to Unicode, and to readers that go by it; to JSON it is a letter like others."""


def line(document: Mapping[str, Any]) -> bytes:
    r"""Write a document as one line to every reader: UTF-8, keys as they stand, no escapes but JSON's own, one newline.

    Unicode's own line breaks are escaped, too. Raises UnicodeEncodeError for a lone surrogate.

    >>> line({"title": "上海", "tags": []})
    b'{"title": "\xe4\xb8\x8a\xe6\xb5\xb7", "tags": []}\n'
    >>> line({"title": "one\u2028line"})
    b'{"title": "one\\u2028line"}\n'
    """
    return as_line(json.dumps(document, ensure_ascii=False))


def as_line(text: str) -> bytes:
    """Make a line of a document's JSON, which is written as `json.dumps` writes it; see `line`."""
    return _BREAK.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode() + b"\n"
