"""Who wrote an article: people told from agencies."""

import re

from shinenews.normalise.text import clean

AGENCIES = frozenset(
    {
        "AFP", "Agencies", "AP", "Bloomberg", "CFP", "China Daily", "China News Service", "CNS", "CNN", "dpa",
        "Global Times", "IC", "Imaginechina", "People's Daily", "Reuters", "SHINE",
        "Shanghai Daily", "The Paper", "VCG", "Xinhua", "Xinhua News Agency",
    }
)  # fmt: skip
"""Agencies and houses that sign or supply articles, as printed (seen on the site, or usual in its trade)."""

_BY_CASE = {name.casefold(): name for name in AGENCIES}
_PREFIX = re.compile(r"^(?:by|reported by|text by)[:\s]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&/|、，]|\band\b)\s*")


def _parts(byline: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(clean, _BETWEEN.split(_PREFIX.sub("", byline))))))


def agency(byline: str) -> str | None:
    """Name the agency in a byline; None when people wrote it alone.

    >>> agency("XINHUA"), agency("ImagineChina")
    ('Xinhua', 'Imaginechina')
    >>> agency("Zhu Ying") is None
    True
    """
    return next((_BY_CASE[part.casefold()] for part in _parts(byline) if part.casefold() in _BY_CASE), None)


def people(byline: str) -> list[str]:
    """List the people in a byline, in printed order, each once.

    >>> people("Dong Jun and Jiang Xiaowei")
    ['Dong Jun', 'Jiang Xiaowei']
    >>> people("Yang Jian, Zhu Ying")
    ['Yang Jian', 'Zhu Ying']
    >>> people("Xinhua")
    []
    """
    return [part for part in _parts(byline) if part.casefold() not in _BY_CASE]
