"""A template of semantic elements: article, figure with the credit in its caption, time and address."""

from html import escape

from shinenews.edition.markups.body import body_pieces, linked
from shinenews.edition.markups.chrome import (
    FOOTER,
    MENU,
    SHORT_MENU,
    author_path,
    clock,
    links,
    open_graph,
    signature,
)
from shinenews.edition.stories import Block, ListItem, Paragraph, Picture, Quotation, Story, Subheading, Video
from shinenews.edition.views import ArticleView, ListingView


def article(view: ArticleView) -> str:
    """Render the page of an article."""
    story = view.story
    area, name = story.section_path
    summary = f'<p class="standfirst">{escape(story.summary)}</p>' if story.summary else ""
    signed = signature(story)
    text = "\n".join(body_pieces(story, _block))
    return _document(
        title=f"{story.title} - SHINE News",
        head=open_graph(story),
        main=f"""<nav aria-label="breadcrumb"><a href="/{area.lower()}/">{area}</a>&nbsp;/&nbsp;\
<a href="/{story.directory}/">{name}</a></nav>
<article>
<header>
<h1>{escape(story.title)}</h1>
{_byline(story)}
{summary}
{_byline(story)}
</header>
<section>
{text}
<!-- end of text -->
</section>
<footer>
{f"<small>{signed}</small>" if signed else ""}
<ul>{links({tag: f"/tag/{tag.lower()}/" for tag in story.tags})}</ul>
</footer>
</article>
<aside aria-label="Related"><h2>Related</h2>
{_teasers(view.related)}
</aside>
<aside aria-label="Most read"><h2>Most read</h2><ol>
{links({other.title: other.path for other in view.popular})}
</ol></aside>
<aside class="newsletter"><h2>Get the best of Shanghai</h2><p>Subscribe to our newsletter.</p></aside>""",
    )


def listing(view: ListingView) -> str:
    """Render one page of a section's or an author's listing."""
    numbers = {str(page): view.path_of(page) for page in view.offered}
    return _document(
        title=f"{view.heading} - SHINE",
        head="",
        main=f"<h1>{escape(view.heading)}</h1>\n{_teasers(view.stories)}\n<nav><ul>\n{links(numbers)}\n</ul></nav>",
    )


def front(view: ListingView) -> str:
    """Render a section front: top stories, without pages."""
    return listing(view)


def _document(*, title: str, head: str, main: str) -> str:
    menu = f"<nav><ul>\n{links(MENU)}\n</ul></nav>"
    footer = "\n".join(f"<p>{line}</p>" for line in FOOTER)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(title)}</title>
{head}
<style>figure {{ margin: 0 }}</style>
</head><body>
<header><a href="/">SHINE</a>
{menu}
</header>
<main>
{main}
</main>
<footer><h4>Special Reports</h4><p>EXPLORE SHINE</p>
{menu}
{footer}
<p>Search</p><p>breaking news in China</p>
<ul>{"".join(f"<li>{label}</li>" for label in SHORT_MENU)}</ul>
</footer>
<script>document.querySelectorAll("img").forEach(shown => shown.src = shown.dataset.original);</script>
</body></html>
"""


def _byline(story: Story) -> str:
    names = " and ".join(
        f'<a rel="author" href="{author_path(name)}">{name}</a>' if story.is_by_staff else name for name in story.byline
    )
    return f"""<div>{f"<address>{names}</address>" if names else ""}
<p><time>&nbsp;&nbsp;{clock(story.published_at)}</time>{"&nbsp;" * 4} <data>{story.comment_count}</data></p>
</div>"""


def _block(block: Block, story: Story) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{linked(text, story.tags)}</p>"
        case Subheading(text):
            return f"<h2>{escape(text)}</h2>"
        case ListItem(text):
            return f"<li>{escape(text)}</li>\n"
        case Quotation(text):
            return f"<blockquote>{escape(text)}</blockquote>"
        case Video(url):
            return f'<figure><video controls src="{url}"></video></figure>'
        case Picture(url, caption, credit):
            parts = [f"<cite>{escape(credit)}</cite>" if credit else "", escape(caption or "")]
            under = f"<figcaption>{' '.join(filter(None, parts))}</figcaption>" if caption or credit else ""
            image = f'<img loading="lazy" src="/lazy.gif" data-original="{url}" alt="{escape(story.title)}">'
            return f"<figure>{image}{under}</figure>"


def _teasers(stories: tuple[Story, ...]) -> str:
    return "\n".join(
        f'<section><h3><a href="{story.path}">{escape(story.title)}</a></h3>'
        f"{f'<p>{escape(story.summary)}</p>' if story.summary else ''}</section>"
        for story in stories
    )
