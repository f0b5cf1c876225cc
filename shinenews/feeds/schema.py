"""`schema.json`: the contract of the feed, for readers of any language.

It is a file of the program, made of what `items.py` declares by `pytest tests/test_contract.py --refresh`: so its bytes
are those of the release, whatever makes it, and a crawl that publishes nothing need not make it.
"""

from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")


def render() -> bytes:
    """Give the contract as JSON Schema 2020-12."""
    return _FILE.read_bytes()
