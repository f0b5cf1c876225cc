"""How a report is set in lines: wrapped between words, never within one, and safe to print."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_NARROWEST = 20


def put(console: Console, text: Text | str, label: str = "", *, style: str = "") -> None:
    """Print a paragraph beside its label; further lines are indented as far as the label is long."""
    shown = Text(printable(text)) if isinstance(text, str) else text.copy()
    shown.plain = printable(shown.plain)
    margin = Text(label, style="" if style else "dim")
    for line in _wrapped(shown, max(console.width - len(label), _NARROWEST)):
        console.print(Text.assemble(margin, line, style=style), soft_wrap=True)
        margin = Text(" " * len(label))


def heading(console: Console, text: str) -> None:
    """Print a blank line and a heading."""
    console.print()
    put(console, Text(text, style="bold"))


def printable(text: str) -> str:
    r"""Put a plain sign in the place of each character that a terminal might obey or hide.

    >>> printable("rain\x1b[2J\u00a0and wind")
    'rain�[2J and wind'
    """
    return "".join(map(_printable, text))


def _printable(sign: str) -> str:
    if sign.isprintable() or sign == "\n":
        return sign
    return " " if sign.isspace() else "�"


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    for paragraph in text.split("\n", allow_blank=True):
        breaks, column = [], 0
        for word in re.finditer(r"^\s+\S*\s*|\S+\s*", paragraph.plain):
            if column and column + cell_len(word[0].rstrip()) > width:
                breaks.append(word.start())
                column = 0
            column += cell_len(word[0])
        for line in paragraph.divide(breaks):
            line.rstrip()
            yield line
