"""The addresses of www.shine.cn: what an article's address looks like, and what it tells."""

import re
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

ORIGIN = "https://www.shine.cn"
"""Scheme and host of the live site; canonical addresses begin with it wherever a page was fetched from."""

TIME_ZONE = timezone(timedelta(hours=8), "UTC+8")
"""The site prints its times in UTC+8; Shanghai has had no daylight saving time since 1991."""

_ARTICLE = re.compile(r"/(?P<directory>[a-z0-9][a-z0-9&/_-]*?)/(?P<id>[0-9]{10})/?")
_ARCHIVED = re.compile(r"/(?:archive/)?(?P<section>[a-z0-9][a-z0-9&_-]*)/(?P<slug>[^/]+)/shdaily\.shtml")
_LIVE = (ORIGIN, "https://shine.cn")
_PORTS = {"http": 80, "https": 443}
_ORIGIN = re.compile(r"https?://[^\x00-\x20\x7f/?#@\\]+/*", re.IGNORECASE)
_ARCHIVE = "archive"
_COLUMNS = frozenset({"opinion"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where one article is published.

    `id` is the ten digits that end the path, `directory` the path before them: "news/nation". In the print archive
    `directory` is "archive/nation", and the slug of the title takes the digits' place.
    """

    id: str
    directory: str

    @property
    def section(self) -> str:
        """The section's path: "news/nation"; "opinion" even for "opinion/<column>"."""
        head, _, _ = self.directory.partition("/")
        return head if head in _COLUMNS else self.directory

    @property
    def path(self) -> str:
        """The path as the site links to it."""
        return f"/{self.directory}/{self.id}/" + ("shdaily.shtml" if self._is_archived else "")

    @property
    def url(self) -> str:
        """The canonical address, on the live site's host."""
        return ORIGIN + self.path

    @property
    def day(self) -> date | None:
        """The day of publication in Shanghai, which the first six digits of the id name (YYMMDD)."""
        if self._is_archived:
            return None
        try:
            return date(2000 + int(self.id[:2]), int(self.id[2:4]), int(self.id[4:6]))
        except ValueError:
            return None

    @property
    def _is_archived(self) -> bool:
        return self.directory.partition("/")[0] == _ARCHIVE


@dataclass(frozen=True, slots=True)
class Found:
    """An address as a way in names it; `published_at` is the news sitemap's date, where it gave one."""

    address: Address
    published_at: str | None = None


@lru_cache(maxsize=1024)
def article_address(url: str) -> Address | None:
    """Read an article's address from a URL or a path; None when it is not an article's.

    Query, fragment, host and a missing last slash do not matter.

    >>> article_address("http://127.0.0.1:8000/news/nation/2411116666?from=home#top")
    Address(id='2411116666', directory='news/nation')
    >>> article_address("https://www.shine.cn/opinion/wanlixin/2411116666/").section
    'opinion'
    >>> article_address("https://archive.shine.cn/nation/Rain-ahead/shdaily.shtml").url
    'https://www.shine.cn/archive/nation/Rain-ahead/shdaily.shtml'
    >>> article_address("https://www.shine.cn/wanlixin/") is None
    True
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if match := _ARTICLE.fullmatch(path):
        return Address(match["id"], match["directory"])
    if match := _ARCHIVED.fullmatch(path):
        return Address(match["slug"], f"{_ARCHIVE}/{match['section']}")
    return None


def is_on_site(url: str, origin: str) -> bool:
    """Tell whether an absolute URL is on the site: on `origin`, from which it is read, or on the live host.

    >>> is_on_site("https://www.shine.cn:443/news/nation/", "http://127.0.0.1:8000")
    True
    >>> is_on_site("http://127.0.0.1:9000/news/nation/", "http://127.0.0.1:8000")
    False
    """
    return any(shares_host(url, site) for site in (origin, *_LIVE))


def shares_host(url: str, other: str) -> bool:
    """Tell whether two absolute URLs are HTTP's and name the same host and port, if only by their schemes.

    >>> shares_host("https://www.shine.cn:443/news/", "http://WWW.shine.cn"), shares_host("http://a:99999", "http://a")
    (True, False)
    """
    host = _host(url)
    return host is not None and host == _host(other)


@lru_cache(maxsize=1024)
def _host(url: str) -> tuple[str, str | None, int | None] | None:
    """Give the credentials, the host and the port of a URL of HTTP's; no port when it is that of its scheme."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS:
        return None
    return parts.netloc.rpartition("@")[0], parts.hostname, None if port == _PORTS[parts.scheme] else port


def is_origin(url: str) -> bool:
    """Tell whether a URL names a site: HTTP's scheme, a host, maybe a port, and nothing behind it but a slash.

    >>> is_origin("https://www.shine.cn"), is_origin("www.shine.cn"), is_origin("https://www.shine.cn/news/")
    (True, False, False)
    >>> is_origin("http://127.0.0.1:8000/"), is_origin("http://127.0.0.1:99999"), is_origin("https://me:pw@www.shine.cn")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
        return bool(_ORIGIN.fullmatch(url) and parts.hostname) and parts.port != 0
    except ValueError:
        return False


def on_host(url: str) -> str:
    """Give what is left of an address on its host: path and query.

    >>> on_host("https://www.shine.cn/news/nation/?page=2#top")
    '/news/nation/?page=2'
    """
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def feed_name(section: str) -> str:
    """Name a section's spider and feed folder by the last part of its path; the print archive's by all of it.

    >>> feed_name("news/nation"), feed_name("archive/nation")
    ('nation', 'archive-nation')
    """
    return section.replace("/", "-") if section.startswith(f"{_ARCHIVE}/") else section.rpartition("/")[2]
