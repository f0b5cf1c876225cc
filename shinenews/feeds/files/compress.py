"""Compression on the way out: the same bytes for the same content."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdCompressor
else:
    from backports.zstd import ZstdCompressor


class Compressor(Protocol):
    """What takes bytes and gives fewer, at the latest when it is flushed."""

    def compress(self, data: bytes, /) -> bytes:
        """Take bytes, and give those that are ready."""

    def flush(self) -> bytes:
        """Give the rest."""


def gzip() -> Compressor:
    """Compress as gzip does; the header has no time and no name, as zlib writes it."""
    return zlib.compressobj(wbits=16 + zlib.MAX_WBITS)


COMPRESSORS: dict[str, Callable[[], Compressor]] = {".gz": gzip, ".zst": ZstdCompressor}
"""By the suffix of a file."""


def compressed(chunks: Iterable[bytes], compressor: Compressor) -> Iterator[bytes]:
    """Yield what is left of bytes.

    >>> zlib.decompress(b"".join(compressed([b"Rain ", b"ahead"], gzip())), wbits=31)
    b'Rain ahead'
    """
    for chunk in chunks:
        if ready := compressor.compress(chunk):
            yield ready
    yield compressor.flush()
