"""Articles as a crawl would store them, made without one."""

from dataclasses import replace

from shinenews.items import Article, Provenance
from shinenews.loaders import content_hash
from shinenews.site import Found, article_address

SITE = "https://www.shine.cn/news/nation"


def article(id_: str = "2411116666", **fields: object) -> Article:
    """Make an article that keeps the contract of the feed, but for the given fields."""
    provenance = Provenance(
        fetched_url=f"{SITE}/{id_}/",
        fetched_at="2024-11-11T12:40:00+00:00",
        status=200,
        discovered_by="newsmap",
        run="20241111T123900Z-00001",
    )
    made = Article(
        id=id_,
        url=f"{SITE}/{id_}/",
        section="news/nation",
        title="Rain ahead",
        published_at="2024-11-11T20:37:00+08:00",
        published_source="time-line",
        body="It will rain.",
        provenance=provenance,
    )
    made = replace(made, **fields)  # type: ignore[arg-type]
    made.content_hash = content_hash(made)
    return made


def found(id_: str) -> Found:
    """Give the address of such an article."""
    address = article_address(f"/news/nation/{id_}/")
    assert address is not None
    return Found(address)
