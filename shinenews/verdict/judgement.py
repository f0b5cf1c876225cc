"""How a run is judged: from what was found to the exit code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shinenews.verdict.exit_codes import ExitCode

READ = ("new", "updated", "unchanged", "restored")
"""The outcomes of a visit that read an article."""

_MANY = 3
"""The fewest ways in that are told together."""

ENOUGH_TO_JUDGE = 3
"""The fewest pages in quarantine from which a change of the site is concluded."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a verdict is made from.

    `outcomes` counts the visits, `reasons` says why; `ways_in` tells for each way whether it was "read" or how it
    was "changed: …" or "failed: …"; `errors` are sentences on what went wrong outside the visits, `unusual` on what is
    not as in earlier runs, `remarks` on what is to be known and changes nothing, `trouble` is one on the store or the
    disk; `closed` is Scrapy's word on the end of the run; `terminated` says that SIGTERM ended it.
    """

    outcomes: Mapping[str, int]
    reasons: Mapping[str, Mapping[str, int]]
    ways_in: Mapping[str, str]
    errors: list[str] = field(default_factory=list)
    unusual: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    trouble: str | None = None
    closed: str = "finished"
    terminated: bool = False

    def warnings(self) -> list[str]:
        """Tell in sentences what a reader of the verdict should know besides the visits, the gravest first."""
        return ([self.trouble] if self.trouble else []) + self.on_ways_in() + self.errors + self.unusual + self.remarks

    def on_ways_in(self) -> list[str]:
        """Tell the ways in that were not read; many in the same state in one sentence.

        >>> Findings({}, {}, dict.fromkeys(("listing of a", "listing of b", "listing of c"), "failed")).on_ways_in()
        ['listing of a and 2 more: failed']
        """
        alike: dict[str, list[str]] = {}
        for way, state in self.ways_in.items():
            if state != "read":
                alike.setdefault(state, []).append(way)
        return [
            f"{way}: {state}"
            for state, ways in alike.items()
            for way in (ways if len(ways) < _MANY else [f"{ways[0]} and {len(ways) - 1} more"])
        ]


def judge(findings: Findings, tolerance: float) -> ExitCode:
    """Conclude an exit code; `tolerance` is the share of pages read that may make no article.

    >>> judge(Findings({"new": 9, "quarantined": 1}, {}, {"newsmap": "failed: HTTP 404", "listing": "read"}), 0.2).name
    'PARTIAL'
    >>> judge(Findings({}, {}, {"newsmap": "failed: HTTP 404", "listing": "failed: HTTP 404"}), 0.2).name
    'SITE_UNREADABLE'
    """
    outcomes, ways = findings.outcomes, findings.ways_in.values()
    quarantined, failed = outcomes.get("quarantined", 0), outcomes.get("failed", 0)
    read = quarantined + sum(outcomes.get(outcome, 0) for outcome in READ)
    unread = bool(ways) and "read" not in ways
    rules = (
        (findings.trouble is not None, ExitCode.STORE),
        (findings.closed == "shutdown", ExitCode.TERMINATED if findings.terminated else ExitCode.INTERRUPTED),
        (findings.closed == "start_error", ExitCode.NOT_STARTED),
        (unread and any(way.startswith("changed") for way in ways), ExitCode.SITE_CHANGED),
        (unread, ExitCode.SITE_UNREADABLE),
        (not read and _is_shut(findings.reasons), ExitCode.SITE_UNREADABLE),
        (bool(findings.unusual), ExitCode.SITE_CHANGED),
        (quarantined >= ENOUGH_TO_JUDGE and quarantined > tolerance * read, ExitCode.SITE_CHANGED),
        (bool(failed or quarantined or findings.errors) or findings.closed != "finished", ExitCode.PARTIAL),
    )
    return next((code for applies, code in rules if applies), ExitCode.FINISHED)


def _is_shut(reasons: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether pages were asked for, and every one was forbidden or led off the site."""
    given = [reason for outcome in ("skipped", "failed") for reason in reasons.get(outcome, {})]
    return bool(given) and all("robots.txt" in reason or "another host" in reason for reason in given)
