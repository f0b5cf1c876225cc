"""Whether two bodies are nearly the same, and keys by which such bodies are found without comparing all."""

import re
import struct
import unicodedata
from array import array
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias
from zlib import crc32

from rensa import RMinHash

METHOD = f"1.{RMinHash.ALGORITHM_VERSION}"
"""Another one when the same body may get other keys, or two bodies another answer: then all is done anew."""

FEWEST_WORDS = 40
"""A body with fewer words is like no other."""

_GROUP, _BANDS, _ROWS, _SEED = 3, 16, 7, 1
_OF_GROUPS, _OF_SHORTER, _OF_LONGER = 0.65, 0.85, 0.7
_NEW_FIGURES, _REWORDINGS, _WORDS_TO_REWORD_ONE_MORE = 1, 3, 100

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+(?:[.,]\d+)*|[\u3400-\u9fff]")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
_DATED = frozenset(f"{_DAYS} {_MONTHS}".split())

Words: TypeAlias = tuple[str, ...]


@lru_cache(maxsize=64)
def words(body: str) -> Words:
    """Split a body into its words: letters in a row, numbers, and each Chinese character for itself.

    Case, punctuation, the width of letters and white space don't count.

    >>> words("“It’s 3,120.5 points,” he said in 上海.")
    ('it', 's', '3,120.5', 'points', 'he', 'said', 'in', '上', '海')
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", body).casefold()))


def keys(body: str | None) -> frozenset[int]:
    """Give the keys of a body, 16 signed numbers of 32 bits; none when it has fewer than `FEWEST_WORDS` words.

    A key is made of seven of the 112 numbers of the MinHash of the body's groups of three words. Two bodies that have
    a share `s` of all their groups in common have a key in common with the likelihood 1 - (1 - s⁷)¹⁶: 99.8 % at
    0.85, 98 % at 0.8, 90 % at 0.75, 12 % at 0.5, 0.4 % at 0.3.

    >>> report = "Rain fell on the city, and the river rose to its banks. " * 10
    >>> len(keys(report)), keys(report) == keys(report.upper()), keys("Rain.")
    (16, True, frozenset())
    """
    spoken = " ".join(words(body or "")).encode().split()
    if len(spoken) < FEWEST_WORDS:
        return frozenset()
    groups = map(b" ".join, zip(spoken, spoken[1:], spoken[2:], strict=False))
    hashes = array("Q", map(crc32, groups))  # the library promises no hash of texts that is the same everywhere
    offsets = array("Q", [0, len(hashes)])
    digest = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, _BANDS * _ROWS, _SEED).to_rows()[0]
    bands = (digest[start : start + _ROWS] for start in range(0, len(digest), _ROWS))
    return frozenset(crc32(struct.pack(f"<{_ROWS + 1}I", place, *band)) - 2**31 for place, band in enumerate(bands))


def alike(one: str, other: str) -> bool:
    """Tell whether two bodies are nearly the same; whichever is named first, the answer is the same.

    They are laid side by side, word for word. They are nearly the same when they share 85 % of the words of the
    shorter, 65 % of its groups of three words, and 70 % of the words of the longer; when where they differ in the same
    place, at most one number, weekday or month became another one; and when at most three passages were put otherwise,
    and one more for each hundred words. So a reprint may be cut, added to and corrected, and yesterday's weather is
    not today's.

    >>> report = "On Monday 12 towns saw rain, said Li Ming, and the river rose to its banks. " * 4
    >>> alike(report, "Editor's note: from our archive. " + report.replace("Ming", "Meng"))
    True
    >>> alike(report, report.replace("12", "21")), alike(report, report.replace("12", "21").replace("Mon", "Tues"))
    (True, False)
    """
    shorter, longer = sorted((words(one), words(other)), key=lambda spoken: (len(spoken), spoken))
    if len(shorter) < FEWEST_WORDS or len(shorter) < _OF_LONGER * len(longer):
        return False
    groups, others = (set(zip(text, text[1:], text[2:], strict=False)) for text in (shorter, longer))
    if len(groups & others) < _OF_GROUPS * len(groups):
        return False
    rewordings = _rewordings(shorter, longer)
    common = min(
        len(shorter) - sum(len(before) for before, _ in rewordings),
        len(longer) - sum(len(after) for _, after in rewordings),
    )
    if common < _OF_SHORTER * len(shorter) or common < _OF_LONGER * len(longer):
        return False
    in_place = {(before, after) for before, after in rewordings if before and after}
    gone = {figure for before, after in in_place for figure in _figures(before) - _figures(after)}
    come = {figure for before, after in in_place for figure in _figures(after) - _figures(before)}
    most = _REWORDINGS + common // _WORDS_TO_REWORD_ONE_MORE
    return min(len(gone), len(come)) <= _NEW_FIGURES and len(in_place) <= most


def _rewordings(one: Words, other: Words) -> list[tuple[Words, Words]]:
    """List the passages that differ, as the one has it and as the other has it; empty is what one has not.

    >>> _rewordings(tuple("she met him on a hill at dawn".split()), tuple("she met him on a hot hill at dawn".split()))
    [((), ('hot',))]
    """
    groups, others = (list(zip(text, text[1:], text[2:], strict=False)) for text in (one, other))
    # Groups, unlike words, seldom stand twice in a text: so it takes no time to lay long texts side by side.
    opcodes = SequenceMatcher(None, groups, others, autojunk=False).get_opcodes()
    return [
        (_passage(one, start, end), _passage(other, from_, to))
        for tag, start, end, from_, to in opcodes
        if tag != "equal"
    ]


def _passage(text: Words, start: int, end: int) -> Words:
    """Give the words that only the groups from `start` to `end` have."""
    last = len(text) - _GROUP + 1
    return text[start + _GROUP - 1 if start else 0 : end if end < last else len(text)]


def _figures(passage: Words) -> set[str]:
    return {word for word in passage if word[0].isdigit() or word in _DATED}
