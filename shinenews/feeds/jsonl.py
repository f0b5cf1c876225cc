"""JSON Lines, in the one form that all feeds have."""

import json
from collections.abc import Mapping
from typing import Any


def line(document: Mapping[str, Any]) -> bytes:
    r"""Write a document as one line: UTF-8, keys as they stand, no ASCII escapes, one newline.

    >>> line({"title": "上海", "tags": []})
    b'{"title": "\xe4\xb8\x8a\xe6\xb5\xb7", "tags": []}\n'
    """
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"
