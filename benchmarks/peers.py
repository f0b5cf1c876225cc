"""Other readers of news pages: `python -m benchmarks.peers NAME` reads pages on its input, in their environment.

A line of input is `{"url": …, "html": …}`. The first line of output is the reader's version, and each further one
`{"reading": …, "seconds": …}`, the CPU time of one page. Needs nothing of shinenews, and no network.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks.offline import close_network

if TYPE_CHECKING:
    from benchmarks.readings import Reading


def trafilatura(html: str, url: str) -> "Reading":
    """Read with trafilatura, its metadata switched on."""
    from trafilatura import bare_extraction

    document = bare_extraction(html, url=url, with_metadata=True)
    return {
        "title": document and document.title,
        "byline": document and (document.author or "").split(";"),
        "published_at": document and document.date,
        "summary": document and document.description,
        "body": document and document.text,
        "images": document and list(filter(None, [document.image])),
        "tags": document and document.tags,
    }


def newspaper4k(html: str, url: str) -> "Reading":
    """Read with newspaper4k, which would download pictures to weigh them."""
    from newspaper import Article

    article = Article(url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "title": article.title,
        "byline": article.authors,
        "published_at": article.publish_date and article.publish_date.isoformat(),
        "summary": article.meta_description,
        "body": article.text,
        "images": list(filter(None, [article.top_image])),
        "tags": list(article.tags or ()),
    }


def news_please(html: str, url: str) -> "Reading":
    """Read with news-please, which would download pictures to weigh them."""
    from newsplease import NewsPlease

    article = NewsPlease.from_html(html, url=url, fetch_images=False)
    return {
        "title": article.title,
        "byline": article.authors,
        "published_at": article.date_publish and article.date_publish.isoformat(),
        "summary": article.description,
        "body": article.maintext,
        "images": list(filter(None, [article.image_url])),
    }


PEERS: Mapping[str, Callable[[str, str], "Reading"]] = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "news-please": news_please,
}
"""The readers, by the name of their package."""


def main(name: str) -> None:
    """Read all pages of the input with one reader; what it prints itself goes to standard error."""
    close_network()
    print(json.dumps(version(name)))
    for row in sys.stdin:
        page = json.loads(row)
        start = time.process_time()
        with redirect_stdout(sys.stderr):
            reading = PEERS[name](page["html"], page["url"])
        print(json.dumps({"reading": reading, "seconds": time.process_time() - start}))


if __name__ == "__main__":
    main(sys.argv[1])
