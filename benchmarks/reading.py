"""The reading benchmark: how much of the pocket edition is read exactly, by us and by others."""

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.document import replaced
from benchmarks.marks import Mark, marks, share
from benchmarks.pages import printed
from benchmarks.peers import PEERS
from benchmarks.runs import run_ours, run_peer
from benchmarks.table import percent, tables
from shinenews.edition.timeline import stories_on

_MISSES_SHOWN = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the edition, print the tables and what we missed; return 1 when our share is below the floor."""
    options = _parser().parse_args(arguments)
    pages = printed(islice(stories_on(1).values(), options.stories))
    ours = run_ours(pages)
    peers = [run_peer(name, options.beside, pages) for name in PEERS] if options.beside else []
    text = tables([ours, *peers], pages)
    print(text)
    if options.into:
        options.into.write_text(replaced(options.into.read_text("utf-8"), "reading", text), "utf-8")
    return _judge(marks(ours, pages), options.floor)


def _judge(given: list[Mark], floor: float) -> int:
    misses = [mark for mark in given if not mark.exact]
    for mark in misses[:_MISSES_SHOWN]:
        print(f"missed: {mark.field} of {mark.story_id} in {mark.markup}")
    if len(misses) > _MISSES_SHOWN:
        print(f"missed: {len(misses) - _MISSES_SHOWN} more")
    exact = share(mark.exact for mark in given)
    if exact is None or exact * 100 < floor:
        print(f"{percent(exact)} % of the fields are exact, and {floor} % are asked", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--beside", type=Path, metavar="PYTHON", help="the Python of the environment with the peers")
    parser.add_argument("--into", type=Path, metavar="FILE", help="the document whose part `reading` is written")
    parser.add_argument("--floor", type=float, default=0, metavar="PERCENT", help="fail when we get less of all fields")
    parser.add_argument("--stories", type=int, metavar="N", help="read only so many stories")
    return parser


if __name__ == "__main__":
    sys.exit(main())
