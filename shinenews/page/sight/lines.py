"""A printed line, made of the texts between inline borders."""

from typing import TypeAlias

from shinenews.normalise.text import clean
from shinenews.page.sight.outline import Block

Inline: TypeAlias = tuple[str, str | None, str | None]
"""An inline element: what it looks like, where it links to, and which moment it tells machines."""

Said: TypeAlias = tuple[str, tuple[Inline, ...]]
"""A text, and the inline elements around it, the outermost first."""


def line_of(chunks: list[Said], node: int, run: int, breaks: int) -> Block | None:
    """Make a line of the texts in it, in the element, run and after the breaks told; None when nothing is printed."""
    said = [each for each in chunks if not each[0].isspace()] if len(chunks) > 1 else chunks
    text = clean("".join([text for text, _ in chunks]) if len(chunks) > 1 else chunks[0][0])
    if text is None:
        return None
    inline = said[0][1]
    if len(said) == 1:
        href = link_of(inline)
        wrap = tuple([look for look, _, _ in inline])
        links = (href,) if href else ()
        return Block("text", node, run, breaks, text, (text,), wrap, float(href is not None), links)
    linked = [(len(chunk), link_of(around)) for chunk, around in said]
    return Block(
        "text",
        node,
        run,
        breaks,
        text,
        tuple(piece for chunk, _ in said if (piece := clean(chunk))),
        tuple(look for look, _, _ in inline[: _shared([around for _, around in said])]),
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
