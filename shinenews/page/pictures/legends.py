"""A picture's lines, read as its caption and its credit."""

import re
from dataclasses import dataclass, replace

from shinenews.normalise.text import clean
from shinenews.page.pictures.shown import Shown
from shinenews.page.sight.outline import Outline, Shape
from shinenews.page.wording import words
from shinenews.page.wording.controls import counts_slides
from shinenews.page.wording.credits import bare_credit, is_credit, is_credit_label

_RULERS = " /|·•—–-"
_OPENING, _CLOSING = ("(", "（", "[", "【"), (")", "）", "]", "】")
_BETWEEN = re.compile(r"[.!?…][\"”’]?\s+|[。！？][”’]?\s*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]{2,4}\s?摄(?:影)?$)")
"""What parts a caption from a credit in the same text."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes in which only credits, and in which only captions are seen; and credits known by their place."""

    credits: set[Shape]
    captions: set[Shape]
    placed: frozenset[int]


def read_legend(outline: Outline, shown: Shown, shapes: Shapes) -> Shown:
    """Tell the credit from the caption among a picture's lines."""
    parts = {line: parts for line in shown.lines if (parts := _uncounted(outline, line))[0]}
    texts = {line: text for line, (text, _) in parts.items()}
    credit = next((line for line, text in texts.items() if line in shapes.placed or is_credit(text)), None)
    if credit is None and len(parts) == 1:
        caption, name = _split(*next(iter(parts.values())))
        if name:
            return replace(shown, caption=caption, credit=name)
    if credit is None:
        credit = _named(outline, texts, shapes)
    caption = clean(" ".join(text for line, text in texts.items() if line != credit))
    if credit is not None:
        return replace(shown, caption=caption, credit=bare_credit(texts[credit]))
    caption, name = part_credit(caption or "")
    return replace(shown, caption=clean(caption), credit=name)


def _uncounted(outline: Outline, line: int) -> tuple[str, tuple[str, ...]]:
    """Print a line, and the pieces of it, without a picture's number among others; of a button, nothing."""
    text, pieces = outline.blocks[line].text, outline.blocks[line].pieces
    if outline.tag(line) == "button" or counts_slides(text) or is_credit_label(text):
        return "", ()
    after, before = text.removeprefix(pieces[0]).lstrip(_RULERS), text.removesuffix(pieces[-1]).rstrip(_RULERS)
    if counts_slides(pieces[0]) and not after[:1].islower():
        return after, pieces[1:]
    if counts_slides(pieces[-1]) and words.is_sentence(before):
        return before, pieces[:-1]
    return text, pieces


def part_credit(text: str) -> tuple[str, str | None]:
    """Part a caption from the sure credit at its end: in brackets, or after the last sentence.

    >>> part_credit("A camel. (Photo: Xinhua)"), part_credit("A camel in the desert. Photo by Li Xin")
    (('A camel.', 'Xinhua'), ('A camel in the desert.', 'Li Xin'))
    >>> part_credit("一头骆驼。海沙尔 摄"), part_credit("Two camels (left).")
    (('一头骆驼。', '海沙尔'), ('Two camels (left).', None))
    """
    end = text.rstrip(" .。")
    if end.endswith(_CLOSING):
        start = max(map(end.rfind, _OPENING))
        caption, credit = end[: max(start, 0)], end[start + 1 : -1]
    else:
        start = max((found.end() for found in _BETWEEN.finditer(text)), default=0)
        caption, credit = text[:start], text[start:]
    if caption.strip() and is_credit(credit):
        return caption.strip(), bare_credit(credit)
    return text, None


def _named(outline: Outline, texts: dict[int, str], shapes: Shapes) -> int | None:
    """Find the credit that is known by being a name: in a credit's shape, beside a caption, or where none is told."""
    looks = {line: outline.shape(line) for line in texts}
    tells_nothing = len(texts) > len(set(looks.values()))
    names = [line for line in texts if tells_nothing or looks[line] not in shapes.captions]
    names = [line for line in names if words.is_name(texts[line])]
    in_shape = [line for line in names if outline.shape(line) in shapes.credits]
    is_clear = len(texts) > 1 or not shapes.captions
    return next(iter(in_shape or (names if is_clear else [])), None)


def _split(text: str, pieces: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Part a caption from the credit in an inline element at its end, or at its beginning; a label may go before it."""
    label = pieces[-2] if len(pieces) > 2 and is_credit_label(pieces[-2]) else ""
    before = text.removesuffix(pieces[-1]).rstrip().removesuffix(label)
    ends = ((pieces[-1], label, before), (pieces[0], "", text.removeprefix(pieces[0])))
    for piece, named, rest in ends if len(pieces) > 1 else ():
        name = bare_credit(piece)
        caption = clean(rest.lstrip(_RULERS + ")）]:").rstrip(_RULERS + "(（["))
        is_apart = text.endswith(piece) or _is_set_apart(piece, rest)
        is_named = words.is_name(name) and caption is not None and words.is_sentence(caption) and is_apart
        is_sure = is_credit(f"{named} {name}") or is_named
        if rest != text and caption and is_sure:
            return caption, name
    return text, None


def _is_set_apart(name: str, rest: str) -> bool:
    """Tell a photographer's name from one that a sentence begins with: a ruler follows it, or a sentence's beginning.

    >>> [_is_set_apart("Li Xin", rest) for rest in (" | A camel.", " A camel.", " rides a camel.", ", 34, rides.")]
    [True, True, False, False]
    >>> _is_set_apart("Tsering", " Drolma rides a camel.")
    False
    """
    start = rest.lstrip()[:1]
    return start in _RULERS + ")）]:" if start and not start.isalnum() else " " in name and start.isupper()
