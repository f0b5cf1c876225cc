"""`schema.json`: the contract of the feed, for readers of any language."""

import json
from functools import cache

from shinenews.feeds import contract


@cache
def render() -> bytes:
    """Render the contract as JSON Schema 2020-12."""
    return json.dumps(contract.schema(), ensure_ascii=False, indent=1).encode() + b"\n"
