"""What changed between two versions of a field, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from rich.text import Text

_CONTEXT = 6
"""The words that are shown on either side of a change."""

_LARGEST = 4000 * 4000
"""The most pairs of parts that are compared; larger texts are compared by coarser parts."""

_PARTS = (r"\s*\w+(?:[,.'’-]\w+)*|\s*[^\w\s]+", r"\s*[^.!?¶]+[.!?¶]*|\s*[.!?¶]+", r"(?s).+")
"""Words with the space before them; sentences; all of it."""

_BREAK = "¶"


Opcode = tuple[str, int, int, int, int]


class Kind(Enum):
    """What became of a run of words."""

    SAME = "same"
    OLD = "old"
    NEW = "new"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate."""

    kind: Kind
    words: str


def differences(old: Any, new: Any) -> list[Piece]:  # noqa: ANN401
    """Compare two values of a field; what is far from a change is left out, and ¶ ends a paragraph.

    >>> plain(differences("Rain is likely.", "Snow is likely."))
    '[-Rain-]{+Snow+} is likely.'
    >>> plain(differences(["Wu Hao"], ["Wu Hao", "Li Na"]))
    'Wu Hao{+; Li Na+}'
    >>> plain(differences(None, "Xinhua"))
    '{+Xinhua+}'
    """
    before, after = as_text(old).split("\n\n"), as_text(new).split("\n\n")
    pieces: list[Piece] = []
    for operation, i1, i2, j1, j2 in _opcodes(before, after):
        if operation == "equal":
            pieces.append(Piece(Kind.LEFT_OUT, "…"))
        else:
            pieces += _words(f" {_BREAK} ".join(before[i1:i2]), f" {_BREAK} ".join(after[j1:j2]))
    return pieces


def as_text(value: Any) -> str:  # noqa: ANN401
    """Write a field's value: a list's parts apart from each other, a picture's or any record's in a paragraph.

    >>> as_text([{"url": "https://x/1.jpg", "caption": "Rain", "credit": None}])
    'https://x/1.jpg | Rain'
    """
    if isinstance(value, dict):
        return " | ".join(as_text(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        apart = "\n\n" if any(isinstance(part, dict) for part in value) else "; "
        return apart.join(map(as_text, value))
    return "" if value is None else str(value)


def _opcodes(before: list[str], after: list[str]) -> list[Opcode]:
    if len(before) * len(after) > _LARGEST:
        return [("replace", 0, len(before), 0, len(after))]
    return list(SequenceMatcher(None, before, after).get_opcodes())


def _parts(old: str, new: str) -> tuple[list[str], list[str]]:
    """Cut two texts into the finest parts that are few enough to be compared."""
    cut = ((re.findall(part, old), re.findall(part, new)) for part in _PARTS)
    return next((before, after) for before, after in cut if len(before) * len(after) <= _LARGEST)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _parts(old, new)
    for operation, i1, i2, j1, j2 in _joined(_opcodes(before, after), before):
        if operation == "equal":
            is_last = (i2, j2) == (len(before), len(after))
            yield from _near("".join(before[i1:i2]), is_first=i1 == j1 == 0, is_last=is_last)
            continue
        changed = (Kind.OLD, "".join(before[i1:i2])), (Kind.NEW, "".join(after[j1:j2]))
        if any(text[:1].isspace() for _, text in changed):
            yield Piece(Kind.SAME, " ")
        yield from (Piece(kind, text.lstrip()) for kind, text in changed if text)


def _joined(opcodes: Sequence[Opcode], before: list[str]) -> Iterator[Opcode]:
    """Join changes that only a mark keeps apart: they read better as one."""
    pending: tuple[int, int, int, int] | None = None
    for place, (operation, i1, i2, j1, j2) in enumerate(opcodes):
        is_between = pending is not None and place + 1 < len(opcodes)
        if operation != "equal" or (is_between and not re.search(r"\w", "".join(before[i1:i2]))):
            pending = (pending[0], i2, pending[2], j2) if pending else (i1, i2, j1, j2)
            continue
        if pending:
            yield ("replace", *pending)
            pending = None
        yield (operation, i1, i2, j1, j2)
    if pending:
        yield ("replace", *pending)


def _near(same: str, *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    words = list(re.finditer(r"\S+", same))
    keep_before, keep_after = (0 if is_first else _CONTEXT), (0 if is_last else _CONTEXT)
    if len(words) <= keep_before + keep_after + 1:
        yield Piece(Kind.SAME, same)
        return
    if keep_before:
        yield Piece(Kind.SAME, same[: words[keep_before - 1].end()] + " ")
    yield Piece(Kind.LEFT_OUT, "…")
    if keep_after:
        yield Piece(Kind.SAME, " " + same[words[-keep_after].start() :])


def plain(pieces: list[Piece]) -> str:
    """Write differences with marks: [-old-] and {+new+}."""
    return shown(pieces, coloured=False).plain


def shown(pieces: list[Piece], *, coloured: bool) -> Text:
    """Set differences in colours, the old struck out; or with marks."""
    marks = {Kind.OLD: ("[-", "-]"), Kind.NEW: ("{+", "+}")} if not coloured else {}
    styles = {Kind.OLD: "red strike", Kind.NEW: "bold green", Kind.LEFT_OUT: "dim"}
    text = Text()
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if coloured and before and before.kind is Kind.OLD and piece.kind is Kind.NEW:
            text.append(" ")
        if before and Kind.LEFT_OUT in {before.kind, piece.kind} and not (text.plain + piece.words).isspace():
            text.append("" if text.plain.endswith(" ") or piece.words.startswith(" ") else " ")
        opening, closing = marks.get(piece.kind, ("", ""))
        text.append(f"{opening}{piece.words}{closing}", styles.get(piece.kind, ""))
    return text
