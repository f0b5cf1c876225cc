"""Small pages, each for one thing that the foot of an article must be told by."""

import pytest
from reading import read

FIRST = "The library by the lake has lent its last card, and keeps the drawers for seeds."
SECOND = "Whoever takes a seed brings back two in autumn."
HEAD = "<h1>Seeds on loan</h1><p>Zhu Ying</p><p>20:37 UTC+8, 2024-11-11</p>"
BODY = f"<section><p>{FIRST}<p>{SECOND}</section>"
FOOT = "<div>Source: SHINE &nbsp; Editor: Fu Rong</div>"


@pytest.mark.parametrize(
    ("foot", "source", "editor"),
    [
        ("<p>Source: SHINE</p><p>Edited by Fu Rong</p>", "SHINE", "Fu Rong"),
        ("<p>Source: SHINE &nbsp; Edited by: Fu Rong</p>", "SHINE", "Fu Rong"),
        ("<p>(Source: SHINE &nbsp; Editor: Fu Rong)</p>", "SHINE", "Fu Rong"),
        ("<p>[Editor: Fu Rong] [Source: SHINE]</p>", "SHINE", "Fu Rong"),
        ("<p>Source: SHINE &nbsp; Web Editor: Fu Rong</p>", "SHINE", "Fu Rong"),
        ("<p>Source: SHINE &nbsp; Editor: van der Berg</p>", "SHINE", "van der Berg"),
        ("<p>Source: en.moe.gov.cn &nbsp; Editor: Fu Rong</p>", "en.moe.gov.cn", "Fu Rong"),
        ("<p>Source: dpa &nbsp; Editor: Fu Rong</p>", "dpa", "Fu Rong"),
    ],
)
def test_source_and_editor_are_read_in_brackets_with_a_rank_or_in_small_letters(
    foot: str, source: str, editor: str
) -> None:
    page = read(f"{HEAD}{BODY}{foot}<p><a href='/tag/seeds/'>Seeds</a></p>")
    assert (page.source, page.editor, page.tags) == (source, editor, ["Seeds"])
    assert page.paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["(Source: Zhejiang Library)", "Source: the drawers were made in 1958 by hand"])
def test_a_source_in_brackets_without_an_editor_or_in_prose_is_not_the_articles(line: str) -> None:
    page = read(f"{HEAD}{BODY}<p>{line}</p>{FOOT}")
    assert (page.source, page.editor) == ("SHINE", "Fu Rong")


def test_the_label_of_a_name_is_no_byline() -> None:
    table = "<tr><th>Published</th><td>20:37 UTC+8, 2024-11-11</td></tr><tr><th>Editor</th><td>Fu Rong</td></tr>"
    page = read(f"<h1>Seeds on loan</h1><table>{table}</table>{BODY}")
    assert (page.byline, page.editor, page.paragraphs) == (None, "Fu Rong", [FIRST, SECOND])


@pytest.mark.parametrize(
    "tags",
    [
        "<p><b>Keywords:</b> Seeds, Libraries</p>",
        "<p>Tags: <span>Seeds</span>, <span>Libraries</span></p>",
        "<div>Read more about these topics</div><p><a href='/t/1/'>Seeds</a></p><p><a href='/t/2/'>Libraries</a></p>",
    ],
)
def test_the_label_of_tags_is_none_of_them_and_commas_part_them(tags: str) -> None:
    assert read(HEAD + BODY + FOOT + tags).tags == ["Seeds", "Libraries"]


@pytest.mark.parametrize("name", ["2024", "B", "Share", "Related", "Search", "Who reads now?"])
@pytest.mark.parametrize("line", ["<a href='/tag/x/'>{}</a><br>", "<li><a href='/topics/x'>{}</a></li>"])
def test_what_leads_to_the_page_of_a_tag_is_one_whatever_its_name(name: str, line: str) -> None:
    tags = line.format("Seeds") + line.format(name)
    assert read(f"{HEAD}{BODY}{FOOT}<div>{tags}</div>").tags == ["Seeds", name]


@pytest.mark.parametrize("name", ["2024", "Share", "Related"])
def test_the_face_of_a_button_is_no_tag(name: str) -> None:
    tags = f"<p><a href='/tag/seeds/'>Seeds</a></p><p><a href='#{name}'>{name}</a></p>"
    assert read(HEAD + BODY + FOOT + tags).tags == ["Seeds"]
