"""A verdict in words, for a log or a message."""

from pathlib import Path

from shinenews.verdict.page import Verdict


def line(verdict: Verdict, folder: Path) -> str:
    """Put a verdict in one line; `folder` is the data folder."""
    counts = ", ".join(f"{count} {outcome}" for outcome, count in verdict.outcomes.items() if count) or "nothing new"
    notes = "".join(f"; {note}" for note in notes_on(verdict))
    return (
        f"shinenews {verdict.spider}: {verdict.meaning} (exit {verdict.exit_code}): {counts}; "
        f"{verdict.requests} requests in {verdict.seconds} s{notes}; {folder / 'runs' / verdict.run}.json"
    )


def notes_on(verdict: Verdict) -> list[str]:
    """List what a reader of the verdict should know besides the counts: warnings, and reasons with their counts."""
    reasons = [
        f"{outcome}: {reason}" + (f" ({count} times)" if count > 1 else "")
        for outcome, counted in verdict.reasons.items()
        for reason, count in counted.items()
    ]
    return verdict.warnings + reasons
