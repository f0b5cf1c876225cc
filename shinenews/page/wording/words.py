"""Sentences, names and captions, told from each other by their wording."""

import re
from functools import lru_cache

from shinenews.normalise import names

_PROSE = 120
_SENTENCE_ENDS, _CLOSING = frozenset(".!?:;…。！？：；"), "'\"”’)]」』）"
_ABBREVIATED = ("Amb", "Capt", "Col", "Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Ms", "Prof", "Rev", "Sen", "Sgt", "St")
_NO_TITLE = "".join(rf"(?<!\b{title}\.)" for title in _ABBREVIATED)
_SENTENCE_INSIDE = re.compile(rf"[.!?](?<=\w\w[.!?]){_NO_TITLE}['\"”’)]* +['\"“‘(]*[A-Z]")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[a-z]{1,2}['’][A-Z]\w|[a-z]{1,4}-[A-Z]\w")
_JUNIOR, _SUFFIX = ", Ph.D.", re.compile(rf",? {names.SUFFIX}$")
_NO_NAME = re.compile(r"[!?:。！？…]|[.,;+-]$|\+\d|\d{3}|^.?$")
_PARTICLES = frozenset(
    ["al", "bin", "binti", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
     "los", "ten", "ter", "van", "von", "y", "zu"]
)  # fmt: skip
"""The words of people's names that have no capital."""

_JOINING = _PARTICLES.union(
    ["and", "of", "by", "in", "from", "for", "with", "the", "&", "/", "|", "-", "–", "at", "to", "via"]
)
LONGEST_NAMES, _MOST_WORDS = 80, 12

_ROLE = re.compile(r"\b(?:reporter|correspondent|staff writer|columnist|contributor|intern)\b", re.IGNORECASE)

_SHOWS = (
    (2.0, r"\b(?:photos?|pictured|pictures|images?|aerial|screenshot|(?:is|are) seen)\b"),
    (1.5, r"\b(?:is|are|being) \w+ing\b|\bposes?\b|\bunder construction\b|\((?:left|right|center|above|back|front)\)"),
    (1.0, r"\b(?:19|20)\d\d\b|^(?:Two|Three|Four|People|Visitors|Tourists|Children|Residents|Workers|Students) "),
    (0.5, r"\b(?:Province|County|District|Municipality|Region)\b|^An? "),
    (0.25, r"^.{0,60}$"),
)
"""What the words under a picture often hold, and how much that weighs."""

_TELLS = (
    (3.0, r"^[\"“‘«-]|[:：]$"),
    (2.0, r"\b(?:said|says|told|according to|added|announced|reported|noted|wrote)\b"),
    (2.0, r"^(?:He|She|It|They|We|I|This|These|That|But|And|However|Meanwhile|Also|Another|More than|Of) "),
    (1.5, r"\b(?:percent|yuan|million|billion)\b"),
    (1.0, r"\b(?:was|were|had|has|have|will|would|could|should)\b"),
    (1.0, r"\b(?:rose|fell|began|became|made|took|came|went|held|got|led)\b"),
    (1.0, r"[.!?][\"”’]? +[A-Z]|^.{180}"),
)
"""What a paragraph often holds, and how much that weighs."""


def is_sentence(text: str) -> bool:
    """Tell prose from names, headings and labels: it is long, or ends as a sentence does.

    >>> is_sentence("Not now."), is_sentence("Bamboo and breath")
    (True, False)
    """
    return len(text) >= _PROSE or _ends_as_sentence(text)


@lru_cache(maxsize=1024)
def _ends_as_sentence(text: str) -> bool:
    if text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS:
        return not (_SUFFIX.search(text) and is_name(text))
    return _SENTENCE_INSIDE.search(text) is not None


def is_name(text: str) -> bool:
    """Tell what may be a name, or several: few words, each with a capital or joining others, no end of sentence.

    >>> is_name("Dong Jun and Jiang Xiaowei / SHINE"), is_name("Bamboo and breath"), is_name("Not now.")
    (True, False, False)
    >>> is_name("Sunil, Maria del Carmen Ruiz"), is_name("de la Cruz"), is_name("Émile al-Farsi Jr."), is_name("la mer")
    (True, True, True, False)
    """
    return len(text) <= LONGEST_NAMES + len(_JUNIOR) and _is_name(text)


@lru_cache(maxsize=1024)
def _is_name(text: str) -> bool:
    text = _SUFFIX.sub("", text)
    if len(text) > LONGEST_NAMES or _NO_NAME.search(text) or _SENTENCE_INSIDE.search(text):
        return False
    words = re.findall(r"[^\s,;、，/|&]+", text)
    named = [word for word in words if word[0].isupper() or _NAME.match(word)]
    if not named or len(words) > _MOST_WORDS or words[0] not in {*named, *_PARTICLES} or words[-1] not in named:
        return False
    return all(word in named or word.lower() in _JOINING for word in words)


def tells_role(text: str) -> bool:
    """Tell what is printed below an author's name: whose reporter this is, and where.

    >>> tells_role("Our correspondent in Hangzhou"), tells_role("Three reporters were hurt.")
    (True, False)
    """
    return _ROLE.search(text) is not None and not is_sentence(text)


def reads_as_caption(text: str) -> float:
    """Weigh whether a line says what a picture shows (above 0) or goes on telling (below 0).

    >>> reads_as_caption("An aerial photo shows a boat on the river.") > 0
    True
    >>> reads_as_caption("“They hear the engine,” says Luo, 67, who drove buses for 31 years.") < 0
    True
    """
    shows = sum(weight for weight, pattern in _SHOWS if re.search(pattern, text))
    tells = sum(weight for weight, pattern in _TELLS if re.search(pattern, text))
    return shows - tells + 0.5 * (not tells)
