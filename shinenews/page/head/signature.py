"""The signature in the head of an article: byline, time and count of comments, in any order."""

from functools import reduce
from itertools import dropwhile, takewhile

from shinenews.page.foot.labelled import part_labels
from shinenews.page.head.byline import (
    Signature,
    apart,
    bare,
    byline_from,
    byline_in,
    ends_menu,
    is_byline,
    is_name_beside,
)
from shinenews.page.head.counts import part_count, part_first_count, read_count
from shinenews.page.head.moments import is_time
from shinenews.page.head.parting import TimeLine
from shinenews.page.scene import Scene
from shinenews.page.sight.elements import HEADINGS
from shinenews.page.sight.outline import Outline
from shinenews.page.wording import words
from shinenews.page.wording.credits import is_credit

_FARTHEST = _MOST_LINES = 12
_FEWEST = 2
_RULERS = " |·,/-"


def read_signature(scene: Scene, line: TimeLine, headline: frozenset[int]) -> Signature:
    """Read the byline before a time, in its line or above it, else after it; and the count after it."""
    above = _said_before(scene, line, headline)
    byline = above.byline
    after, count = part_count(line.after)
    after, named = part_labels(after.strip(_RULERS))
    behind, first_count = part_first_count(after)
    if byline is None and is_byline(scene, behind) and not is_time(after):
        byline, count = bare(behind), count or first_count
    blocks = {line.index, *above.blocks}
    for index in scene.outline.texts(line.index + 1, line.index + 5):
        text_below = scene.outline.blocks[index].text
        if index in headline or _heads_part(scene.outline, index) or _opens_text(scene.outline, index, line.index):
            break
        counted = read_count(text_below)
        follows_text = scene.outline.blocks[index - 1].kind == "text"
        if counted and count is None:
            count = counted
        elif byline is None and follows_text and (below := byline_from(scene, index)).blocks:
            byline, named = below.byline, named | below.named
            blocks |= below.blocks
        elif index in blocks:
            continue
        elif not (
            text_below in line.time or is_time(part_count(text_below)[0]) or (follows_text and text_below == byline)
        ):
            break
        blocks.add(index)
    return Signature(frozenset(blocks), byline, count, named | above.named)


def _said_before(scene: Scene, line: TimeLine, headline: frozenset[int]) -> Signature:
    """Read what stands before a time: in its line, else above it."""
    outline = scene.outline
    rest, named = part_labels(line.before)
    if is_byline(scene, rest):
        pieces = takewhile(lambda piece: piece in line.before, outline.blocks[line.index].pieces)
        return Signature(frozenset(), bare(rest if named else apart(tuple(pieces), rest)), named=named)
    taken: list[int] = []
    for index in reversed(outline.texts(line.index - _FARTHEST, line.index)) if not named else ():
        if index in headline or index in scene.cards or _is_of_picture(outline, index, line.index):
            break
        if not bare(outline.blocks[index].text) or is_time(outline.blocks[index].text):
            continue
        if not is_name_beside(scene, index, taken):
            break
        taken.insert(0, index)
    if not taken or ends_menu(outline, taken[0]):
        return Signature(frozenset(), named=named)
    return byline_in(outline, taken)


def _is_of_picture(outline: Outline, index: int, apart: int) -> bool:
    """Tell the credit of a picture in the head: it stands in a box with that, below a caption or with a house.

    In that box is no time, or headline, which is the line that stands `apart`.
    """
    for image in range(max(index - 2, 0), index):
        node = outline.common(outline.blocks[image].node, outline.blocks[index].node)
        if outline.blocks[image].kind == "image" and not outline.holds(node, apart):
            text = outline.blocks[index].text
            return not outline.sentences.isdisjoint(range(image, index)) or ("/" in text and is_credit(text))
    return False


def signature_below(scene: Scene, index: int) -> Signature:
    """Read the byline right below a headline, or below a day printed there."""
    near = scene.outline.texts(index + 1, index + _FARTHEST // 2)
    below = [each for each in near if not is_time(scene.outline.blocks[each].text)]
    is_there = below and not _is_of_picture(scene.outline, below[0], index)
    return byline_from(scene, below[0]) if is_there else Signature(frozenset())


def signature_below_summary(scene: Scene, index: int) -> Signature:
    """Read the byline below a summary that follows a headline: a single run of prose, and no picture before the name.

    The name looks unlike the prose above and below it, and like no subheading. The portrait of an author who is named
    twice may go before.
    """
    outline = scene.outline
    below = outline.texts(index + 1, index + 1 + _FARTHEST)
    runs = {outline.blocks[each].run for each in below[:1]}
    prose = list(takewhile(lambda each: outline.blocks[each].run in runs and each not in scene.cards, below))
    rest = below[len(prose) :]
    if not rest or not words.is_sentence(outline.words(prose)) or _is_subheading(outline, rest[0]):
        return Signature(frozenset())
    pictures = [each for each in range(index + 1, rest[0]) if outline.blocks[each].kind != "text"]
    if pictures and not (pictures == [rest[0] - 1] and _is_named_twice(outline, rest)):
        return Signature(frozenset())
    printed = takewhile(lambda each: outline.blocks[each].kind == "text", range(rest[0], len(outline.blocks)))
    end = next(reversed(list(zip(printed, range(_MOST_LINES), strict=False))), (rest[0], 0))[0] + 1
    signature = byline_from(scene, rest[0], end)
    after = outline.texts(max(signature.blocks, default=0) + 1, len(outline.blocks))[:1]
    looks = {outline.shape(each) for each in (*prose, *after)}
    return Signature(frozenset()) if outline.shape(rest[0]) in looks else signature


def _heads_part(outline: Outline, index: int) -> bool:
    """Tell the heading of a part of the text: a number, or one after whose part another of its looks follows."""
    if outline.tag(index) not in HEADINGS:
        return False
    alike = [outline.kind(each) == outline.kind(index) for each in outline.texts(index + 1, index + 1 + _MOST_LINES)]
    return outline.blocks[index].text.isdecimal() or any(dropwhile(bool, alike))


def _opens_text(outline: Outline, index: int, time: int) -> bool:
    """Tell the first line of the text, which stands in its box, without a word that makes it a byline.

    In that box the next paragraphs stand, too, but not the time.
    """
    below = outline.texts(index + 1, index + 1 + _FEWEST)
    is_signed = bare(outline.blocks[index].text) != outline.blocks[index].text
    if len(below) < _FEWEST or not outline.sentences.issuperset(below) or is_signed:
        return False
    box = reduce(outline.common, (outline.blocks[each].node for each in below), outline.blocks[index].node)
    return not outline.holds(box, time)


def _is_named_twice(outline: Outline, lines: list[int]) -> bool:
    """Tell a name in one element with the picture before it, that is printed again in another."""
    names = [outline.blocks[index] for index in lines[:2]]
    is_again = len(names) > 1 and names[0].text == names[1].text and names[0].node != names[1].node
    return is_again and outline.blocks[lines[0] - 1].node == names[0].node


def _is_subheading(outline: Outline, index: int) -> bool:
    return outline.tag(index) in HEADINGS or outline.blocks[index].is_bold
