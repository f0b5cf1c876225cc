"""Rounds, in which contestants take turns."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def in_turn(contestants: Sequence[T], number: int) -> list[T]:
    """Order contestants for a round, so that another one begins each: a disturbance strikes them in turn.

    >>> [in_turn("abc", number) for number in (0, 1, 5)]
    [['a', 'b', 'c'], ['b', 'c', 'a'], ['c', 'a', 'b']]
    """
    first = number % len(contestants)
    return [*contestants[first:], *contestants[:first]]
