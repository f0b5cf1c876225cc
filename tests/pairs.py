"""Pairs of bodies: reprints of one story, and different stories that resemble each other; the texts are invented."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

Pair = tuple[str, str, str]
"""What the pair shows, and the two bodies."""


@cache
def texts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "likenesses.toml").read_text("utf-8"))


def stories() -> Iterator[tuple[str, str, list[str]]]:
    """Give each story's name, language and paragraphs."""
    for story in texts()["story"]:
        yield story["name"], story["language"], story["body"].splitlines()


def body(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def last_cut(story: list[str], _: str) -> list[str]:
    return story[:-1]


def dateline_cut(story: list[str], _: str) -> list[str]:
    return [re.sub(r"^[A-Z]+, Nov 11 \(Xinhua\) -- ", "", story[0]), *story[1:]]


def added_to(story: list[str], language: str) -> list[str]:
    return [*story, texts()["added"][language].strip()]


def noted(story: list[str], _: str) -> list[str]:
    return ["Editor's note: This report first appeared on our website on November 12.", *story]


def requoted(story: list[str], _: str) -> list[str]:
    straight = {"“": '"', "”": '"', "’": "'"}
    if any(mark in body(story) for mark in straight):
        return [re.sub("[“”’]", lambda mark: straight[mark[0]], text) for text in story]
    return [re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’") for text in story]


def respaced(story: list[str], _: str) -> list[str]:
    return ["\u3000".join(" ".join(story).replace("--", "–").split(" "))]


def other_agency(story: list[str], _: str) -> list[str]:
    return [story[0].replace("Xinhua", "AFP"), *story[1:-1], f"{story[-1]} (With reports by AFP)"]


def corrected_number(story: list[str], _: str) -> list[str]:
    number = re.findall(r"\d[\d,]*", body(story))[-1]
    return [text.replace(number, "37") for text in story]


def corrected_name(story: list[str], _: str) -> list[str]:
    names = {"Shen": "Shan", "Fang": "Fan", "Long": "Lang", "Pan": "Peng", "Zhou": "Zhao", "何守诚": "贺守诚"}
    return [re.sub("|".join(names), lambda name: names[name[0]], text) for text in story]


def cut_and_noted(story: list[str], language: str) -> list[str]:
    return noted(last_cut(story, language), language)


def edited_all_over(story: list[str], language: str) -> list[str]:
    for change in (dateline_cut, noted, requoted, corrected_name):
        story = change(story, language)
    return story


REPRINTS: tuple[Callable[[list[str], str], list[str]], ...] = (
    last_cut,
    dateline_cut,
    added_to,
    noted,
    requoted,
    respaced,
    other_agency,
    corrected_number,
    corrected_name,
    cut_and_noted,
    edited_all_over,
)


def reprints() -> Iterator[Pair]:
    """Pair each story with each way in which it may be printed again."""
    for name, language, story in stories():
        for reprint in REPRINTS:
            again = reprint(story, language)
            if again != story:
                yield f"{name}, {reprint.__name__}", body(story), body(again)


def filled(form: str, random: Random) -> str:
    """Fill a form in, each slot anew."""
    pools = {name: random.sample(pool, len(pool)) for name, pool in texts()["pools"].items()}

    def fill(slot: re.Match[str]) -> str:
        low, is_range, high = slot[1].partition("-")
        if is_range:
            return str(random.randint(int(low), int(high)))
        name = slot[1].rstrip("23")
        entry: str = pools[name][int(slot[1].removeprefix(name) or 1) - 1]
        return entry

    return body(re.sub(r"\{([^}]+)\}", fill, form).splitlines())


def series(name: str, length: int) -> list[str]:
    """Fill one form in on so many days."""
    random = Random(name)  # noqa: S311 - prose, not secrets
    return [filled(texts()["forms"][name], random) for _ in range(length)]


def look_alikes() -> Iterator[Pair]:
    """Pair what fills one form in on different days, and stories with what followed on them."""
    for form in texts()["forms"]:
        for place, (one, other) in enumerate(combinations(series(form, 4), 2)):
            yield f"{form}, {place}", one, other
    for name, language, story in stories():
        news = texts()["news"][language].splitlines()
        yield f"{name}, follow-up with its background", body(story), body([*news[:2], *story[1:4]])
        yield f"{name}, follow-up with its end", body(story), body([*news, *story[-2:]])
        yield f"{name}, brief", body(story), body([story[0], news[0]])
