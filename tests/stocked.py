"""A data folder as crawls leave it, made without one: articles of two sections that mean ill in every way they can."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import articles
from sqlalchemy import Connection, insert

from shinenews.feeds.publishing.publish import publish
from shinenews.items import Article, Image
from shinenews.site import article_address
from shinenews.store.articles import archive
from shinenews.store.database.opening import open_database
from shinenews.store.tables import runs

BEGAN = datetime(2026, 11, 1, 8, tzinfo=UTC)
"""When the first run stored its articles; the second came a day later."""

HOSTILE = {
    "2410010001": '=HYPERLINK("http://evil.example","Rain")',
    "2410310002": "Rain\u2028ahead\u2029 in \u202eegnahc\u200f",
    "2411010003": "</script><b>Rain</b> & ]]> <!-- <![CDATA[",
    "2411010004": "Rain\x00 \x0b\x1b\ufffe\x7f and\ttabs\r\nand lines",
    "2411020005": '"Rain", said; the\\ editor\\u0041',
    "2411300006": "@SUM(1+1)*cmd|' /C calc'!A0",
    "2412010007": "'=2+3 上海 🏮",
}
"""Titles by id, all in the Nation section."""

CHANGED, WITHDRAWN, EARLY = "2411020005", "2411300006", "2409300008"
"""An article of two revisions, one that is gone, and one of another section."""


def article(id_: str, title: str = "Rain ahead", directory: str = "news/nation", **values: Any) -> Article:
    address = article_address(f"/{directory}/{id_}/")
    assert address is not None
    return articles.article(
        id_,
        **{
            "url": address.url,
            "section": address.section,
            "section_path": ["News", "Nation"],
            "title": title,
            "published_at": f"20{id_[:2]}-{id_[2:4]}-{id_[4:6]}T00:00:00+08:00",
            "body": f"It will rain.\n\n{title}",
            "language": "en",
        }
        | values,
    )


def rich(id_: str, title: str) -> Article:
    """Give an article with something in every field."""
    return article(
        id_,
        title,
        summary=title,
        byline=title,
        authors=[title, "Zhu Ying"],
        images=[
            Image("https://obj.shine.cn/a.jpg?b=1&c=2", title, None),
            Image('HTTPS://obj.shine.cn/"><script>alert(1)', None, title),
        ],
        videos=["https://obj.shine.cn/a.mp4"],
        source="SHINE",
        editor="Cui Zhaoyu",
        tags=["=1", title],
        comment_count=3,
        word_count=5,
        provenance=replace(
            articles.article(id_).provenance,
            sources={"title": "meta:og:title", title: title},
            disagreements={"title": {"meta:og:title": title, "landmark:headline": [1, None, {"a": 0.5}]}},
        ),
    )


def store(connection: Connection, run: str, *items: Article, at: datetime = BEGAN) -> None:
    """Store articles as a run would."""
    row = {"id": run, "spider": "shine", "started_at": at.isoformat(), "finished_at": at.isoformat(), "exit_code": 0}
    connection.execute(insert(runs).values(row))
    for item in items:
        archive.save(connection, item, run, at.isoformat())


def stock(folder: Path) -> Path:
    """Make the store and the feeds."""
    database = open_database(folder)
    with database.begin() as connection:
        early = article(EARLY, directory="biz/economy", agency="Xinhua", byline="Xinhua", body=None)
        store(connection, "run-1", early, *(rich(id_, title) for id_, title in HOSTILE.items()))
    publish(database, folder)
    with database.begin() as connection:
        later = BEGAN + timedelta(days=1)
        store(connection, "run-2", rich(CHANGED, "Sun ahead"), at=later)
        archive.withdraw(connection, WITHDRAWN, "run-2", later.isoformat())
    publish(database, folder)
    database.dispose()
    return folder
