"""The marks of several readers side by side, as Markdown."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

from benchmarks import likeness
from benchmarks.exactness import FORMS
from benchmarks.marks import Mark, marks, share
from benchmarks.pages import Printed
from benchmarks.readings import truth
from benchmarks.runs import Run

_KINDER = {
    "body, words (F1)": likeness.body_words,
    "day of publication": likeness.day,
    "main picture": likeness.main_image,
}


def tables(runs: Sequence[Run], pages: Sequence[Printed]) -> str:
    """Compare readers on the same pages: by field, by markup, and by kinder measures; the first one sets the pace."""
    marked = {run.reader: marks(run, pages) for run in runs}
    markups = list(dict.fromkeys(page.markup for page in pages))
    readers = ", ".join(f"{run.reader} {run.version}" for run in runs)
    stories = len({page.story.id for page in pages})
    return "\n\n".join(
        [
            f"{len(pages)} pages: {stories} stories in the markups {', '.join(markups)}. Read by {readers}.",
            _grid("exact, %", ["has it", *marked], _by_field(marked)),
            _grid("exact of the fields it knows, %", list(marked), _by_markup(marked, markups)),
            _grid("kinder", list(marked), [*_kinder(runs, pages), _pace(runs)]),
        ]
    )


def percent(part: float | None) -> str:
    """Write a share in per cent, never rounded up; a dash for None.

    >>> percent(0.9999), percent(1), percent(None)
    ('99.9', '100.0', '–')
    """
    return "–" if part is None else f"{math.floor(part * 1000) / 10:.1f}"


def _by_field(marked: Mapping[str, list[Mark]]) -> Iterable[list[str]]:
    (first, *_) = marked.values()
    for field in FORMS:
        has_it = percent(share(mark.present for mark in first if mark.field == field))
        yield [field, has_it, *_exact(marked, known=True, field=field)]
    yield ["**the fields it knows**", "", *_exact(marked, known=True)]
    yield ["**all fields**", percent(share(mark.present for mark in first)), *_exact(marked)]


def _by_markup(marked: Mapping[str, list[Mark]], markups: Iterable[str]) -> Iterable[list[str]]:
    for markup in markups:
        yield [markup, *_exact(marked, known=True, markup=markup)]


def _exact(marked: Mapping[str, list[Mark]], **wanted: object) -> list[str]:
    """Write each reader's share of exact marks among those that are as `wanted`."""
    return [
        percent(share(mark.exact for mark in given if all(getattr(mark, name) == wanted[name] for name in wanted)))
        for given in marked.values()
    ]


def _kinder(runs: Sequence[Run], pages: Sequence[Printed]) -> Iterable[list[str]]:
    truths = [truth(page.story) for page in pages]
    for name, measure in _KINDER.items():
        yield [f"{name}, %", *(percent(fmean(map(measure, run.readings, truths))) for run in runs)]


def _pace(runs: Sequence[Run]) -> list[str]:
    ours = median(runs[0].seconds)
    return ["CPU time of a page, times ours", *(f"{median(run.seconds) / ours:.1f}" for run in runs)]


def _grid(corner: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = [corner, *columns]
    rule = ["---", *("---:" for _ in columns)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])
