"""Marks for what was read: each field of each page, exact or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.exactness import FORMS, is_exact
from benchmarks.pages import Printed
from benchmarks.readings import truth
from benchmarks.runs import Run


@dataclass(frozen=True, slots=True)
class Mark:
    """One field of one page: `known` when the reader has a notion of the field, `present` when the story has it."""

    story_id: str
    markup: str
    field: str
    known: bool
    present: bool
    exact: bool


def marks(run: Run, pages: Sequence[Printed]) -> list[Mark]:
    """Mark all fields of all pages; a field that the reader doesn't know is exact where the story lacks it."""
    return [
        Mark(
            page.story.id,
            page.markup,
            field,
            known=field in reading,
            present=not is_exact(field, None, true[field]),
            exact=is_exact(field, reading.get(field), true[field]),
        )
        for page, reading in zip(pages, run.readings, strict=True)
        for true in [truth(page.story)]
        for field in FORMS
    ]


def share(counted: Iterable[bool]) -> float | None:
    """Return the share that is true, from 0 to 1; None of nothing.

    >>> share([True, False]), share([])
    (0.5, None)
    """
    values = list(counted)
    return sum(values) / len(values) if values else None
