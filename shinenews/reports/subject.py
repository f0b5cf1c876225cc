"""What is to be explained: an article's ID or address, as a person writes it."""

import re
from dataclasses import dataclass

from shinenews.site import Address, article_address, is_on_site

_ARCHIVE = "https://archive.shine.cn"
_EXAMPLE = "2411116666 or https://www.shine.cn/news/nation/2411116666/"


@dataclass(frozen=True, slots=True)
class Subject:
    """The ID, and the address where one was given; or the reason why the store can't know it."""

    id: str | None = None
    address: Address | None = None
    objection: str | None = None

    @classmethod
    def of(cls, word: str, site: str) -> "Subject":
        """Read a word; `site` is the origin that pages are read from. Raises ValueError for what is no address at all.

        >>> Subject.of("2411116666", "https://www.shine.cn").id
        '2411116666'
        >>> Subject.of("www.shine.cn/news/nation/2411116666", "https://www.shine.cn").address.section
        'news/nation'
        >>> Subject.of("https://example.com/news/nation/2411116666/", "https://www.shine.cn").objection
        'it is outside the site: only pages of https://www.shine.cn are crawled'
        """
        if re.fullmatch(r"[0-9]{10}", word):
            return cls(word)
        if "/" not in word or not word.isprintable() or " " in word:
            message = f"{word!r} is neither an ID nor an address: write {_EXAMPLE}"
            raise ValueError(message)
        url = _absolute(word, site)
        if not re.match(r"https?://[^/]", url):
            message = f"{word!r} is no address of a page: write {_EXAMPLE}"
            raise ValueError(message)
        if not (is_on_site(url, site) or is_on_site(url, _ARCHIVE)):
            return cls(objection=f"it is outside the site: only pages of {site} are crawled")
        address = article_address(url)
        if address is None:
            return cls(objection="it is no article's address: one ends in ten digits, like /news/nation/2411116666/")
        return cls(address.id, address)


def _absolute(word: str, site: str) -> str:
    if "://" in word:
        return word
    first = word.partition("/")[0]
    return f"https://{word}" if "." in first else f"{site.rstrip('/')}/{word.lstrip('/')}"
