"""Where a picture or video really is: not its placeholder, and not an icon's or an advert's."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from shinenews.normalise.text import clean
from shinenews.page.sight.elements import background, film, is_film, read_attributes
from shinenews.page.sight.outline import Block
from shinenews.site import is_on_site

_PLACEHOLDER = re.compile(
    r"^(?:data|about|blob):|(?:^|[/_.-])(?:lazy|lazyload|placeholder|blank|spacer|loading|loader|transparent|gr[ea]y|pixel"
    r"|1x1|dot|empty|default)[^/]{0,12}\.(?:gif|png|jpe?g|webp|svg)",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[/_.-])(?:icons?|logos?|avatars?|sprites?|pixel|spacer|qr(?:-?code)?|wechat|weibo|share|banner|ads?|adv|emoji"
    r"|emoticons?|poster|badge|button|btn|tracking|beacon)(?:$|[/_.\d-])",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"(?:^|[/.\-_])(?:ads?|adserver|advert\w*|doubleclick|googlesyndication|banners?|sponsor\w*|track\w*)(?:[/.\-_\d]|$)",
    re.IGNORECASE,
)
_PLAYER = re.compile(
    r"\.(?:mp4|m3u8|webm|mov|m4v|ogv)\b|youtu\.?be|vimeo|bilibili|youku|v\.qq\.com|dailymotion|ixigua|tudou|embed|player|video",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}", re.IGNORECASE)
"""What a machine made up, in which letters may happen to spell "ad"."""
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|bmp)(?=$|[?#!@])", re.IGNORECASE)
_WHOLE = re.compile(r"(?:https?:)?/")
_DRAWING = re.compile(r"\.(?:svg|ico)(?=$|[?#])|^(?!.*/20\d\d/\d\d/).*\.gif(?=$|[?#])", re.IGNORECASE)
"""What is drawn for the site itself; but a moving picture that is kept by its day is an article's."""
_BETWEEN_SOURCES = re.compile(r"(?<=\d[wx]),|,\s")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[wx]")
_PIXELS = re.compile(r"\s*(\d{1,6})\s*(?:px)?\s*")
_SMALLEST = 100


def absolute(address: str, base: str) -> str | None:
    """Join an address to the page's; None when it is none, or not of the web."""
    try:
        url = urljoin(base, address.strip())
        return url if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc else None
    except ValueError:
        return None


def image_address(element: etree._Element, base: str) -> str | None:
    """Find the real address of a picture: what a script will load, the largest of a set, else its `src`.

    >>> page = etree.HTML("<img src='/lazy.gif' data-src='a.jpg'><img srcset='b.jpg 400w, c.jpg 1200w' src='b.jpg'>")
    >>> [image_address(image, "https://www.shine.cn/news/") for image in page.iter("img")]
    ['https://www.shine.cn/news/a.jpg', 'https://www.shine.cn/news/c.jpg']
    """
    real = (address for each in _candidates(element) if (address := clean(each)) and not _PLACEHOLDER.search(address))
    return next((_unwrap(url, base) for address in real if (url := absolute(address, base))), None)


def _unwrap(url: str, base: str) -> str:
    """Take a picture's address out of that of the script which makes it smaller.

    >>> _unwrap("https://www.shine.cn/_next/image?url=%2Ffiles%2Fa.jpg&w=640", "https://www.shine.cn/news/")
    'https://www.shine.cn/files/a.jpg'
    """
    parts = urlsplit(url)
    if not parts.query or _FILE.search(parts.path):
        return url
    wrapped = (value for _, value in parse_qsl(parts.query) if _WHOLE.match(value) and _FILE.search(value))
    return absolute(next(wrapped, url), base) or url


def _candidates(element: etree._Element) -> Iterator[str]:
    """Yield the addresses a picture may have, the best first.

    Of a set those come first that are files of the sort of `src`: the others are its copies for newer browsers; and
    what has its address and more is a rendition that was made of it.
    """
    attributes = read_attributes(element)
    for name in ("data-original", "data-src"):
        if attributes.get(name):
            yield attributes[name]
    yield from (
        value
        for name, value in attributes.items()
        if name.startswith("data-") and "srcset" not in name and _FILE.search(value) and len(value.split()) == 1
    )
    src = attributes.get("src", "")
    sort = _FILE.search(src)
    offering = [attributes, *map(read_attributes, _sources(element))]
    sets = [value for each in offering for name, value in each.items() if "srcset" in name]
    offered = _largest_first(sets)
    if sort and not _PLACEHOLDER.search(src):
        alike = (address for address in offered if sort[0].lower() in address.lower())
        yield from (address for address in alike if not _is_rendition(address, src))
        yield src
    yield from offered
    yield src or background(attributes) or ""


def _is_rendition(address: str, src: str) -> bool:
    """Tell a copy that a server makes in the size asked for, of the file it serves whole.

    >>> [_is_rendition(address, "/a.jpg") for address in ("/a.jpg?w=640", "/a.jpg!small", "/a.jpg", "/b.jpg?w=640")]
    [True, True, False, False]
    """
    return address.startswith(src) and address[len(src) :][:1] in set("?&!@")


def is_same_file(one: str, other: str) -> bool:
    """Tell two addresses of one picture, whole or in other sizes.

    >>> is_same_file("/a.jpg?w=640", "/a.jpg"), is_same_file("/a.jpg", "/b.jpg"), is_same_file("/a?id=1", "/a?id=2")
    (True, False, False)
    """
    return _whole(one) == _whole(other)


def _whole(address: str) -> str:
    file = _FILE.search(address)
    return address[: file.end()] if file else address


def _sources(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the `source`s of the `picture` around an image; a parser may nest the image in them."""
    parent = element.getparent()
    while parent is not None and parent.tag == "source":
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        yield from parent.iter("source")


def _largest_first(sets: list[str]) -> list[str]:
    """List the addresses in sources' sets.

    >>> _largest_first(["a.jpg 400w, b.jpg 1200w", "c,d.jpg 1.5x,e.jpg 3x,"])
    ['b.jpg', 'a.jpg', 'e.jpg', 'c,d.jpg']
    """
    sources = [source.split() for each in sets for source in _BETWEEN_SOURCES.split(each)]
    sized = [(_size(sizes), address.strip(",")) for address, *sizes in filter(None, sources)]
    return [address for _, address in sorted(sized, key=lambda pair: -pair[0]) if address]


def _size(sizes: list[str]) -> float:
    matched = _SIZE.fullmatch(sizes[0].rstrip(",")) if sizes else None
    return float(matched[1]) if matched else 1


def is_article_picture(block: Block, url: str, base: str) -> bool:
    """Tell an article's picture from icons, avatars, trackers and adverts, by its address, size and link.

    A link to a larger copy, or within the site, is an article's; one that leads off it is an advert's.
    """
    parts = urlsplit(url)
    if _ICON.search(_OPAQUE.sub("", parts.path)) or _DRAWING.search(parts.path) or _ADVERT.search(parts.netloc):
        return False
    if block.element is not None:
        sizes = [_PIXELS.fullmatch(block.element.get(name) or "") for name in ("width", "height")]
        if any(size is not None and int(size[1]) < _SMALLEST for size in sizes):
            return False
    links = [link for address in block.links if (link := absolute(address, base))]
    return all(_FILE.search(link) or is_on_site(link, base) for link in links)


def video_address(block: Block, base: str) -> str | None:
    """Find the address that a player plays, or a picture links to; None for other frames, and for adverts."""
    element = block.element
    if element is None:
        return None
    values = [each.get(name) for each in (element, *element.iter("source")) for name in ("data-src", "src", "data")]
    for value in (*filter(is_film, block.links), *values, film(read_attributes(element))):
        is_played = value and (element.tag == "video" or _PLAYER.search(value))
        is_own = value and is_played and not _ADVERT.search(_OPAQUE.sub("", value))
        if value and is_own and (url := absolute(value, base)):
            return url
    return None


def house(url: str) -> str:
    """Name the house that an address is of: the last two parts of its host.

    >>> house("https://obj.shine.cn/files/a.jpg")
    'shine.cn'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])
