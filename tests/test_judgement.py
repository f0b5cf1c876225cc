"""From what was found to the exit code."""

import pytest

from shinenews.verdict.exit_codes import MEANINGS, ExitCode
from shinenews.verdict.judgement import Findings, judge

READ = {"newsmap": "read", "listing": "read"}
FAILED = {"newsmap": "failed: HTTP 404", "listing": "failed: the connection was refused"}


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        (Findings({}, {}, READ), ExitCode.FINISHED),
        (Findings({"new": 20, "unchanged": 3, "withdrawn": 1, "skipped": 1}, {}, READ), ExitCode.FINISHED),
        (Findings({"new": 20}, {}, {"newsmap": "failed: HTTP 404", "listing": "read"}), ExitCode.FINISHED),
        (Findings({}, {}, FAILED), ExitCode.SITE_UNREADABLE),
        (Findings({"unchanged": 9}, {}, FAILED), ExitCode.SITE_UNREADABLE),
        (Findings({"skipped": 2}, {"skipped": {"forbidden by robots.txt": 2}}, READ), ExitCode.SITE_UNREADABLE),
        (Findings({}, {}, FAILED | {"listing": "changed: no links"}), ExitCode.SITE_CHANGED),
        (Findings({"quarantined": 3, "new": 1}, {}, READ), ExitCode.SITE_CHANGED),
        (Findings({"quarantined": 3, "new": 97}, {}, READ), ExitCode.PARTIAL),
        (Findings({"quarantined": 1}, {}, READ), ExitCode.PARTIAL),
        (Findings({"failed": 1, "new": 9}, {"failed": {"HTTP 503": 1}}, READ), ExitCode.PARTIAL),
        (Findings({"new": 9}, {}, READ, errors=["the listing broke off"]), ExitCode.PARTIAL),
        (Findings({"new": 9}, {}, READ, closed="memusage_exceeded"), ExitCode.PARTIAL),
        (Findings({"new": 9}, {}, READ, closed="start_error"), ExitCode.NOT_STARTED),
        (Findings({"new": 9}, {}, READ, closed="shutdown"), ExitCode.INTERRUPTED),
        (Findings({"new": 9}, {}, READ, closed="shutdown", terminated=True), ExitCode.TERMINATED),
        (Findings({"new": 9}, {}, READ, trouble="No space left on device"), ExitCode.STORE),
    ],
)
def test_a_run_is_judged(findings: Findings, code: ExitCode) -> None:
    assert judge(findings, tolerance=0.2) is code


def test_every_code_that_a_run_can_end_with_has_its_meaning() -> None:
    assert set(ExitCode) - MEANINGS.keys() == {ExitCode.WRONG_USAGE}


def test_ways_in_are_told_one_by_one_unless_many_are_alike() -> None:
    states = {"a": "failed: HTTP 404", "b": "read", "c": "changed: empty", "d": "changed: empty"}
    states["e"] = states["a"]
    one_by_one = ["a: failed: HTTP 404", "e: failed: HTTP 404", "c: changed: empty", "d: changed: empty"]
    assert Findings({}, {}, states).on_ways_in() == one_by_one
    together = ["a: failed: HTTP 404", "e: failed: HTTP 404", "c and 2 more: changed: empty"]
    assert Findings({}, {}, states | {"f": "changed: empty"}).on_ways_in() == together
