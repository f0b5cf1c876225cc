"""Small pages, each for one thing that the head of an article must be told by."""

import pytest
from reading import read

from shinenews.normalise.dates import moment
from shinenews.normalise.names import agency, people

TITLE = "<h1>Ferry sails again</h1>"
FIRST = "The ferry across the river mouth sails again after nine years, its owner said."
SECOND = "It takes 40 minutes, and a dog may come for two yuan."
THIRD = "The bridge that put it out of work is to be painted."
BODY = f"<section><p>{FIRST}<p>{SECOND}<p>{THIRD}</section>"
FOOT = "<div>Source: SHINE &nbsp; Editor: Fu Rong</div>"
AT = "2024-11-11T20:37:00+08:00"


@pytest.mark.parametrize(
    "time",
    [
        "20:37 GMT+8, 2024-11-11",
        "20:37 UTC+08:00, 2024-11-11",
        "8:37 PM UTC+8, 2024-11-11",
        "20:37:00 UTC+8, 2024-11-11",
        "20:37 Beijing Time, 2024-11-11",
        "12:37 GMT, November 11, 2024",
        "2024-11-11 20:37",
        "2024/11/11 20:37",
        "Nov. 11, 2024 | 8:37pm",
        "20:37, 11 November 2024",
        "20:37, 11-Nov-2024",
        "Monday, November 11th, 2024 at 8:37 p.m.",
        "Mon 11 Nov 2024 20.37 UTC+8",
        "2024年11月11日 星期一 20:37",
        "2024年11月11日20时37分",
        "2024-11-11 下午8时37分",
        "北京时间 2024-11-11 20:37",
        "Beijing Time 2024-11-11 20:37",
        "2024-11-11, Shanghai time: 20:37",
        "Nov 11, 2024, 20:37 (China Standard Time)",
        "2024-11-11T20:37:00+08:00",
        "2024-11-11T12:37:00.000Z",
        "2024-11-11T07:37:00-05:00",
        "11/11/2024 20:37",
        "11/11/2024 20h37",
        "<abbr class=ago title='2024-11-11T20:37:00+08:00'>3 days ago</abbr>",
    ],
)
@pytest.mark.parametrize(
    "info", ["<p>Zhu Ying</p><p>{} &nbsp; 3</p>", "<p><b>Zhu Ying</b> <i>{}</i></p><p>3 comments</p>"]
)
def test_a_time_of_the_addresss_day_may_be_printed_in_any_form(time: str, info: str) -> None:
    info = info.format(time)
    page = read(f"{TITLE}{info}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (moment(page.time_line or ""), page.byline, page.comment_count) == (AT, "Zhu Ying", "3")
    assert (page.summary, page.paragraphs) == (SECOND, [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    "info",
    [
        "<ul><li>Zhu Ying<li>November 11, 2024<li>8:37 PM<li>3</ul>",
        "<p>Zhu Ying</p><div>2024-11-11</div><div>20:37 UTC+8</div><p>3</p>",
    ],
)
def test_day_and_time_may_stand_in_two_elements(info: str) -> None:
    page = read(TITLE + info + BODY + FOOT)
    assert (moment(page.time_line or ""), page.byline, page.comment_count) == (AT, "Zhu Ying", "3")
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("time", ["2 days ago", "November 11, 2024", "Published: 2024-11-11", "an hour ago"])
@pytest.mark.parametrize(
    "info", ["<p><span>Zhu Ying</span> <span>{}</span> <span>3</span></p>", "<p>Zhu Ying</p><p>{}</p><p>3</p>"]
)
def test_a_day_in_place_of_the_time_is_no_moment_but_tells_what_stands_beside_it(time: str, info: str) -> None:
    info = info.format(time)
    page = read(f"{TITLE}{info}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.time_line, page.byline, page.comment_count) == (None, "Zhu Ying", "3")
    assert (page.summary, page.paragraphs) == (SECOND, [FIRST, SECOND, THIRD])


def test_a_day_alone_tells_the_byline_between_it_and_the_summary() -> None:
    info = "<h4>Zhu Ying</h4><div>November 11, 2024 · 4 min read</div>"
    page = read(f"{TITLE}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.time_line, page.byline, page.summary) == (None, "Zhu Ying", SECOND)
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "time",
    [
        "2024-11-12 20:37",
        "20:37 EST, November 11, 2024",
        "23:37 GMT, 2024-11-11",
        "2024-11-11 29:37",
        "11/25/2024 20:37",
        "2024-11-11T20:37:00Z",
    ],
)
def test_a_time_of_another_day_or_an_unknown_zone_is_not_read(time: str) -> None:
    page = read(f"{TITLE}<p>Zhu Ying</p><p>{time}</p>{BODY}{FOOT}")
    assert (page.time_line, page.byline) == (None, "Zhu Ying")


def test_the_date_of_an_event_in_the_text_is_no_time_line() -> None:
    notice = "<p>The first trip is at 20:37 on November 11, 2024, and the last at midnight.</p>"
    page = read(f"{TITLE}<p>Zhu Ying</p>{BODY.replace('<section>', '<section>' + notice)}{FOOT}")
    assert (page.time_line, page.byline) == (None, "Zhu Ying")


INFO = "<p>{}</p><p>20:37 UTC+8, 2024-11-11 &nbsp; 3</p>"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ana del Monte Sol", ["Ana del Monte Sol"]),
        ("Ludwig van der Berg, Zhu Ying", ["Ludwig van der Berg", "Zhu Ying"]),
        ("Øystein Dahl", ["Øystein Dahl"]),
        ("Omar al-Masri and Zhu Ying", ["Omar al-Masri", "Zhu Ying"]),
        ("Zhu Ying Jr.", ["Zhu Ying Jr."]),
        ("Zhu Ying, Jr., Hu Min", ["Zhu Ying, Jr.", "Hu Min"]),
        ("Zhu Ying in Ningbo", ["Zhu Ying"]),
        ("Zhu Ying (Ningbo)", ["Zhu Ying"]),
        ("Zhu Ying (Ningbo) and Hu Min (Suzhou)", ["Zhu Ying", "Hu Min"]),
        ("CGTN", []),
        ("Dr. Zhu Ying", ["Dr. Zhu Ying"]),
        ("Zhu Ying, Ph.D.", ["Zhu Ying, Ph.D."]),
        ("Zhu Ying; Hu Min", ["Zhu Ying", "Hu Min"]),
        ("Zhu Ying (text), Hu Min (photos)", ["Zhu Ying", "Hu Min"]),
        ("Zhu Ying zhuying@shine.cn", ["Zhu Ying"]),
        ("Zhu Ying @zhuying", ["Zhu Ying"]),
        ("Zhu Ying, Metro editor", ["Zhu Ying"]),
        ("Zhu Ying, our correspondent in Ningbo", ["Zhu Ying"]),
        ("Zhu Ying, Shanghai", ["Zhu Ying"]),
        ("Staff Writer Zhu Ying", ["Zhu Ying"]),
        ("Xinhua writers Zhu Ying, Hu Min", ["Zhu Ying", "Hu Min"]),
    ],
)
def test_a_name_may_have_particles_accents_suffix_place_and_role(byline: str, authors: list[str]) -> None:
    info = INFO.format(byline)
    page = read(f"{TITLE}{info}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.byline, page.summary, page.paragraphs) == (byline, SECOND, [FIRST, SECOND, THIRD])
    assert people(page.byline or "") == authors


@pytest.mark.parametrize(
    ("byline", "authors", "house"),
    [
        ("Zhu Ying and agencies", ["Zhu Ying"], "Agencies"),
        ("Zhu Ying with Xinhua", ["Zhu Ying"], "Xinhua"),
        ("Xinhua writers Zhu Ying, Hu Min", ["Zhu Ying", "Hu Min"], "Xinhua"),
        ("Zhu Ying, Jiefang Daily", ["Zhu Ying"], "Jiefang Daily"),
        ("Zhu Ying and China Daily", ["Zhu Ying"], "China Daily"),
        ("Science and Technology Daily", [], "Science and Technology Daily"),
        ("City News Service", [], "City News Service"),
        ("dpa", [], "dpa"),
        ("新华社", [], "新华社"),
        ("Zhu Ying, Hu Min", ["Zhu Ying", "Hu Min"], None),
        ("Shanghai", ["Shanghai"], None),
    ],
)
def test_a_byline_names_people_and_their_house(byline: str, authors: list[str], house: str | None) -> None:
    info = INFO.format(byline)
    page = read(f"{TITLE}{info}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.byline, people(byline), agency(byline)) == (byline, authors, house)
    assert (page.summary, page.paragraphs) == (SECOND, [FIRST, SECOND, THIRD])


def test_two_houses_in_two_elements_are_two() -> None:
    page = read(f"{TITLE}<p><b>AFP</b> <a>SHINE</a> <i>20:37 UTC+8, 2024-11-11</i></p>{BODY}{FOOT}")
    assert (page.byline, people(page.byline or ""), agency(page.byline or "")) == ("AFP, SHINE", [], "AFP")


@pytest.mark.parametrize(
    "line",
    [
        "la mer",
        "Zhu Ying (see the map)",
        "The bridge, Jr.",
        "Letter to the editor",
        "Ferry sails, mayor and staff",
        "Ask at zhuying@shine.cn",
    ],
)
def test_what_has_a_names_parts_only_is_no_byline(line: str) -> None:
    assert read(TITLE + INFO.format(line) + BODY + FOOT).byline is None


@pytest.mark.parametrize(
    ("printed", "count"),
    [("1,234", "1234"), ("Comments (5)", "5"), ("Comments: 5", "5"), ("0 comments", "0"), ("No comments", "0")],
)
@pytest.mark.parametrize(
    "info", ["<p>20:37 UTC+8, 2024-11-11 &nbsp; {}</p>", "<p>20:37 UTC+8, 2024-11-11</p><p>{}</p>"]
)
def test_a_count_may_have_commas_and_words(info: str, printed: str, count: str) -> None:
    page = read(f"{TITLE}<p>Zhu Ying</p>{info.format(printed)}{BODY}{FOOT}")
    assert (page.byline, page.comment_count, page.paragraphs) == ("Zhu Ying", count, [FIRST, SECOND, THIRD])


CARD = "<div><a href='/news/nation/2411110001/'><h4>Seeds on loan</h4></a><span>7 comments</span></div>"


@pytest.mark.parametrize(
    ("below", "count"),
    [
        ("<p><a href='#c'>5 comments</a></p>", "5"),
        ("<p><span>127 views</span> <a href='#c'>5 comments:</a></p>", "5"),
        (f"<h4>5 Comments</h4>{CARD}", "5"),
        (CARD, None),
        ("<p><a href='/news/metro/2411110002/#c'>5 comments</a></p>", None),
        ("<p>5 comments</p><p>6 comments</p>", None),
        ("<p>There were 5 comments</p><p>5</p>", None),
    ],
)
def test_a_count_in_words_below_the_text_is_the_articles(below: str, count: str | None) -> None:
    page = read(f"{TITLE}<p>Zhu Ying</p><p>20:37 UTC+8, 2024-11-11</p>{BODY}{FOOT}{below}")
    assert (page.comment_count, page.paragraphs) == (count, [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("crumb", "names"),
    [
        ("<div><a href='/news/'>新闻</a> / <a href='/news/nation/'>全国</a></div>", ["新闻", "全国"]),
        (
            "<ul><li><a href='/'>首页</a><li><a href='/news/'>新闻</a><li><a href='/news/nation'>全国</a></ul>",
            ["新闻", "全国"],
        ),
        ("<p>You are here: <a href='/'>Home</a> &gt; News &gt; Nation &gt; Text</p>", ["News", "Nation"]),
        ("<p><a href='/news/nation/'>Nation</a></p>", ["Nation"]),
        ("<ul><li><a href='/news/metro/'>Metro</a></ul><p><a href='/news/nation/'>Nation</a></p>", ["Nation"]),
        ("<p><a href='/news/metro/'>Metro</a></p>", []),
        ("<p>Nation</p>", []),
        ("<p><a href='/news/nation/'>Back</a></p>", []),
        ("<p><a href='/news/metro/'>Metro</a></p><p><a href='/news/nation/'>Nation</a></p>", []),
        ("<p><a href='/news/nation/'>Nation</a></p><p>Exclusive</p>", []),
        ("<p><a href='/news/'>新闻</a> <a href='/news/metro/'>上海</a> <a href='/news/nation/'>全国</a></p>", []),
    ],
)
def test_a_crumb_may_be_in_another_language_or_the_last_name_alone(crumb: str, names: list[str]) -> None:
    page = read(f"{crumb}{TITLE}<p>Zhu Ying</p><p>20:37 UTC+8, 2024-11-11</p>{BODY}{FOOT}")
    assert (page.crumb, page.headline) == (names, "Ferry sails again")


@pytest.mark.parametrize(
    "control",
    [
        "<a href='#'>Share</a>",
        "<button>Share</button>",
        "<p>Advertisement</p>",
        "<a href='https://x.com/shine'>Follow</a>",
    ],
)
def test_what_stands_between_headline_and_byline_parts_them_not(control: str) -> None:
    signed = "<p>Zhu Ying</p><p>20:37 UTC+8, 2024-11-11 &nbsp; 3</p>"
    page = read(f"{TITLE}{control}{signed}{BODY}{FOOT}")
    assert (page.byline, page.comment_count) == ("Zhu Ying", "3")
    assert moment(page.time_line or "") == AT
    assert page.paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("named", ["<p>Zhu Ying</p><button>+ Follow</button>", "<p><b>Zhu Ying</b> <a>Follow</a></p>"])
def test_an_author_is_not_followed_by_the_byline(named: str) -> None:
    page = read(f"{TITLE}{named}<p>20:37 UTC+8, 2024-11-11 &nbsp; 3</p>{BODY}{FOOT}")
    assert (page.byline, page.paragraphs) == ("Zhu Ying", [FIRST, SECOND, THIRD])


def test_languages_above_the_byline_are_nobody() -> None:
    above = "<p><a>English</a> | <a>中文</a></p><p>Zhu Ying</p>"
    assert read(f"{TITLE}{above}<p>20:37 UTC+8, 2024-11-11</p>{BODY}{FOOT}").byline == "Zhu Ying"


def test_the_byline_may_stand_behind_the_count() -> None:
    info = "<p>20:37 UTC+8, 2024-11-11 &nbsp; 3 &nbsp; Zhu Ying</p>"
    page = read(f"{TITLE}{info}<p>{SECOND}</p>{info}{BODY}{FOOT}")
    assert (page.byline, page.comment_count, page.summary) == ("Zhu Ying", "3", SECOND)


@pytest.mark.parametrize("line", ["Fog", "What We Know", "Zhang Wei", "November 9, 2024"])
@pytest.mark.parametrize("tag", ["p", "h3", "b"])
def test_the_first_line_of_the_text_is_no_byline(tag: str, line: str) -> None:
    info = "<div><p>20:37 UTC+8, 2024-11-11 &nbsp; 3</p></div>"
    opened = BODY.replace("<section>", f"<section><{tag}>{line}</{tag}>")
    page = read(f"{TITLE}{info}{opened}{FOOT}")
    assert (page.byline, page.summary, page.paragraphs) == (None, None, [line, FIRST, SECOND, THIRD])


@pytest.mark.parametrize("line", ["By Zhang Wei", "记者 王海燕"])
def test_the_first_line_of_the_text_may_say_that_it_is_the_byline(line: str) -> None:
    opened = BODY.replace("<section>", f"<section><p>{line}</p>")
    page = read(f"{TITLE}<div><p>20:37 UTC+8, 2024-11-11 &nbsp; 3</p></div>{opened}{FOOT}")
    assert (page.byline, page.paragraphs) == (line.split(maxsplit=1)[1], [FIRST, SECOND, THIRD])


@pytest.mark.parametrize("faces", ["<a>Share</a> <a>WeChat</a>", "<b><a>新浪微博</a></b><b><a>微信</a></b>"])
def test_links_to_share_below_the_time_are_nobody(faces: str) -> None:
    page = read(f"{TITLE}<p>20:37 UTC+8, 2024-11-11</p><p>{faces}</p><p>{SECOND}</p>{BODY}{FOOT}")
    assert (page.byline, page.paragraphs[-1]) == (None, THIRD)


def test_the_time_of_an_update_below_the_other_is_no_summary() -> None:
    info = "<p>Published 20:37 UTC+8, 2024-11-11<br>Updated 09:00 UTC+8, 2025-02-02 &nbsp; 3</p>"
    page = read(f"{TITLE}{info}{info}{BODY}{FOOT}")
    assert (moment(page.time_line or ""), page.summary, page.paragraphs) == (AT, None, [FIRST, SECOND, THIRD])


def test_a_bold_line_that_heads_the_text_is_no_summary() -> None:
    opened = BODY.replace("<section>", "<section><p><b>THE GOAT</b></p>")
    page = read(f"{TITLE}<p>Zhu Ying</p><p>20:37 UTC+8, 2024-11-11</p>{opened}{FOOT}")
    assert (page.summary, page.paragraphs) == (None, ["THE GOAT", FIRST, SECOND, THIRD])
