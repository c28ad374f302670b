"""One id for all addresses and spellings of an article."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import article_id, canonical_url

ONE = "https://vnexpress.net/cau-moi-qua-song-da-4443212.html"


@pytest.mark.parametrize(
    "variant",
    [
        "http://vnexpress.net/cau-moi-qua-song-da-4443212.html",
        "https://www.vnexpress.net/cau-moi-qua-song-da-4443212.html",
        "https://m.vnexpress.net/cau-moi-qua-song-da-4443212.html",
        "https://amp.vnexpress.net/cau-moi-qua-song-da-4443212.html",
        "https://vnexpress.net/amp/cau-moi-qua-song-da-4443212.html",
        "https://vnexpress.net/cau-moi-qua-song-da-4443212.html/amp",
        "https://vnexpress.net/cau-moi-qua-song-da-4443212.amp.html",
        "https://vnexpress.net/cau-moi-qua-song-da-4443212.html?utm_source=fb&utm_medium=x&fbclid=1",
        "https://vnexpress.net/cau-moi-qua-song-da-4443212.html#binh-luan",
        "https://vnexpress.net:443//cau-moi-qua-song-da-4443212.html/",
        "HTTPS://VnExpress.net/cau-moi-qua-song-da-4443212.html?amp",
        " vnexpress.net/cau-moi-qua-song-da-4443212.html ",
        "https://vnexpress-net.cdn.ampproject.org/c/s/vnexpress.net/cau-moi-qua-song-da-4443212.html",
        "https://www.google.com/amp/s/amp.vnexpress.net/cau-moi-qua-song-da-4443212.html",
    ],
)
def test_every_address_of_a_page_is_the_same_article(variant: str) -> None:
    assert canonical_url(variant) == ONE
    assert article_id(variant, "", "một tựa") == article_id(ONE, "Báo khác", "tựa khác")


def test_what_distinguishes_pages_is_kept() -> None:
    addresses = [
        "https://bao.vn/a.html",
        "https://bao.vn/b.html",
        "https://bao.vn/?id=1",
        "https://bao.vn/?id=2",
        "https://bao.vn:8080/a.html",
        "https://tin.bao.vn/a.html",
        "https://bao.vn/A.html",
    ]
    assert len({canonical_url(a) for a in addresses}) == len(addresses)


def test_the_order_of_parameters_makes_no_difference() -> None:
    assert canonical_url("https://b.vn/?a=1&b=2") == canonical_url("https://b.vn/?b=2&a=1")


@pytest.mark.parametrize(
    "text", ["", "abc", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", "ftp://a.vn/x"]
)
def test_what_is_no_web_address_has_no_canonical_form(text: str) -> None:
    assert canonical_url(text) == ""


def test_without_an_address_source_and_title_name_the_article() -> None:
    one = article_id("", "VnExpress", "Hòa Bình khởi công cầu")
    assert one == article_id("", "vnexpress", "HOÀ BÌNH khởi công  cầu!")
    assert one == article_id(
        "", "VnExpress", unicodedata.normalize("NFD", "Hòa Bình khởi công cầu")
    )
    assert one != article_id("", "Dân trí", "Hòa Bình khởi công cầu")
    assert one != article_id("", "VnExpress", "Hoa Bình khởi công cầu")
    assert len(one) == 16
    assert int(one, 16) >= 0


@given(
    st.text()
    | st.from_regex(r"https?://[a-z.]{1,20}(:\d{1,6})?(/[\w%.~+-]{0,8}){0,3}/?(\?[\w=&%+]{0,12})?")
)
def test_the_canonical_form_of_a_canonical_form_is_itself(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
