"""Who wrote an article: people told from agencies."""

import re

from shinenews.normalise.text import clean

AGENCIES = frozenset(
    {
        "AFP", "Agence France-Presse", "Agencies", "ANSA", "AP", "Associated Press", "BBC", "Bloomberg", "CCTV",
        "CCTV News", "CFP", "CGTN", "China Daily", "China Media Group", "China News Service", "CNN", "CNS", "dpa",
        "Global Times", "IC", "Imaginechina", "Kyodo", "People's Daily", "People's Daily Online", "Reuters", "SHINE",
        "Shanghai Daily", "TASS", "The Associated Press", "The Paper", "VCG", "Xinhua", "Xinhua News Agency",
        "Xinhuanet", "Yonhap",
    }
)  # fmt: skip
"""Agencies and houses that sign or supply articles, as printed (seen on the site, or usual in its trade)."""

_BY_CASE = {name.casefold(): name for name in AGENCIES}
_PREFIX = re.compile(r"^(?:by|reported by|text by)[:\s]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;&/|、，]|,(?!\s*[JS]r\b)|\band\b)\s*")
_PLACE = re.compile(r"\s+(?:in|from)\s+[A-Z].*|\s*[(（].*")
"""Where somebody writes from, after the name."""


def _parts(byline: str) -> list[str]:
    printed = _BETWEEN.split(_PREFIX.sub("", byline))
    return list(dict.fromkeys(filter(None, (clean(_PLACE.sub("", part)) for part in printed))))


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
    >>> people("Hu Min in Hangzhou, Maria del Carmen Ruiz (Madrid)")
    ['Hu Min', 'Maria del Carmen Ruiz']
    >>> people("Xinhua")
    []
    """
    return [part for part in _parts(byline) if part.casefold() not in _BY_CASE]
