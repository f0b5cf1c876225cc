"""What stands around every page whatever its template: menu, footer, time line and padding."""

from datetime import datetime
from html import escape
from itertools import cycle, islice

from shinenews.edition.stories import Story

NBSP = "\N{NO-BREAK SPACE}"
MENU = {
    "News": "/news/",
    "In Focus": "/news/in-focus/",
    "Metro": "/news/metro/",
    "Nation": "/news/nation/",
    "World": "/news/world/",
    "Sport": "/news/sport/",
    "Biz": "/biz/",
    "Economy": "/biz/economy/",
    "Tech": "/biz/tech/",
    "Auto": "/biz/auto/",
    "Company": "/biz/company/",
    "Property": "/biz/property/",
    "Finance": "/biz/finance/",
    "Event": "/biz/event/",
    "Video": "/video/",
    "Feature": "/feature/",
    "Art & Culture": "/feature/art-culture/",
    "Travel": "/feature/travel/",
    "Lifestyle": "/feature/lifestyle/",
    "Taste": "/feature/taste/",
    "Entertainment": "/feature/entertainment/",
    "Wellness": "/feature/wellness/",
    "MENTAL": "/feature/mental/",
    "Book": "/feature/book/",
    "Education": "/feature/education/",
    "iDEALShanghai": "/feature/idealshanghai/",
    "Opinion": "/opinion/",
    "Regions": "/regions/",
    "Special": "/special/",
    "Projects": "/projects/",
}
"""The label and the path of every entry of the menu."""

SHORT_MENU = ("News", "Biz", "Video", "Opinion", "Feature", "Regions", "Top")
_LICENCES = (
    "沪ICP证：沪ICP备00000000号-0",
    "互联网新闻信息服务许可证: 31120180000",
    "网络视听许可证：0900000",
    "广播电视节目制作许可证：沪字第000号",
)
FOOTER = (
    "Follow Us",
    f"{NBSP}{NBSP}|{NBSP}{NBSP}".join(("About Us", "Contact Us", "Feedback", "Privacy Policy", "Terms of Use")),
    f"{NBSP}{NBSP}|{NBSP}{NBSP}".join(_LICENCES),
    "Copyright 2020 © Shanghai Daily. All Rights Reserved. Hotline: 8621-00000000",
    "沪公网安备 31010600000000号",
)
"""The lines at the foot of every page."""


def links(entries: dict[str, str]) -> str:
    """Render a list of links from their labels and addresses."""
    return "\n".join(f'<li><a href="{escape(path)}">{escape(label)}</a></li>' for label, path in entries.items())


def clock(moment: datetime) -> str:
    """Print a moment as the site's time line does: "20:37 UTC+8, 2024-11-11"."""
    return f"{moment:%H:%M} UTC+8, {moment:%Y-%m-%d}"


def signature(story: Story) -> str | None:
    """Print the line under the body, or the half of it there is; None when both are missing."""
    halves = {"Source": story.source, "Editor": story.editor}
    return f"{NBSP}{NBSP} ".join(f"{label}: {name}" for label, name in halves.items() if name) or None


def author_path(name: str) -> str:
    """Return the path of an author's page: "/guyilan/"."""
    return f"/{name.replace(' ', '').lower()}/"


def open_graph(story: Story) -> str:
    """Render the meta elements that describe an article to other sites."""
    properties = {
        "og:type": "article",
        "og:site_name": "SHINE",
        "og:title": story.title,
        "og:url": story.url,
        "og:description": story.summary,
        "og:image": story.images[0].url if story.images else None,
    }
    return "\n".join(
        f'<meta property="{name}" content="{escape(content)}">' for name, content in properties.items() if content
    )


def padded(page: str, size: int) -> str:
    """Lengthen a page to `size` bytes of UTF-8 by a hidden menu and a script, if there is room for them."""
    room = size - len(page.encode())
    rows = cycle(f'<li><a href="{path}">{escape(label)}</a></li>' for label, path in MENU.items())
    start = f'<ul hidden>{"".join(islice(rows, max(0, room // 100)))}</ul><script>var bundle = "'
    end = '";</script>'
    if room < len(start) + len(end):
        return page
    above, below = page.rsplit("</body>", 1)
    return f"{above}{start.ljust(room - len(end), 'x')}{end}</body>{below}"
