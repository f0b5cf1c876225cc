"""Small pages, each for one thing that pictures and videos must be told by."""

import pytest
from lxml import html
from reading import URL, read

from shinenews.page import Page, Picture, read_page

TIME = "<p>20:37 UTC+8, 2024-11-11</p>"
TITLE = "<h1>Otters return to the lake</h1>"
FIRST = "Seven otters have been counted at the lake this autumn, the park said on Monday."
SECOND = "They came up the new canal, which was dug for boats and is hardly used by any."
FOOT = "<p>Source: SHINE &nbsp; Editor: Fu Rong</p>"
FILES = "https://obj.shine.cn/files/2024/11/11/"
PICTURE, OTHER, FILM = FILES + "a_0.jpg", FILES + "b_0.jpg", FILES + "a_0.mp4"
IMG = f"<img src='{PICTURE}'>"


def read_with(figure: str) -> Page:
    page = read(f"{TITLE}<p>Hu Min</p>{TIME}<div><p>{FIRST}</p>{figure}<p>{SECOND}</p></div>{FOOT}")
    assert page.paragraphs == [FIRST, SECOND]
    return page


@pytest.mark.parametrize("placeholder", ["data:image/gif;base64,R0lGODlh", "/static/blank.gif", ""])
@pytest.mark.parametrize("caption", ["", "<figcaption>An otter.</figcaption>"])
def test_the_picture_for_readers_without_scripts_stands_in_for_a_placeholder(placeholder: str, caption: str) -> None:
    figure = f"<figure><span><img src='{placeholder}'><noscript>{IMG}</noscript></span>{caption}</figure>"
    assert read_with(figure).images == [Picture(PICTURE, "An otter." if caption else None)]


def test_the_picture_for_readers_without_scripts_is_no_second_one() -> None:
    figure = f"<figure>{IMG}<noscript><img src='{PICTURE}?small'></noscript></figure>"
    assert read_with(figure).images == [Picture(PICTURE)]


def test_pictures_for_readers_without_scripts_alone_are_each_of_its_own() -> None:
    figures = f"<figure>{IMG}</figure><figure><noscript><img src='{OTHER}'></noscript></figure>"
    assert read_with(figures).images == [Picture(PICTURE), Picture(OTHER)]
    row = f"<p><i></i><noscript>{IMG}</noscript><i></i><noscript><img src='{OTHER}'></noscript></p>"
    assert read_with(row).images == [Picture(PICTURE), Picture(OTHER)]


FACE = f"<img src='{FILES}face.jpg' alt='Hu Min'>"


@pytest.mark.parametrize(
    "info",
    [
        f"<div><div><a href='/humin/'>{FACE} Hu Min</a><a href='/humin/'>Hu Min</a></div></div>{TIME}",
        f"<div>{FACE.replace('alt', 'title')}<div>By <a href='/humin/'>Hu Min</a></div></div>{TIME}",
        f"<div>{FACE}<div><b>Hu Min</b>{TIME}</div></div>",
    ],
)
def test_the_authors_portrait_is_no_picture_of_the_articles(info: str) -> None:
    page = read(f"{TITLE}{info}<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert (page.byline, page.images, page.paragraphs) == ("Hu Min", [], [FIRST, SECOND])


def test_a_picture_above_byline_and_time_is_no_portrait() -> None:
    page = read(f"{TITLE}<div>{IMG}<p>Hu Min</p>{TIME}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert (page.byline, page.images) == ("Hu Min", [Picture(PICTURE)])


OLD_FACE = f"<img src='{FILES.replace('2024', '2020')}face.jpg'>"
PLAIN_FACE = f"<img src='{FILES}face.jpg'>"


@pytest.mark.parametrize(
    "info",
    [
        f"<div><div class=icon>{OLD_FACE}</div><span>Hu Min</span><div class=name>Hu Min</div>{TIME}</div>",
        f"<div class=media><div>{OLD_FACE}</div><div><h4>Hu Min</h4>{TIME}</div></div>",
        f"<div><a href='/humin/'>{PLAIN_FACE}</a><b>Hu Min</b>{TIME}</div>",
        f"<div><a href='/author/17'>{PLAIN_FACE}</a><b>Hu Min</b>{TIME}</div>",
    ],
)
def test_a_portrait_beside_name_and_time_is_told_by_its_age_or_its_link(info: str) -> None:
    for again in ("", f"<p>Otters like fog.</p>{info}"):
        page = read(f"{TITLE}{info}{again}<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
        assert (page.byline, page.images, page.paragraphs) == ("Hu Min", [], [FIRST, SECOND])


def test_a_portrait_beside_name_and_time_is_told_by_the_page() -> None:
    info = f"<div>{PLAIN_FACE}<b>Hu Min</b>{TIME}</div>"
    text = f"<div><p>{FIRST}</p>{IMG}<p>{SECOND}</p></div>{FOOT}"
    assert read(f"{TITLE}{info}<p>Otters like fog.</p>{info}{text}").images == [Picture(PICTURE)]
    preview = f"<meta property='og:image' content='{PICTURE}'>"
    assert read(f"{preview}{TITLE}{info}{text}").images == [Picture(PICTURE)]


@pytest.mark.parametrize("lead", [IMG, IMG.replace("2024", "2020"), f"<a href='/humin/'>{IMG}</a>"])
def test_the_picture_that_previews_show_is_no_portrait(lead: str) -> None:
    url = PICTURE.replace("2024", "2020") if "2020" in lead else PICTURE
    preview = f"<meta property='og:image' content='{url}'>"
    page = read(f"{preview}{TITLE}<div>{lead}<p>Hu Min</p>{TIME}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert page.images == [Picture(url)]


def test_the_mark_of_an_agency_is_no_picture_of_the_articles() -> None:
    info = f"<div><img src='/images/mark.png' alt='Xinhua'><br>{TIME}</div>"
    text = f"<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}"
    assert read(f"{TITLE}{info}{text}").images == []
    assert len(read(f"{TITLE}{info.replace('Xinhua', 'An otter')}{text}").images) == 1


@pytest.mark.parametrize(
    "image",
    [
        f"<picture><source srcset='{PICTURE}?w=640 640w'><img src='{PICTURE}'></picture>",
        f"<img srcset='{PICTURE}?w=640 1x, {PICTURE}?w=1280 2x' src='{PICTURE}'>",
        f"<img srcset='{PICTURE} 1600w, {PICTURE}?w=1280 1280w' src='{PICTURE}?w=640'>",
    ],
)
def test_the_picture_itself_comes_before_the_renditions_made_of_it(image: str) -> None:
    assert read_with(f"<figure>{image}</figure>").images == [Picture(PICTURE)]


def test_a_pictures_address_is_taken_out_of_that_of_its_server() -> None:
    address = "/_next/image?url=https%3A%2F%2Fobj.shine.cn%2Ffiles%2F2024%2F11%2F11%2Fa_0.jpg&amp;w={}&amp;q=75"
    image = f"<img srcset='{address.format(640)} 1x, {address.format(1200)} 2x' src='{address.format(1200)}'>"
    assert read_with(f"<figure>{image}</figure>").images == [Picture(PICTURE)]
    named = "https://obj.shine.cn/files/20241111?name=a.jpg"
    assert read_with(f"<figure><img src='{named}'></figure>").images == [Picture(named)]


def test_the_largest_rendition_is_taken_where_there_are_but_renditions() -> None:
    image = f"<img srcset='{PICTURE}?w=640 640w, {PICTURE}?w=1280 1280w' src='{PICTURE}?w=320'>"
    assert read_with(f"<figure>{image}</figure>").images == [Picture(PICTURE + "?w=1280")]


CRUMBS = [
    "<div><a href='/news/'>News</a> / <a href='/news/nation/'>Nation</a></div>",
    "<ol><li>News<li>Nation</ol>",
    "<p>Nation</p>",
]


@pytest.mark.parametrize("crumb", CRUMBS)
@pytest.mark.parametrize(
    ("lines", "caption", "credit"),
    [
        ("<div><span>Xinhua</span><span>An otter.</span></div>", "An otter.", "Xinhua"),
        ("<div>Xinhua</div>", None, "Xinhua"),
        ("<p>An otter at the lake.</p>", "An otter at the lake.", None),
        ("", None, None),
    ],
)
def test_the_crumb_below_a_picture_is_none_of_its_lines(
    crumb: str, lines: str, caption: str | None, credit: str | None
) -> None:
    preview = f"<meta property='og:image' content='{PICTURE}'>"
    page = read(f"{preview}{IMG}{lines}{crumb}{TITLE}{TIME}<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert page.images == [Picture(PICTURE, caption, credit)]
    assert page.paragraphs == [FIRST, SECOND]


PLAYER = f"<div class=v><div><video src='{FILM}'></video></div></div>"
MENU = "<ul><li><a href='/news/'>News</a><li><a href='/biz/'>Biz</a><li><a href='/sport/'>Sport</a></ul>"
ARTICLE = f"{TITLE}{TIME}<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}"


@pytest.mark.parametrize("crumb", ["", *CRUMBS])
def test_a_player_may_stand_above_the_headline(crumb: str) -> None:
    page = read(f"<header>{MENU}</header><div class=w>{PLAYER}{crumb}{ARTICLE}</div>")
    assert (page.videos, page.paragraphs) == ([FILM], [FIRST, SECOND])


def test_a_preview_tells_which_player_above_the_headline_is_the_articles() -> None:
    header = f"<header>{PLAYER}{PLAYER.replace('a_0', 'b_0')}{MENU}</header>"
    assert read(header + ARTICLE).videos == []
    assert read(f"<meta property='og:video' content='{FILM}'>{header}{ARTICLE}").videos == [FILM]


def test_a_player_in_another_box_above_the_headline_is_not_the_articles() -> None:
    assert read(f"<header>{MENU}{PLAYER}</header>{ARTICLE}").videos == []
    assert read(f"<aside>{PLAYER}<p>Live: the evening news</p></aside>{ARTICLE}").videos == []


@pytest.mark.parametrize(
    "lead", [f"{PLAYER}", f"<video src='{FILM}'></video>", f"<header><video src='{FILM}'></video></header>"]
)
def test_what_a_page_without_body_tag_begins_with_is_seen(lead: str) -> None:
    preview = f"<title>Otters return to the lake</title><meta property='og:video' content='{FILM}'>"
    page = read_page(html.document_fromstring(f"<!doctype html>{preview}{lead}{ARTICLE}"), URL)
    assert (page.videos, page.paragraphs) == ([FILM], [FIRST, SECOND])


@pytest.mark.parametrize("element", ["main", "article", "section", "div"])
def test_a_page_without_body_tag_is_read_whole(element: str) -> None:
    root = html.document_fromstring(f"<!doctype html><meta charset=utf-8><{element}>{ARTICLE}</{element}>")
    assert read_page(root, URL).paragraphs == [FIRST, SECOND]


SLIDE = "<div class=slide><img src='{}'><div><p>{}</p><p>{}</p></div></div>"
SLIDES = SLIDE.format(PICTURE, "An otter.", "Ti Gong") + SLIDE.format(OTHER, "Two boats.", "Hu Min / SHINE")
SHOWN = [Picture(PICTURE, "An otter.", "Ti Gong"), Picture(OTHER, "Two boats.", "Hu Min / SHINE")]


@pytest.mark.parametrize(
    "controls",
    [
        "{}<button>Previous slide</button><button>Next slide</button>",
        "<button>Previous slide</button>{}<button>Next slide</button>",
        "{}<button><i></i><span>Previous</span></button><button><span>Next</span></button>",
        "{}<a href='#g' role=button><span>Previous</span></a> <a href='#g' role=button><span>Next</span></a>",
        "{}<div>Next slide</div><ul><li><button>1</button><li><button>2</button></ul>",
        "{}<div>1 / 2</div>",
        "{}<a href='#'>上一张</a><a href='#'>下一张</a>",
        f"{{}}<div><button><img src='{PICTURE}' width=80></button><button><img src='{OTHER}' width=80></button></div>",
    ],
)
def test_a_slider_with_its_controls_is_the_articles(controls: str) -> None:
    slider = f"<div class=slider>{controls.format(SLIDES)}</div>"
    assert read_with(slider).images == SHOWN
    thumbs = f"<div class=thumbs><img src='{PICTURE}' width=80><img src='{OTHER}' width=80></div>"
    page = read(f"{TITLE}{TIME}{slider}{thumbs}<div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert (page.images, page.paragraphs) == (SHOWN, [FIRST, SECOND])


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure>{IMG}<button>Enlarge</button><figcaption>An otter.</figcaption></figure>",
        f"<figure><button>{IMG}</button><figcaption>An otter.</figcaption></figure>",
        f"<div class=p><button>{IMG}</button><p class=c>An otter.</p></div>",
        f"<div class=p>{IMG}<button>View image in full screen</button><p class=c>An otter.</p></div>",
        f"<figure>{IMG}<a href='{PICTURE}'>View full size</a><figcaption>An otter.</figcaption></figure>",
    ],
)
def test_what_opens_a_picture_is_none_of_its_lines(figure: str) -> None:
    assert read_with(figure).images == [Picture(PICTURE, "An otter.")]


def test_a_tag_may_be_a_word_that_is_on_controls_too() -> None:
    tags = "".join(f"<li><a href='/tag/{number}'>{tag}</a>" for number, tag in enumerate(("Next", "Zoom", "1 / 2")))
    assert read(f"{ARTICLE}<ul>{tags}</ul>").tags == ["Next", "Zoom", "1 / 2"]


def test_a_picture_above_another_button_is_an_adverts() -> None:
    box = f"<div class=n>{IMG}<p>The best of the lake.</p><button>Subscribe</button></div>"
    assert read_with(box).images == []


@pytest.mark.parametrize(
    "legend",
    [
        "<span>1 / 2</span><p>An otter.</p><p>Ti Gong</p>",
        "<p>An otter.</p><p>Ti Gong</p><p>1 of 2</p>",
        "<p><b>1/2</b> An otter.</p><p>Ti Gong</p>",
        "<p>An otter. <i>(Ti Gong)</i> <b>1 / 2</b></p>",
        "<p>An otter.</p><p>Ti Gong</p><button>Buy a print</button>",
    ],
)
def test_a_pictures_number_among_others_is_not_of_its_caption(legend: str) -> None:
    figure = f"<figure>{IMG}<figcaption>{legend}</figcaption></figure>"
    assert read_with(figure).images == [Picture(PICTURE, "An otter.", "Ti Gong")]


def test_a_fraction_that_a_caption_begins_with_is_of_it() -> None:
    figure = f"<figure>{IMG}<figcaption><b>1/2</b> of the lake froze.</figcaption></figure>"
    assert read_with(figure).images == [Picture(PICTURE, "1/2 of the lake froze.")]


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("An otter. (Photo: Xinhua)", "An otter.", "Xinhua"),
        ("An otter (Photo by Li Xin)", "An otter", "Li Xin"),
        ("An otter. [Photo/Xinhua]", "An otter.", "Xinhua"),
        ("An otter.<br>It naps. (Hu Min / SHINE)", "An otter. It naps.", "Hu Min / SHINE"),
        ("An otter. Photo courtesy of Shanghai Museum", "An otter.", "Shanghai Museum"),
        ("An otter. / Ti Gong", "An otter.", "Ti Gong"),
        ("一只水獭。王一鸣 摄", "一只水獭。", "王一鸣"),
        ("湖中的一只水獭 王一鸣 摄", "湖中的一只水獭", "王一鸣"),
        ("一只水獭。（新华社记者 王一鸣 摄）", "一只水獭。", "新华社记者 王一鸣"),
        ("<p>一只水獭。</p><p>王一鸣/摄</p>", "一只水獭。", "王一鸣"),
        ("一只水獭。新华社供图", "一只水獭。", "新华社"),
        ("Photo: Li Xin", None, "Li Xin"),
        ("An otter. Photograph: Li Xin", "An otter.", "Li Xin"),
        ("An otter. © Xinhua", "An otter.", "Xinhua"),
        ("An otter. (Courtesy of the zoo)", "An otter.", "Courtesy of the zoo"),
        ("An otter. <cite>Provided by the lake's keepers</cite>", "An otter.", "Provided by the lake's keepers"),
        ("<p>Reuters via Getty</p><p>An otter.</p>", "An otter.", "Reuters via Getty"),
        ("<p>@otterfan / Weibo</p><p>An otter.</p>", "An otter.", "@otterfan / Weibo"),
        ("<p>File photo</p><p>An otter.</p>", "An otter.", "File photo"),
        ("<p>Graphic: Li Xin</p><p>An otter's day</p>", "An otter's day", "Graphic: Li Xin"),
        ("<p>All photos by Hu Min / SHINE</p><p>An otter.</p>", "An otter.", "Hu Min / SHINE"),
        ("<p>Xinhua file photo</p><p>An otter.</p>", "An otter.", "Xinhua file photo"),
        ("<p>Screenshot / CCTV</p><p>An otter.</p>", "An otter.", "Screenshot / CCTV"),
        ("<p>Image source: otters.org.cn</p><p>An otter.</p>", "An otter.", "otters.org.cn"),
        ("<p>Photo courtesy: Li Xin</p><p>An otter.</p>", "An otter.", "Li Xin"),
        ("<p>Photo provided to the zoo</p><p>An otter.</p>", "An otter.", "Photo provided to the zoo"),
        ("<p>Provided to SHINE</p><p>An otter.</p>", "An otter.", "Provided to SHINE"),
        ("<p>From the zoo's archives</p><p>An otter.</p>", "An otter.", "From the zoo's archives"),
        ("<span>视觉中国</span><span>一只水獭。</span>", "一只水獭。", "视觉中国"),
    ],
)
def test_a_sure_credit_is_told_from_the_caption_that_it_ends(printed: str, caption: str | None, credit: str) -> None:
    figure = f"<figure>{IMG}<figcaption>{printed}</figcaption></figure>"
    assert read_with(figure).images == [Picture(PICTURE, caption, credit)]


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure><div><span>Image</span>{IMG}</div><figcaption><i>An otter.</i><i>Credit...</i><i>Xinhua</i>",
        f"<figure>{IMG}<figcaption><p>An otter.</p><p>Photo by</p><p>Xinhua</p>",
        f"<figure>{IMG}<figcaption><span>An otter.</span><span>Credit:</span> <span>Xinhua</span>",
    ],
)
def test_the_word_before_a_credit_that_stands_alone_is_none_of_it(figure: str) -> None:
    assert read_with(f"{figure}</figcaption></figure>").images == [Picture(PICTURE, "An otter.", "Xinhua")]


@pytest.mark.parametrize("printed", ["© Xinhua", "Copyright: Xinhua", "Copyright © Xinhua"])
@pytest.mark.parametrize("figure", ["<figure>{}<figcaption>{}</figcaption></figure>", "<p>{}</p><p>{}</p>"])
def test_a_pictures_copyright_does_not_end_the_article(figure: str, printed: str) -> None:
    assert read_with(figure.format(IMG, printed)).images == [Picture(PICTURE, credit="Xinhua")]


def test_the_sites_copyright_below_its_mark_ends_the_article() -> None:
    foot = f"<div>{IMG}<p>© SHINE</p><p>All rights reserved</p><p><a href='/legal/'>Legal</a></p></div>"
    assert read(f"{TITLE}{TIME}<div><p>{FIRST}</p><p>{SECOND}</p></div>{foot}").paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize("printed", ["The otter was freed on Monday. (Xinhua)", "一只水獭。新华社 摄"])
def test_a_plain_line_below_a_picture_that_ends_with_a_credit_is_its_caption(printed: str) -> None:
    assert read_with(f"<p>{IMG}</p><p>{printed}</p>").images[0].credit in {"Xinhua", "新华社"}


@pytest.mark.parametrize(
    "printed",
    [
        "Otters at the lake (Shanghai)",
        "An otter (left) and its cub (right).",
        "Mr. Li, left, with an otter.",
        "Photos by children hang above the lake.",
        "11月9日拍摄",
        "An otter, courtesy of the zoo, meets the press",
        "Photographs of otters",
        "An otter on a screenshot",
        "File photo of an otter, Li Xin,",
    ],
)
def test_what_ends_a_caption_may_be_of_it(printed: str) -> None:
    figure = f"<figure>{IMG}<figcaption>{printed}</figcaption></figure>"
    assert read_with(figure).images == [Picture(PICTURE, printed)]


@pytest.mark.parametrize("button", ["Play", "Play video", "Pause"])
def test_a_player_with_its_button_is_the_articles(button: str) -> None:
    assert read_with(f"<div class=v><video src='{FILM}'></video><button>{button}</button></div>").videos == [FILM]


def test_an_address_that_a_script_made_up_is_passed_over() -> None:
    video = f"<video src='blob:https://www.shine.cn/7'><source src='{FILM}'></video>"
    assert read_with(video).videos == [FILM]


PLAIN = f"<p>{IMG}</p>"


@pytest.mark.parametrize("name", ["Jiang Xiaowei", "Shanghai Museum", "Zhejiang Daily", "Tesla", "Wang Min, Jiang Bo"])
def test_a_name_between_a_picture_and_its_caption_is_the_credit(name: str) -> None:
    shown = read_with(f"{PLAIN}<p>{name}</p><p>An otter waves from the bank.</p>")
    assert shown.images == [Picture(PICTURE, "An otter waves from the bank.", name)]


def test_a_name_below_a_picture_that_the_text_does_not_know_is_the_credit() -> None:
    assert read_with(f"{PLAIN}<p>Jiang Xiaowei</p>").images == [Picture(PICTURE, credit="Jiang Xiaowei")]


@pytest.mark.parametrize(
    "lines",
    [
        ["Shanghai Museum", "The museum keeps bronzes, jade and furniture of five dynasties."],
        ["Hu Min", "Hu Min, 61, feeds the otters."],
        ["Looking Ahead", "Two more weirs are to go.", "Looking Back", "It was dug in 1958."],
        ["Long Museum", "Address: 3398 Longteng Avenue", "Admission: Free"],
        ["Canals", "They are many."],
        ["Zhang Wei", "“The otters know my boat.”"],
    ],
)
def test_a_name_below_a_picture_may_head_what_follows(lines: list[str]) -> None:
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = read(f"{TITLE}<p>Xinhua</p>{TIME}<div><p>{FIRST}</p>{PLAIN}{text}<p>{SECOND}</p></div>{FOOT}")
    assert (page.images, page.paragraphs) == ([Picture(PICTURE)], [FIRST, *lines, SECOND])


def test_names_below_several_pictures_may_head_parts_of_the_text() -> None:
    lines = ["Zhang Wei", "They call her the mother of the otters.", "Li Na", "She was there before them."]
    text = "{}<p>{}</p><p>{}</p><p><img src='{}'></p><p>{}</p><p>{}</p>".format(PLAIN, *lines[:2], OTHER, *lines[2:])
    page = read(f"{TITLE}<p>Xinhua</p>{TIME}<div><p>{FIRST}</p>{text}</div>{FOOT}")
    assert (page.images, page.paragraphs) == ([Picture(PICTURE), Picture(OTHER)], [FIRST, *lines])


def test_a_line_between_a_picture_and_its_credit_is_the_caption() -> None:
    shown = read_with(f"{PLAIN}<p>Guo Mingzhu</p><p>Ti Gong</p>")
    assert shown.images == [Picture(PICTURE, "Guo Mingzhu", "Ti Gong")]


@pytest.mark.parametrize("lines", ["<p>Ti Gong</p><p><i>An otter.</i></p>", "<p><i>An otter.</i></p><p>Ti Gong</p>"])
def test_a_sure_credit_beside_a_caption_of_another_look_is_the_pictures(lines: str) -> None:
    assert read_with(PLAIN + lines).images == [Picture(PICTURE, "An otter.", "Ti Gong")]


CARDS = "<div><h3>Related</h3><a href='/news/metro/2411120007/'><img src='/files/c_0.jpg'><h4>Pandas</h4></a></div>"


@pytest.mark.parametrize("shown", [f"<video src='{FILM}'></video>", f"<p>{IMG}</p>", f"<p>{IMG}</p><p>{IMG}</p>"])
@pytest.mark.parametrize("summary", ["", f"<div class=s><p>{FIRST}</p></div>"])
def test_an_article_may_be_nothing_but_what_it_shows(shown: str, summary: str) -> None:
    page = read(f"<div>{MENU}<main>{TITLE}{TIME}{summary}<div>{shown}</div>{FOOT}</main>{CARDS}</div>")
    assert (len(page.images), page.videos) == (("img" in shown), [FILM] if "video" in shown else [])


@pytest.mark.parametrize(
    "player",
    [
        f"<div class=player data-video='{FILM}' data-poster='{PICTURE}'><span></span></div>",
        f"<p><span data-src='{FILM}?t=1'></span></p>",
        f"<p><a href='{FILM}'>{IMG}</a></p>",
        f"<a href='{FILM}'><div>{IMG}<i></i></div></a>",
    ],
)
def test_a_video_may_be_told_by_its_address_alone(player: str) -> None:
    page = read_with(player)
    assert (page.images, [video.removesuffix("?t=1") for video in page.videos]) == ([], [FILM])


def test_an_address_among_other_data_is_no_videos() -> None:
    assert read_with(f"""<div data-setup='{{"src": "{FILM}"}}'></div>""").videos == []


@pytest.mark.parametrize(
    "style", [f"background-image:url({PICTURE})", f"height: 9em; background: #eee url(&quot;{PICTURE}&quot;)"]
)
def test_a_background_that_is_said_to_be_a_picture_is_one(style: str) -> None:
    figure = f'<div class=p><div role=img style="{style}"></div><p class=c>An otter.</p></div>'
    assert read_with(figure).images == [Picture(PICTURE, "An otter.")]
    assert read_with(f'<div style="{style}"></div>').images == []


def test_a_moving_picture_that_is_kept_by_its_day_is_the_articles() -> None:
    assert read_with(f"<p><img src='{FILES}a_0.gif'></p>").images == [Picture(f"{FILES}a_0.gif")]
    assert read_with("<p><img src='https://www.shine.cn/static/rule.gif'></p>").images == []


@pytest.mark.parametrize("network", ["WeChat", "Weibo", "Instagram"])
def test_a_network_may_have_given_a_picture(network: str) -> None:
    third = "<p>Two more canals are to be dug.</p>"
    shown = read(f"{TITLE}{TIME}<div><p>{FIRST}</p>{PLAIN}<p>{network}</p><p>An otter.</p>{third}</div>{FOOT}")
    assert shown.images == [Picture(PICTURE, "An otter.", network)]


@pytest.mark.parametrize(
    "share",
    [
        "<p>WeChat</p><p>Weibo</p>",
        "<div>WeChat</div>",
        "<p><a href='#'>WeChat</a></p>",
        "<ul><li><p>WeChat</p></ul>",
        "<p>Share</p>",
    ],
)
def test_a_network_below_a_picture_may_be_a_button(share: str) -> None:
    page = read(f"{TITLE}{TIME}<div>{PLAIN}{share}<p>{FIRST}</p><p>{SECOND}</p><p>It is deep.</p></div>{FOOT}")
    assert (page.images, page.paragraphs) == ([Picture(PICTURE)], [FIRST, SECOND, "It is deep."])


ROW = f"<tr><td>{IMG}<td><img src='{OTHER}'>"


def test_captions_in_the_row_below_pictures_stand_each_in_its_column() -> None:
    row = "<tr><td>An otter.<br>Xinhua<td><p>Two boats</p>"
    assert read_with(f"<table>{ROW}{row}</table>").images == [
        Picture(PICTURE, "An otter.", "Xinhua"),
        Picture(OTHER, "Two boats"),
    ]
    assert read_with(f"<table>{ROW}<tr><td><td>Ti Gong</table>").images == [
        Picture(PICTURE),
        Picture(OTHER, None, "Ti Gong"),
    ]


def test_what_is_below_a_row_of_pictures_may_be_the_text() -> None:
    rows = f"{ROW}<tr><td><p>{FIRST}</p><p>It is deep.</p><td><p>{SECOND}</p><p>It is wide.</p>"
    page = read(f"{TITLE}{TIME}<table>{rows}</table>{FOOT}")
    assert (len(page.images), page.paragraphs) == (2, [FIRST, "It is deep.", SECOND, "It is wide."])


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ("<div><p>An otter.</p><p>Hu Min / SHINE</p></div>", "An otter."),
        ("<p>Hu Min / SHINE</p>", None),
        ("<p>An otter</p><p>Hu Min / SHINE</p>", "An otter"),
    ],
)
def test_the_credit_of_a_picture_above_the_time_is_no_byline(lines: str, caption: str | None) -> None:
    lead = f"<div class=lead>{IMG}{lines}</div>"
    page = read(f"{TITLE}{lead}<div>{TIME}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert (page.byline, page.images) == (None, [Picture(PICTURE, caption, "Hu Min / SHINE")])
    page = read(f"{TITLE}{lead}<div><p>Ma Yue</p>{TIME}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}")
    assert (page.byline, page.images) == ("Ma Yue", [Picture(PICTURE, caption, "Hu Min / SHINE")])


@pytest.mark.parametrize("place", ["<div>{card}{text}</div>", "<div>{text}{card}</div>", "{card}<div>{text}</div>"])
def test_the_card_of_the_author_shows_no_picture_of_the_articles(place: str) -> None:
    card = f"<div class=a>{IMG}<div><b>Hu Min</b><p>Hu Min has rowed on the lake for nine years.</p></div></div>"
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    page = read(f"{TITLE}<p>Hu Min</p>{TIME}{place.format(card=card, text=text)}{FOOT}")
    assert (page.images, page.paragraphs) == ([], [FIRST, SECOND])


def test_the_author_may_have_taken_a_picture() -> None:
    figure = f"<figure>{IMG}<p>Hu Min</p><p>An otter near Hu Min's boat.</p></figure>"
    assert read_with(figure).images == [Picture(PICTURE, "An otter near Hu Min's boat.", "Hu Min")]


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Drums from Anhui <cite>Hu Min and Wu Di / SHINE</cite>", "Drums from Anhui", "Hu Min and Wu Di / SHINE"),
        ("Drums from Anhui / Hu Min / SHINE", "Drums from Anhui", "Hu Min / SHINE"),
        ("Drums from Anhui Photo by Hu Min / SHINE", "Drums from Anhui", "Hu Min / SHINE"),
        ("Drums from Anhui（Hu Min / SHINE）", "Drums from Anhui", "Hu Min / SHINE"),
        ("Tang Yi (1931-2025) Photo: Xinhua", "Tang Yi (1931-2025)", "Xinhua"),
        ("Century Park | Xinhua", "Century Park", "Xinhua"),
        ("Century Park", "Century Park", None),
        ("Wu Di", None, "Wu Di"),
        ("Wu Di / <a href='/'>SHINE</a>", None, "Wu Di / SHINE"),
        ("Photo by <b>Wu Di / SHINE</b>", None, "Wu Di / SHINE"),
        ("Wu Di / Ti Gong", None, "Wu Di / Ti Gong"),
        ("Weibo @otters", None, "Weibo @otters"),
        ("An otter. <b>Xinhua</b><b>hide caption</b>", "An otter.", "Xinhua"),
        ("<i>[1/2]</i><b>An otter.</b> <b>Xinhua</b> <a href='#'>Purchase Licensing Rights</a>", "An otter.", "Xinhua"),
        ("<p>An otter. <b>Xinhua</b></p><p>Xinhua</p>", "An otter.", "Xinhua"),
    ],
)
def test_a_caption_without_a_stop_is_told_from_its_credit(
    printed: str, caption: str | None, credit: str | None
) -> None:
    figure = f"<figure>{IMG}<figcaption>{printed}</figcaption></figure>"
    assert read_with(figure).images == [Picture(PICTURE, caption, credit)]


def test_a_name_in_a_credits_form_is_a_caption_where_others_end_with_that_credit() -> None:
    legend = "<figure><img src='{}'><figcaption>{}</figcaption></figure>"
    figures = legend.format(PICTURE, "An otter. / Ti Gong") + legend.format(OTHER, "Wu Di / Ti Gong")
    assert read_with(figures).images == [Picture(PICTURE, "An otter.", "Ti Gong"), Picture(OTHER, "Wu Di", "Ti Gong")]
    figures = figures.replace("An otter. / Ti Gong", "An otter. / Hu Min / SHINE")
    assert read_with(figures).images[1] == Picture(OTHER, None, "Wu Di / Ti Gong")


@pytest.mark.parametrize("lines", ["<h6>Xinhua</h6><h5>{}</h5>", "<h5>{}</h5><h6>Xinhua</h6>"])
@pytest.mark.parametrize("caption", ["An otter, at dusk.", "Otters (1931)"])
def test_small_headings_below_a_picture_are_its_lines_where_one_is_a_credit(lines: str, caption: str) -> None:
    figure = f"<p>{IMG}</p>{lines.format(caption)}"
    assert read_with(figure).images == [Picture(PICTURE, caption, "Xinhua")]


@pytest.mark.parametrize("heading", ["<h5>What they eat</h5>", "<h6>Xinhua</h6><h3>What they eat</h3>"])
def test_a_heading_below_a_picture_may_be_the_texts(heading: str) -> None:
    page = read(f"{TITLE}<p>Hu Min</p>{TIME}<div><p>{FIRST}</p><p>{IMG}</p>{heading}<p>{SECOND}</p></div>{FOOT}")
    assert page.paragraphs == [FIRST, "What they eat", SECOND]


@pytest.mark.parametrize(
    "sizes",
    [
        f"<img src='{PICTURE}' class=hidden-xs><img src='{PICTURE}?x-oss-process=image/resize,w_640' class=visible-xs>",
        f"<img src='{PICTURE}!small'><img src='{PICTURE}'>",
        f"<img src='{PICTURE}'><img src='{PICTURE}'>",
    ],
)
def test_copies_of_a_picture_for_other_screens_are_one_with_its_lines(sizes: str) -> None:
    figure = f"<div class=img>{sizes}<p>Xinhua</p><p>An otter.</p></div>"
    assert read_with(figure).images == [Picture(PICTURE, "An otter.", "Xinhua")]


def test_pictures_that_differ_by_their_query_alone_are_several() -> None:
    urls = [f"https://obj.shine.cn/file?id={number}" for number in "12"]
    assert read_with("".join(f"<img src='{url}'>" for url in urls)).images == list(map(Picture, urls))


def test_labels_and_the_files_name_are_no_lines_of_a_pictures() -> None:
    labelled = (
        "<h2>otter.jpg</h2>{}<div><b>Caption:</b><div>An otter.</div></div><div><b>Credit:</b><div>Xinhua</div></div>"
    )
    assert read_with(f"<div class=media>{labelled.format(IMG)}</div>").images == [
        Picture(PICTURE, "An otter.", "Xinhua")
    ]


def test_a_short_line_with_a_picture_in_one_paragraph_is_its_caption() -> None:
    assert read_with(f"<p>{IMG}<br>An otter at the pier.</p>").images == [Picture(PICTURE, "An otter at the pier.")]
    told = "They have not been seen there since 1998, when the dam was built."
    page = read(f"{TITLE}<p>Hu Min</p>{TIME}<div><p>{FIRST}</p><p>{IMG}<br>{told}</p><p>{SECOND}</p></div>{FOOT}")
    assert page.paragraphs == [FIRST, told, SECOND]
