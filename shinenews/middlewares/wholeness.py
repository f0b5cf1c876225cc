"""Answers that were packed whole, or not at all."""

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_WINDOWS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (_ZLIB, _RAW)}
_CHUNK = 1 << 16


class WholenessMiddleware:
    """Refuses an answer whose packing breaks off; Scrapy would unpack what is there and pass it on as the whole.

    So it does with one that is packed in a way that was not asked for, of which nobody can tell.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look at no more than the crawler would unpack."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Let what is whole pass; raise `ResponseDataLossError`."""
        packing = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1").strip().lower()
        if packing in {"", "identity"} or not response.body:
            return response
        if packing not in _WINDOWS:
            message = f"{response} is packed in a way that was not asked for ({packing})"
            raise ResponseDataLossError(message)
        if _breaks_off(response.body, _WINDOWS[packing], request.meta.get("download_maxsize", self._largest)):
            message = f"{response} is packed, and breaks off"
            raise ResponseDataLossError(message)
        return response


def _breaks_off(packed: bytes, windows: tuple[int, ...], largest: int) -> bool:
    """Tell whether what is packed has no end; what is damaged or too large is for others to refuse.

    >>> import gzip
    >>> packed = gzip.compress(b"Rain ahead. " * 99)
    >>> [_breaks_off(sent, (_GZIP,), 9999) for sent in (packed, packed[:-20], packed + packed, packed + packed[:-20])]
    [False, True, False, True]
    """
    for window in windows:
        try:
            return not _ends(packed, window, largest)
        except zlib.error:
            continue
    return False


def _ends(packed: bytes, window: int, largest: int) -> bool:
    """Tell whether what is packed has its end, and that of each member; raises `zlib.error`."""
    size = 0
    while packed:
        unpacking = zlib.decompressobj(window)
        while packed and not unpacking.eof:
            size += len(unpacking.decompress(packed, _CHUNK))
            packed = unpacking.unconsumed_tail
            if size > largest:
                return True
        if not unpacking.eof:
            return False
        packed = unpacking.unused_data if unpacking.unused_data.startswith(b"\x1f\x8b") else b""
    return True
