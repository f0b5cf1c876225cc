"""Tables that show pictures side by side, and in the row below what is printed with each."""

from collections.abc import Container

from shinenews.page.sight.outline import Outline

_CELLS = frozenset({"td", "th"})


def lines_in_columns(outline: Outline, pictures: Container[int]) -> dict[int, list[int]]:
    """List the lines below each picture in a row of nothing but pictures: those in its column, in the next row."""
    cells: dict[int, list[int]] = {}
    for node, tag in enumerate(outline.tags):
        if tag in _CELLS:
            cells.setdefault(outline.parents[node], []).append(node)
    lines: dict[int, list[int]] = {}
    for row, below in zip(cells, list(cells)[1:], strict=False):
        is_next = outline.parents[row] == outline.parents[below] and len(cells[row]) == len(cells[below]) > 1
        shown = [_only_block(outline, cell) for cell in cells[row]] if is_next else []
        if shown and all(index in pictures for index in shown) and _is_text(outline, below):
            lines.update(zip(shown, map(outline.inside, cells[below]), strict=True))
    return lines


def _only_block(outline: Outline, cell: int) -> int:
    """Find the block that is all an element holds; -1 when it holds several, or none."""
    first, end = outline.spans[cell]
    return first if end - first == 1 else -1


def _is_text(outline: Outline, row: int) -> bool:
    return all(outline.blocks[index].kind == "text" for index in range(*outline.spans[row]))
