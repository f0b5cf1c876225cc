"""The page of `scrapy report` in a real browser, made of a store in which texts are hostile."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import need
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from sqlalchemy import insert

from shinenews.dashboard import figures
from shinenews.dashboard.page import render
from shinenews.items import Article, Image
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.tables import articles, events, revisions, runs

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISCHIEF = (
    "</script><script>document.title = 'taken'</script>",
    "</style></title></summary></details></table><!-- <b onclick=alert(1)>",
    "\"'><img src=https://example.com/x.png onerror=\"document.title = 'taken'\">",
    "line\u2028paragraph\u2029tab\tnul\x00bell\x07",
    "\u202eright to left\u202d\u2066 never ended",
    "half of a pair: \ud83d, and the other: \ude00",
    "{{ 7 * 7 }} {% raise %} ${7 * 7} &lt;b&gt; &amp;amp;",
    "w" * 400,
)
PLAIN = ("Rain on Monday", "Rain and hail", "Rain on Tuesday", "Rain at night")
READ = (
    "[...document.querySelectorAll('table.articles tbody tr')].filter(row => !row.hidden).map(row => row.id.slice(1))"
)
TEXTS = """
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pairs = new Set();
while (walker.nextNode()) {
  let box = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !box.checkVisibility()) continue;
  const style = getComputedStyle(box), colour = box.closest("svg") ? style.fill : style.color;
  while (box && getComputedStyle(box).backgroundColor === "rgba(0, 0, 0, 0)") box = box.parentElement;
  pairs.add(colour + " on " + getComputedStyle(box).backgroundColor);
}
return [...pairs];
"""

BROKEN = r"""
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), broken = new Set();
while (walker.nextNode()) {
  for (const word of walker.currentNode.data.matchAll(/(?<!\S)[A-Za-z]{2,15}(?=[\s.,;:]|$)/g)) {
    const range = document.createRange();
    range.setStart(walker.currentNode, word.index);
    range.setEnd(walker.currentNode, word.index + word[0].length);
    if (new Set(Array.from(range.getClientRects(), (part) => part.top)).size > 1) broken.add(word[0]);
  }
}
return [...broken];
"""
NARROWEST = """
const columns = [...document.querySelectorAll(".what, .text, .runs td:nth-child(3)")];
return Math.min(...columns.map((column) => column.clientWidth / parseFloat(getComputedStyle(column).fontSize)));
"""


def fill(data: Path) -> None:
    """Store mischief in every text of an article, and a few plain articles; the first of all was revised."""
    database = open_database(data)
    with database.begin() as connection:
        connection.execute(insert(runs).values(id="run", spider="nation", started_at="2024-11-20T00:00:00+00:00"))
        for number, text in enumerate((*MISCHIEF, *PLAIN)):
            moment = datetime.fromisoformat("2024-11-01T08:30:00+08:00") + timedelta(days=2 * number, hours=number)
            article = hostile(str(2411010000 + number), moment.isoformat(), text)
            versions = [article] if number else [article, article | {"title": "Snow", "body": f"{text}\n\nIt snows."}]
            for revision, version in enumerate(versions, start=1):
                key = {"id": article["id"], "revision": revision, "published_at": article["published_at"]}
                connection.execute(insert(revisions).values(document=json.dumps(version), **key))
                event = {"run": "run", "at": "2024-11-20T00:00:00+00:00", "id": article["id"], "revision": revision}
                changed = json.dumps(["title", "body"] if revision > 1 else [])
                connection.execute(
                    insert(events).values(event="updated" if revision > 1 else "new", changed=changed, **event)
                )
            state = {"content_hash": "", "first_seen_at": "", "changed_at": "", "section": "news/nation"}
            state |= {"duplicate_of": "2411010000"} if number == 9 else {}
            state |= {"withdrawn_at": "2024-11-21T00:00:00+00:00"} if number in {1, 10} else {}
            connection.execute(insert(articles).values(**key, **state))
    database.dispose()


def hostile(id_: str, published_at: str, text: str) -> dict[str, Any]:
    article = Article(
        id=id_,
        url=f"javascript:document.title='taken'//{id_}",
        section="news/nation",
        title=text,
        summary=text,
        byline=text,
        authors=[text],
        agency=text,
        published_at=published_at,
        published_source="time-line",
        body=f"{text}\n\nIt rains.",
        images=[Image("javascript:document.title='taken'", text, text), Image('https://example.com/"><b>.jpg')],
        source=text,
        editor=text,
        tags=[text],
        word_count=int(id_) % 7,
        language='en" onclick="alert(1)',
    )
    return asdict(article)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("hostile")
    fill(data)
    with read_database(data) as connection:
        (data / "report.html").write_bytes(render(figures.read(connection, 300)))
    return data / "report.html"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    need("chromium", "chromedriver", packages="chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield browser
    browser.quit()


@pytest.fixture
def browser(opened: Chrome, page: Path) -> Iterator[Chrome]:
    """Open the page afresh, as on a desk."""
    show(opened, 1280, "light")
    opened.get("about:blank")
    opened.get(page.as_uri())
    yield opened
    opened.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def show(browser: Chrome, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def logged(browser: Chrome, log: str) -> list[dict[str, Any]]:
    """Give what a log has since it was last asked for."""
    entries: list[dict[str, Any]] = browser.execute("getLog", {"type": log})["value"]
    return entries


def shown(browser: Chrome) -> list[str]:
    ids: list[str] = browser.execute_script(f"return {READ}")
    return ids


def open_all(browser: Chrome) -> None:
    browser.execute_script("document.querySelectorAll('details').forEach(details => { details.open = true; })")


def contrast(pair: str) -> float:
    """Compute the contrast of two colours, as the WCAG define it: "rgb(0, 0, 0) on rgb(255, 255, 255)" is 21."""
    lights = []
    for colour in pair.split(" on "):
        channels = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(", ")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_nothing_is_asked_of_anyone_and_nothing_goes_wrong(opened: Chrome, page: Path) -> None:
    for log in ("browser", "performance"):
        logged(opened, log)
    opened.get(page.as_uri())
    open_all(opened)
    messages = [json.loads(entry["message"])["message"] for entry in logged(opened, "performance")]
    requests = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
    asked = {request["request"]["url"] for request in requests}
    # A browser's own style brings small pictures of its own, which are in it already.
    assert {url for url in asked if not url.startswith(("chrome:", "data:"))} == {page.as_uri()}
    assert logged(opened, "browser") == []


def test_hostile_text_is_shown_and_does_nothing(browser: Chrome) -> None:
    open_all(browser)
    assert browser.title == "Shanghai Daily on record"
    assert len(browser.find_elements(By.CSS_SELECTOR, "script, img, b[onclick], [onerror]")) == 1
    assert browser.find_elements(By.CSS_SELECTOR, "a:not([href^='#']):not([href^='https://'])") == []
    rows = browser.execute_script("return [...document.querySelectorAll('.summary')].map(text => text.textContent)")
    plain = dict.fromkeys(("\x00", "\x07", *map(chr, (0xD83D, 0xDE00))), "�")
    assert rows[::-1][: len(MISCHIEF)] == ["".join(plain.get(sign, sign) for sign in text) for text in MISCHIEF]
    assert "taken" not in browser.title


def test_search_keeps_the_rows_that_hold_every_word(browser: Chrome) -> None:
    everything, hits = shown(browser), find(browser, "#hits")
    assert hits.text == f"The newest {len(everything)}. A headline opens its article."
    words = find(browser, "#words")
    words.send_keys("HAIL rain")
    assert (shown(browser), hits.text) == (["2411010009"], f"1 of {len(everything)} articles")
    assert hits.get_attribute("aria-live") == "polite"
    words.clear()
    words.send_keys("snows")
    assert shown(browser) == ["2411010000"]
    words.send_keys(Keys.CONTROL, "a")
    words.send_keys(Keys.DELETE)
    assert shown(browser) == everything


def test_search_looks_at_headline_text_and_names_alone(browser: Chrome) -> None:
    find(browser, "#words").send_keys("pictures")
    assert shown(browser) == []
    find(browser, "#words").clear()
    find(browser, "#words").send_keys("updated")
    assert shown(browser) == []


def test_columns_sort_both_ways_and_say_so(browser: Chrome) -> None:
    newest_first = shown(browser)
    assert newest_first == sorted(newest_first, reverse=True)
    assert [head.text for head in browser.find_elements(By.CSS_SELECTOR, "[aria-sort]")] == ["Published"]
    words = find(browser, ".articles th:nth-child(5) button")
    words.send_keys(Keys.ENTER)
    counts = [int(id_) % 7 for id_ in shown(browser)]
    assert counts == sorted(counts, reverse=True)
    assert find(browser, "[aria-sort]").get_attribute("aria-sort") == "descending"
    words.send_keys(Keys.SPACE)
    counts = [int(id_) % 7 for id_ in shown(browser)]
    assert counts == sorted(counts)
    assert find(browser, "[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_a_row_opens_by_keyboard_and_tells_what_changed(browser: Chrome) -> None:
    summary = find(browser, "#a2411010000 summary")
    text = find(browser, "#a2411010000 .text")
    assert not text.is_displayed()
    summary.send_keys(Keys.ENTER)
    assert text.is_displayed()
    assert "It snows." in text.text
    assert find(browser, "#a2411010000 ins").text == "Snow"
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert (browser.switch_to.active_element, outline) == (summary, "solid")


def test_without_scripts_every_article_can_be_opened_and_nothing_is_offered_in_vain(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.refresh()
    assert not find(browser, "#search").is_displayed()
    assert browser.find_elements(By.CSS_SELECTOR, ".articles th button") == []
    text = find(browser, "#a2411010011 .text")
    assert not text.is_displayed()
    find(browser, "#a2411010011 summary").click()
    assert text.is_displayed()
    assert "It rains." in text.text


def test_a_phone_needs_no_scrolling_sideways(browser: Chrome) -> None:
    show(browser, 360, "light")
    open_all(browser)
    assert browser.execute_script("return [innerWidth, document.documentElement.scrollWidth]") == [360, 360]


@pytest.mark.parametrize("width", [400, 740, 760, 800, 900, 1000, 1080, 1100, 1280, 1600])
def test_words_have_room_and_stay_whole_at_every_width(browser: Chrome, width: int) -> None:
    show(browser, width, "light")
    open_all(browser)
    assert browser.execute_script(BROKEN) == []
    assert browser.execute_script(NARROWEST) > 14


def test_words_stay_whole_on_paper(browser: Chrome) -> None:
    show(browser, 700, "light")
    open_all(browser)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.execute_script(BROKEN) == []
    assert browser.execute_script(NARROWEST) > 14


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Chrome, scheme: str) -> None:
    show(browser, 1280, scheme)
    open_all(browser)
    pairs = browser.execute_script(TEXTS)
    assert len(pairs) > 5
    assert {pair: contrast(pair) for pair in pairs if contrast(pair) < 4.5} == {}
    is_dark = contrast(f"{pairs[0].split(' on ')[1]} on rgb(0, 0, 0)") < 4
    assert is_dark == (scheme == "dark")


def test_an_article_that_is_linked_to_is_open(browser: Chrome) -> None:
    find(browser, "header dd a").click()
    assert find(browser, "tr:target .text").is_displayed()


def test_an_article_that_is_linked_to_is_shown_though_the_search_hid_it(browser: Chrome) -> None:
    everything, link = shown(browser), find(browser, "header dd a")
    for _ in range(2):
        find(browser, "#words").send_keys("hail")
        assert shown(browser) == ["2411010009"]
        link.click()
        assert shown(browser) == everything
        assert find(browser, "tr:target .text").is_displayed()
        assert find(browser, "#words").get_property("value") == ""


def test_a_link_to_all_articles_opens_none(browser: Chrome, page: Path) -> None:
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}#articles")
    assert find(browser, ":target").get_attribute("id") == "articles"
    assert browser.find_elements(By.CSS_SELECTOR, "details[open]") == []


def test_what_is_gone_and_what_is_repeated_is_listed(browser: Chrome) -> None:
    gone, [group] = (
        [entry.text.splitlines() for entry in browser.find_elements(By.CSS_SELECTOR, selector)]
        for selector in ("#changes .abreast > li", "#changes .groups > li")
    )
    assert gone == [
        ["Rain on Tuesday", "news/nation, withdrawn 21 Nov 2024"],
        [MISCHIEF[1], "news/nation, withdrawn 21 Nov 2024"],
    ]
    assert group == [
        "Snow",
        "news/nation, 1 Nov 2024, 08:30, the earliest",
        "Rain and hail",
        "news/nation, 19 Nov 2024, 17:30",
    ]
    assert find(browser, "#a2411010009 summary .verdict").text == "repeat"
    assert find(browser, "#a2411010010 summary .verdict").text == "withdrawn"
