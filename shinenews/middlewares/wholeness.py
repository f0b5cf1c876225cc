"""Answers that were packed whole, or not at all."""

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

_GZIP, _ZLIB = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS
_WINDOWS = {b"gzip": _GZIP, b"x-gzip": _GZIP, b"deflate": _ZLIB}
_CHUNK = 1 << 16


class WholenessMiddleware:
    """Refuses an answer whose packing breaks off; Scrapy would unpack what is there and pass it on as the whole."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look at no more than the crawler would unpack."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Let what is whole pass; raise `ResponseDataLossError`."""
        window = _WINDOWS.get((response.headers.get("Content-Encoding") or b"").strip().lower())
        largest = request.meta.get("download_maxsize", self._largest)
        if window and response.body and _breaks_off(response.body, window, largest):
            message = f"{response} is packed, and breaks off"
            raise ResponseDataLossError(message)
        return response


def _breaks_off(packed: bytes, window: int, largest: int) -> bool:
    """Tell whether what is packed has no end; what is damaged or too large is for others to refuse.

    >>> import gzip
    >>> packed = gzip.compress(b"Rain ahead. " * 99)
    >>> _breaks_off(packed, _GZIP, 9999), _breaks_off(packed[:-20], _GZIP, 9999)
    (False, True)
    """
    unpacking, size = zlib.decompressobj(window), 0
    try:
        while packed and not unpacking.eof and size <= largest:
            size += len(unpacking.decompress(packed, _CHUNK))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return not unpacking.eof and size <= largest
