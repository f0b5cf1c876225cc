"""Small pages, each for one thing that an article's text must be told by where little of it reads as prose."""

import pytest
from reading import read as read_body

from shinenews.page import Page, Picture

TITLE = "<h1>Ferry to run at night</h1>"
SIGNED = "<div><span>Hu Min</span><br><span>20:37 UTC+8, 2024-11-11 &nbsp; 0</span></div>"
SUMMARY = "The last boat used to leave at six."
FIRST = "The ferry across the river will run at night from December, the harbor office said on Monday."
SECOND = "It takes eleven minutes, and costs two yuan."
FOOT = "<div>Source: SHINE &nbsp; Editor: Fu Rong</div>"
LAST = "<p>Copyright 2024 © Shanghai Daily. All rights reserved.</p><div>Search</div><ul><li>News<li>Biz<li>Top</ul>"
FILES = "https://obj.shine.cn/files/2024/11/11/"
PICTURE, OTHER, FILM = FILES + "a_0.jpg", FILES + "b_0.jpg", FILES + "a_0.mp4"
IMG = f"<img src='{PICTURE}'>"


def read(content: str, summary: str = SUMMARY, foot: str = FOOT) -> Page:
    head = f"{TITLE}{SIGNED}<div class=caption><p>{summary}</p></div>{SIGNED}"
    return read_body(f"{head}<div class=content>{content}</div>{foot}{LAST}")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>{}", ["The ferry across the river will run at night"]),
        ("<p>{}<p>{}<p>{}", ["Fog on the quay", "fog on the bell", "and a light, late"]),
        ("<ul><li>{}<li>{}<li>{}</ul>", ["Adults: 2 yuan", "Bicycles: 1 yuan", "Dogs: free"]),
        ("<p>{}<p>{}<p>{}", ["6:10pm - First boat", "11:50pm - Last boat", "Midnight - None"]),
    ],
)
def test_what_stands_between_head_and_source_line_is_the_text_where_nothing_is_prose(
    markup: str, text: list[str]
) -> None:
    content = markup.format(*text)
    page = read(content)
    assert (page.summary, page.paragraphs, page.source) == (SUMMARY, text, "SHINE")
    page = read(f"<figure>{IMG}<figcaption>Ti Gong</figcaption></figure>{content}")
    assert (page.paragraphs, page.images) == (text, [Picture(PICTURE, None, "Ti Gong")])


def test_links_labels_and_stray_words_are_no_text() -> None:
    assert read("<p>Ad<p>").paragraphs == []
    assert read("<p>Loading").paragraphs == []
    assert read("<p><a href='/a/'>One</a><p><a href='/b/'>Two</a><p><a href='/c/'>Three</a>").paragraphs == []
    assert read("<p>One<p>Two<p>Three", foot="").paragraphs == []


def test_the_captions_of_pictures_are_no_text() -> None:
    essay = "".join(f"<p><img src='{url}'></p><p>Ti Gong</p><p>A boat by night</p>" for url in (PICTURE, OTHER))
    page = read(essay)
    assert page.paragraphs == []
    assert page.images == [Picture(url, "A boat by night", "Ti Gong") for url in (PICTURE, OTHER)]
    page = read(f"<div>{IMG}<p>Ti Gong</p><p>A boat leaves the quay.</p></div>")
    assert (page.paragraphs, page.images) == ([], [Picture(PICTURE, "A boat leaves the quay.", "Ti Gong")])


@pytest.mark.parametrize(
    "above",
    [
        "<div><a href='#'>Weibo</a> <a href='#'>WeChat</a></div>",
        "<div><a href='/news/metro/2411110001/'>Bridge closes for a week</a></div>",
    ],
)
def test_an_only_paragraph_below_links_is_the_text(above: str) -> None:
    assert read(f"{above}<p>{FIRST}</p>").paragraphs == [FIRST]


def test_a_card_is_no_text_though_it_is_all_there_is_beside_a_picture() -> None:
    page = read(
        f"<p>{IMG}</p><div><a href='/news/metro/2411110001/'>Bridge closes</a><p>It is to be painted.</p></div>"
    )
    assert (page.paragraphs, page.images) == ([], [Picture(PICTURE)])


@pytest.mark.parametrize("content", [f"<p>{FIRST}</p><p>{IMG}</p>", f"<figure>{IMG}</figure><p>{FIRST}</p>"])
def test_all_the_text_is_no_caption_above_a_picture_or_below_a_closed_figure(content: str) -> None:
    page = read(content)
    assert (page.paragraphs, page.images) == ([FIRST], [Picture(PICTURE)])


def test_the_line_below_an_only_picture_that_is_no_figure_is_its_caption() -> None:
    page = read(f"<p>{IMG}</p><p>A boat leaves the quay at night.</p>")
    assert (page.paragraphs, page.images) == ([], [Picture(PICTURE, "A boat leaves the quay at night.")])


@pytest.mark.parametrize(
    ("legend", "caption", "credit"),
    [
        (f"<p>{IMG}</p><p><small>The view from the quay</small></p>", "The view from the quay", None),
        (f"<p>{IMG}</p><p><em>The quay in bloom.</em></p>", "The quay in bloom.", None),
        (f"<p>{IMG}</p><p class=cap>The quay (Xinhua)</p>", "The quay", "Xinhua"),
        (f"<p>{IMG}<em>The view from the quay</em></p>", "The view from the quay", None),
        (f"<div class=pic>{IMG}<p>The view from the quay</p></div>", "The view from the quay", None),
        (f"<div class=pic>{IMG}<p>Xinhua</p></div>", None, "Xinhua"),
        (f"<div class=pic>{IMG}<p>Xinhua</p><p>The quay.</p></div>", "The quay.", "Xinhua"),
        (
            f"<figure>{IMG}<figcaption><b>Xinhua</b><br>The quay in fog</figcaption></figure>",
            "The quay in fog",
            "Xinhua",
        ),
        (f"<p>{IMG}</p><p>Xinhua</p>", None, "Xinhua"),
        (f"<p>{IMG}</p>", None, None),
    ],
)
@pytest.mark.parametrize("again", [SIGNED, ""])
def test_an_only_paragraph_below_a_pictures_lines_is_the_text(
    legend: str, caption: str | None, credit: str | None, again: str
) -> None:
    head = f"{TITLE}{SIGNED}<div class=caption><p>{SUMMARY}</p></div>{again}"
    page = read_body(f"{head}<div class=content>{legend}<p>{FIRST}</p></div>{FOOT}{LAST}")
    assert (page.summary, page.paragraphs, page.images) == (SUMMARY, [FIRST], [Picture(PICTURE, caption, credit)])


def test_an_only_paragraph_between_captioned_pictures_is_the_text() -> None:
    essay = "".join(
        f"<p><img src='{FILES}{number}_0.jpg'></p><p><small>Boat {number} at night. (Ti Gong)</small></p>{text}"
        for number, text in enumerate(("", f"<p>{FIRST}</p>", ""))
    )
    page = read(essay)
    assert page.paragraphs == [FIRST]
    assert [(image.caption, image.credit) for image in page.images] == [
        (f"Boat {number} at night.", "Ti Gong") for number in range(3)
    ]


@pytest.mark.parametrize("above", ["<p class=credit>Xinhua</p>", "<p class=name>The night boat</p>", ""])
def test_a_photo_essay_is_no_text_though_its_captions_tell(above: str) -> None:
    legend = above + "<p class=cap>The pilot, who has been here for years, said nothing.</p>"
    page = read("".join(f"<p><img src='{url}'></p>{legend}" for url in (PICTURE, OTHER)))
    assert (page.paragraphs, len(page.images)) == ([], 2)
    assert all("said nothing." in (image.caption or "") for image in page.images)


def test_an_article_may_be_one_picture_or_film() -> None:
    assert read(f"<p>{IMG}</p>").images == [Picture(PICTURE)]
    assert read(f"<p><video src='{FILM}'></video></p>").videos == [FILM]


@pytest.mark.parametrize(
    "summary",
    ["Two boats, one pier", "“No fog,” says the pilot", "What the night boat will cost", "渡轮十二月起夜间运行"],
)
def test_a_summary_between_the_two_printings_needs_no_full_stop(summary: str) -> None:
    page = read(f"<p>{FIRST}<p>{SECOND}", summary)
    assert (page.summary, page.byline, page.paragraphs) == (summary, "Hu Min", [FIRST, SECOND])


@pytest.mark.parametrize(
    "line",
    [
        "Our correspondent in Hangzhou",
        "Photo: Ti Gong",
        "Font size: A A+",
        "By the night desk",
        "3 min read",
        "News / Nation",
    ],
)
def test_other_lines_between_the_two_printings_are_no_summary(line: str) -> None:
    assert read(f"<p>{FIRST}<p>{SECOND}", line).summary is None
    assert read(f"<p>{FIRST}<p>{SECOND}", "Seen 120 times today</p><p>Given to 7 friends").summary is None


@pytest.mark.parametrize(
    "beside", ["<li>Pier 3</li>", "<li><p>Pier 3, behind the old customs house by the bridge</p></li>"]
)
def test_a_letter_in_a_list_is_no_button(beside: str) -> None:
    page = read(f"<p>{FIRST}<ol>{beside}<li>Quays<ul><li>a</li><li>b</li></ul></li></ol><p>{SECOND}")
    assert page.paragraphs[2:] == ["Quays", "a", "b", SECOND]


def test_the_speaker_in_the_foot_of_a_quotation_is_of_the_text() -> None:
    quotation = "<blockquote>“We sleep by day.”<footer>Hao Lin, pilot</footer></blockquote>"
    page = read(f"<p>{FIRST}{quotation}<p>{SECOND}<footer>Hao Lin was a sailor.</footer>")
    assert page.paragraphs == [FIRST, "“We sleep by day.”", "Hao Lin, pilot", SECOND]


def test_links_to_other_houses_are_of_the_text_in_a_list_or_beside_other_words() -> None:
    text = ["Lanxi Boats", "Seven Piers"]
    items = "".join(f"<li><a href='https://{number}.example/'>{name}</a>" for number, name in enumerate(text))
    assert read(f"<p>{FIRST}<ul>{items}</ul><p>{SECOND}").paragraphs == [FIRST, *text, SECOND]
    link = "See <a href='https://piers.example/'>all the piers and the times at which the boats leave them</a>"
    assert len(read(f"<p>{FIRST}<p>{link}<p>{SECOND}").paragraphs) == 3


@pytest.mark.parametrize(
    "links",
    [
        "<ul><li><a href='/ships/'>Ships</a><li><a href='/piers/'>Piers</a></ul>",
        "<ul><li><a href='https://weibo.com/shine'>Weibo</a><li><a href='https://x.com/shine'>Twitter</a></ul>",
        "<p><a href='https://boats.example/'>Cheap boats here</a></p>",
        "<p>Read more: <a href='https://boats.example/'>All the boats that were ever built on this river</a></p>",
    ],
)
def test_other_links_are_none_of_the_text(links: str) -> None:
    assert read(f"<p>{FIRST}{links}<p>{SECOND}").paragraphs == [FIRST, SECOND]


def test_a_heading_of_the_text_is_neither_a_count_nor_a_byline() -> None:
    page = read(f"<h2>1</h2><p>{FIRST}<h2>2</h2><p>{SECOND}")
    assert (page.paragraphs, page.comment_count) == (["1", FIRST, "2", SECOND], "0")
    results = "<h3>Pilots</h3><ul><li>Hao Lin<li>Ada Falk</ul><h3>Cooks</h3><ul><li>Ren Bo</ul>"
    page = read_body(f"{TITLE}<p>20:37 UTC+8, 2024-11-11</p><div>{results}</div>{FOOT}")
    assert page.byline is None
    assert page.paragraphs == ["Pilots", "Hao Lin", "Ada Falk", "Cooks", "Ren Bo"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div><p>You have 2 free articles left this month</p></div>",
        "<div><div>⛴</div><div>Fond of boats? <a href='#'>Sign up</a> for the harbor newsletter.</div></div>",
        "<div>You've read all your stories this month</div>",
        "<p>You may also like the following.</p>",
        "<p>Sign up for the headlines of the day.</p>",
    ],
)
def test_a_word_to_the_subscriber_is_no_text(furniture: str) -> None:
    assert read(f"<p>{FIRST}{furniture}<p>{SECOND}").paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize("mark", ["- END -", "(End)", "Enditem", "*** The End ***"])
def test_the_mark_that_a_text_ends_is_no_text(mark: str) -> None:
    page = read(f"<p>{FIRST}<p>{SECOND}<p>{mark}")
    assert (page.paragraphs, page.source) == ([FIRST, SECOND], "SHINE")
    assert read(f"<ul><li>{FIRST}<li>{SECOND}<li>End</ul>").paragraphs == [FIRST, SECOND, "End"]


def test_a_mail_ends_where_it_says_why_it_came() -> None:
    lines = (
        FIRST,
        SECOND,
        "Source: SHINE &nbsp; Editor: Fu Rong",
        "You received this letter since you asked. Unsubscribe",
    )
    page = read("".join(f"<table><tr><td>{line}</table>" for line in lines), foot="")
    assert (page.paragraphs, page.source, page.editor) == ([FIRST, SECOND], "SHINE", "Fu Rong")


@pytest.mark.parametrize(
    "part", ["<ul><li>{}<li>{}<li>{}</ul>", "<blockquote><p>{}<p>{}<p>{}</blockquote>", "<p><span>{}<p>{}<p>{}"]
)
def test_the_text_goes_on_beside_what_holds_most_of_it(part: str) -> None:
    most = [f"The boat of {hour} is for those who work at night, and has room for forty of them." for hour in "123"]
    page = read(f"<p>{FIRST}</p>{part.format(*most)}")
    assert (page.summary, page.paragraphs) == (SUMMARY, [FIRST, *most])
