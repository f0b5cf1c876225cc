"""The body of an article as HTML, as far as all templates agree on it."""

from collections.abc import Callable
from html import escape
from itertools import groupby

from shinenews.edition.stories import Block, ListItem, Story


def body_pieces(story: Story, render: Callable[[Block, Story], str]) -> list[str]:
    """Render the blocks of a story one by one; items in a row become one list."""
    pieces: list[str] = []
    for are_items, blocks in groupby(story.blocks, key=lambda block: isinstance(block, ListItem)):
        rendered = [render(block, story) for block in blocks]
        pieces += [f"<ul>\n{''.join(rendered)}</ul>"] if are_items else rendered
    return pieces


def linked(text: str, tags: tuple[str, ...]) -> str:
    """Link the first mention of the first tag that a paragraph mentions."""
    for tag in tags:
        before, mention, after = text.partition(tag)
        if mention:
            return f'{escape(before)}<a href="/tag/{escape(tag.lower())}/">{escape(tag)}</a>{escape(after)}'
    return escape(text)
