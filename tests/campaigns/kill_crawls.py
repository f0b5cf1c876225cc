"""A campaign against the crawl: kills at random moments, as many as you like; `make kill KILLS=12 SEEDS=3`.

For each seed a site of 300 articles is crawled, and every crawl is killed: most while pages come in or between two
statements to the store, the last four when all pages are in, on the way to the feed. Then one is left alone, and what
it leaves is held to what is promised: every article in the feed, none twice, all files and the store in agreement,
nothing fetched again that was stored. Prints what it did.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from conftest import crawl_into
from killing import KILLED, DeadlySite, assert_whole, begin, crawl_and_die, end, stored

from shinenews.edition.press import Press

_AT_THE_END = ("export", "rename", "manifest", "verdict")
"""Points that are reached once all pages are in, whatever was killed before."""


def main() -> int:
    """Run the campaign; give 1 when a promise was broken, which is told in a traceback."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1)
    options = parser.parse_args()
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            campaign(Path(folder) / "data", seed, options.kills)
            print(f"seed {seed}: {options.kills} kills, then whole, in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def campaign(data: Path, seed: int, kills: int) -> None:
    """Kill so many crawls of one site, then check what one more leaves."""
    chance, press = random.Random(seed), Press(480, seed)
    nation, known = set(press.newest("news/nation")), set[str]()
    most = len(nation) // kills
    with DeadlySite(stories=press) as site:
        for round_ in range(1, kills + 1):
            before = len(site.requests)
            if kills - round_ < len(_AT_THE_END):
                point = _AT_THE_END[round_ - kills - 1]
                what, exit_code = die_at(data, site, point, chance.randint(2, 5) if point == "rename" else 1)
            else:
                what, exit_code = strike(data, site, chance, most)
            assert exit_code == KILLED, f"it was not killed, but ended with {exit_code}"
            assert not known & asked_for(site, before), "a stored page was asked for again"
            known = stored(data)
            print(f"  {round_:2}. killed {what}: {len(known)} of {len(nation)} stored", flush=True)
        before = len(site.requests)
        done = crawl_into(data, site)
    assert done.exit_code == 0, done.said
    assert not known & asked_for(site, before), "a stored page was asked for again"
    assert_whole(done, nation)


def strike(data: Path, site: DeadlySite, chance: random.Random, most: int) -> tuple[str, int]:
    """Kill a crawl at random before it has so many articles; say when, and with which exit code it ended."""
    if chance.random() < 1 / 4:
        return die_at(data, site, "statement", chance.randint(1, 150))
    request, delay = chance.randint(1, most), chance.uniform(0, 0.05)
    site.strike(at=request, delay=delay)
    return f"{delay:.3f} s after request {request}", end(begin(data, site), data).exit_code


def die_at(data: Path, site: DeadlySite, point: str, number: int) -> tuple[str, int]:
    """Have a crawl kill itself at a point of `dying.POINTS`."""
    site.strike(at=0)
    return f"at {point} {number}", crawl_and_die(data, site, point, number).exit_code


def asked_for(site: DeadlySite, since: int) -> set[str]:
    """Give the ids of the articles that were asked for."""
    ids = (hit.path.strip("/")[-10:] for hit in site.requests[since:])
    return {id_ for id_ in ids if id_.isdigit()}


if __name__ == "__main__":
    sys.exit(main())
