"""What is refused alike, whichever command it was typed after."""

from collections.abc import Sequence

from scrapy.exceptions import UsageError


def refuse_words(words: Sequence[str]) -> None:
    """Raise UsageError when there are words after a command that takes none."""
    if words:
        message = f"unexpected: {' '.join(words)}"
        raise UsageError(message, print_help=False)
