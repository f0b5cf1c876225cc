"""The credits of pictures: who took, drew or gave them, told by their wording."""

import re

from shinenews.normalise.agencies import AGENCIES
from shinenews.page.wording.words import LONGEST_NAMES, is_name, is_sentence

_SUPPLIERS = (
    *AGENCIES,
    *("Ti Gong", "Imaginechina", "Getty", "Getty Images", "Shutterstock", "iStock", "EPA", "Handout"),
    *("CCTV", "CGTN", "City News Service", "WeChat", "Weibo", "Douyin", "Xiaohongshu"),
    *("Facebook", "Instagram", "TikTok", "Twitter"),
    *("新华社", "中新社", "人民日报", "解放日报", "澎湃新闻", "央视新闻", "视觉中国", "东方IC", "资料图", "资料图片"),
)  # fmt: skip
_SUPPLIER = re.compile("|".join(sorted(map(re.escape, _SUPPLIERS), key=len, reverse=True)), re.IGNORECASE)
_SOURCE_LABEL = re.compile(r"^source\s*[:：]\s*", re.IGNORECASE)
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|cn|net|org)", re.IGNORECASE)
_PHOTO = r"(?:photo(?:graph)?s?|pictures?|images?)"
_OF_KIND = re.compile(
    rf"\s*\b(?:(?:file|handout|archive|stock) {_PHOTO}|(?:video )?screen ?(?:shot|grab)s?)", re.IGNORECASE
)
"""What a credit may say of the picture instead of its giver, or behind it."""
_CREDIT_LABEL = re.compile(
    rf"^(?:(?:all )?{_PHOTO}\s*(?:[:：/]|(?:credits?|courtesy|sources?)\s*[:：]|credits? )"
    r"|(?:credits?\s*(?:[:：…]|\.\.\.)|photographers?\s*[:：]|courtesy\s*[:：]|copyright\s*[:：©]|©)"
    rf"|(?:all )?{_PHOTO} (?:by|©) |(?:摄影|图片来源|图源)\s*[:：]|图/)\s*",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    rf"(?:{_PHOTO}|credits?|captions?)(?: credits?)?\s*(?:[:：…]|\.\.\.)?|photo(?:graph)?s? by|©|图片来源[:：]?"
    r"|[\w-]+\.(?:jpe?g|png|gif|webp)",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"^(?:{_PHOTO} )?(?:provided by|supplied by|courtesy of) ", re.IGNORECASE)
_COME_BY = re.compile(
    rf"^(?:{_PHOTO} )?(?:(?:provided|supplied) to .|from (?:the )?.{{2,40}}\b(?:archive|collection)s?$)", re.IGNORECASE
)
_DRAWN = re.compile(r"^(?:(?:info)?graphics?|illustrations?|cartoons?)(?: by |\s*[:：/]\s*)", re.IGNORECASE)
"""Who made what is no photo: the word that says so is a part of the credit."""
_LABEL_AFTER = re.compile(
    r"((?:[\u3400-\u9fff]{2,8}(?:记者|通讯员)\s?)?[\u3400-\u9fff·]{2,4}(?:[、/ ][\u3400-\u9fff·]{2,4}){0,3})"
    r"\s?/?\s?(?<![拍录])摄影?|([\u3400-\u9fff]{2,12})\s?供图"
)
"""The names before the Chinese words for "photo by" and "courtesy of"."""
_HANDLE = re.compile(r"@[\w.-]{2,30}")
_HANDLE_AFTER = re.compile(rf"(?<=\w)\s?{_HANDLE.pattern}$")
_OF_CAPTION = re.compile(rf"\b(?:from|in|at|on|near|(?i:{_PHOTO}) ?(?:by|[:：]))\b|[(（\[【]")
"""What no name of a photographer holds, and a caption, or one with its credit, may."""
_PLACE = re.compile(
    r".* (?:park|road|street|avenue|square|bridge|river|lake|creek|bay|island|beach|mountain|valley|temple|pagoda"
    r"|station|airport|harbou?r|port|pier|tower|hall|market|village|town|city|county|district|province|gardens?)",
    re.IGNORECASE,
)
_RULERS = " /|·•-–—:：()（）[]"


def is_credit(text: str) -> bool:
    """Tell a picture's credit that is sure by itself: an agency, `Ti Gong`, `Name / SHINE`; a name labelled so.

    >>> is_credit("Ti Gong"), is_credit("Li Xin and Wu Di / SHINE"), is_credit("(Xinhua)"), is_credit("Two camels.")
    (True, True, True, False)
    >>> is_credit("Photo by Li Xin"), is_credit("海沙尔 摄"), is_credit("Courtesy of the zoo"), is_credit("Li Xin")
    (True, True, True, False)
    """
    bare = bare_credit(text)
    if len(bare) > LONGEST_NAMES:
        return False
    stripped = text.strip(_RULERS)
    if _CREDIT_LABEL.match(stripped) and _is_named(bare):
        return True
    if _LABEL_AFTER.fullmatch(stripped) or _is_given(stripped) or _is_given(bare):
        return True
    parts = [part.strip() for part in re.split(r"\s*[/|,]\s*|\s+(?:and|via)\s+", bare)]
    supplied = list(map(_is_supplier, parts))
    return any(supplied) and all(sure or _is_giver(part) for part, sure in zip(parts, supplied, strict=True))


def _is_supplier(text: str) -> bool:
    """Tell a house that gives pictures, an address of the web, or where pictures come from without one.

    >>> [_is_supplier(text) for text in ("Xinhua", "Xinhua file photo", "File photo", "chinanews.com", "A photo")]
    [True, True, True, True, False]
    >>> _is_supplier("Weibo @rowers"), _is_supplier("Rowers @rowers")
    (True, False)
    """
    giver = _HANDLE_AFTER.sub("", _OF_KIND.sub("", text, count=1))
    return bool(text) and (not giver or any(known.fullmatch(giver) for known in (_SUPPLIER, _SITE)))


def _is_given(text: str) -> bool:
    """Tell who gave a picture, in whatever words; or a name after the words for what is drawn."""
    drawn = _DRAWN.match(text)
    if drawn:
        return _is_named(text[drawn.end() :])
    return (_GIVEN.match(text) or _COME_BY.match(text)) is not None and not is_sentence(text)


def _is_giver(text: str) -> bool:
    """Tell a name beside that of a house from a caption without a full stop.

    >>> _is_giver("Li Xin"), _is_giver("Drums from Anhui"), _is_giver("Drums（Li Xin")
    (True, False, False)
    """
    return _is_named(text) and not (_OF_CAPTION.search(text) or names_place(text))


def _is_named(text: str) -> bool:
    return is_name(text) or _HANDLE.fullmatch(text) is not None


def names_place(text: str) -> bool:
    """Tell the name of a place, which takes no pictures.

    >>> names_place("Century Park"), names_place("Li Xin"), names_place("Park Ji-won")
    (True, False, False)
    """
    return _PLACE.fullmatch(text) is not None


def is_credit_label(text: str) -> bool:
    """Tell the word before a credit, or for a picture, that stands alone: only readers who see no picture need it.

    >>> is_credit_label("Image"), is_credit_label("Credit..."), is_credit_label("Photo by"), is_credit_label("Li Xin")
    (True, True, True, False)
    >>> is_credit_label("ferry-2.jpg")
    True
    """
    return _LABEL_ALONE.fullmatch(text) is not None


def bare_credit(text: str) -> str:
    """Take label, brackets and rulers off a credit.

    >>> bare_credit("(Xinhua)"), bare_credit("/ Dong Jun / SHINE"), bare_credit("Photo: IC"), bare_credit("海沙尔 摄")
    ('Xinhua', 'Dong Jun / SHINE', 'IC', '海沙尔')
    >>> bare_credit("Photo courtesy of Wu Di"), bare_credit("Courtesy of the zoo"), bare_credit("Graphic: SHINE")
    ('Wu Di', 'Courtesy of the zoo', 'Graphic: SHINE')
    """
    stripped = text.strip(_RULERS)
    if labelled := _LABEL_AFTER.fullmatch(stripped):
        return labelled[1] or labelled[2]
    bare = _CREDIT_LABEL.sub("", _SOURCE_LABEL.sub("", stripped)).strip(_RULERS)
    giver = _GIVEN.sub("", bare)
    return (giver if is_name(giver) else bare) or text
