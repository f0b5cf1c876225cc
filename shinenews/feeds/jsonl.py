"""JSON Lines, in the one form that all feeds have."""

import json
from collections.abc import Mapping
from typing import Any

_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""Line breaks to Unicode, and to readers that go by it; to JSON they are letters like others."""


def line(document: Mapping[str, Any]) -> bytes:
    r"""Write a document as one line to every reader: UTF-8, keys as they stand, no escapes but JSON's own, one newline.

    Unicode's own line breaks are escaped, too. Raises UnicodeEncodeError for a lone surrogate.

    >>> line({"title": "上海", "tags": []})
    b'{"title": "\xe4\xb8\x8a\xe6\xb5\xb7", "tags": []}\n'
    >>> line({"title": "one\u2028line"})
    b'{"title": "one\\u2028line"}\n'
    """
    return json.dumps(document, ensure_ascii=False).translate(_BREAKS).encode() + b"\n"
