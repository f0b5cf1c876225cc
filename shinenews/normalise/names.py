"""Who wrote an article: people told from agencies, from what they are and from where they write."""

import re
from collections.abc import Iterator

from shinenews.normalise.agencies import house
from shinenews.normalise.text import clean

_RANK = "our|staff|special|senior|chief|guest|foreign|deputy|assistant|managing|contributing"
_CALLING = "reporter|writer|correspondent|columnist|contributor|editor|photographer|intern"
ROLE = rf"(?i:\b(?:(?:{_RANK}) )*(?:{_CALLING})s?\b:?)"
"""What somebody is: `staff writer`, `our correspondent`, `editors`."""

CONTACT = re.compile(r"[\s(（<,|/·-]*(?<!\w)(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w[\w.]+)[)）>]?")
"""An address of electronic mail, or the name of an account, behind somebody's name."""

SUFFIX = r"(?:[JS]r|Ph\.? ?D|M\.D|Esq)\b\.?"
"""What belongs to the name before it, though a comma stands between."""

_PREFIX = re.compile(r"^(?:by|reported by|text by|submitted by|contributed by)[:\s]\s*", re.IGNORECASE)
_LISTED = re.compile(rf"\s*(?:[;|/、，]|,(?!\s*{SUFFIX})|\bwith\b)\s*")
_JOINED = re.compile(r"\s*(?:&|\band\b)\s*")
_ROLE = re.compile(ROLE)
_PLACE = re.compile(r"\s+(?:in|from)\s+[A-Z].*|\s*[(（].*")
"""Where somebody writes from, or what, after the name."""

_CITIES = frozenset(
    {
        "Beijing", "Changchun", "Changsha", "Chengdu", "Chongqing", "Dalian", "Fuzhou", "Guangzhou", "Guiyang",
        "Haikou", "Hangzhou", "Harbin", "Hefei", "Hohhot", "Hong Kong", "Jinan", "Kunming", "Lanzhou", "Lhasa",
        "London", "Macau", "Nanchang", "Nanjing", "Nanning", "New York", "Ningbo", "Paris", "Qingdao",
        "Shanghai", "Shenyang", "Shenzhen", "Shijiazhuang", "Suzhou", "Taiyuan", "Tianjin", "Tokyo", "Urumqi",
        "Washington", "Wuhan", "Wuxi", "Xiamen", "Xi'an", "Xining", "Yinchuan", "Zhengzhou",
    }
)  # fmt: skip


def _parts(byline: str) -> list[str]:
    printed = _PREFIX.sub("", CONTACT.sub("", byline))
    parts = list(dict.fromkeys(filter(None, _named(printed))))
    return [part for part in parts if part not in _CITIES] or parts


def _named(printed: str) -> Iterator[str]:
    for listed in _LISTED.split(printed):
        for part in [listed] if house(listed) else _JOINED.split(listed):
            before, *after = (clean(name) or "" for name in _ROLE.split(_PLACE.sub("", part), maxsplit=1))
            if not after or house(before) or (" " in before and printed.startswith(part)):
                yield before
            yield from after


def agency(byline: str) -> str | None:
    """Name the agency in a byline; None when people wrote it alone.

    >>> agency("XINHUA"), agency("ImagineChina"), agency("Ma Yue with Jiefang Daily")
    ('Xinhua', 'Imaginechina', 'Jiefang Daily')
    >>> agency("Zhu Ying") is None
    True
    """
    return next(filter(None, map(house, _parts(byline))), None)


def people(byline: str) -> list[str]:
    """List the people in a byline, in printed order, each once.

    >>> people("Dong Jun and Jiang Xiaowei")
    ['Dong Jun', 'Jiang Xiaowei']
    >>> people("Yang Jian, Zhu Ying yz@shine.cn")
    ['Yang Jian', 'Zhu Ying']
    >>> people("Hu Min in Hangzhou, Maria del Carmen Ruiz (Madrid), Wu Lien, Beijing")
    ['Hu Min', 'Maria del Carmen Ruiz', 'Wu Lien']
    >>> people("Xinhua writers Li Na, Wu Di"), people("Zhu Ying, Metro editor"), people("Staff Writer Ma Yue")
    (['Li Na', 'Wu Di'], ['Zhu Ying'], ['Ma Yue'])
    >>> people("Xinhua")
    []
    """
    return [part for part in _parts(byline) if house(part) is None]
