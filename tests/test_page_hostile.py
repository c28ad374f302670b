"""Hostile strings through every field in a real Chromium: none runs, loads or breaks the page."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus.article import Article
from corpus.text import clean
from tests.browser_fixtures import Site, Visitor, ask
from tests.hostile import HOSTILE
from tests.page_fixtures import HOSTILE as CUE
from tests.page_fixtures import REFUSE, hostile_answer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Make = Callable[..., Visitor]
HARM = """() => {
  const parts = ['.hb-turn', '.hb-table', '#hb-reader', '.hb-report'];
  const tags = ['img', 'iframe', 'script', 'object', 'embed', 'link', 'style', 'form', 'video',
    'audio', 'meta', 'base', 'dialog', 'marquee', 'math', 'foreignObject'];
  const all = (tag) => [...document.querySelectorAll(parts.map(p => `${p} ${tag}`).join())];
  return {
    ran: window.hacked === undefined ? 0 : 1,
    loads: tags.flatMap(all).length,
    handlers: all('*').filter(n => [...n.attributes].some(
      a => a.name.startsWith('on') || a.name === 'style')).length,
    links: all('a').filter(a => !/^https?:$/.test(a.protocol)).length,
    wide: document.documentElement.scrollWidth > innerWidth ? 1 : 0,
  };
}"""
HARMLESS = {"ran": 0, "loads": 0, "handlers": 0, "links": 0, "wide": 0}


def test_there_are_enough_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_text_in_every_field_of_an_answer_is_only_text(
    visitor: Make, site: Site, width: int
) -> None:
    strings = tuple(text.encode("utf-8", "replace").decode() for text in HOSTILE)
    site.assistant.hostile = hostile_answer(strings)
    tab = visitor(width=width).visit()
    ask(tab, f"{CUE} hết")
    assert tab.locator("#hb-current .hb-card").count() == len(strings)
    assert tab.locator("#hb-current .hb-claim").count() == len(strings)
    tab.locator("#hb-current .hb-claim .hb-chip").nth(3).focus()
    assert tab.evaluate(HARM) == HARMLESS
    tab.reload()
    tab.locator("#hb-current .hb-card").first.wait_for()
    assert tab.evaluate(HARM) == HARMLESS


def test_hostile_questions_are_only_text(visitor: Make) -> None:
    tab = visitor().visit()
    clean_ones = ["".join(c for c in t if not 0xD800 <= ord(c) < 0xE000)[:600] for t in HOSTILE]
    for number in range(0, len(clean_ones), 8):
        text = " ¦ ".join(clean_ones[number : number + 8])[:3900]
        ask(tab, f"{REFUSE} {number}: {text}")
        assert tab.evaluate(HARM) == HARMLESS


@pytest.fixture
def hostile_articles(site: Site) -> Any:
    articles = []
    for number, text in enumerate(HOSTILE):
        body = clean(text.encode("utf-8", "replace").decode())
        article = Article(
            article_id=f"hostile-{number}", title=body[:300], text=clean(f"Xấu {number}. {body}"),
            source=body[:100], author=body[:100], url=body[:300],
        )  # fmt: skip
        articles.append(article)
    site.archive.add(articles)
    yield [article.article_id for article in articles]
    for article in articles:
        site.archive.remove(article.article_id)


def test_hostile_articles_are_listed_and_read_as_text(
    visitor: Make, site: Site, hostile_articles: list[str]
) -> None:
    tab = visitor(width=390).visit()
    tab.get_by_role("tab", name="Kho bài", exact=True).click()
    tab.get_by_label("Tìm trong kho", exact=True).fill("hostile")
    count = f"{len(HOSTILE)} bài"
    tab.locator(".hb-table caption", has_text=count).wait_for()
    for _ in range(-(-len(HOSTILE) // 20)):
        assert tab.evaluate(HARM) == HARMLESS
        for row in tab.locator(".hb-row-title").all()[:3]:
            row.click(force=True)
            tab.wait_for_selector("#hb-reader .hb-paper-text")
            assert tab.evaluate(HARM) == HARMLESS
            tab.keyboard.press("Escape")
        label = tab.locator(".hb-pager").inner_text()
        tab.get_by_role("button", name="Trang sau", exact=True).click()
        if not label.startswith(f"Trang {-(-len(HOSTILE) // 20)}/"):
            tab.wait_for_function(
                "old => document.querySelector('.hb-pager').textContent !== old", arg=label
            )
