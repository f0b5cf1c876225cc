"""A printed line, made of the texts between inline borders."""

from typing import TypeAlias

from shinenews.normalise.text import clean
from shinenews.page.sight.outline import Block, Inline

Said: TypeAlias = tuple[str, tuple[Inline, ...]]
"""A text, and the inline elements around it, the outermost first."""


def line_of(chunks: list[Said], node: int, run: int, breaks: int) -> Block | None:
    """Make a line of the texts in it, in the element, run and after the breaks told; None when nothing is printed."""
    if len(chunks) > 1:
        return _line_of_many(chunks, node, run, breaks)
    printed, inline = chunks[0]
    text = clean(printed)
    if text is None:
        return None
    link = link_of(inline)
    return Block("text", node, run, breaks, text, (text,), inline, 1.0 if link else 0.0, (link,) if link else ())


def _line_of_many(chunks: list[Said], node: int, run: int, breaks: int) -> Block | None:
    text = clean("".join([text for text, _ in chunks]))
    if text is None:
        return None
    said = [each for each in chunks if not each[0].isspace()]
    linked = [(len(chunk), link_of(around)) for chunk, around in said]
    return Block(
        "text",
        node,
        run,
        breaks,
        text,
        tuple(piece for chunk, _ in said if (piece := clean(chunk))),
        said[0][1][: _shared([around for _, around in said])],
        sum(length for length, link in linked if link) / sum(length for length, _ in linked),
        tuple(dict.fromkeys(link for _, link in linked if link)),
    )


def link_of(inline: tuple[Inline, ...]) -> str | None:
    """Find the address that the innermost of these links leads to."""
    for _, href, _ in reversed(inline):
        if href:
            return href
    return None


def moments_of(chunks: list[Said]) -> tuple[tuple[str, str], ...]:
    """List what elements print that tell machines a moment, and that moment."""
    told: dict[str, list[str]] = {}
    for chunk, inline in chunks:
        for _, _, moment in inline:
            if moment:
                told.setdefault(moment, []).append(chunk)
    return tuple((printed, moment) for moment, texts in told.items() if (printed := clean("".join(texts))))


def _shared(around: list[tuple[Inline, ...]]) -> int:
    """Count the inline elements that enclose all of a line."""
    shared = 0
    for level in zip(*around, strict=False):
        if any(each != level[0] for each in level):
            break
        shared += 1
    return shared
