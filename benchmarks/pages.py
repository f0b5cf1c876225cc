"""The pages that readers are measured on: stories of the pocket edition, in every markup."""

from collections.abc import Iterable
from dataclasses import dataclass

from shinenews.edition.catalogue import Shelf
from shinenews.edition.desk import Desk
from shinenews.edition.markups.wardrobe import MARKUPS
from shinenews.edition.stories import Story
from shinenews.edition.timeline import DAYS, OPENING


@dataclass(frozen=True, slots=True)
class Printed:
    """A story, and the page that prints it in the markup of that name."""

    story: Story
    markup: str
    html: str


def printed(stories: Iterable[Story]) -> list[Printed]:
    """Print each story in each markup, as the edition serves it among the other stories."""
    shelf = Shelf(stories)
    stories_by_age = [story for story_id in shelf.newest() if (story := shelf.story(story_id))]
    pages = []
    for name, markup in MARKUPS.items():
        desk = Desk(catalogue=shelf, markup=markup, settled_at=OPENING, today=DAYS[0].morning)
        pages += [Printed(story, name, desk.answer(story.path).body.decode()) for story in stories_by_age]
    return pages
