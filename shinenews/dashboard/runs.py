"""The newest runs, each with its verdict in words and what it brought."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from shinenews.store.queries import runs
from shinenews.store.queries.runs import RunFacts
from shinenews.store.runs.account import OUTCOMES
from shinenews.verdict.exit_codes import MEANINGS, ExitCode

_UNDER_WAY = "under way, or killed: the next run finishes what it left"


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run; `outcomes` counts its visits in the order of `account.OUTCOMES`, without those that did not occur."""

    spider: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    meaning: str
    outcomes: dict[str, int]

    @property
    def seconds(self) -> int | None:
        """How long it took; None when it has not ended."""
        return int((self.ended_at - self.started_at).total_seconds()) if self.ended_at else None

    @property
    def state(self) -> str:
        """How it stands: "open" until it has ended, then "well" or "ill"."""
        if self.exit_code is None:
            return "open"
        return "well" if self.exit_code == ExitCode.FINISHED else "ill"


def newest(connection: Connection, limit: int) -> list[RunLine]:
    """List the runs that were started last, the last one first."""
    started_last = runs.newest(connection, limit)
    outcomes = runs.outcomes(connection, [run.id for run in started_last])
    return [_line(run, outcomes[run.id]) for run in started_last]


def _line(run: RunFacts, outcomes: dict[str, int]) -> RunLine:
    return RunLine(
        spider=run.spider,
        started_at=datetime.fromisoformat(run.started_at),
        ended_at=datetime.fromisoformat(run.finished_at) if run.finished_at else None,
        exit_code=run.exit_code,
        meaning=meaning(run.exit_code),
        outcomes={outcome: outcomes[outcome] for outcome in OUTCOMES if outcome in outcomes},
    )


def meaning(exit_code: int | None) -> str:
    """Put an exit code in words; None is that of a run that has none yet.

    >>> meaning(3)
    'the site could not be read'
    """
    if exit_code is None:
        return _UNDER_WAY
    return {int(code): words for code, words in MEANINGS.items()}.get(exit_code, "no known meaning")
