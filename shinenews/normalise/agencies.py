"""Agencies and houses that sign or supply articles, told from people by their names."""

import re

AGENCIES = frozenset(
    {
        "AFP", "Agence France-Presse", "Agencies", "ANSA", "AP", "Associated Press", "BBC", "Bloomberg",
        "Caixin", "CCTV", "CCTV News", "CFP", "CGTN", "China Daily", "China Media Group", "China News Service",
        "City News Service", "CNBC", "CNN", "CNS", "dpa", "EFE", "Global Times", "IC", "Imaginechina",
        "Interfax", "Kyodo", "People's Daily", "People's Daily Online", "Reuters", "SHINE", "Shanghai Daily",
        "Sixth Tone", "Sputnik", "TASS", "The Associated Press", "The Paper", "UPI", "VCG", "Xinhua",
        "Xinhua News Agency", "Xinhuanet", "Yicai", "Yonhap",
    }
)  # fmt: skip
"""As printed (seen on the site, or usual in its trade)."""

_BY_CASE = {name.casefold(): name for name in AGENCIES}
_PRESS = "Agency|Daily|Herald|Media|Network|News|Newspaper|Radio|Service|Television|Times|TV|Weekly"
_KIND = re.compile(
    rf"(?:[^\W\d_]+ (?:and|&) )?(?:[A-Z][\w'’.-]* ){{1,4}}(?:{_PRESS})(?: Online)?"
    r"|[\u3400-\u9fff]{2,}(?:社|报|网|台|新闻)"
)
"""What ends as the names of the press do; an `and` in it stands after a single word, which is nobody's whole name."""


def house(name: str) -> str | None:
    """Give an agency or house its usual name; None for what is none, as far as can be told.

    >>> house("XINHUA"), house("Jiefang Daily"), house("Science and Technology Daily"), house("新华社")
    ('Xinhua', 'Jiefang Daily', 'Science and Technology Daily', '新华社')
    >>> house("Ma Yue"), house("Ma Yue and China Daily")
    (None, None)
    """
    return _BY_CASE.get(name.casefold()) or (name if _KIND.fullmatch(name) else None)
