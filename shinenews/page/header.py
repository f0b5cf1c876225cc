"""The head of an article: headline, byline, time, count of comments, and where the head ends."""

import re
from dataclasses import dataclass

from shinenews.normalise import text
from shinenews.page import crumbs, labels, words
from shinenews.page.outline import Outline
from shinenews.page.scene import Scene, lines_of_run, plain
from shinenews.page.source import source_lines
from shinenews.page.times import TimeLine, article_time, time_lines

_FARTHEST = 12
_LONGEST = 1200
_MOST_PROSE = 2
_COUNT = re.compile(r"(\d{1,6})(?:\s*(?:comments?|repl(?:y|ies)))?|comments?\s*[:(]?\s*(\d{1,6})\)?", re.IGNORECASE)
_COUNT_AT_END = re.compile(r"(?:^|\s)(\d{1,6})(?:\s*comments?)?$", re.IGNORECASE)
_BY = re.compile(r"^(?:by|authors?|reporters?|(?:text|written|reported) by)\s*[:：]?\s+", re.IGNORECASE)
_SOURCE = re.compile(r"source\s*[:：]\s*(.+)", re.IGNORECASE)
_TIME_LABEL = re.compile(r"\b(?:published|updated|posted|time|date)(?: at| on)?\s*[:：]?\s*$", re.IGNORECASE)
_RULERS = " |·,/-"


@dataclass(frozen=True, slots=True)
class Header:
    """What the head says; `used` are the blocks that said it, `first` and `end` (exclusive) where it stands."""

    first: int
    end: int
    used: frozenset[int]
    headline: str | None = None
    byline: str | None = None
    time: str | None = None
    count: str | None = None
    source: str | None = None
    is_signed_twice: bool = False


@dataclass(frozen=True, slots=True)
class _Signature:
    """What one printing of byline and time says, and the blocks it takes."""

    blocks: frozenset[int]
    names: tuple[str, ...] = ()
    count: str | None = None


def read_header(scene: Scene) -> Header | None:
    """Read the head around the headline and the time line that belong together; None when there is neither.

    The site prints byline and time twice, with the summary between: the head goes on to the second printing.
    """
    outline = scene.outline
    lines = time_lines(outline)
    top, time = article_time(scene, lines)
    if time is None:
        top = _top_without_time(scene)
    if top is None and time is None:
        return None
    headline = _headline_lines(scene, top) if top is not None else []
    if time is not None and _is_far(outline, top, time):
        signatures = []
    elif time is not None:
        signatures = [_signature(scene, line, frozenset(headline)) for line in _printings(outline, lines, time)]
    else:
        signatures = _signatures_without_time(scene, headline)
    if not any(signature.names for signature in signatures) and headline:
        signatures.append(_names_below(scene, headline[-1]))
    blocks = frozenset(headline).union(*(signature.blocks for signature in signatures))
    if not blocks:
        blocks = frozenset({time.index if time else 0})
    copies = {index for index in scene.tops if min(blocks) < index <= max(blocks)}
    names = [name for signature in signatures for name in signature.names]
    source = _SOURCE.match(time.before) if time else None
    return Header(
        first=min(blocks),
        end=max(blocks) + 1,
        used=blocks | copies,
        headline=text.headline(outline.words(headline)),
        byline=text.clean(_BY.sub("", names[0])) if names else None,
        time=time.time if time else None,
        count=next((signature.count for signature in signatures if signature.count), None),
        source=source[1].strip(_RULERS) if source else None,
        is_signed_twice=sum(bool(signature.blocks) for signature in signatures) > 1,
    )


def _top_without_time(scene: Scene) -> int | None:
    """Choose the headline by itself: the first marked as heading, else the last copy, for strips come first."""
    marked = [index for index in scene.tops if scene.outline.blocks[index].node in scene.outline.headings]
    return marked[0] if marked else scene.tops[-1] if scene.tops else None


def _headline_lines(scene: Scene, top: int) -> list[int]:
    """List the lines of the headline that begins in one: as many as make a title, else its whole run."""
    lines = lines_of_run(scene.outline, top)
    counts = range(1, len(lines) + 1)
    return next((lines[:count] for count in counts if plain(scene.outline.words(lines[:count])) in scene.titles), lines)


def _is_far(outline: Outline, top: int | None, time: TimeLine) -> bool:
    """Tell a time that is printed at an article's foot."""
    return top is not None and top < time.index and not _are_near(outline, top, time.index)


def _printings(outline: Outline, lines: list[TimeLine], time: TimeLine) -> list[TimeLine]:
    """List the article's time line and its repetitions, between which little more than a summary stands."""
    printings = [time]
    same = [line for line in lines if line.time == time.time]
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
    between = [outline.blocks[index].text for index in outline.texts(first + 1, last)]
    if (
        len(between) > _FARTHEST
        or sum(map(len, between)) > _LONGEST
        or sum(map(words.is_sentence, between)) > _MOST_PROSE
    ):
        return False
    return not any(line.first < last for line in source_lines(outline, first + 1, last))


def _signature(scene: Scene, line: TimeLine, headline: frozenset[int]) -> _Signature:
    """Read the byline before a time, in its line or above it, else after it; and the count after it."""
    names, above = _names_before(scene, line, headline)
    counted = _COUNT_AT_END.search(line.after)
    count = counted[1] if counted else None
    after = (line.after[: counted.start()] if counted else line.after).strip(_RULERS)
    if not names and not _SOURCE.match(line.before) and _is_byline(scene, after):
        names = [after]
    blocks = {line.index, *above}
    for index in scene.outline.texts(line.index + 1, line.index + 5):
        text_below = scene.outline.blocks[index].text
        if index in headline:
            break
        matched = _COUNT.fullmatch(text_below)
        follows_text = scene.outline.blocks[index - 1].kind == "text"
        if matched and count is None:
            count = matched[1] or matched[2]
        elif not names and follows_text and _is_byline(scene, text_below):
            names = [text_below]
        elif text_below not in line.time and not (follows_text and text_below in names[-1:]):
            break
        blocks.add(index)
    return _Signature(frozenset(blocks), tuple(names), count)


def _names_before(scene: Scene, line: TimeLine, headline: frozenset[int]) -> tuple[list[str], list[int]]:
    outline = scene.outline
    before = _TIME_LABEL.sub("", line.before).strip(_RULERS)
    if _SOURCE.match(before):
        return [], []
    if _is_byline(scene, before):
        pieces = outline.blocks[line.index].pieces
        return [pieces[0] if pieces[:1] == pieces[1:2] else before], []
    names: list[str] = []
    taken: list[int] = []
    for index in reversed(outline.texts(line.index - _FARTHEST // 2, line.index)):
        name = _single(outline, index)
        if index in headline or not _is_byline(scene, name) or index in scene.cards or (names and name != names[0]):
            break
        names.append(name)
        taken.append(index)
    if taken and _ends_menu(outline, taken[-1]):
        return [], []
    return names, taken


def _single(outline: Outline, index: int) -> str:
    """Print a line, but once what stands in it twice."""
    block = outline.blocks[index]
    return block.pieces[0] if len(block.pieces) > 1 and len(set(block.pieces)) == 1 else block.text


def _ends_menu(outline: Outline, index: int) -> bool:
    """Tell the last of several lines that are links."""
    above = outline.blocks[max(0, index - 2) : index + 1]
    return len(above) > 2 and all(block.linked > labels.MOSTLY for block in above)


def _is_byline(scene: Scene, line: str) -> bool:
    if not words.is_name(line) or labels.heads_box(line) or labels.ends_article(line):
        return False
    return scene.own is None or not crumbs.is_crumb(line, scene.own)


def _signatures_without_time(scene: Scene, headline: list[int]) -> list[_Signature]:
    """Find the byline right below the headline, and its repetition, alike in shape, below the summary."""
    outline = scene.outline
    first = _names_below(scene, headline[-1])
    if not first.names:
        return []
    shapes = {outline.shape(index) for index in first.blocks}
    start = max(first.blocks) + 1
    near = outline.texts(start, start + _FARTHEST)
    again = [index for index in near if outline.blocks[index].text == first.names[0] and outline.shape(index) in shapes]
    return [first, *(_Signature(frozenset({index})) for index in again)]


def _names_below(scene: Scene, index: int) -> _Signature:
    """Read the byline right below a headline, once or twice in a row."""
    blocks = scene.outline.blocks
    below = scene.outline.texts(index + 1, index + _FARTHEST // 2)[:2]
    name = _single(scene.outline, below[0]) if below else ""
    if not below or below[0] in scene.cards or not _is_byline(scene, name):
        return _Signature(frozenset())
    return _Signature(frozenset(each for each in below if each == below[0] or blocks[each].text == name), (name,))
