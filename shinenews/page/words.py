"""Sentences, names, credits and captions, told from each other by their wording."""

import re

from shinenews.normalise.names import AGENCIES

_PROSE = 120
_SENTENCE_ENDS, _CLOSING = frozenset(".!?:;…。！？：；"), "'\"”’)]」』）"
_SENTENCE_INSIDE = re.compile(r"[.!?](?<=\w\w[.!?])['\"”’)]* +['\"“‘(]*[A-Z]")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[a-z]{1,2}['’][A-Z]\w|[a-z]{1,4}-[A-Z]\w")
_SUFFIX = re.compile(r",? [JS]r\.$")
_NO_NAME = re.compile(r"[!?:;。！？…]|[.,+-]$|\+\d|\d{3}|^.?$")
_PARTICLES = frozenset(
    ["al", "bin", "binti", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
     "los", "ten", "ter", "van", "von", "y", "zu"]
)  # fmt: skip
"""The words of people's names that have no capital."""

_JOINING = _PARTICLES | {"and", "of", "by", "in", "from", "for", "with", "the", "&", "/", "|", "-", "–", "at", "to"}
_LONGEST_NAMES, _MOST_WORDS = 80, 12
_SUPPLIERS = ("Ti Gong", "Imaginechina", "Getty Images", "Handout", *AGENCIES)
_SUPPLIER = re.compile("|".join(sorted(map(re.escape, _SUPPLIERS), key=len, reverse=True)), re.IGNORECASE)
_SOURCE_LABEL = re.compile(r"^source\s*[:：]\s*", re.IGNORECASE)
_CREDIT_LABEL = re.compile(
    r"^(?:(?:photos?|pictures?|images?)\s*(?:[:：/]|credits?\s*[:：])|credits?\s*[:：]"
    r"|(?:(?:photos?|pictures?|images?) )?(?:provided by|courtesy of) |(?:photos?|pictures?|images?) by "
    r"|(?:摄影|图片来源|图源)\s*[:：]|图/)\s*",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(
    r"((?:[\u3400-\u9fff]{2,8}(?:记者|通讯员)\s?)?[\u3400-\u9fff·]{2,4}(?:[、/ ][\u3400-\u9fff·]{2,4}){0,3})"
    r"\s?/?\s?(?<![拍录])摄影?|([\u3400-\u9fff]{2,12})\s?供图"
)
"""The names before the Chinese words for "photo by" and "courtesy of"."""
_RULERS = " /|·•-–—:：()（）[]"

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
    if len(text) >= _PROSE:
        return True
    if text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS:
        return not (_SUFFIX.search(text) and is_name(text))
    return _SENTENCE_INSIDE.search(text) is not None


def is_name(text: str) -> bool:
    """Tell what may be a name, or several: few words, each with a capital or joining others, no end of sentence.

    >>> is_name("Sunil, Maria del Carmen Ruiz"), is_name("de la Cruz"), is_name("Émile al-Farsi Jr."), is_name("la mer")
    (True, True, True, False)

    >>> is_name("Dong Jun and Jiang Xiaowei / SHINE"), is_name("Bamboo and breath"), is_name("Not now.")
    (True, False, False)
    """
    text = _SUFFIX.sub("", text)
    if len(text) > _LONGEST_NAMES or _NO_NAME.search(text) or _SENTENCE_INSIDE.search(text):
        return False
    words = re.findall(r"[^\s,、，/|&]+", text)
    named = [word for word in words if word[0].isupper() or _NAME.match(word)]
    if not named or len(words) > _MOST_WORDS or not (words[0] in named or words[0] in _PARTICLES):
        return False
    return all(word in named or word.lower() in _JOINING for word in words)


def tells_role(text: str) -> bool:
    """Tell what is printed below an author's name: whose reporter this is, and where.

    >>> tells_role("Our correspondent in Hangzhou"), tells_role("Three reporters were hurt.")
    (True, False)
    """
    return _ROLE.search(text) is not None and not is_sentence(text)


def is_credit(text: str) -> bool:
    """Tell a picture's credit that is sure by itself: an agency, `Ti Gong`, `Name / SHINE`; a name labelled so.

    >>> is_credit("Ti Gong"), is_credit("Li Xin and Wu Di / SHINE"), is_credit("(Xinhua)"), is_credit("Two camels.")
    (True, True, True, False)
    >>> is_credit("Photo by Li Xin"), is_credit("海沙尔 摄"), is_credit("Li Xin")
    (True, True, False)
    """
    bare = bare_credit(text)
    if len(bare) > _LONGEST_NAMES:
        return False
    stripped = text.strip(_RULERS)
    if (_CREDIT_LABEL.match(stripped) and is_name(bare)) or _LABEL_AFTER.fullmatch(stripped):
        return True
    parts = [part.strip() for part in re.split(r"\s*[/|,]\s*|\s+and\s+", bare)]
    supplied = [_SUPPLIER.fullmatch(part) is not None for part in parts]
    return any(supplied) and all(sure or is_name(part) for part, sure in zip(parts, supplied, strict=True))


def bare_credit(text: str) -> str:
    """Take label, brackets and rulers off a credit.

    >>> bare_credit("(Xinhua)"), bare_credit("/ Dong Jun / SHINE"), bare_credit("Photo: IC"), bare_credit("海沙尔 摄")
    ('Xinhua', 'Dong Jun / SHINE', 'IC', '海沙尔')
    """
    stripped = text.strip(_RULERS)
    if labelled := _LABEL_AFTER.fullmatch(stripped):
        return labelled[1] or labelled[2]
    return _CREDIT_LABEL.sub("", _SOURCE_LABEL.sub("", stripped)).strip(_RULERS) or text


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
