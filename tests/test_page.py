"""Small pages, each for one thing the page reader must cope with; and pages made at random."""

from dataclasses import dataclass
from html import escape
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from reading import URL, read

from shinenews.page import Page, Picture, read_page

ARCHIVED = "https://archive.shine.cn/nation/City-to-plant-trees/shdaily.shtml"
TIME = "20:37 UTC+8, 2024-11-11"
FIRST = "The city will plant 300,000 trees along its rivers, officials said on Monday."
SECOND = "Work begins in spring, and is to take four years."
THIRD = "The trees were grown in nurseries on Chongming Island."
HEAD = f"<h1>City to plant trees</h1><div><b>Xinhua</b><br>{TIME} &nbsp; 0</div>"
BODY = f"<section><p>{FIRST}<p>{SECOND}<p>{THIRD}</section>"
FOOT = "<div>Source: Xinhua &nbsp; Editor: Zhang Long</div>"
PICTURE = "https://obj.shine.cn/files/2024/11/11/a_0.jpg"
IMG = f"<img src='{PICTURE}' alt='City to plant trees'>"


def card(day: str = "2024-11-12") -> str:
    return (
        "<div><a href='/news/metro/2411120007/'><img src='/files/b_0.jpg'><h3>Pandas make their debut</h3></a>"
        f"<p>Two cubs met the public.</p><div>Hu Min</div><div>09:12 UTC+8, {day}</div></div>"
    )


def test_a_plain_article_is_read_whole() -> None:
    crumb = "<div>News&nbsp;/&nbsp;Nation</div>"
    assert read(crumb + HEAD + BODY + FOOT + "<p><a href='/tag/trees/'>Trees</a></p><h4>Special Reports</h4>") == Page(
        crumb=["News", "Nation"],
        headline="City to plant trees",
        byline="Xinhua",
        time_line=TIME,
        comment_count="0",
        paragraphs=[FIRST, SECOND, THIRD],
        source="Xinhua",
        editor="Zhang Long",
        tags=["Trees"],
    )


@pytest.mark.parametrize(
    "crumb",
    [
        "<ol><li><a href='/news/'>News</a><li><a href='/news/nation/'>Nation</a></ol>",
        "<nav><a href='/'>Home</a> &gt; <a href='/news/'>News</a> &gt; <a href='/news/nation/'>Nation</a></nav>",
        "<font><a href='/news/'>News</a>&nbsp;/&nbsp;<a href='/news/nation/'>Nation</a></font><br><br>",
    ],
)
def test_the_crumb_is_read_by_the_address(crumb: str) -> None:
    menu = "<ul><li>News<li>In Focus<li>Metro<li>Nation<li>World<li>Biz</ul>"
    assert read(menu + crumb + HEAD + BODY + FOOT).crumb == ["News", "Nation"]
    assert read(menu + HEAD + BODY + FOOT).crumb == []


def test_a_page_without_time_source_or_date_is_no_article() -> None:
    page = read("<h1>Sorry, nothing here</h1><p>The page you asked for could not be found. Try the search.")
    assert page.paragraphs == []
    assert page.time_line is None


@pytest.mark.parametrize(
    "text",
    [
        "Copyright in the drawings stays with the gardeners, the city said.",
        "Contact us by the old bridge, says a note on the first tree.",
        "He kept all rights reserved for gardeners in his will.",
        "Sign up at the town hall by Friday.",
    ],
)
def test_a_sentence_among_the_paragraphs_is_no_line_of_the_foot(text: str) -> None:
    foot = "<div>Copyright 2024 Shanghai Daily. All rights reserved.</div>"
    page = read(HEAD + f"<section><p>{FIRST}<p>{text}<p>{SECOND}</section>" + FOOT + foot)
    assert (page.paragraphs, page.source) == ([FIRST, text, SECOND], "Xinhua")
    page = read(HEAD + f"<section><p>{text}</section>" + FOOT + foot)
    assert (page.paragraphs, page.source) == ([text], "Xinhua")


@pytest.mark.parametrize("text", ["Contact us by mail, or at the desk.", "All rights reserved by the publisher."])
def test_a_sentence_of_the_foot_ends_the_article(text: str) -> None:
    assert read(HEAD + f"<p>{FIRST}<p>{SECOND}<p>{text}<p>Menu").paragraphs == [FIRST, SECOND]
    assert read(HEAD + f"<p>{FIRST}<p>{SECOND}" + FOOT + f"<p>{text}").paragraphs == [FIRST, SECOND]
    page = read(HEAD + f"<p>{FIRST}<p>{SECOND}<div>Source: SHINE</div><p>{text}<p>{THIRD}")
    assert (page.paragraphs, page.source) == ([FIRST, SECOND], "SHINE")


TITLE = "<title>City to plant trees - SHINE News</title>"
OG = "<meta property='og:type' content='article'>"


@pytest.mark.parametrize(
    ("meta", "body"),
    [("", BODY), (OG, f"<div><p>{FIRST}<p>{SECOND}</div>"), ("", f"<p>Xinhua</p><p>{FIRST}<p>{SECOND}")],
)
def test_a_page_without_time_and_source_is_an_article_when_it_reads_as_one(meta: str, body: str) -> None:
    page = read(TITLE + meta + "<h1>City to plant trees</h1>" + body)
    assert page.headline == "City to plant trees"
    assert page.paragraphs == [FIRST, SECOND, THIRD][: 3 if THIRD in body else 2]


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (f"{TITLE}<h1>Please log in to read on</h1>{BODY}", URL),
        ("<title>Log in</title><h1>Please log in to go on</h1><p>This story is for readers with an account.", URL),
        (f"{TITLE}<h1>City to plant trees</h1>{BODY}", "https://www.shine.cn/search/?q=trees"),
        (f"{TITLE}<h1>City to plant trees</h1><p>{FIRST}", URL),
        (f"{TITLE}<h1>City to plant trees</h1>{card() * 4}", URL),
    ],
)
def test_walls_listings_and_errors_do_not_read_as_articles(page: str, url: str) -> None:
    assert read(page, url).paragraphs == []


def test_an_empty_page_is_no_article() -> None:
    assert read_page(etree.Element("html"), URL) == Page()


def test_a_title_for_machines_tells_which_line_is_the_headline() -> None:
    meta = "<meta property='og:title' content='City to plant trees - SHINE News'>"
    page = read(meta + "<h1>SHINE</h1>" + HEAD.replace("h1", "div") + BODY + FOOT)
    assert page.headline == "City to plant trees"


def test_a_headline_broken_over_lines_is_one() -> None:
    page = read(HEAD.replace("City to", "City to<br>") + BODY + FOOT)
    assert page.headline == "City to plant trees"
    assert page.byline == "Xinhua"


@pytest.mark.parametrize("crumb", ["News / Nation", "<a href='/news/'>News</a>", "Exclusive:"])
def test_a_headline_may_stand_in_one_line_with_other_words(crumb: str) -> None:
    line = f"<div><span>{crumb}</span><span>City to plant trees</span></div>"
    page = read(TITLE + line + HEAD.partition("</h1>")[2] + BODY + FOOT + "<h3>What our readers like</h3>")
    assert (page.headline, page.byline, page.time_line) == ("City to plant trees", "Xinhua", TIME)
    assert page.paragraphs == [FIRST, SECOND, THIRD]
    assert read(TITLE + line + HEAD.replace("City to", "City will") + BODY).headline == "City will plant trees"


def test_a_copy_of_the_headline_in_a_strip_is_passed_over() -> None:
    page = read(
        "<title>City to plant trees</title><div>SHINE</div><div>City to plant trees</div>" + card() + HEAD + BODY + FOOT
    )
    assert (page.headline, page.time_line) == ("City to plant trees", TIME)


@pytest.mark.parametrize("day", ["2024-11-12", "2024-11-11"])
def test_the_time_of_a_card_is_not_the_articles(day: str) -> None:
    head = HEAD.replace(f"<br>{TIME} &nbsp; 0", "")
    page = read(f"<aside><h3>Most read</h3>{card(day)}</aside>{head}{BODY}{FOOT}{card(day)}")
    assert page.time_line is None
    assert page.byline == "Xinhua"
    assert page.paragraphs == [FIRST, SECOND, THIRD]


def test_a_time_without_its_date_is_given_as_printed() -> None:
    assert read(HEAD.replace(", 2024-11-11", "") + BODY + FOOT).time_line == "20:37 UTC+8"


MOMENT = "2024-11-11T20:37:00+08:00"
TOLD = f"<time datetime='{MOMENT}'>8:37 pm, Nov 11, 2024</time>"


@pytest.mark.parametrize(
    "info",
    [
        f"<p>Zhu Ying</p><p>{TOLD} 3</p>",
        f"<div>By <a href='/z/'>Zhu Ying</a> | {TOLD.replace('8:37 pm, Nov 11, 2024', '2 hours ago')} | <a>3</a></div>",
        f"<p>Zhu Ying</p>{TOLD.replace('<time', '<time style=display:block')}<p>3</p>",
        f"<p>Zhu Ying</p><p>Updated <time datetime='2024-11-11T23:00+08:00'>11 pm</time>, published {TOLD} 3</p>",
    ],
)
def test_a_time_that_machines_are_told_may_be_printed_in_any_way(info: str) -> None:
    page = read(f"<h1>City to plant trees</h1><p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.byline, page.time_line, page.comment_count) == ("Zhu Ying", MOMENT, "3")
    assert (page.summary, page.paragraphs) == (SECOND, [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<p>{TIME}</p>{TOLD}", ""),
        ("<time datetime='2024-11-12T20:37:00+08:00'>8:37 pm, Nov 12, 2024</time>", ""),
        ("<time datetime='2024-11-11T00:00:00+08:00'>Nov 11, 2024</time>", ""),
        ("", f"<h4>Hu Min</h4>{TOLD}<p>How very good!</p>"),
    ],
)
def test_a_moment_for_machines_is_not_the_articles(above: str, below: str) -> None:
    page = read(f"<h1>City to plant trees</h1>{above}{BODY}{FOOT}{below}")
    assert page.time_line == (TIME if TIME in above else None)


def test_a_time_in_prose_is_no_time_line() -> None:
    prose = "The outage began at 20:37 UTC+8, 2024-11-11, and was over before dinner."
    page = read(HEAD.replace(TIME, "09:00 UTC+8, 2024-11-11") + BODY.replace(FIRST, prose) + FOOT)
    assert page.time_line == "09:00 UTC+8, 2024-11-11"
    assert page.paragraphs[0] == prose


@pytest.mark.parametrize(
    "info",
    [
        f"<p>Zhu Ying {TIME} 3</p>",
        f"<p>Zhu Ying | {TIME} | 3 comments</p>",
        f"<p><span>Zhu Ying</span><span>{TIME}</span><span>3</span></p>",
        f"<div>{TIME}</div><div>Zhu Ying</div><div>3</div>",
        f"<table><tr><td>Zhu Ying<td>{TIME}<td>3</table>",
        f"<div>By Zhu Ying</div><div>{TIME} <a href='#c'>3</a></div>",
        f"<div><a href='/zhuying/'><img src='/a/250.jpg'></a>&nbsp;Zhu Ying</div><div>Zhu Ying</div><p>{TIME} 3</p>",
    ],
)
def test_byline_time_and_count_stand_in_any_order(info: str) -> None:
    page = read("<h1>City to plant trees</h1>" + info + BODY + FOOT)
    assert (page.byline, page.time_line, page.comment_count) == ("Zhu Ying", TIME, "3")
    assert page.paragraphs == [FIRST, SECOND, THIRD]
    assert page.images == []


@pytest.mark.parametrize(
    "names",
    [
        "".join(f"<div><a href='/a/'>&nbsp;{name}</a></div><span>{name}</span>" for name in ("Yang Jian", "Zhu Ying")),
        "<p>Yang Jian</p><p>Zhu Ying</p>",
        "<div><a href='/y/'>Yang Jian</a> <a href='/z/'>Zhu Ying</a></div>",
        "<div><i>Yang Jian</i> <b>Yang Jian</b> <i>Zhu Ying</i> <b>Zhu Ying</b></div>",
        "<div>Yang Jian, Zhu Ying</div>",
    ],
)
def test_several_authors_are_named_with_commas_between(names: str) -> None:
    byline = "Yang Jian, Zhu Ying"
    assert read(f"<h1>City to plant trees</h1>{names}<div>{TIME} 0</div>{BODY}{FOOT}").byline == byline
    assert read(f"<h1>City to plant trees</h1><div>{TIME}</div>{names}{BODY}{FOOT}").byline == byline
    page = read(f"<h1>City to plant trees</h1>{names}{BODY}{FOOT}")
    assert (page.byline, page.paragraphs) == (byline, [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    "name",
    [
        "by <a href='/zhuying/'>Zhu Ying</a>",
        "Words by Zhu Ying",
        "Words: Zhu Ying",
        "Text and photos by Zhu Ying",
        "Story: <b>Zhu Ying</b>",
        "Author:Zhu Ying",
    ],
)
@pytest.mark.parametrize("info", ["<p>{}</p><p>{} 3</p>", "<div><span>{}</span> <i>{}</i> 3</div>"])
def test_the_words_before_a_name_are_no_part_of_the_byline(name: str, info: str) -> None:
    page = read("<h1>City to plant trees</h1>" + info.format(name, TIME) + BODY + FOOT)
    assert (page.byline, page.time_line, page.comment_count) == ("Zhu Ying", TIME, "3")


def test_a_word_and_the_names_after_it_may_each_have_an_element() -> None:
    names = "<p>By <a href='/a/'>Yang Jian</a> <a href='/b/'>Zhu Ying</a></p>"
    assert read(f"<h1>City to plant trees</h1>{names}<p>{TIME}</p>{BODY}{FOOT}").byline == "Yang Jian, Zhu Ying"


@pytest.mark.parametrize(
    "info",
    [
        f"<p>Words by Zhu Ying</p><p>Photos by Dong Jun</p><p>{TIME}</p>",
        f"<div><span>Words: Zhu Ying</span> <span>Photos: Dong Jun</span> {TIME}</div>",
        f"<p>By Zhu Ying, photos by Dong Jun</p><p>{TIME}</p>",
    ],
)
def test_who_took_the_pictures_is_no_author(info: str) -> None:
    summary = f"<p><i>{SECOND}</i></p>"
    assert read("<h1>City to plant trees</h1>" + summary + info + BODY + FOOT).byline == "Zhu Ying"


LATER = "08:01 UTC+8, 2024-11-12"


@pytest.mark.parametrize(
    "info",
    [
        f"<p>Zhu Ying</p><p>Published: {TIME}<br>Updated: {LATER}</p><p>3</p>",
        f"<p>Zhu Ying</p><p>Updated {LATER}</p><p>First published {TIME}</p><p>3</p>",
        f"<p>Zhu Ying</p><p>{TIME} (Last updated on {LATER})</p><p>3 comments</p>",
        f"<div><a href='/z/'>Zhu Ying</a><i>Updated at {LATER}</i><i>Published at {TIME}</i><b>3</b></div>",
        f"<p>Zhu Ying</p><dl><dt>Updated<dd>{LATER}<dt>Published<dd>{TIME}</dl><p>3</p>",
        f"<div><b>Words: Zhu Ying</b><b>Photos: Dong Jun</b><i>POSTED {TIME}</i><i>2 min read</i><b>3</b></div>",
        f"<p>Posted by Zhu Ying on {TIME}</p><p>Reading time: 2 mins</p><p>3</p>",
    ],
)
@pytest.mark.parametrize("url", [URL, ARCHIVED])
def test_the_time_of_publication_is_told_from_an_update_and_from_the_byline(info: str, url: str) -> None:
    page = read("<h1>City to plant trees</h1>" + info + BODY + FOOT, url)
    assert (page.byline, page.time_line, page.comment_count) == ("Zhu Ying", TIME, "3")
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(("time", "is_known"), [(LATER, False), (TIME, True)])
def test_an_update_on_a_later_day_is_no_time_of_publication(time: str, is_known: bool) -> None:  # noqa: FBT001
    page = read(f"<h1>City to plant trees</h1><p>Zhu Ying</p><p>Updated: {time}</p><p>3</p>{BODY}{FOOT}")
    assert page.time_line == (time if is_known else None)
    assert (page.byline, page.comment_count, page.paragraphs) == ("Zhu Ying", "3", [FIRST, SECOND, THIRD])


def test_the_caption_and_credit_of_a_picture_above_the_time_are_no_byline() -> None:
    figure = f"<p>{SECOND}</p>{IMG}<p>Shanghai Tower</p><p>Photo: Dong Jun</p>"
    assert read(f"<h1>City to plant trees</h1>{figure}<p>{TIME}</p>{BODY}{FOOT}").byline is None


def test_a_label_above_the_byline_is_no_author() -> None:
    page = read(f"<h1>City to plant trees</h1><em>Exclusive Report</em><p>Zhu Ying</p><p>{TIME}</p>{BODY}{FOOT}")
    assert page.byline == "Zhu Ying"


def test_no_byline_is_none() -> None:
    assert read(f"<h1>City to plant trees</h1><p>{TIME} 0</p>" + BODY + FOOT).byline is None


@pytest.mark.parametrize("again", ["", "<div class=i><div>Xinhua</div></div>"])
def test_without_a_time_the_byline_may_stand_below_the_summary(again: str) -> None:
    first = "<div class=i><span>Xinhua</span><br></div>"
    page = read(
        f"<h1>City to plant trees</h1>{first if again else ''}<div><p>{SECOND}</p></div>{again or first}{BODY}{FOOT}"
    )
    assert (page.byline, page.summary, page.paragraphs) == ("Xinhua", SECOND, [FIRST, SECOND, THIRD])


def test_a_credit_below_a_paragraph_and_a_picture_is_no_byline() -> None:
    figure = f"<p>{IMG}</p><p class=c>Xinhua</p>"
    page = read(f"<h1>City to plant trees</h1><div><p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p></div>{FOOT}")
    assert (page.byline, page.images) == (None, [Picture(PICTURE, None, "Xinhua")])


def test_the_time_of_a_readers_comment_is_not_the_articles() -> None:
    comment = "<h4>Reader comments</h4><ul><li><p><b>Lao Li</b></p><p>22:13 UTC+8, 2024-11-11</p><p>Good.</p></ul>"
    page = read(f"{TITLE}<h1>City to plant trees</h1><p>Xinhua</p>{BODY}{comment}")
    assert (page.time_line, page.paragraphs) == (None, [FIRST, SECOND, THIRD])


def test_the_summary_stands_between_the_two_printings_of_the_time() -> None:
    info = f"<div>Xinhua</div><div>{TIME} 0</div>"
    page = read(f"<h1>City to plant trees</h1>{info}<p>{FIRST}</p>{info}{BODY}{FOOT}")
    assert page.summary == FIRST
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "summary", ["<h2>Green banks.</h2>", "<div><p>Green banks.</p></div>", "<p><b>Green banks ahead.</b></p>"]
)
def test_the_summary_below_a_single_head_differs_from_the_paragraphs(summary: str) -> None:
    summary = summary.replace("Green banks", "Green banks for all rivers are on their way")
    page = read(HEAD + summary + BODY + FOOT)
    assert page.summary is not None
    assert page.summary.startswith("Green banks for all")
    assert page.paragraphs == [FIRST, SECOND, THIRD]


def test_the_first_paragraph_is_no_summary() -> None:
    page = read(f"<meta property='og:description' content='{FIRST}'>" + HEAD + BODY + FOOT)
    assert page.summary is None


def test_a_plain_line_that_the_first_paragraph_repeats_is_a_summary() -> None:
    summary = "City to plant 300,000 trees along its rivers in the next four years, officials said."
    first = (
        "The city will plant 300,000 trees along its rivers in the next four years, the parks officials said on Monday."
    )
    page = read(f"<div>{HEAD}<p>{summary}</p><p>{first}</p><p>{SECOND}</p><p>{THIRD}</p>{FOOT}</div>")
    assert (page.summary, page.paragraphs) == (summary, [first, SECOND, THIRD])


@pytest.mark.parametrize(
    ("box", "own"), [("section", f"<p>{IMG}</p>"), ("section", f"<p>{THIRD}</p>"), ("div", f"<p>{THIRD}</p>")]
)
def test_a_link_to_another_article_takes_nothing_of_its_section_along(box: str, own: str) -> None:
    link = "<p><a href='/news/metro/2411120007/'>Pandas make their debut</a></p>"
    page = read(f"{HEAD}<div><{box}><p>{FIRST}</p><p>{SECOND}</p></{box}><{box}>{own}{link}</{box}></div>{FOOT}")
    assert page.paragraphs == [FIRST, SECOND, THIRD][: 3 if THIRD in own else 2]
    assert page.images == [Picture(PICTURE)][: IMG in own]


@pytest.mark.parametrize(
    "body",
    [
        f"<div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>",
        f"<div><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div>",
        f"<div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>",
        f"<div>{FIRST}<br>{SECOND}<br>{THIRD}<br></div>",
        f"<table><tr><td>{FIRST}<tr><td>{SECOND}<tr><td>{THIRD}</table>",
        f"<section><p>{FIRST}</section><section><p>{SECOND}<p>{THIRD}</section>",
        f"<x-text>{FIRST}</x-text><x-text>{SECOND}</x-text><x-text>{THIRD}</x-text>",
        f"<P CLASS=a1 ID=p1>{FIRST}<P CLASS=a2 ID=p2>{SECOND}<P CLASS=a3 ID=p3>{THIRD}",
        f"<form><p>{FIRST}<p>{SECOND}<p>{THIRD}</form>",
    ],
)
def test_paragraphs_are_parted_in_many_ways(body: str) -> None:
    assert read(HEAD + body + FOOT).paragraphs == [FIRST, SECOND, THIRD]


def test_a_line_break_inside_one_of_many_paragraphs_is_a_space() -> None:
    assert read(HEAD + BODY.replace("spring, ", "spring,<br>") + FOOT).paragraphs[1] == SECOND


def test_links_bold_and_comments_stay_inside_a_paragraph() -> None:
    marked = SECOND.replace("spring", "<b>sp</b>r<!-- x --><a href='/x'>ing</a><o:p></o:p>")
    assert read(HEAD + BODY.replace(SECOND, marked) + FOOT).paragraphs == [FIRST, SECOND, THIRD]


def test_subheadings_lists_and_quotations_are_of_the_body() -> None:
    extra = "<h3>Why rivers</h3><ul><li>Shade<li>Birds</ul><blockquote>It is time.</blockquote><p><b>And then</b></p>"
    page = read(HEAD + BODY.replace(f"<p>{THIRD}", f"{extra}<p>{THIRD}") + FOOT)
    assert page.paragraphs == [FIRST, SECOND, "Why rivers", "Shade", "Birds", "It is time.", "And then", THIRD]


LONG = "Dig the hole in autumn, twice as wide as the roots, and leave it open to the frost until the first warm week."
STEPS = f"<li>{LONG}<li>{THIRD}"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"<div><p>{FIRST}<ol>{STEPS}</ol></div>", [LONG, THIRD]),
        (f"<div><p>{FIRST}<ul><li>{LONG}</ul><h3>Then</h3><ul><li>{THIRD}</ul></div>", [LONG, "Then", THIRD]),
        (f"<p>{FIRST}<ol>{STEPS}</ol>", [LONG, THIRD]),
        (f"<div><p>{FIRST}<dl><dt>When?<dd>{LONG}<dt>Where?<dd>{THIRD}</dl></div>", ["When?", LONG, "Where?", THIRD]),
        (f"<div><p>{FIRST}<div class='feed'><div><h3>At ten</h3><p>{LONG}</div></div></div>", ["At ten", LONG]),
        (
            f"<div><div class='a'><p>{FIRST}</div><div class='b'><p>{LONG}<p>{THIRD}<p>It rains.</div></div>",
            [LONG, THIRD, "It rains."],
        ),
        (f"<p>{FIRST}</p><section><h2>How</h2><p>{LONG}<p>{THIRD}</section>", ["How", LONG, THIRD]),
    ],
)
def test_the_first_paragraph_belongs_to_the_longer_list_or_box_below_it(body: str, told: list[str]) -> None:
    page = read(f"{HEAD}<p><i>{SECOND}</i></p>{body}<p>Bring a spade.</p>{FOOT}")
    assert page.summary == SECOND
    assert page.paragraphs[: len(told) + 1] == [FIRST, *told]


def test_what_is_hidden_is_not_read() -> None:
    hidden = "<p hidden>No.</p><p style='display: none'>No.</p><template><p>No.</p></template><script>'<p>No.'</script>"
    assert read(HEAD + BODY.replace(f"<p>{SECOND}", f"{hidden}<p>{SECOND}") + FOOT).paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "box",
    [
        "<div><span>ADVERTISEMENT</span><a href='https://ads.example/x'><img src='https://ads.example/b.jpg'></a></div>",
        "<div><a href='https://shop.example/'><img src='https://cdn.shop.example/big.jpg'></a></div>",
        "<div><form><h4>News for you</h4><p>The best of it.</p><input type=email><button>Go</button></form></div>",
        "<div><h4>Newsletter</h4><p>The best of the city, every Friday.</p><a href='/subscribe'>Subscribe</a></div>",
        f"<div><h3>Related</h3>{card()}</div>",
        "<aside><h4>Read more</h4><ul><li><a href='/news/metro/2411120007/'>Pandas</a></ul></aside>",
        "<p><a href='/news/metro/2411120007/'>Pandas make their debut</a></p>",
        "<div><a href='#'>Facebook</a> <a href='#'>WeChat</a> <a href='#'>Copy link</a></div>",
        "<div><iframe src='https://ads.example/frame'></iframe></div>",
        "<img src='https://stat.example/p.gif' width=1 height=1>",
    ],
)
def test_boxes_between_the_paragraphs_are_left_out(box: str) -> None:
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"{box}<p>{SECOND}") + FOOT)
    assert page.paragraphs == [FIRST, SECOND, THIRD]
    assert (page.images, page.videos) == ([], [])


def test_a_quotation_set_beside_the_text_is_of_the_body() -> None:
    aside = "<aside><blockquote>We need shade.</blockquote></aside>"
    assert "We need shade." in read(HEAD + BODY.replace(f"<p>{THIRD}", f"{aside}<p>{THIRD}") + FOOT).paragraphs


CAPTION = "Workers plant a tree."
FOURTH = "“They will be here after us,” said Zhu Bin, 61, who dug the first holes."


@pytest.mark.parametrize(
    "runs",
    [
        "<div><p>{0}</p></div><p>{1}</p><section><div><p>{2}</p><p>{3}</p></div></section>",
        "<div><div><p>{0}</p><p>{1}</p><p>{2}</p></div></div><div><p>{3}</p></div>",
        "<section><p>{0}</p></section><div><div><p>{1}</p><p>{2}</p></div></div><p>{3}</p>",
    ],
)
@pytest.mark.parametrize("foot", [FOOT, ""])
def test_nameless_wrappers_do_not_part_the_text(runs: str, foot: str) -> None:
    paragraphs = [FIRST, SECOND, THIRD, FOURTH]
    page = read(f"{HEAD}<div class=content><div>{runs.format(*paragraphs)}</div></div>{foot}")
    assert (page.summary, page.paragraphs) == (None, paragraphs)


def test_a_note_in_a_wrapper_of_its_own_is_no_summary() -> None:
    note = "Editor's note: This is the last of five columns on trees."
    body = f"<div class=content><div><p>{note}</p></div><div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    page = read(HEAD + body + FOOT)
    assert (page.summary, page.paragraphs) == (None, [note, FIRST, SECOND])


def test_a_first_paragraph_like_the_summary_stays_in_a_wrapped_body() -> None:
    info = f"<div>Xinhua</div><div>{TIME} 0</div>"
    body = f"<div class=content><div><p>{FIRST}</p></div><div><p>{SECOND}</p><p>{THIRD}</p></div></div>"
    page = read(f"<h1>City to plant trees</h1>{info}<p>{FIRST}</p>{info}{body}{FOOT}")
    assert (page.summary, page.paragraphs) == (FIRST, [FIRST, SECOND, THIRD])


def test_a_caption_ends_where_the_wrapped_text_goes_on() -> None:
    run = f"<div><p>{IMG}</p><p class=c>{CAPTION}</p><h4>Why rivers</h4><p>{SECOND}</p></div>"
    body = f"<div class=content><div><p>{FIRST}</p></div>{run}<div><div><p>{THIRD}</p></div></div></div>"
    page = read(HEAD + body + FOOT)
    assert page.images == [Picture(PICTURE, CAPTION)]
    assert page.paragraphs == [FIRST, "Why rivers", SECOND, THIRD]


def test_a_fact_in_a_wrapper_of_its_own_is_of_the_body() -> None:
    lead = f"<div><figure>{IMG}<figcaption>{CAPTION}</figcaption></figure></div>"
    body = f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div><section><p>Admission: Free</p></section></div>"
    page = read(f"<div>{HEAD}{lead}<div class=content>{body}</div>{FOOT}</div>")
    assert page.paragraphs == [FIRST, SECOND, "Admission: Free"]


def test_a_list_of_links_in_a_wrapper_takes_nothing_of_the_text_along() -> None:
    links = "".join(f"<li><a href='/news/metro/241112000{number}/'>Pandas {number}</a>" for number in range(2))
    run = f"<div><p>{IMG}</p><p>{SECOND}</p><aside><h4>Related</h4><ul>{links}</ul></aside></div>"
    page = read(f"{HEAD}<div class=content><p>{FIRST}</p>{run}<p>{THIRD}</p></div>{FOOT}")
    assert (page.images, page.paragraphs) == ([Picture(PICTURE)], [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure>{IMG}<figcaption>{CAPTION}<small>Ti Gong</small></figcaption></figure>",
        f"<figure>{IMG}<figcaption><b>Ti Gong</b> {CAPTION}</figcaption></figure>",
        f"<figure>{IMG}<figcaption><span>{CAPTION}</span> <i>/ Ti Gong</i></figcaption></figure>",
        f"<div class=pic>{IMG}<div>Ti Gong</div><div>{CAPTION}</div></div>",
        f"<div class=pic><p>{IMG}</p><p>{CAPTION}</p><p>Ti Gong</p></div>",
        f"<p>{IMG}</p><p class=c>Ti Gong</p><p class=d>{CAPTION}</p>",
        f"<p>{IMG}</p><p><em>Ti Gong</em></p><p><em>{CAPTION}</em></p>",
        f"<p>{IMG}</p><p>Ti Gong</p><p>{CAPTION}</p>",
        f"<center>{IMG}<br><font size=1>Ti Gong</font><br><font size=1>{CAPTION}</font></center>",
        f"<table><tr><td>{IMG}<tr><td>Ti Gong<tr><td>{CAPTION}</table>",
    ],
)
def test_a_picture_has_its_caption_and_credit(figure: str) -> None:
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"{figure}<p>{SECOND}") + FOOT)
    assert page.images == [Picture(PICTURE, CAPTION, "Ti Gong")]
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("credit", ["Xinhua", "Shanghai Museum"])
def test_a_plain_caption_may_stand_above_its_credit(credit: str) -> None:
    figure = f"<center>{IMG}</center><p>An aerial photo shows the new trees.</p><p>{credit}</p>"
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"{figure}<p>{SECOND}") + FOOT)
    assert page.images == [Picture(PICTURE, "An aerial photo shows the new trees.", credit)]
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "name",
    [
        "ad0da9ed-73b0-5f9b-8013-5383059c7f0b_0",
        "0ec77cc1-bf0f-4a97-ad37-4f2db094ef69_0",
        "b8eb3aa9-4021-4e82-9b9d-ad12b0bf9421_0",
        "0ad12b0bf94210ec77ccad",
    ],
)
def test_letters_in_a_made_up_name_do_not_spell_an_advert(name: str) -> None:
    address = f"https://obj.shine.cn/files/2024/11/11/{name}.jpg"
    assert read(HEAD + f"<p><img src='{address}'></p>" + BODY + FOOT).images == [Picture(address)]


def test_a_picture_may_have_neither_caption_nor_credit() -> None:
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"<p>{IMG}</p><p>{SECOND}") + FOOT)
    assert page.images == [Picture(PICTURE)]
    assert page.paragraphs == [FIRST, SECOND, THIRD]


def test_a_caption_may_say_what_a_paragraph_says() -> None:
    figure = f"<figure>{IMG}<figcaption>{FIRST}</figcaption></figure>"
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"{figure}<p>{SECOND}") + FOOT)
    assert page.images == [Picture(PICTURE, FIRST)]
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (IMG, [FIRST, SECOND]),
        (f"<div>{IMG}</div>", [FIRST, SECOND]),
        ("<video src='/files/b_0.mp4'></video>", [FIRST, SECOND]),
        ("<video src='/files/b_0.mp4'></video>", [FIRST]),
    ],
)
def test_prose_after_a_picture_is_the_text_where_elsewhere_stands_but_a_summary(shown: str, told: list[str]) -> None:
    text = "".join(f"<p class='x'>{paragraph}" for paragraph in told)
    page = read(f"{HEAD}<div><p>{THIRD}</div><div class='text'>{shown}{text}</div>{FOOT}")
    assert (page.summary, page.paragraphs) == (THIRD, told)
    assert not any(picture.caption for picture in page.images)


def test_a_photo_essay_keeps_its_introduction() -> None:
    figures = "".join(
        f"<div class=f><img src='{PICTURE}?{number}'><div>IC</div><div>A boat, number {number}.</div></div>"
        for number in range(6)
    )
    page = read(f"{HEAD}<div><p>It is the season of boats.</p>{figures}</div>{FOOT}")
    assert page.paragraphs == ["It is the season of boats."]
    assert [picture.caption for picture in page.images] == [f"A boat, number {number}." for number in range(6)]


def test_a_photo_essay_may_show_its_first_picture_above_the_others() -> None:
    figure = "<figure class=f><img src='{}'><figcaption><p>IC</p><p>{}</p></figcaption></figure>"
    figures = [figure.format(f"{PICTURE}?{number}", f"A boat, number {number}.") for number in range(4)]
    tags = "<ul><li><a href='/tag/boats/'>Boats</a></ul>"
    essay = f"{figures[0]}<section>{''.join(figures[1:])}</section>{tags}"
    page = read(f"<article>{HEAD}<div class=z><p>{FIRST}</p></div>{essay}</article><h4>Special Reports</h4>")
    assert (page.summary, page.paragraphs, page.tags) == (FIRST, [], ["Boats"])
    assert [picture.caption for picture in page.images] == [f"A boat, number {number}." for number in range(4)]


def test_a_sentence_with_the_head_above_all_pictures_is_a_summary() -> None:
    figures = "".join(
        f"<p><img src='{PICTURE}?{number}'></p><p class=c>A boat, number {number}.</p>" for number in range(4)
    )
    page = read(f"{HEAD}<div class=z>{FIRST}</div><div>{figures}</div>{FOOT}")
    assert (page.summary, page.paragraphs) == (FIRST, [])


@pytest.mark.parametrize(
    "image",
    [
        f"<img src=/lazy.gif data-original='{PICTURE}'>",
        f"<img src='data:image/gif;base64,R0' data-lazy-src='{PICTURE}'><noscript><img src='{PICTURE}'></noscript>",
        f"<noscript><img src='{PICTURE}'></noscript>",
        f"<img src='{PICTURE}-s.jpg' srcset='{PICTURE}-s.jpg 400w, {PICTURE} 1200w'>",
        f"<picture><source srcset='{PICTURE} 2x, {PICTURE}-s.jpg 1x'><img src=/blank.png></picture>",
        f"<a href='{PICTURE}'><img src='//obj.shine.cn/files/2024/11/11/a_0.jpg' width=900></a>",
    ],
)
def test_a_picture_is_found_behind_its_placeholder(image: str) -> None:
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"<figure>{image}</figure><p>{SECOND}") + FOOT)
    assert page.images == [Picture(PICTURE)]


def test_a_name_that_a_caption_begins_with_is_no_credit() -> None:
    figure = f"<figure>{IMG}<figcaption><b>Tsering</b> Drolma, 34, plants a tree.</figcaption></figure>"
    assert read(HEAD + figure + BODY + FOOT).images == [Picture(PICTURE, "Tsering Drolma, 34, plants a tree.")]


def test_a_video_is_given_by_its_address() -> None:
    video = "<div><video poster='/p.jpg'><source src='/v/a.mp4'>Your browser can't.</video><p>A film.</p></div>"
    page = read(HEAD + BODY.replace(f"<p>{SECOND}", f"{video}<p>{SECOND}") + FOOT)
    assert page.videos == ["https://www.shine.cn/v/a.mp4"]
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        ("<div>Editor: Zhang Long</div>", (None, "Zhang Long")),
        ("<div>Source: Xinhua</div>", ("Xinhua", None)),
        ("<p><span>Source: Xinhua</span><span>Editor: Zhang Long</span></p>", ("Xinhua", "Zhang Long")),
        ("<table><tr><td>Source: Xinhua<td>Editor: Zhang Long</table>", ("Xinhua", "Zhang Long")),
        ("<dl><dt>Source<dd>Xinhua<dt>Editor<dd>Zhang Long</dl>", ("Xinhua", "Zhang Long")),
        ("<footer><b>Editor:</b> Zhang Long | <b>Source:</b> Xinhua</footer>", ("Xinhua", "Zhang Long")),
        ("", (None, None)),
    ],
)
def test_the_source_line_has_many_forms(foot: str, names: tuple[str | None, str | None]) -> None:
    page = read(HEAD + BODY + foot + "<h4>Special Reports</h4><p>EXPLORE SHINE</p>")
    assert (page.source, page.editor) == names
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("last", ["He is at 87.", "Admission: Free"])
def test_a_short_last_line_below_a_box_is_of_the_body(last: str) -> None:
    box = "<div class=share><h4>Share this story</h4><a href='https://x.com/share'>Twitter</a></div>"
    tags = "<ul><li><a href='/tag/trees/'>Trees</a></ul>"
    page = read(f"{HEAD}<div class=content><p>{FIRST}</p><p>{SECOND}</p>{box}<p>{last}</p></div>{tags}")
    assert (page.paragraphs, page.tags) == ([FIRST, SECOND, last], ["Trees"])


@pytest.mark.parametrize(
    ("info", "foot"),
    [
        (f"<p>王海燕</p><p>{TIME} 3</p>", "<div>来源：解放日报　责任编辑：周楠</div>"),
        (f"<p>记者：王海燕　发布时间：{TIME} 3</p>", "<p>来源: 解放日报</p><p>编辑: 周楠</p>"),
        (f"<div><b>来源：解放日报</b> <b>作者：王海燕</b> <i>{TIME}</i> 3</div>", "<p>责编：周楠</p>"),
        (f"<div>{TIME} 作者 王海燕</div><p>3</p>", "<p>文章来源：解放日报 校对：陈一 编辑：周楠</p>"),
    ],
)
def test_a_chinese_page_has_chinese_labels(info: str, foot: str) -> None:
    body = "<p>市民登记手机号后即可免费借伞，七天内归还。</p><p>雨伞借用架设在三处便民驿站内。</p>"
    page = read(f"<h1>苏州河畔可以借伞了</h1>{info}<div>{body}</div>{foot}<p>标签：苏州河，便民</p>")
    assert (page.headline, page.byline, page.time_line) == ("苏州河畔可以借伞了", "王海燕", TIME)
    assert (page.comment_count, page.source, page.editor) == ("3", "解放日报", "周楠")
    assert (page.tags, len(page.paragraphs)) == (["苏州河", "便民"], 2)


def test_the_name_of_a_site_in_a_heading_is_no_headline() -> None:
    page = read(f"<h1>解放日报</h1><h2>苏州河畔可以借伞了</h2><p>{TIME}</p>{BODY}{FOOT}")
    assert page.headline == "苏州河畔可以借伞了"


def test_prose_that_begins_like_a_source_line_is_prose() -> None:
    prose = "Editor: that was the nickname of the program which rewrote the plan every night."
    assert read(HEAD + BODY.replace(SECOND, prose) + FOOT).paragraphs == [FIRST, prose, THIRD]


@pytest.mark.parametrize("last", ["Photo: IC", "Reporter: Zhu Ying"])
def test_the_source_ends_where_another_label_begins(last: str) -> None:
    page = read(f"{HEAD}{BODY}<p>Source: Xinhua &nbsp; {last}</p>")
    assert (page.source, page.paragraphs) == ("Xinhua", [FIRST, SECOND, THIRD])
    note = "Source: Xinhua Note: this was said in jest."
    assert read(HEAD + BODY.replace(THIRD, note)).paragraphs == [FIRST, SECOND, note]


def test_a_source_line_in_a_readers_comment_is_the_readers() -> None:
    comment = "<h3>Comments (1)</h3><div><b>Pete</b><p>Source: my uncle Editor: my aunt</p></div>"
    page = read(HEAD + BODY + comment)
    assert (page.source, page.editor) == (None, None)
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "tags",
    [
        "<ul><li><a href='/tag/1'>Trees</a><li><a href='/tag/2'>Public parks</a></ul>",
        "<div><a href='/tag/1'>Trees</a><br><a href='/tag/2'>Public parks</a></div>",
        "<div>Tags: <a href='/tag/1'>Trees</a>, <a href='/tag/2'>Public parks</a></div>",
        "<div><span>Trees</span> <span>Public parks</span></div>",
        "<div><button>Trees</button><button>Public parks</button></div>",
        "<p>Trees<p>Public parks",
    ],
)
def test_tags_stand_below_the_source_line(tags: str) -> None:
    page = read(HEAD + BODY + FOOT + tags + "<div><a href='#'>Share on Facebook</a></div><h4>Special Reports</h4>")
    assert page.tags == ["Trees", "Public parks"]
    assert read(HEAD + BODY + tags + "<h4>Special Reports</h4>").paragraphs == [FIRST, SECOND, THIRD]


MENU = "".join(
    f"<li><a href='/{path}/'>{name}</a>"
    for path, name in {"news/metro": "Metro", "biz/economy": "Economy", "news/sport": "Sport"}.items()
)


@pytest.mark.parametrize("link", ["<a href='/tag/x/'>{}</a>", "{}"])
def test_a_tag_may_have_the_name_of_a_section(link: str) -> None:
    tags = "".join(f"<li>{link.format(name)}" for name in ("Economy", "Trees", "Sport"))
    page = read(f"<ul>{MENU}</ul>{HEAD}{BODY}{FOOT}<ul>{tags}</ul><div>News</div><ul>{MENU}</ul>")
    assert page.tags == ["Economy", "Trees", "Sport"]


def test_the_menu_again_below_the_source_line_is_no_tags() -> None:
    assert read(f"<ul>{MENU}</ul>{HEAD}{BODY}{FOOT}<ul>{MENU}</ul>").tags == []


@pytest.mark.parametrize(
    "box", ["", "<div><h3>Share this:</h3><a href='#'>Email</a></div>", f"<div><h3>Related</h3>{card()}</div>"]
)
def test_labelled_tags_may_stand_below_other_boxes(box: str) -> None:
    tags = "<div><b>Tags:</b> <a href='/tag/1'>Trees</a>, <a href='/tag/2'>Public parks</a></div>"
    cloud = "<div><b>Tags:</b> <a href='/tag/3'>Pandas</a></div>"
    assert read(f"<article>{HEAD}{BODY}{FOOT}{box}{tags}</article>{cloud}").tags == ["Trees", "Public parks"]
    assert read(f"<article>{HEAD}{BODY}{FOOT}{box}</article><h4>Pandas</h4>{cloud}").tags == []


SHARE = "<div><span>Share</span></div>"
RELATED = "<div><h5>Related</h5><p><a href='/news/metro/2411110007/'>Pandas make their debut</a></div>"


@pytest.mark.parametrize("box", [SHARE, RELATED, SHARE + RELATED, "<div>Next up</div>"])
def test_links_to_pages_of_tags_may_stand_below_other_boxes(box: str) -> None:
    tags = "<footer><span><a href='/tag/trees/'>Trees</a> <a href='/tag/rivers/'>Rivers</a></span></footer>"
    assert read(HEAD + BODY + FOOT + box + tags).tags == ["Trees", "Rivers"]
    assert read(HEAD + BODY + FOOT + box).tags == []


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><li><a href='/news/'>News</a><li><a href='/topics/expo/'>Expo</a><li><a href='/biz/'>Biz</a></ul>",
        "<div><h3>Popular tags</h3>" + "".join(f"<a href='/tag/{n}/'>Tag {n}</a><br>" for n in range(9)) + "</div>",
        "<p>Read <a href='/topics/expo/'>the expo</a>, our special.</p>",
    ],
)
def test_links_to_pages_of_tags_in_a_menu_are_not_the_articles(menu: str) -> None:
    assert read(f"<article>{HEAD}{BODY}{FOOT}{SHARE}{menu}</article>").tags == []


def test_a_time_printed_at_the_foot_is_the_articles() -> None:
    page = read(f"<h1>City to plant trees</h1><p>Zhu Ying</p>{BODY}{FOOT}<p>Published: {TIME}</p>")
    assert (page.byline, page.time_line, page.tags) == ("Zhu Ying", TIME, [])
    assert page.paragraphs == [FIRST, SECOND, THIRD]


def test_byline_and_time_may_be_printed_again_below_the_body() -> None:
    info = f"<div>Xinhua</div><div>{TIME} 0</div>"
    page = read(f"<h1>City to plant trees</h1>{info}{BODY}{FOOT}{info}")
    assert (page.summary, page.editor, page.paragraphs) == (None, "Zhang Long", [FIRST, SECOND, THIRD])


def test_a_share_bar_with_comments_does_not_end_the_article() -> None:
    bar = "<ul><li>Share<li>Comments<li>Print</ul>"
    assert read(HEAD + bar + BODY + FOOT).paragraphs == [FIRST, SECOND, THIRD]


def test_a_box_with_a_heading_above_the_body_is_no_summary() -> None:
    box = "<div class=side><h4>Today in Shanghai</h4><p>Sunny, with a light breeze from the east.</p></div>"
    page = read(HEAD + box + BODY + FOOT)
    assert (page.summary, page.paragraphs) == (None, [FIRST, SECOND, THIRD])


def test_a_leading_figure_may_stand_above_the_headline() -> None:
    page = read(f"<article><figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>{HEAD}{BODY}{FOOT}</article>")
    assert page.images == [Picture(PICTURE, CAPTION)]


def test_the_name_above_an_unlabelled_comment_is_no_tag() -> None:
    page = read(HEAD + BODY + FOOT + "<div><b>Pete</b><p>Great article, thanks! I love trees.</p></div>")
    assert (page.tags, page.paragraphs) == ([], [FIRST, SECOND, THIRD])


def test_a_menu_below_the_source_line_is_no_tags() -> None:
    assert read(HEAD + BODY + FOOT + "<ul><li><a href='/news/'>News</a><li><a href='/biz/'>Biz</a></ul>").tags == []


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Source: Xinhua | 00:01 UTC+8 August 9, 2018 | Print Edition", "00:01 UTC+8 August 9, 2018"),
        ("Source: Xinhua | August 9, 2018 | Print Edition", "August 9, 2018"),
        ("Source: Xinhua&nbsp;|&nbsp;00:01 UTC+8 August 9, 2018", "00:01 UTC+8 August 9, 2018"),
        ("Source: Xinhua&nbsp;|&nbsp;August 9, 2018", "August 9, 2018"),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "<div>August 9, 2018</div><h1>City to plant trees</h1><div>{}</div>",
        "<h1>City to plant trees</h1><div>August 9, 2018</div><div>{}</div>",
        "<h1>City to plant trees</h1><div>{}</div><div>August 9, 2018</div>",
        "<div>{}</div><h1>City to plant trees</h1>",
    ],
)
@pytest.mark.parametrize("body", [BODY, f"<div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"])
def test_the_archives_line_names_source_and_day(line: str, time: str, head: str, body: str) -> None:
    foot = "<p>About Us | Contact Us</p><p>Copyright 2018 Shanghai Daily</p>"
    assert read(head.format(line) + body + foot, ARCHIVED) == Page(
        headline="City to plant trees", time_line=time, source="Xinhua", paragraphs=[FIRST, SECOND, THIRD]
    )


@pytest.mark.parametrize("author", ["By Zhu Ying", "Zhu Ying"])
def test_the_archives_author_stands_above_or_below_its_line(author: str) -> None:
    line, byline = "<div>Source: SHINE | August 9, 2018 | Print Edition</div>", f"<div>{author}</div>"
    for info in (byline + line, line + byline, "<div>August 9, 2018</div>" + byline + line):
        page = read(f"<h1>City to plant trees</h1>{info}{BODY}", ARCHIVED)
        assert (page.byline, page.source, page.paragraphs) == ("Zhu Ying", "SHINE", [FIRST, SECOND, THIRD])


def test_the_archives_day_is_the_articles_where_a_time_stands_elsewhere() -> None:
    line = "<p>Source: Xinhua | August 9, 2018 | Print Edition</p>"
    page = read(f"<h1>City to plant trees</h1>{line}{BODY * 3}<p>Hu Min</p><p>{TIME}</p>", ARCHIVED)
    assert (page.time_line, page.source) == ("August 9, 2018", "Xinhua")


def test_a_day_alone_is_no_time_line_where_the_address_has_the_day() -> None:
    page = read(HEAD.replace(TIME, "November 11, 2024") + BODY + FOOT)
    assert page.time_line is None


@pytest.mark.parametrize(
    "info",
    [
        "<p>Zhu Ying | Editor: Fu Rong | {}</p>",
        "<p>Zhu Ying | Editor: Fu Rong</p><p>{}</p>",
        "<p>Zhu Ying Editor: Fu Rong</p>",
    ],
)
def test_the_head_may_name_the_editor(info: str) -> None:
    page = read("<h1>City to plant trees</h1>" + info.format(TIME) + BODY + "<h4>Special Reports</h4>")
    assert (page.byline, page.editor, page.source) == ("Zhu Ying", "Fu Rong", None)
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("tag", ["div", "span", "li", "b"])
def test_a_page_a_thousand_levels_deep_is_read(tag: str) -> None:
    page = f"<html><body>{HEAD}{f'<{tag}>' * 1000}{FIRST}"
    read_page(html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True)), URL)


@pytest.mark.parametrize(
    "hostile",
    [
        f"<p>{TIME}</p>" * 5000,
        f"<h1>City to plant trees</h1><p>{TIME}</p>" * 3000,
        f"<p>{IMG}</p><p>{FIRST}</p>" * 2000,
        f"<img srcset='{',' * 100_000}'><img srcset='{'%' * 100_000} x'>",
        f"<figure>{IMG}<figcaption>{'| ' * 50_000}<b>IC</b></figcaption></figure>",
        f"<p>{FIRST}</p><p>{' -' * 100_000}x</p>",
        f"<p {' '.join(f'data-{number}=x' for number in range(3000))}>{FIRST}</p>",
        f"<p>{'<b>' * 150}{'word <i>x</i>' * 10_000}</p>",
        f"<title>City{' ' * 100_000}x</title>",
        f"<ul>{'<li>News' * 10_000}</ul>{HEAD}",
        f"<div>{f'<p>{FIRST}' * 5000}</div><div>{f'<p>{FIRST}' * 4000}</div>",
        f"<div><p>{FIRST}</div>" * 4000,
        f"<p>{'| ' * 50_000}<b>IC</b></p><p>{TIME}</p><p>{'.' * 50_000}{'@ ' * 50_000}x</p>",
    ],
    ids=range(13),
)
def test_a_hostile_page_is_read_in_time_that_grows_as_its_length(hostile: str) -> None:
    root = html.document_fromstring(HEAD + hostile + BODY + FOOT, parser=html.HTMLParser(huge_tree=True))
    start = process_time()
    read_page(root, URL)
    assert process_time() - start < 5


@pytest.mark.parametrize("url", ["", "http://[", "x", "https://www.shine.cn/news/nation/2499999999/"])
def test_a_bad_address_does_no_harm(url: str) -> None:
    figure = "<base href='http://['><img src='http://[' srcset=',, 1..2w'>"
    figure += "<a href='http://[/2411116667/'>x</a><iframe src='//['></iframe>"
    read(HEAD + BODY + figure + FOOT, url)


SNIPPETS = [
    *(
        "<p>",
        "</div>",
        "<div>",
        "<table>",
        "<td>",
        "<br>",
        "<li>",
        "<h1>",
        "<figure>",
        "<svg>",
        "<noscript>",
        "<a href=/news/nation/2411116667/>",
    ),
    *(
        TIME,
        "Source:",
        "Editor: A",
        "Comments",
        "Xinhua",
        FIRST,
        IMG,
        "\x01",
        "&#0;",
        "<!--",
        "Related",
        "<form>",
        "<input>",
        "</body>",
    ),
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=40))
def test_no_soup_of_tags_raises(soup: list[str]) -> None:
    read(HEAD + "".join(soup))


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_no_bytes_raise(noise: bytes) -> None:
    root = etree.fromstring(HEAD.encode() + noise, etree.HTMLParser(encoding="utf-8"))
    read_page(root, URL)


@dataclass(frozen=True)
class Markup:
    """One way to set an article."""

    paragraph: str
    body: str
    figure: str
    summary: str
    info: str
    foot: str


MARKUPS = st.builds(
    Markup,
    paragraph=st.sampled_from(
        ["<p>{}</p>", "<div class=t>{}</div>", "{}<br><br>", "<div><p>{}</p></div>", "<p style='margin:1em'>{}</p>"]
    ),
    body=st.sampled_from(
        ["<div class=content>{}</div>", "<main><section>{}</section></main>", "<article>{}</article>"]
    ),
    figure=st.sampled_from(
        [
            "<figure><img src='{0}'><figcaption>{2}<span>{1}</span></figcaption></figure>",
            "<div class=image><img data-src='{0}' src=/lazy.gif><div>{1}</div><div>{2}</div></div>",
            "<p align=center><img src='{0}'></p><p class=n>{1}</p><p class=n>{2}</p>",
        ]
    ),
    summary=st.sampled_from(["<div class=lede>{}</div>", "<h2>{}</h2>", "<div class=s><p>{}</p></div>"]),
    info=st.sampled_from(["<div>{}</div><div>{} 0</div>", "<p class=by>{} | {}</p>", "<ul><li>{}<li>{}</ul>"]),
    foot=st.sampled_from(["<div>Source: {} Editor: {}</div>", "<table><tr><td>Source: {}<td>Editor: {}</table>"]),
)
SENTENCES = st.lists(
    st.sampled_from(["river", "city", "trees", "300", "“green”", "Shanghai's", "& so", "are", "27°C"]),
    min_size=8,
    max_size=20,
)
PARAGRAPHS = st.lists(SENTENCES.map(lambda words: f"The {' '.join(words)} grew."), min_size=3, max_size=8, unique=True)
NAMES = st.sampled_from(["Xinhua", "Zhu Ying", "Dong Jun and Li Xin"])


@settings(max_examples=100)
@given(
    markup=MARKUPS, paragraphs=PARAGRAPHS, name=NAMES, parts=st.sets(st.sampled_from(["twice", "summary", "picture"]))
)
def test_an_article_in_any_markup_reads_back(markup: Markup, paragraphs: list[str], name: str, parts: set[str]) -> None:
    summary = "A quiet word before it all begins." if "summary" in parts else None
    pictures = [Picture(PICTURE, CAPTION, "Li Xin / SHINE")] if "picture" in parts else []
    info = markup.info.format(name, TIME)
    blocks = [markup.paragraph.format(escape(text)) for text in paragraphs]
    for picture in pictures:
        blocks.insert(1, markup.figure.format(picture.url, picture.credit, picture.caption))
    page = read(
        "<h1>City to plant trees</h1>"
        + info
        + (markup.summary.format(summary) if summary else "")
        + (info if "twice" in parts else "")
        + markup.body.format("".join(blocks))
        + markup.foot.format("SHINE", "Fu Rong")
        + f"<div><h3>Related</h3>{card()}</div>"
    )
    assert page.paragraphs == paragraphs
    assert page.summary == summary
    assert page.images == pictures
    assert (page.byline, page.time_line, page.source, page.editor) == (name, TIME, "SHINE", "Fu Rong")
