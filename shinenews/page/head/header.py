"""The head of an article: headline, byline, time, count of comments, and where the head ends."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from shinenews.normalise import text
from shinenews.page.foot.labelled import source_lines
from shinenews.page.head.byline import Signature, is_byline
from shinenews.page.head.moments import is_time
from shinenews.page.head.nearness import article_time, is_published_then
from shinenews.page.head.parting import TimeLine
from shinenews.page.head.signature import read_signature, signature_below, signature_below_summary
from shinenews.page.head.times import day_lines, machine_lines, other_lines, time_lines
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline
from shinenews.page.titles import lines_of_run, plain, title_within
from shinenews.page.wording import words

_FARTHEST = 12
_WIDEST = 100
"""How many blocks of a head are looked at, at most."""
_LONGEST = 1200
_MOST_PROSE = 2


@dataclass(frozen=True, slots=True)
class Header:
    """What the head says; `used` are the blocks that said it, `first` and `end` (exclusive) where it stands.

    `between` are the blocks from its first printing to the last, where it is printed twice.
    """

    first: int
    end: int
    used: frozenset[int]
    headline: str | None = None
    byline: str | None = None
    time: str | None = None
    count: str | None = None
    source: str | None = None
    editor: str | None = None
    between: range = range(0)

    @property
    def is_signed_twice(self) -> bool:
        """Whether byline and time are printed twice."""
        return self.between.start > 0


def read_header(scene: Scene) -> Header | None:
    """Read the head around the headline and the time line that belong together; None when there is neither.

    The site prints byline and time twice, with the summary between: the head goes on to the second printing.
    """
    outline = scene.outline
    top, time, lines = _find_time(scene)
    if top is None and time is None:
        return None
    headline = _headline_lines(scene, top) if top is not None else []
    if time is not None and _is_far(outline, top, time):
        signatures = []
    elif time is not None:
        signatures = [read_signature(scene, line, frozenset(headline)) for line in _printings(outline, lines, time)]
    else:
        signatures = []
    is_signed = any(signature.byline for signature in signatures)
    if headline and not is_signed and not (time and time.is_moment):
        signatures.extend(_signatures_without_time(scene, headline))
    if not any(signature.byline for signature in signatures) and headline:
        signatures.append(signature_below(scene, headline[-1]))
    blocks = frozenset(headline).union(*(signature.blocks for signature in signatures))
    if not blocks:
        blocks = frozenset({time.index if time else 0})
    first, last = min(blocks), max(blocks)
    copies = {index for index in scene.tops if first < index <= last}
    byline = next((signature.byline for signature in signatures if signature.byline), None)
    named: dict[str, str] = reduce(or_, (signature.named for signature in reversed(signatures)), {})
    return Header(
        first=first,
        end=last + 1,
        used=blocks | copies,
        headline=text.headline(_printed(scene, headline)),
        byline=byline,
        time=time.time if time and time.is_moment and is_published_then(scene, time) else None,
        count=next((signature.count for signature in signatures if signature.count), None),
        source=named.get("source"),
        editor=named.get("editor"),
        between=_between([signature.blocks for signature in signatures if signature.blocks]),
    )


def _between(printings: list[frozenset[int]]) -> range:
    return range(max(printings[0]) + 1, min(printings[-1])) if len(printings) > 1 else range(0)


def _find_time(scene: Scene) -> tuple[int | None, TimeLine | None, list[TimeLine]]:
    """Find the headline and the time line of the article, and the lines that may print it again.

    As the site prints it, failing that as machines are told it, failing that in any other form of print; at last a
    day in its place, right below the headline.
    """
    lines = time_lines(scene)
    top, time = article_time(scene, lines)
    if time is not None:
        return top, time, lines
    for find in (machine_lines, other_lines, day_lines):
        lines = find(scene)
        top, time = article_time(scene, lines)
        if top is None or time is None or _is_far(scene.outline, top, time):
            continue
        if time.is_moment or _is_next(scene, top, time):
            return top, time, lines
    return _top_without_time(scene), None, []


def _is_next(scene: Scene, top: int, time: TimeLine) -> bool:
    """Tell whether nothing but names and labels stands between a headline and a day below it.

    A summary may, where the day stands alone below a byline.
    """
    outline, index = scene.outline, time.index
    between = outline.texts(top + 1, index)
    if not top < index == top + 1 + len(between):
        return False
    told = outline.sentences.intersection(between)
    is_below_name = bool(between) and not time.before and is_byline(scene, outline.blocks[between[-1]].text)
    return not told or (len(told) == 1 and is_below_name and is_time(outline.blocks[index].text))


def _top_without_time(scene: Scene) -> int | None:
    """Choose the headline by itself: the first marked as heading, else the last copy, for strips come first."""
    marked = [index for index in scene.tops if scene.outline.blocks[index].node in scene.outline.headings]
    return marked[0] if marked else scene.tops[-1] if scene.tops else None


def _headline_lines(scene: Scene, top: int) -> list[int]:
    """List the lines of the headline that begins in one: as many as make a title, else its whole run."""
    lines = [top] if title_within(scene.outline.blocks[top], scene.titles) else lines_of_run(scene.outline, top)
    counts = range(1, len(lines) + 1)
    return next((lines[:count] for count in counts if plain(scene.outline.words(lines[:count])) in scene.titles), lines)


def _printed(scene: Scene, headline: list[int]) -> str:
    """Print the headline's lines; of one that says more, the title in it."""
    printed = scene.outline.words(headline)
    if len(headline) != 1 or plain(printed) in scene.titles:
        return printed
    return title_within(scene.outline.blocks[headline[0]], scene.titles) or printed


def _is_far(outline: Outline, top: int | None, time: TimeLine) -> bool:
    """Tell a time that is printed at an article's foot."""
    return top is not None and top < time.index and not _are_near(outline, top, time.index)


def _printings(outline: Outline, lines: list[TimeLine], time: TimeLine) -> list[TimeLine]:
    """List the article's time line and its repetitions, between which little more than a summary stands."""
    printings = [time]
    same = [line for line in lines if line.time == time.time and abs(line.index - time.index) < _WIDEST]
    for line in same:
        last = printings[-1].index
        if line.index > last and _are_near(outline, last, line.index):
            printings.append(line)
    for line in reversed(same):
        if line.index < printings[0].index and _are_near(outline, line.index, printings[0].index):
            printings.insert(0, line)
    return printings


def _are_near(outline: Outline, first: int, last: int) -> bool:
    """Tell whether two lines can be of one head: between them is room for a summary and a caption, not for a body."""
    if last - first > 2 * _FARTHEST:
        return False
    between = [outline.blocks[index].text for index in outline.texts(first + 1, last)]
    if (
        len(between) > _FARTHEST
        or sum(map(len, between)) > _LONGEST
        or sum(map(words.is_sentence, between)) > _MOST_PROSE
    ):
        return False
    return not any(line.first < last for line in source_lines(outline, first + 1, last))


def _signatures_without_time(scene: Scene, headline: list[int]) -> list[Signature]:
    """Find the byline right below the headline, else below the summary, and its repetition.

    The second printing is alike in shape; or nothing but the summary stands between it and the first.
    """
    outline = scene.outline
    first = signature_below(scene, headline[-1])
    if not first.blocks:
        below = signature_below_summary(scene, headline[-1])
        return [below] if below.blocks else []
    names = {outline.blocks[index].text for index in first.blocks}
    looks = {(outline.blocks[index].text, outline.shape(index)) for index in first.blocks}
    start = max(first.blocks) + 1
    second = signature_below_summary(scene, start - 1)
    near = outline.texts(start, start + _FARTHEST)
    again = {index for index in near if (outline.blocks[index].text, outline.shape(index)) in looks}
    again |= {index for index in second.blocks if outline.blocks[index].text in names}
    return [first, *(Signature(frozenset({index})) for index in sorted(again))]
