"""What is on controls: what turns a slider's pictures, counts them, shows one larger; what follows an author."""

import re
from functools import lru_cache

_LONGEST = 40
_CONTROLS = re.compile(
    r"(?:go to )?(?:the )?(?:previous|prev|next) (?:slide|image|photo|picture|item)s?"
    r"|(?:go to |show |view )?(?:slide|image|photo|picture) \d{1,3} of \d{1,3}|(?:go to|show|view) slide \d{1,3}"
    r"|(?:(?:click|tap) to )?enlarge|(?:click|tap) to (?:expand|zoom)|zoom (?:in|out)"
    r"|(?:(?:click|tap) to )?(?:enlarge|expand|zoom) (?:the |this )?(?:image|photo|picture)"
    r"|(?:view|open|show|see)(?: image| photo| picture)?(?: in)? full[ -]?(?:size|screen)(?: image| photo| picture)?"
    r"|(?:toggle|hide|show) caption|(?:purchase )?licensing rights|\+? ?follow(?:ing)?|[上下]一[张页图]|[‹›❮❯←→]",
    re.IGNORECASE,
)
_TURN = re.compile(r"\d{1,2}|prev(?:ious)?|next|(?:play|pause|watch|mute)(?: (?:the )?video)?", re.IGNORECASE)
_COUNT = re.compile(r"\[?(\d{1,3})\s?(?:/|of)\s?(\d{1,3})\]?")


def are_controls(pieces: tuple[str, ...]) -> bool:
    """Tell the names of what shows a picture larger, or the next one, or follows an author: these are no text.

    >>> are_controls(("Previous slide", "Next slide")), are_controls(("Previous", "Next")), are_controls(("Next",))
    (True, True, False)
    """
    if len(pieces[0]) > _LONGEST:
        return False
    if len(pieces) == 1:
        return _names_control(pieces[0])
    return all(map(_names_control, pieces)) or tuple(map(str.lower, pieces)) == ("previous", "next")


@lru_cache(maxsize=1024)
def _names_control(text: str) -> bool:
    return _CONTROLS.fullmatch(text) is not None


def counts_slides(text: str) -> bool:
    """Tell the number of a picture among others.

    >>> counts_slides("1 / 12"), counts_slides("3 of 5"), counts_slides("24/7"), counts_slides("2 / 3 cups")
    (True, True, False, False)
    """
    matched = _COUNT.fullmatch(text)
    return matched is not None and 0 < int(matched[1]) <= int(matched[2])


def turns_slides(text: str) -> bool:
    """Tell what may be on a slider's button or a player's, and on others'.

    >>> turns_slides("Next"), turns_slides("Play"), turns_slides("Subscribe")
    (True, True, False)
    """
    return _TURN.fullmatch(text) is not None
