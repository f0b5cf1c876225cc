"""A picture's lines, read as its caption and its credit."""

from dataclasses import dataclass, replace

from shinenews.normalise.text import clean
from shinenews.page.pictures.credited import RULERS, part_credit, part_line
from shinenews.page.pictures.shown import Shown
from shinenews.page.sight.outline import Outline, Shape
from shinenews.page.wording import words
from shinenews.page.wording.controls import are_controls, counts_slides
from shinenews.page.wording.credits import bare_credit, is_credit, is_credit_label, names_place


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes in which only credits, and in which only captions are seen; and credits known by their place.

    `given` are the credits that captions end with.
    """

    credits: set[Shape]
    captions: set[Shape]
    placed: frozenset[int]
    given: frozenset[str]


def read_legend(outline: Outline, shown: Shown, shapes: Shapes) -> Shown:
    """Tell the credit from the caption among a picture's lines."""
    parts = {line: parts for line in shown.lines if (parts := _uncounted(outline, line))[0]}
    texts = {line: text for line, (text, _) in parts.items()}
    credit = next((line for line, text in texts.items() if line in shapes.placed or is_credit(text)), None)
    if len(parts) == 1:
        caption, name = part_line(*next(iter(parts.values())), shapes.given, is_credited=credit is not None)
        if name:
            return replace(shown, caption=caption, credit=name)
    if credit is None:
        credit = _named(outline, texts, shapes)
    caption = clean(" ".join(text for line, text in texts.items() if line != credit))
    if credit is not None:
        told = (caption or "").removesuffix(texts[credit]).rstrip(RULERS)
        return replace(shown, caption=clean(told), credit=bare_credit(texts[credit]))
    caption, name = part_credit(caption or "")
    return replace(shown, caption=clean(caption), credit=name)


def _uncounted(outline: Outline, line: int) -> tuple[str, tuple[str, ...]]:
    """Print a line, and the pieces of it, without controls and a picture's number; of a button, nothing."""
    text, pieces = outline.blocks[line].text, outline.blocks[line].pieces
    while len(pieces) > 1 and are_controls(pieces[-1:]):
        text, pieces = text.removesuffix(pieces[-1]).rstrip(), pieces[:-1]
    if outline.tag(line) == "button" or counts_slides(text) or is_credit_label(text):
        return "", ()
    after, before = text.removeprefix(pieces[0]).lstrip(RULERS), text.removesuffix(pieces[-1]).rstrip(RULERS)
    if counts_slides(pieces[0]) and not after[:1].islower():
        return after, pieces[1:]
    if counts_slides(pieces[-1]) and words.is_sentence(before):
        return before, pieces[:-1]
    return text, pieces


def _named(outline: Outline, texts: dict[int, str], shapes: Shapes) -> int | None:
    """Find the credit that is known by being a name: in a credit's shape, beside a caption, or where none is told."""
    looks = {line: outline.shape(line) for line in texts}
    tells_nothing = len(texts) > len(set(looks.values()))
    names = [line for line in texts if tells_nothing or looks[line] not in shapes.captions]
    names = [line for line in names if words.is_name(texts[line])]
    if len(texts) == 1:
        names = [line for line in names if not names_place(texts[line])]
    in_shape = [line for line in names if outline.shape(line) in shapes.credits]
    is_clear = len(texts) > 1 or not shapes.captions
    return next(iter(in_shape or (names if is_clear else [])), None)
