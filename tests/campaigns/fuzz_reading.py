"""A campaign against the reading: damaged pages for as long as you like; `make fuzz SECONDS=3600`.

Starts from the golden pages, damages them at random, and holds every reading to what it promises: no exception, no
page that takes long, a line that can be written, an article only where there is text or a picture for one. Prints
what it did, and keeps each find in `fuzz-finds/`.
"""

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from golden import SAVED, url_of
from parsel import Selector

from shinenews.feeds.formats import jsonl
from shinenews.loaders import load_article
from shinenews.pipelines.validate import fault

FINDS = Path("fuzz-finds")
Seed: TypeAlias = tuple[bytes, str]
SECONDS_A_MEGABYTE = 10
SHARDS = (
    b"<div>", b"</div>", b"<p>", b"</p>", b"<br>", b"<table><tr><td>", b"<img src=x>", b"<!--", b"-->", b"<script>",
    b"</script>", b"<a href=/news/nation/2411110001/>", b"&nbsp;", b"&#0;", b"\xff\xfe", b"\x00", b"\xed\xa0\x80",
    b"20:37 UTC+8, 2024-11-11", b"Source: Xinhua   Editor: Zhang Long", b"Related", b"Copyright 2020", b"<h1>",
    b"<noscript>", b"<template>", b"<svg>", b"<body>", b"<html>", b"<meta property='og:title' content='",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Damage pages and read them.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seeds = [(page.read_bytes(), url_of(page)) for page in SAVED]
    faults: Counter[str] = Counter()
    finds, pages, slowest, started = 0, 0, 0.0, time.monotonic()
    for page, url in damaged(seeds, random.Random(asked.seed)):
        if time.monotonic() - started > asked.seconds:
            break
        before = time.perf_counter()
        try:
            faults[check(page, url)] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            finds += 1
            print(f"{type(error).__name__}: {error} - kept as {keep(page)}")
        took = time.perf_counter() - before
        slowest = max(slowest, took)
        if took > 1 + SECONDS_A_MEGABYTE * len(page) / 1e6:
            finds += 1
            print(f"took {took:.1f} s for {len(page)} bytes - kept as {keep(page)}")
        pages += 1
    print(
        f"{pages} damaged pages from {len(seeds)} in {time.monotonic() - started:.0f} s, the slowest in {slowest:.2f} s"
    )
    for fault_, count in faults.most_common(12):
        print(f"{count:8} {fault_}")
    print(f"{finds} finds")
    sys.exit(1 if finds else 0)


def damaged(seeds: list[Seed], chance: random.Random) -> Iterator[tuple[bytes, str]]:
    """Yield pages without end, each damaged in up to sixteen ways, with their addresses."""
    while True:
        page, url = chance.choice(seeds)
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            here = chance.randrange(len(page) + 1)
            there = min(len(page), here + chance.randrange(3000))
            page = chance.choice(DAMAGES)(page, here, there, chance)[:1_000_000] or b" "
        yield page, url


def shard(page: bytes, here: int, _: int, chance: random.Random) -> bytes:
    """Put markup, words or bytes where they do not belong, once or many times."""
    return page[:here] + chance.choice(SHARDS) * chance.choice((1, 1, 300)) + page[here:]


DAMAGES: tuple[Callable[[bytes, int, int, random.Random], bytes], ...] = (
    shard,
    lambda page, here, there, _: page[:here] + page[there:],
    lambda page, here, there, _: page[:here] + page[here:there] * 2 + page[there:],
    lambda page, here, there, _: page[:there] + page[here:],
    lambda page, here, _, __: page[:here],
    lambda page, here, _, chance: page[:here] + chance.randbytes(chance.randrange(4)) + page[here + 1 :],
    lambda page, here, _, chance: page[:here] + b"<div>" * chance.randrange(3000) + page[here:],
)


def check(page: bytes, url: str) -> str:
    """Read a page as the crawl does; say what keeps it out of the store, or that it is an article."""
    article = load_article(Selector(page.decode("utf-8", "replace") or " "), url)
    reason = fault(article)
    if reason is None:
        assert article.body or article.images or article.videos
        assert jsonl.line(asdict(article)).endswith(b"}\n")
    return "an article" if reason is None else reason.partition(":")[0][:60]


def keep(page: bytes) -> Path:
    FINDS.mkdir(exist_ok=True)
    path = FINDS / f"{hashlib.sha256(page).hexdigest()[:12]}.html"
    path.write_bytes(page)
    return path


if __name__ == "__main__":
    main()
