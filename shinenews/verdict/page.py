"""The page that is kept of a run."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from shinenews.feeds.files import atomic


@dataclass(frozen=True, slots=True)
class Verdict:
    """The page that is kept of a run, as `runs/<run>.json`."""

    run: str
    spider: str
    sections: list[str]
    started_at: str
    finished_at: str
    seconds: float
    exit_code: int
    meaning: str
    outcomes: dict[str, int]
    reasons: dict[str, dict[str, int]]
    ways_in: dict[str, str]
    disagreements: dict[str, int]
    warnings: list[str]
    requests: int
    bytes: int


def write(verdict: Verdict, folder: Path) -> None:
    """Write a verdict to `runs/<run>.json` in the data folder."""
    page = json.dumps(asdict(verdict), ensure_ascii=False, indent=1).encode() + b"\n"
    atomic.write_lines(folder / "runs" / f"{verdict.run}.json", [page])
