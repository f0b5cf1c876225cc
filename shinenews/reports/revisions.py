"""The revisions of an article: when each was found, and what its words changed to."""

from rich.console import Console

from shinenews.items import CONTENT
from shinenews.reports.biography import Biography
from shinenews.reports.differences import differences, shown
from shinenews.reports.lines import heading, put
from shinenews.reports.moments import told


def show(console: Console, life: Biography) -> None:
    """Print each revision with its moment, and the changed fields' differences from the one before."""
    heading(console, f"Revisions: {len(life.revisions) or 'none, for no article is stored'}")
    made = {event.revision: event for event in reversed(life.events)}
    coloured = console.color_system is not None and not console.no_color
    for number, document in life.revisions.items():
        event = made[number]
        before = life.revisions.get(number - 1)
        what = f", changed: {', '.join(event.changed)}" if before else f": {document.get('title') or '–'}"
        put(console, f"{told(event.at)}, {event.event}{what}", f"  {number}  ")
        for field in filter(CONTENT.__contains__, event.changed):
            pieces = differences(before and before.get(field), document.get(field))
            put(console, shown(pieces, coloured=coloured), f"     {field:<13}")
