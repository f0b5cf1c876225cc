"""What is refused alike, whichever command it was typed after."""

from collections.abc import Sequence

from scrapy.exceptions import UsageError

from shinenews.site import is_origin
from shinenews.store.database.location import masked

_LONGEST_SHOWN = 80


def refuse_words(words: Sequence[str]) -> None:
    """Raise UsageError when there are words after a command that takes none."""
    if words:
        message = f"unexpected: {' '.join(words)}"
        raise UsageError(message, print_help=False)


def shown(value: object) -> str:
    """Give a value as a message repeats it: without passwords, and not at any length."""
    text = masked(str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def fault_of_site(site: str) -> str | None:
    """Say what is wrong with `SHINENEWS_SITE`; None when nothing is."""
    if is_origin(site):
        return None
    return f"SHINENEWS_SITE={shown(site)} is no site: write scheme and host, like https://www.shine.cn"
