"""The golden pages: saved at `pages/<markup>/<path of the address>.html`, each beside the article to be read."""

from pathlib import Path

from shinenews.site import ORIGIN

PAGES = Path(__file__).parent / "pages"
SAVED = sorted(PAGES.rglob("*.html"))


def url_of(page: Path) -> str:
    _, *path = page.relative_to(PAGES).with_suffix("").parts
    return f"{ORIGIN}/{'/'.join(path)}/"
