"""The template that one public spider attests, pieced out from what is known of the site."""

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

_EMPTY_PARAGRAPH = "<p>&nbsp;</p>"
_ADVERT = """<div class="advert"><!-- slot 3 --><span>Advertisement</span>
<script>window.ads.push({"slot": 3});</script></div>"""


def article(view: ArticleView) -> str:
    """Render the page of an article."""
    story = view.story
    summary = f'<div class="caption"><p>{escape(story.summary)}</p></div>' if story.summary else ""
    signed = signature(story)
    tags = "".join(f'<a class="tag" href="/tag/{escape(tag.lower())}/">{escape(tag)}</a>\n' for tag in story.tags)
    return _document(
        title=f"{story.title} - SHINE News",
        head=f'<link rel="canonical" href="{story.url}">\n{open_graph(story)}',
        main=f"""<div class="crumb">{_crumb(story)}</div>
<h1>{escape(story.title)}</h1>
{_info(story, "hidden-xs")}
{summary}
{_info(story, "visible-xs")}
<div class="content clearfix">
{_body(story)}
</div>
{f'<div class="editor">{signed}</div>' if signed else ""}
<div class="tags">{tags}</div>
<aside class="more"><h3>Related</h3>
{_cards(view.related)}
</aside>
<aside class="most-read"><h3>Most read</h3><ol>
{links({other.title: other.url for other in view.popular})}
</ol></aside>
<div class="newsletter"><h4>Get the best of Shanghai</h4><p>Subscribe to our newsletter.</p>
<form action="/subscribe" method="post"><input name="email" type="email"></form></div>""",
    )


def listing(view: ListingView) -> str:
    """Render one page of a section's or an author's listing."""
    numbers = {str(page): view.path_of(page) for page in view.offered}
    following = view.path_of(view.page + 1) if view.page < view.pages else None
    pager = f'<a class="next" rel="next" href="{following}">Next</a>' if following else ""
    return _document(
        title=f"{view.heading} - SHINE",
        head=f'<link rel="next" href="{following}">' if following else "",
        main=f"""<h1>{escape(view.heading)}</h1>
{_cards(view.stories)}
<ul class="pagination">
{links(numbers)}
</ul>
{pager}""",
    )


def front(view: ListingView) -> str:
    """Render a section front: rows of top stories, without pages."""
    rows = "\n".join(
        f'<div class="row-story"><div class="top-story">{_card(story)}</div></div>' for story in view.stories
    )
    return _document(title=f"{view.heading} - SHINE", head="", main=f"<h1>{escape(view.heading)}</h1>\n{rows}")


def _document(*, title: str, head: str, main: str) -> str:
    menu = f'<nav class="navbar navbar-default"><ul>\n{links(MENU)}\n</ul></nav>'
    footer = "\n".join(f"<p>{line}</p>" for line in FOOTER)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(title)}</title>
{head}
<style>.hidden {{ display: none }}</style>
<script>window.ads = []; window.dataLayer = ["<p>not a paragraph</p>"];</script>
</head><body>
<!-- header -->
{menu}
<div class="advert"><span>Advertisement</span></div>
<div class="container">
{main}
</div>
<div class="footer"><h4>Special Reports</h4><p>EXPLORE SHINE</p>
{menu}
{footer}
</div>
<div>Search</div><div>breaking news in China</div>
<ul>
{"".join(f"<li>{label}</li>" for label in SHORT_MENU)}
</ul>
</body></html>
"""


def _crumb(story: Story) -> str:
    area, name = story.section_path
    return f'<a href="/{area.lower()}/">{area}</a>&nbsp;/&nbsp;<a href="/{story.directory}/">{name}</a>'


def _info(story: Story, screen: str) -> str:
    """Render byline and time, which the site prints once for wide screens and once for narrow ones."""
    names = "\n".join(
        (f'<div class="author-box"><a href="{author_path(name)}">&nbsp;{name}</a></div>' * story.is_by_staff)
        + f'<span class="author">{name}</span>'
        for name in story.byline
    )
    return f"""<div class="info {screen}">{names}
<div><span class="glyphicon glyphicon-time"></span>&nbsp;&nbsp;{clock(story.published_at)}{"&nbsp;" * 4}
<span class="glyphicon glyphicon-comment"></span>&nbsp;&nbsp;{story.comment_count}</div></div>"""


def _body(story: Story) -> str:
    pieces = body_pieces(story, _block)
    pieces.insert(1, _ADVERT)
    pieces.insert(-1, _EMPTY_PARAGRAPH)
    return "\n".join(pieces)


def _block(block: Block, story: Story) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{linked(text, story.tags)}</p>"
        case Subheading(text):
            return f"<h3>{escape(text)}</h3>"
        case ListItem(text):
            return f"<li>{escape(text)}</li>\n"
        case Quotation(text):
            return f"<blockquote><p>{escape(text)}</p></blockquote>"
        case Video(url):
            return f'<video controls preload="none"><source src="{url}" type="video/mp4"></video>'
        case Picture(url, caption, credit):
            under = f'<div class="image-credit">{escape(credit)}</div>' if credit else ""
            under += f'<div class="image-caption">{escape(caption)}</div>' if caption else ""
            image = f'<img src="/lazy.gif" data-original="{url}" alt="{escape(story.title)}">'
            return f'<div class="image">{image}{under}</div>'


def _cards(stories: tuple[Story, ...]) -> str:
    return "\n".join(f'<div class="list-story">{_card(story)}</div>' for story in stories)


def _card(story: Story) -> str:
    image = f'<img src="/lazy.gif" data-original="{story.images[0].url}" alt="">' if story.images else ""
    summary = f"<p>{escape(story.summary)}</p>" if story.summary else ""
    return (
        f'<a href="{story.path}">{image}</a><div class="list-card-text">'
        f'<a href="{story.path}"><h2>{escape(story.title)}</h2></a>{summary}</div>'
    )
