"""What the edition has to show: stories by id, and by section in the order of a listing."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shinenews.edition.stories import Story


class Catalogue(Protocol):
    """All that the pages need to know of the stories there are."""

    def story(self, story_id: str, /) -> Story | None:
        """Return the story of that id; None when there is none."""

    def newest(self, directory: str = "", /) -> Sequence[str]:
        """Return the ids of the stories in a directory or anywhere below it, newest first; "" means all."""


class Shelf:
    """A catalogue of stories that are at hand."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._stories = {story.id: story for story in stories}
        self._newest_first = sorted(
            self._stories.values(), key=lambda story: (story.published_at, story.id), reverse=True
        )

    def story(self, story_id: str, /) -> Story | None:
        """Return the story of that id; None when there is none."""
        return self._stories.get(story_id)

    def newest(self, directory: str = "", /) -> Sequence[str]:
        """Return the ids of the stories in a directory or anywhere below it, newest first; "" means all."""
        return [
            story.id for story in self._newest_first if f"{story.directory}/".startswith(directory and f"{directory}/")
        ]
