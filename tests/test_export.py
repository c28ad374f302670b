import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Claim, Difference, Support
from assistant.export import Form, export, web_address
from assistant.verifying import BundleError, verify
from corpus.article import Article
from corpus.dates import HANOI
from index.archive import Archive

TEXT = "Cầu mới\n\nCầu dài 3.755 m. <script>alert(1)</script> *Hai* bờ [nối] liền."
QUOTE = "Cầu dài 3.755 m."
DAY = datetime(2015, 1, 5, 7, 30, tzinfo=HANOI)


def article(text: str = TEXT) -> Article:
    return Article(
        article_id="cau", title='Cầu "mới" <b>', text=text, source="Báo & Đài", author="An | Bình",
        url="https://bao.vn/cau?a=1&b=2", published_at=DAY,
    )  # fmt: skip


def answer(url: str = "https://bao.vn/cau?a=1&b=2") -> Answer:
    start = TEXT.index(QUOTE)
    citation = Citation(
        number=1, article_id="cau", revision=1, start=start, end=start + len(QUOTE), quote=QUOTE,
        title='Cầu "mới" <b>', source="Báo & Đài", author="An | Bình", url=url, published_at=DAY,
        span=(start + 8, start + 15), content_hash=article().content_hash, note="Cầu = *cầu*",
    )  # fmt: skip
    wrong = Support("unsupported", (Difference(claim="5 m", source="3.755 m", kind="figure"),))
    return Answer(
        question="Cầu <i>dài</i> bao nhiêu?", searched_for="Cầu <i>dài</i> bao nhiêu?",
        claims=(
            Claim(text=QUOTE, citations=(1,), support=Support("verbatim")),
            Claim(text="<img src=x onerror=y> Cầu dài 5 m", citations=(1,), support=wrong),
        ),
        citations=(citation,), refused=False, confidence=0.9, short_answer="3.755 m",
        as_of=DAY, phantoms=(7,),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_claim_that_its_source_does_not_bear_out_says_so(form: Form) -> None:
    whole = answer()
    claim = replace(whole.claims[1], support=Support("unsupported"))
    assert "nguồn không nói như vậy" in export(replace(whole, claims=(claim,)), form)
    assert "nguồn không nói như vậy" not in export(whole, form)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [v or "" for k, v in attrs if k == "href"]


def test_html_keeps_what_articles_say_from_becoming_markup() -> None:
    page = Tags()
    page.feed(export(answer(), "html"))
    assert not {"script", "img", "i", "b"} & set(page.tags)
    assert page.links == ["#s1", "#s1", "https://bao.vn/cau?a=1&b=2"]
    assert "<mark>3.755 m</mark>" in export(answer(), "html")


def test_markdown_shows_marks_as_they_are_typed() -> None:
    text = export(answer(), "markdown")
    assert r"# Cầu \<i\>dài\</i\> bao nhiêu?" in text
    assert r"Cầu = \*cầu\*" in text
    assert not re.search(r"(?<!\\)<img", text)
    assert "[^1]: “Cầu dài 3.755 m.”" in text


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_everything_needed_to_find_the_quote_again_is_there(form: str) -> None:
    text = export(answer(), form)  # type: ignore[arg-type]
    for needed in ("5/1/2015", "bao.vn/cau", article().content_hash, "khớp nguyên văn", "cau"):
        assert needed in text
    assert "nguồn ghi “3.755 m”" in text
    assert "7" in text.split("Số trích dẫn không có thật")[1]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "//x"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == ""
    assert url.split(":")[0] + ":" not in export(answer(url), "html").split("<ol>")[1]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path) as opened:
        opened.add([article()])
        yield opened


def bundle() -> dict[str, object]:
    return json.loads(export(answer(), "json"))  # type: ignore[no-any-return]


def test_an_export_is_verified_as_articles_change(archive: Archive) -> None:
    (first,) = verify(archive, bundle())
    assert (first.state, first.kept) == ("unchanged", True)
    archive.add([article(TEXT.replace("3.755", "3.800"))])
    (second,) = verify(archive, bundle())
    assert (second.state, second.kept) == ("superseded", False)
    archive.remove("cau")
    (third,) = verify(archive, bundle())
    assert third.state == "removed"


def test_a_forged_quote_is_found_out(archive: Archive) -> None:
    forged = bundle()
    forged["answer"]["citations"][0]["quote"] = "Cầu dài 9.999 m."  # type: ignore[index]
    (found,) = verify(archive, forged)
    assert (found.state, found.kept) == ("changed", False)
    stranger = bundle()
    stranger["answer"]["citations"][0]["article_id"] = "khac"  # type: ignore[index]
    assert verify(archive, stranger)[0].state == "unknown"


@pytest.mark.parametrize("thing", [{}, {"answer": 5}, {"citations": [{"number": 1}]}])
def test_what_is_no_export_is_refused(archive: Archive, thing: dict[str, object]) -> None:
    with pytest.raises(BundleError):
        verify(archive, thing)
