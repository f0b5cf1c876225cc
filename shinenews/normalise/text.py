"""Printed text as the record keeps it."""

import re
from collections.abc import Iterable

_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace())
_INVISIBLE = dict.fromkeys((*_CONTROLS, *range(0xD800, 0xE000), 0x00AD, 0x200B, 0x2060, 0xFEFF))
CHINESE = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character, which is a word by itself: no blanks stand between them."""

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_RULER = r"(?:\s+[-–—|·]\s+|\s*[_|]\s*)"
_SITE_SUFFIX = re.compile(r"(?:^\s*|(?<!\s)\s+[-–—|]\s+)(?:SHINE(?:\s+News)?|Shanghai Daily)\s*$")


def clean(raw: str) -> str | None:
    r"""Fold white space of every kind to single blanks and drop what has no shape; None when nothing is left.

    Control characters, lone surrogates, soft hyphens, zero-width spaces and byte order marks go. Joiners and
    direction marks stay, for they change what is seen.

    >>> clean("\xa0 Shanghai\u200b\n  Daily\x00\ud800 ")
    'Shanghai Daily'
    >>> clean(" \xa0\ufeff") is None
    True
    """
    if raw.isprintable() and "  " not in raw:  # as nearly all text is: of white space only the blank is printable
        return raw.strip() or None
    folded = " ".join(raw.split())
    if not folded.isprintable():
        folded = " ".join(raw.translate(_INVISIBLE).split())
    return folded or None


def headline(raw: str) -> str | None:
    """Clean a headline and take off the site's own name, which a page's `<title>` ends in; alone it is no headline.

    >>> headline("Rain ahead - SHINE News"), headline("SHINE")
    ('Rain ahead', None)
    """
    return clean(_SITE_SUFFIX.sub("", raw))


def is_other_title(told: str, shown: str | None, third: str | None) -> bool:
    """Tell a title that is the site's, cut or another article's: what is shown is also the third, and it is not.

    The third may go on behind a ruler, with the names of section and site.

    >>> is_other_title("Rain...", "Rain ahead", "Rain ahead | Nation"), is_other_title("Rain", "Rain today", "Rain")
    (True, False)
    """
    if shown is None or third is None or same(told, shown):
        return False
    return _begins(third, shown) and not _begins(third, told)


def _begins(title: str, headline: str) -> bool:
    return title.startswith(headline) and re.match(rf"{_RULER}|$", title[len(headline) :]) is not None


def paragraphs(raw: Iterable[str]) -> str | None:
    r"""Clean each paragraph and join them with a blank line; None when none has text.

    >>> paragraphs(["One. ", "\xa0", " Two."])
    'One.\n\nTwo.'
    """
    return "\n\n".join(filter(None, map(clean, raw))) or None


def same(one: object, other: object) -> bool:
    r"""Tell whether two values are equal, white space aside.

    >>> same("Rain ahead", "Rain\xa0ahead ")
    True
    """
    if isinstance(one, str) and isinstance(other, str):
        return "".join(one.split()) == "".join(other.split())
    return one == other


def share_paragraphs(one: str, other: str) -> bool:
    r"""Tell whether of two bodies one holds every paragraph of the other.

    Known markup may count captions as paragraphs; that is no disagreement.

    >>> share_paragraphs("One.\n\nTwo.", "One.\n\nA caption\n\nTwo.")
    True
    """
    few, many = sorted((set(one.split("\n\n")), set(other.split("\n\n"))), key=len)
    return few <= many


def word_count(body: str) -> int:
    """Count words as a reader would: runs of letters and digits, each Chinese character for itself.

    >>> word_count("It's 20 °C in 上海, isn't it?")
    8
    """
    between = CHINESE.split(body)
    return len(between) - 1 + sum(len(_WORD.findall(text)) for text in between)


def language(body: str) -> str:
    """Tell the language of a text by its script, as a BCP 47 tag: "zh" when most letters are Chinese, else "en".

    >>> language("Shanghai (上海) is by the sea.")
    'en'
    """
    chinese = len(CHINESE.findall(body))
    return "zh" if chinese and chinese * 2 > sum(map(str.isalpha, body)) else "en"
