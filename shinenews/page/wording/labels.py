"""The words that head boxes, stand on buttons, and end articles: what is printed around articles, not in them."""

import re
from functools import lru_cache

MOSTLY = 0.8
"""The share of a line's letters that makes it a link as a whole."""

_LONGEST, _LONGEST_FOOT = 80, 400
_TRAILING = " :：\u00a0-–—|/·•>»›▸▶→↓…"
_NUMBER = re.compile(r"\s*[(（\[]?\d*[)）\]]?$")
_LETTERS = frozenset({"A", "a"})
"""For the size of letters, side by side with others; alone they are items of a list."""
_BRACKETS = "()（）[]"
_STOPS = (".", ".”", '."')


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ENDS = _any_of(
    r"(?:(?:readers?|users?|all|latest|recent|hot)['’]?s? )?comments?",
    r"\d+ (?:comments?|replies|responses)",
    r"(?:leave|write|add|post) a (?:comment|reply)",
    r"join the (?:conversation|discussion)|discussion|what readers say",
    r"special reports?|explore shine|follow us|follow shine.*",
    r"(?:about|contact) us.*",
    r"(?:copyright|©).*|.*\ball rights reserved.*",
    r".*ICP[备证].*|.*公网安备.*",
    r"you(?: are|['’]re)? receiv(?:e|ed|ing) this (?:e-?mail|(?:news)?letter|message|because|since|as)\b.*",
    r"(?:to )?unsubscribe(?: here| from .{0,40}|, click .{0,20})?",
)
_HEADS = _any_of(
    r"related(?: (?:stories|story|articles?|news|reading|reads|posts?|content|topics?|links?|coverage|videos?))?",
    r"(?:most|more) (?:read|popular|viewed|shared|commented|stories|news|articles|headlines)",
    r"more (?:from|in|on) .{3,20}|trending(?: now| stories| topics)?|recommend(?:ed|ations)(?: .{0,20})?",
    r"(?:you )?(?:may|might) (?:also )?(?:like|be interested in).*|you may have missed",
    r"read (?:more|next|also|on)|see also|also read|also on shine|further reading|what to read next|don['’]t miss",
    r"up next|next up|(?:next|previous) (?:article|story)|editors?['’]?s? (?:picks?|choice)|breaking news",
    r"latest(?: news| stories| headlines)?|(?:top|hot) (?:stories|news|reads|topics)",
    r"popular(?: now| stories| articles| tags)?|sponsored(?: content| by.*)?|promoted(?: content| stories)?",
    r"advert(?:isement|ising|orial)?s?.{0,10}|ads?|paid content",
    r"you(?: have|['’]ve) .{0,30}\b(?:articles?|stories) (?:left|remaining|this month).{0,20}",
    r"(?:you have )?\w{1,8} (?:more )?(?:free )?articles? (?:left|remaining).{0,20}",
    r"(?:.{0,40}[ ?!])?(?:sign up|subscribe) .{0,30}newsletters?[.!]?",
    r"(?:.{0,30} )?newsletters?|subscribe(?: .{0,40})?|sign up(?: .{0,40})?|stay (?:informed|in the loop|connected).*",
    r"never miss .*|get (?:the|our|your) .*(?:inbox|daily|newsletter|app).*",
    r"share(?: (?:this|on|to|via|with|it|article|story|the article).{0,30})?|(?:re)?tweet|like(?: us.*)?",
    r"follow (?:us|@|on).{0,30}|print(?: (?:this|article|page|edition))?|e-?mail(?: this| to a friend)?",
    r"copy (?:the )?link|save|bookmark|favou?rite|collect|facebook|twitter|x|we ?chat|weibo",
    r"whats ?app|linkedin|reddit|telegram|pinterest|line|instagram|qq|qzone|moments",
    r"分享(?:到.{0,8})?|微信(?:好友)?|朋友圈|(?:新浪)?微博|QQ(?:空间|好友)",
    r"(?:download|get|open in) (?:the |our )?.{0,20}app.*|scan .{0,40}(?:code|qr).*",
    r"listen(?: to .*)?|(?:font|text) size|a[+-]?|back to top|top|search|menu|log ?in|register|sign in|close|skip to.*",
    r"(?:load|show|view|read) (?:more|all|full.*)|comments?|reply|report",
)
_MARK = re.compile(r"\W*(?:END|完|全文完)\W*|[^\w\s]+ ?(?i:the )?(?i:end) ?[^\w\s]+|(?i:enditem)")
"""What some print below a text to say that it ends."""
_HOUSE = _any_of(
    r"\b(?:us|our|newsletters?|inbox|e-?mails?|apps?|updates?|alerts?|news|codes?|friends?|subscri(?:bers?|ptions?)"
    r"|(?:this|the|full|an?) (?:page|stor(?:y|ies)|articles?)|shine|shanghai daily|facebook|twitter|we ?chat|weibo"
    r"|headlines?|briefings?|daily|delivered|free|access|reading|also|interested|following)\b"
)
"""What a house tells its readers of, where a whole sentence stands on a box or button."""
_FEWEST_WORDS = 5
_PROSE = re.compile(
    r"(?i:copyright|contact us|about us)(?: [a-z]|, ).*|[^©]*\b(?i:all rights reserved) [a-z][^©]*", re.DOTALL
)
_SOURCE = re.compile(r"(?:sources?|editors?|来源|稿源|(?:责任)?编辑|责编)\s*[:：]", re.IGNORECASE)
_TAGS = _any_of(
    r"tags?|topics?|key ?words?|filed under|labels?|in this story|标签|关键[词字]",
    r"(?:(?:explore|find|learn|read|see) )?(?:more )?(?:about|from|in|on) (?:these|this) (?:subject|tag|topic)s?",
)
_NETWORKS = _any_of(r"facebook|twitter|we ?chat|weibo|instagram")


def _bare(text: str) -> str:
    text = text.strip(_TRAILING)
    if text and (text[-1].isdecimal() or text[-1] in _BRACKETS):
        text = _NUMBER.sub("", text).strip(_TRAILING)
    return text


def ends_article(text: str) -> bool:
    """Tell the words after which no article goes on: readers' comments, the site's foot.

    >>> ends_article("Comments (3)"), ends_article("Comment was not to be had.")
    (True, False)
    """
    return len(text) < _LONGEST_FOOT and _is_end(text)


def heads_box(text: str) -> bool:
    """Tell the heading of a box, or the face of a button, that may stand in the middle of an article.

    A sentence is none, but for one that speaks of the house, or of a few words.

    >>> heads_box("Related stories"), heads_box("Share on Facebook"), heads_box("Talk.")
    (True, True, False)
    >>> heads_box("- END -"), heads_box("The end of the road")
    (True, False)
    >>> heads_box("Sign up for our updates."), heads_box("Sign up at the town hall by Friday.")
    (True, False)
    """
    return len(text) < _LONGEST and _is_head(text)


def may_be_prose(text: str) -> bool:
    """Tell a sentence that goes on from words of the site's foot as one of an article may.

    >>> may_be_prose("Copyright is a field that grows, she said."), may_be_prose("Copyright 2024 Shanghai Daily.")
    (True, False)
    """
    return text.endswith(_STOPS) and _PROSE.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _is_end(text: str) -> bool:
    return _ENDS.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=1024)
def _is_head(text: str) -> bool:
    if text.endswith(_STOPS) and len(text.split()) >= _FEWEST_WORDS and not _HOUSE.search(text):
        return False
    return (_HEADS.fullmatch(_bare(text)) or _MARK.fullmatch(text)) is not None


def names_network(text: str) -> bool:
    """Tell the name of a network, which may be on a button or below a picture that comes from there.

    >>> names_network("WeChat"), names_network("Share")
    (True, False)
    """
    return len(text) < _LONGEST and _NETWORKS.fullmatch(text) is not None


def are_labels(pieces: tuple[str, ...]) -> bool:
    """Tell a line that is nothing but the heading of a box, or the faces of buttons side by side.

    >>> are_labels(("Facebook", "WeChat")), are_labels(("Share", "and be happy."))
    (True, False)
    """
    if len(pieces) == 1:
        return len(pieces[0]) < _LONGEST and pieces[0] not in _LETTERS and _is_head(pieces[0])
    return bool(pieces) and (all(map(heads_box, pieces)) or heads_box(" ".join(pieces)))


def names_source(text: str) -> bool:
    """Tell the beginning of a line that ends an article's text.

    >>> names_source("Source: SHINE Editor: Fu Rong"), names_source("Sources say no.")
    (True, False)
    """
    return _SOURCE.match(text) is not None


def labels_tags(text: str) -> bool:
    """Tell the word before a list of tags.

    >>> labels_tags("Tags:")
    True
    """
    return len(text) < _LONGEST and _TAGS.fullmatch(_bare(text)) is not None


def tells_fact(text: str) -> bool:
    """Tell a line of a list of facts, a name and its value, from labelled tags and buttons.

    >>> tells_fact("Admission: Free"), tells_fact("Tags: Art"), tells_fact("Share on: Facebook")
    (True, False, False)
    """
    label, colon, value = text.partition(": ")
    return bool(colon and value) and not (labels_tags(label) or heads_box(label) or ends_article(label))
