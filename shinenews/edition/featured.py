"""The stories written by hand, which show every shape an article can have."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shinenews.edition.stories import Block, ListItem, Paragraph, Picture, Quotation, Story, Subheading, Video
from shinenews.site import Address


@cache
def featured() -> tuple[Story, ...]:
    """Read the stories of `featured.toml`, in the order of the file."""
    text = resources.files("shinenews.edition").joinpath("featured.toml").read_text("utf-8")
    return tuple(map(_story, tomllib.loads(text)["story"]))


def blocks(text: str, address: Address) -> tuple[Block, ...]:
    r"""Read a body, one block a line, and what a block is from the mark before it.

    The marks are `# subheading`, `* item`, `> quotation`, `@picture caption | credit` with either half or
    none, and `@video`. Any other line is a paragraph; empty lines don't count.

    >>> blocks("# Then\n\nIt rained.", Address("2411110001", "news/nation"))
    (Subheading(text='Then'), Paragraph(text='It rained.'))
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_block(line, _file(address, place)) for place, line in enumerate(lines))


def _block(line: str, file: str) -> Block:
    mark, _, rest = line.partition(" ")
    match mark:
        case "#":
            return Subheading(rest)
        case "*":
            return ListItem(rest)
        case ">":
            return Quotation(rest)
        case "@video":
            return Video(f"{file}.mp4")
        case "@picture":
            caption, _, credit = rest.partition("|")
            return Picture(f"{file}_0.jpg", caption.strip() or None, credit.strip() or None)
        case _:
            return Paragraph(line)


def _file(address: Address, place: int) -> str:
    day = address.day or date.min
    return f"https://obj.shine.cn/files/{day:%Y/%m/%d}/{uuid5(NAMESPACE_URL, f'{address.url}{place}')}"


def _story(row: dict[str, Any]) -> Story:
    return Story(
        id=row["id"],
        directory=row["directory"],
        title=row["title"],
        byline=tuple(row.get("byline", ())),
        published_at=row["published_at"],
        modified_at=row["published_at"],
        summary=row.get("summary"),
        blocks=blocks(row["body"], Address(row["id"], row["directory"])),
        source=row.get("source"),
        editor=row.get("editor"),
        tags=tuple(row.get("tags", ())),
        comment_count=row.get("comment_count", 0),
    )
