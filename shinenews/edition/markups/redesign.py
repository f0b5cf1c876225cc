"""A template with every name changed, whose captions and credits are paragraphs of the body."""

from html import escape

from shinenews.edition.markups.body import body_pieces, linked
from shinenews.edition.markups.chrome import FOOTER, MENU, SHORT_MENU, clock, links, open_graph, signature
from shinenews.edition.stories import Block, ListItem, Paragraph, Picture, Quotation, Story, Subheading, Video
from shinenews.edition.views import ArticleView, ListingView

_PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
_PROMOTION = '<div class="x-promo"><span>Advertisement</span><script>promote(7);</script></div>'


def article(view: ArticleView) -> str:
    """Render the page of an article."""
    story = view.story
    lede = f'<div class="x-lede">{escape(story.summary)}</div>' if story.summary else ""
    signed = signature(story)
    body = body_pieces(story, _block)
    body.insert(1, _PROMOTION)
    trail = "</span>&nbsp;/&nbsp;<span>".join(story.section_path)
    text = "\n".join(body)
    return _document(
        title=f"{story.title} - SHINE News",
        head=open_graph(story),
        main=f"""<div class="x-trail"><span>{trail}</span></div>
<h2 class="x-headline"><span>{escape(story.title)}</span></h2>
{_stamp(story)}
{lede}
{_stamp(story)}
<section class="x-text">
{text}
<p><br></p>
</section>
{f'<p class="x-sign">{signed}</p>' if signed else ""}
<ul class="x-topics">{links({tag: f"/topics/{tag.lower()}" for tag in story.tags})}</ul>
<div class="x-box"><strong>You may also like</strong>
{_tiles(view.related)}
</div>
<div class="x-box"><strong>Most read</strong><ul>
{links({other.title: other.url for other in view.popular})}
</ul></div>""",
    )


def listing(view: ListingView) -> str:
    """Render one page of a section's or an author's listing."""
    following = view.path_of(view.page + 1) if view.page < view.pages else None
    more = f'<a class="x-more" href="{following}">More stories</a>' if following else ""
    return _document(
        title=f"{view.heading} - SHINE",
        head="",
        main=f'<h2 class="x-headline">{escape(view.heading)}</h2>\n{_tiles(view.stories)}\n{more}',
    )


def front(view: ListingView) -> str:
    """Render a section front: top stories, without pages."""
    return listing(view)


def _document(*, title: str, head: str, main: str) -> str:
    menu = f'<ul class="x-menu">\n{links(MENU)}\n</ul>'
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(title)}</title>
{head}
<script>var promote = slot => slot;</script>
</head><body class="x-site">
<h1 class="x-logo"><a href="/">SHINE</a></h1>
{menu}
<div class="x-page">
{main}
</div>
<div class="x-foot"><div>Special Reports</div><div>EXPLORE SHINE</div>
{menu}
{"".join(f"<div>{line}</div>" for line in FOOTER)}
<div>Search</div><div>breaking news in China</div>
{"".join(f"<div>{label}</div>" for label in SHORT_MENU)}
</div>
</body></html>
"""


def _stamp(story: Story) -> str:
    names = escape(" and ".join(story.byline))
    return f"""<div class="x-stamp">{f'<b class="x-by">{names}</b>' if names else ""}
<div><time datetime="{story.published_at.isoformat()}">&nbsp;&nbsp;{clock(story.published_at)}</time>\
&nbsp;&nbsp;&nbsp;&nbsp; <i>{story.comment_count}</i></div></div>"""


def _block(block: Block, story: Story) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{linked(text, story.tags)}</p>"
        case Subheading(text):
            return f'<p class="x-sub"><b>{escape(text)}</b></p>'
        case ListItem(text):
            return f"<li>{escape(text)}</li>\n"
        case Quotation(text):
            return f"<blockquote><p>{escape(text)}</p></blockquote>"
        case Video(url):
            return f'<div class="x-film"><video src="{url}"></video></div>'
        case Picture(url, caption, credit):
            image = f'<img data-src="{url}" src="{_PLACEHOLDER}" alt="{escape(story.title)}">'
            under = f'<p class="x-by-line">{escape(credit)}</p>' if credit else ""
            under += f'<p class="x-legend">{escape(caption)}</p>' if caption else ""
            return f'<div class="x-shot">{image}{under}</div>'


def _tiles(stories: tuple[Story, ...]) -> str:
    return "\n".join(
        f'<div class="x-tile"><a href="{story.path}"><b>{escape(story.title)}</b></a></div>' for story in stories
    )
