"""A caption with its credit in one line, parted."""

import re

from shinenews.normalise.text import clean
from shinenews.page.wording import words
from shinenews.page.wording.credits import bare_credit, is_credit, is_credit_label

RULERS = " /|·•—–-"
_OPENING, _CLOSING = ("(", "（", "[", "【"), (")", "）", "]", "】")
_BETWEEN = re.compile(r"[.!?…][\"”’]?\s+|[。！？][”’]?\s*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]{2,4}\s?摄(?:影)?$)")
"""What parts a caption from a credit in the same text."""
_BEFORE_CREDIT = re.compile(
    r"\s[/|]\s|\s(?=(?:Photos?|Pictures?|Images?|PHOTOS?)(?: by\b|\s?[:：])|(?:Credit|CREDIT)\s?[:：])"
)
"""What parts them where the caption has no end: a ruler, and a credit's label."""


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
    found = [] if is_credit(text) else _BEFORE_CREDIT.finditer(text)
    parts = ((text[: each.start()], text[each.end() :]) for each in found)
    return next(((above, bare_credit(below)) for above, below in parts if above and is_credit(below)), (text, None))


def part_line(
    text: str, pieces: tuple[str, ...], given: frozenset[str], *, is_credited: bool
) -> tuple[str | None, str | None]:
    """Part a caption from its credit in one line; one that has a credit's form needs evidence."""
    if is_credited:
        return _split(text, pieces) if _is_apart(text, pieces) else _part_given(text, given)
    caption, name = _split(text, pieces)
    return (caption, name) if name else part_credit(text)


def _part_given(text: str, given: frozenset[str]) -> tuple[str | None, str | None]:
    """Part a short caption, in a credit's form, from the credit that other captions of the page end with.

    >>> _part_given("Wu Di / Ti Gong", frozenset({"Ti Gong"})), _part_given("Wu Di / SHINE", frozenset({"Ti Gong"}))
    (('Wu Di', 'Ti Gong'), (None, None))
    """
    ends = (credit for credit in given if text.endswith(f" / {credit}"))
    credit = max(ends, key=len, default=None)
    return (text.removesuffix(f" / {credit}"), credit) if credit else (None, None)


def _is_apart(text: str, pieces: tuple[str, ...]) -> bool:
    """Tell a credit that stands in an element of its own behind other words, with no ruler between."""
    rest = text.removesuffix(pieces[-1]).rstrip()
    return len(pieces) > 1 and is_credit(pieces[-1]) and rest[-1:] not in RULERS and not is_credit_label(rest)


def _split(text: str, pieces: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Part a caption from the credit in an inline element at its end, or at its beginning; a label may go before it."""
    label = pieces[-2] if len(pieces) > 2 and is_credit_label(pieces[-2]) else ""
    before = text.removesuffix(pieces[-1]).rstrip().removesuffix(label)
    ends = ((pieces[-1], label, before), (pieces[0], "", text.removeprefix(pieces[0])))
    for piece, named, rest in ends if len(pieces) > 1 else ():
        name = bare_credit(piece)
        caption = clean(rest.lstrip(RULERS + ")）]:").rstrip(RULERS + "(（["))
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
    return start in RULERS + ")）]:" if start and not start.isalnum() else " " in name and start.isupper()
