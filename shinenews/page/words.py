"""The words by which parts of a page are known: labels of furniture, names, credits, sentences."""

import re

from shinenews.normalise.names import AGENCIES

MOSTLY = 0.8
"""The share of a line that makes it a link as a whole."""

_ENDS = re.compile(
    r"(?:(?:reader|user|all|latest|recent|hot)?s?['’]?\s*comments?|\d+\s+(?:comments?|replies|responses)|leave a (?:comment|reply)"
    r"|(?:write|add|post) a comment|join the (?:conversation|discussion)|discussion|what readers say"
    r"|special reports?|explore shine|follow us|follow shine.*|about us.*|contact us.*|.*\ball rights reserved.*|(?:copyright|©).*"
    r"|.*ICP[备证].*|.*公网安备.*)",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?:related(?: (?:stories|story|articles?|news|reading|reads|posts?|content|topics?|links?|coverage|videos?))?"
    r"|(?:most|more) (?:read|popular|viewed|shared|commented|stories|news|articles|headlines|from (?:shine|this section|the web|nation|metro).*|in (?:news|nation|metro|biz).*|on this.*)"
    r"|trending(?: now| stories| topics)?|recommended(?: .{0,20})?|recommendations|you may (?:also )?(?:like|be interested in).*|you might (?:also )?like.*"
    r"|read (?:more|next|also|on)|see also|also read|also on shine|further reading|what to read next|don['’]t miss|up next|next article|previous article"
    r"|editors?['’]?s? (?:picks?|choice)|latest(?: news| stories| headlines)?|breaking news|top (?:stories|news|reads)|popular(?: now| stories| articles| tags)?|hot (?:news|topics|stories)"
    r"|advert(?:isement|ising|orial)?s?|ads?|sponsored(?: content| by.*)?|promoted(?: content| stories)?|paid content"
    r"|(?:.{0,30}\s)?newsletters?|subscribe(?: .{0,40})?|sign up(?: .{0,40})?|stay (?:informed|in the loop|connected).*|never miss .*|get (?:the|our|your) .*(?:inbox|daily|newsletter|app).*"
    r"|share(?:s|d)?(?: (?:this|on|to|via|with|it|article|story|the article).{0,30})?|(?:re)?tweet|like(?: us.*)?|follow (?:us|@|on).{0,30}|print(?: (?:this|article|page))?|e-?mail(?: this| to a friend)?|copy (?:the )?link|save|bookmark|favou?rite|collect|facebook|twitter|x|we ?chat|weibo|whats ?app|linkedin|reddit|telegram|pinterest|line|instagram|qq|qzone|moments"
    r"|(?:download|get|open in) (?:the |our )?.{0,20}app.*|scan .{0,40}(?:code|qr).*|listen(?: to .*)?|font size|text size|a[+-]|back to top|top|search|menu|log ?in|register|sign in|close|skip.*|load more|show more|read full.*|view (?:all|more)|comments?|reply|report|advertisement.*)",
    re.IGNORECASE,
)
_TAG_LABEL = re.compile(r"(?:tags?|topics?|key ?words?|filed under|labels?|in this story)", re.IGNORECASE)
_TRAILING = " :：\u00a0-–—|/·•>»›▸▶→↓…"
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；]['\"”’)\]」』）]*$")
_SENTENCE_INSIDE = re.compile(r"\w{2}[.!?]['\"”’)]* +['\"“‘(]*[A-Z]")
_NAME = re.compile(r"[A-Z][\w'’.-]*|[\u3400-\u9fff]{2,4}|[a-z]{2,12}(?=['’][A-Z])")
_JOINING = frozenset(
    {
        "and",
        "of",
        "by",
        "in",
        "from",
        "for",
        "with",
        "the",
        "&",
        "/",
        "|",
        "-",
        "–",
        "de",
        "van",
        "von",
        "at",
        "to",
    }
)
_AGENCY = re.compile(
    r"(?:{})".format(
        "|".join(
            re.escape(name)
            for name in sorted(
                AGENCIES | {"Ti Gong", "Imaginechina", "SHINE", "Getty Images", "Handout", "China News Service"},
                key=len,
                reverse=True,
            )
        )
    ),
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"^(?:photos?|pictures?|images?|credits?|courtesy(?: of)?|provided|by|photo(?:graph)?s? (?:by|courtesy of|from|provided by)|source|from)\s*[:：/|]?\s+|^(?:photos?|credits?|source)\s*[:：]\s*",
    re.IGNORECASE,
)
_SHOWS = (
    (2.0, r"\b(?:photos?|pictured|pictures|images?|aerial|screenshot|file photo|(?:is|are) seen)\b"),
    (1.5, r"\b(?:is|are|being) \w+ing\b|\bposes?\b|\bunder construction\b|\((?:left|right|center|above|back|front)\)"),
    (1.0, r"\b(?:19|20)\d\d\b|^(?:Two|Three|Four|People|Visitors|Tourists|Children|Residents|Workers|Students) "),
    (0.5, r"\b(?:Province|County|District|Municipality|Region)\b|^An? |^.{0,60}$"),
)
"""What the words under a picture often hold, and how much it weighs."""

_TELLS = (
    (3.0, r"^[\"\u201c\u2018\u00ab-]|[:\uff1a]$"),
    (2.0, r"\b(?:said|says|told|according to|added|announced|reported|noted|wrote)\b"),
    (2.0, r"^(?:He|She|It|They|We|I|This|These|That|But|And|However|Meanwhile|Also|Another|More than|Of) "),
    (1.5, r"\b(?:percent|yuan|million|billion)\b"),
    (
        1.0,
        r"\b(?:was|were|had|has|have|will|would|could|should|rose|fell|began|became|made|took|came|went|held|got|led)\b",
    ),
    (1.0, r"[.!?][\"\u201d\u2019]? +[A-Z]|^.{180}"),
)
"""What a paragraph often holds, and how much it weighs."""


def _label(text: str) -> str:
    return re.sub(r"\s*[(（\[]?\d*[)）\]]?$", "", text.strip(_TRAILING)).strip(_TRAILING)


def ends_article(text: str) -> bool:
    """Tell the words after which no article goes on: readers' comments, the site's foot.

    >>> ends_article("Comments (3)"), ends_article("Comment was not to be had.")
    (True, False)
    """
    return bool(_ENDS.fullmatch(_label(text)))


def heads_furniture(text: str) -> bool:
    """Tell the heading of a box, or the face of a button, that may stand in the middle of an article.

    >>> heads_furniture("Related stories"), heads_furniture("Share on Facebook"), heads_furniture("Talk.")
    (True, True, False)
    """
    return len(text) < 80 and bool(_BOX.fullmatch(_label(text)))


def are_labels(pieces: tuple[str, ...]) -> bool:
    """Tell a line that is nothing but the heading of a box, or the faces of buttons side by side.

    >>> are_labels(("Facebook", "WeChat")), are_labels(("Share ", "and be happy."))
    (True, False)
    """
    return heads_furniture(" ".join(pieces)) or all(map(heads_furniture, pieces))


def labels_tags(text: str) -> bool:
    """Tell the word before a list of tags.

    >>> labels_tags("Tags:")
    True
    """
    return bool(_TAG_LABEL.fullmatch(_label(text)))


def is_sentence(text: str) -> bool:
    """Tell prose from names, headings and labels: it is long, or ends as a sentence does.

    >>> is_sentence("Not now."), is_sentence("Bamboo and breath")
    (True, False)
    """
    return len(text) >= 120 or bool(_SENTENCE_END.search(text)) or bool(_SENTENCE_INSIDE.search(text))


def is_name(text: str) -> bool:
    """Tell what may be a name, or several: few words, each with a capital or joining others, no end of sentence.

    >>> is_name("Dong Jun and Jiang Xiaowei / SHINE"), is_name("Bamboo and breath"), is_name("Not now.")
    (True, False, False)
    """
    if len(text) > 80 or re.search(r"[!?:;。！？…]|[.,]$|\d{3}", text) or _SENTENCE_INSIDE.search(text):
        return False
    words = re.findall(r"[^\s,、，/|&]+", text)
    if not words or len(words) > 12 or len(text) < 2 or not _NAME.match(words[0]) or text.endswith(("-", "+")):
        return False
    return all(_NAME.match(word) or word.lower() in _JOINING for word in words)


def is_credit(text: str) -> bool:
    """Tell a picture's credit that is sure by itself: an agency, `Ti Gong`, `Name / SHINE`.

    >>> is_credit("Ti Gong"), is_credit("A and B / SHINE"), is_credit("(Xinhua)"), is_credit("Two camels.")
    (True, True, True, False)
    """
    text = _CREDIT_LABEL.sub("", text.strip("()（）[] "))
    if len(text) > 80 or not text:
        return False
    parts = [part.strip() for part in re.split(r"\s*[/|,]\s*|\s+and\s+", text)]
    return any(_AGENCY.fullmatch(part) for part in parts) and all(
        _AGENCY.fullmatch(part) or is_name(part) for part in parts
    )


def bare_credit(text: str) -> str:
    """Take the brackets and rulers off a credit.

    >>> bare_credit("(Xinhua)"), bare_credit("/ Dong Jun / SHINE")
    ('Xinhua', 'Dong Jun / SHINE')
    """
    bare = text.strip(" /|·•-–—:：()（）[]")
    return (
        re.sub(
            r"^(?:photos?|credits?|images?|source)\s*[:：]\s*|^(?:photos? by|photo:)\s+",
            "",
            bare,
            flags=re.IGNORECASE,
        )
        or text
    )


def reads_as_caption(text: str) -> float:
    """Weigh whether a line says what a picture shows (above 0) or goes on telling (below 0).

    >>> reads_as_caption("An aerial photo shows a boat on the river.") > 0
    True
    >>> reads_as_caption("\u201cThey hear the engine,\u201d says Luo, 67, who drove buses for 31 years.") < 0
    True
    """
    shows = sum(weight for weight, pattern in _SHOWS if re.search(pattern, text))
    tells = sum(weight for weight, pattern in _TELLS if re.search(pattern, text))
    return shows - tells + 0.5 * (not tells)
