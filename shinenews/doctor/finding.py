"""What is found of each thing that a crawl needs, and what follows from it all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shinenews.verdict.exit_codes import ExitCode


class Step(StrEnum):
    """What is looked at, in this order."""

    ROBOTS = "robots.txt"
    NEWSMAP = "news sitemap"
    LISTING = "listing"
    PAGINATION = "pagination"
    ARTICLE = "an article"


class Outcome(StrEnum):
    """`CHANGED` is what came but can't be read, `FAILED` what could not be had, `ABSENT` what does not apply."""

    READ = "read"
    CHANGED = "changed"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a step, in words, with advice on what to do about it."""

    step: Step
    outcome: Outcome
    text: str
    advice: str | None = None


_CODES = {Outcome.FAILED: ExitCode.SITE_UNREADABLE, Outcome.CHANGED: ExitCode.SITE_CHANGED}


def conclude(outcomes: Mapping[Step, Outcome]) -> ExitCode:
    """Conclude how a crawl would end. It needs leave, a way in and an article; pagination only tells how far it gets.

    >>> well = dict.fromkeys(Step, Outcome.READ)
    >>> conclude(well | {Step.NEWSMAP: Outcome.FAILED}).name
    'FINISHED'
    >>> conclude(well | {Step.NEWSMAP: Outcome.FAILED, Step.LISTING: Outcome.CHANGED}).name
    'SITE_CHANGED'
    """
    ways = (outcomes[Step.NEWSMAP], outcomes[Step.LISTING])
    best_way = next(outcome for outcome in Outcome if outcome in ways)
    needed = (outcomes[Step.ROBOTS], best_way, outcomes[Step.ARTICLE])
    return next((_CODES[outcome] for outcome in needed if outcome in _CODES), ExitCode.FINISHED)
