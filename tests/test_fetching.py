"""Pages, feeds and sitemaps from real servers on loopback."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus.address import is_public
from corpus.article import Article
from corpus.draft import Limits, UnreadableError
from corpus.feeds import named
from corpus.fetching import WebLimits, fetch_articles
from corpus.identity import article_id
from corpus.parsing import Parser
from corpus.reading import Skipped

SENTENCE = "Sáng 5/6, tỉnh Hòa Bình khởi công cây cầu mới bắc qua sông Đà, dài 1.234,5 m. "
QUICK = WebLimits(pause=0, seconds=30, size=200_000, contact="editor@example.vn")
Reply = tuple[int, dict[str, str], bytes]


class Site:
    """A web server whose pages a test lays out; it notes every request."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                reply = site.pages.get(self.path.partition("?")[0], (404, {}, b""))
                if callable(reply):
                    reply(self)
                    return
                status, headers, data = reply
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def lay(self, path: str, text: str, kind: str = "text/html; charset=utf-8") -> str:
        self.pages[path] = (200, {"Content-Type": kind}, text.encode())
        return self.url + path

    def lay_article(self, path: str, title: str, head: str = "") -> str:
        page = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        page += "".join(f"<p>{SENTENCE}{n}</p>" for n in range(4)) + "</article></body></html>"
        return self.lay(path, page)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


def fetch(url: str, *, feed: bool = False, limits: WebLimits = QUICK) -> list[Article | Skipped]:
    return list(fetch_articles(url, feed=feed, allow_private=True, limits=limits))


def reason(url: str, *, feed: bool = False, limits: WebLimits = QUICK) -> str:
    [item] = fetch(url, feed=feed, limits=limits)
    assert isinstance(item, Skipped)
    return item.reason


def test_a_page_becomes_an_article_with_its_address(site: Site) -> None:
    url = site.lay_article("/a.html", "Hòa Bình khởi công cầu mới")
    [article] = fetch(url)
    assert isinstance(article, Article)
    assert article.title == "Hòa Bình khởi công cầu mới"
    assert SENTENCE.strip() in article.text
    assert article.url == url
    assert article.article_id == article_id(url, "", "")


def test_the_client_says_who_it_is_and_whom_to_write_to(site: Site) -> None:
    fetch(site.lay_article("/a.html", "Hòa Bình khởi công cầu mới"))
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("HoiBao/")
    assert "editor@example.vn" in agent


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a.html",
        "http://localhost:{port}/a.html",
        "http://[::1]:{port}/a.html",
        "http://[::ffff:127.0.0.1]:{port}/a.html",
        "http://2130706433:{port}/a.html",
        "http://0x7f.1:{port}/a.html",
        "http://0.0.0.0:{port}/a.html",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_addresses_inside_a_network_are_refused_unless_allowed(site: Site, url: str) -> None:
    site.lay_article("/a.html", "Trang nội bộ")
    [item] = fetch_articles(url.format(port=site.server.server_port), limits=QUICK)
    assert isinstance(item, Skipped)
    assert "mạng nội bộ" in item.reason or "không tìm thấy máy chủ" in item.reason
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://bao.vn/a",
        "javascript:alert(1)",
        "gopher://127.0.0.1",
        "http://",
        "",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://user:secret@127.0.0.1/a",
    ],
)
def test_other_schemes_and_broken_addresses_are_refused(url: str) -> None:
    assert "địa chỉ" in reason(url)


def test_redirects_are_followed_and_each_is_checked(site: Site) -> None:
    end = site.lay_article("/end.html", "Bài ở cuối đường")
    site.pages["/start"] = (302, {"Location": "/middle"}, b"")
    site.pages["/middle"] = (301, {"Location": end}, b"")
    [article] = fetch(site.url + "/start")
    assert isinstance(article, Article)
    assert article.url == end
    site.pages["/out"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert "chỉ đọc được địa chỉ http" in reason(site.url + "/out")
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    assert "chuyển hướng quá 5 lần" in reason(site.url + "/round")


def test_robots_txt_is_respected(site: Site) -> None:
    site.lay("/robots.txt", "User-agent: *\nDisallow: /kín/\nDisallow: /*.pdf$\n", "text/plain")
    site.lay_article("/k%C3%ADn/a.html", "Trang kín")
    assert "robots.txt" in reason(site.url + "/kín/a.html")
    assert "robots.txt" in reason(site.url + "/a.pdf")
    assert {path for path, _ in site.asked} == {"/robots.txt"}
    [item] = fetch(site.lay_article("/mở.html", "Trang mở") and site.url + "/robots-khac")
    assert isinstance(item, Skipped)
    assert "404" in item.reason


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    assert "robots.txt" in reason(site.lay_article("/a.html", "Một bài"))


def test_large_slow_and_packed_pages_are_given_up(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        for _ in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.1)

    site.lay("/large", "x" * 300_000)
    assert "lớn hơn" in reason(site.url + "/large")
    bomb = gzip.compress(b"0" * 20_000_000)
    site.pages["/bomb"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, bomb)
    assert "lớn hơn" in reason(site.url + "/bomb")
    site.pages["/slow"] = drip
    started = time.monotonic()
    assert "chậm" in reason(site.url + "/slow", limits=WebLimits(pause=0, seconds=1))
    assert time.monotonic() - started < 9


def test_what_is_no_page_is_told(site: Site) -> None:
    assert "image/png" in reason(site.lay("/a.png", "x", "image/png"))
    assert "--feed" in reason(site.lay("/rss", "<rss/>", "application/rss+xml"))
    assert "404" in reason(site.url + "/none")
    site.server.shutdown()
    site.server.server_close()
    assert "kết nối" in reason(site.url + "/a.html")


def test_a_page_cannot_take_the_place_of_another_sites_article(site: Site) -> None:
    head = "<link rel=canonical href='https://vnexpress.net/a-1.html'>"
    url = site.lay_article("/a.html", "Một bài giả danh", head)
    [article] = fetch(url)
    assert isinstance(article, Article)
    assert article.url == url


def feed_of(site: Site, kind: str) -> str:
    """A feed of three pages, of which one is missing, in one of four forms."""
    one = site.lay_article("/1.html", "Bài thứ nhất của báo")
    two = site.lay_article("/2.html", "Bài thứ hai của báo")
    links = [one, two + "?utm_source=rss", two, site.url + "/none.html"]
    if kind == "rss":
        items = "".join(
            f"<item><title>T</title><link>{link.replace('&', '&amp;')}</link>"
            "<pubDate>Fri, 05 Jun 2020 10:15:00 +0700</pubDate></item>"
            for link in links
        )
        return site.lay("/f", f"<rss version='2.0'><channel>{items}</channel></rss>", "text/xml")
    if kind == "atom":
        items = "".join(
            f"<entry><title>T</title><link href='{link}'/>"
            "<published>2020-06-05T10:15:00+07:00</published></entry>"
            for link in links
        )
        return site.lay(
            "/f", f"<feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>", "text/xml"
        )
    news = "<n:news><n:publication_date>2020-06-05T10:15:00+07:00</n:publication_date></n:news>"
    items = "".join(f"<url><loc>{link}</loc>{news}</url>" for link in links)
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='urn:n'"
    site.lay("/s.xml", f"<urlset {spaces}>{items}</urlset>", "text/xml")
    if kind == "sitemap":
        return site.url + "/s.xml"
    data = gzip.compress(f"<urlset {spaces}>{items}</urlset>".encode())
    site.pages["/s.xml.gz"] = (200, {"Content-Type": "application/x-gzip"}, data)
    maps = f"<sitemap><loc>{site.url}/s.xml.gz</loc></sitemap>"
    maps += f"<sitemap><loc>{site.url}/f</loc></sitemap>"
    return site.lay("/f", f"<sitemapindex {spaces}>{maps}</sitemapindex>", "text/xml")


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "index"])
def test_a_feed_gives_each_of_its_articles_once(site: Site, kind: str) -> None:
    items = fetch(feed_of(site, kind), feed=True)
    articles = [item for item in items if isinstance(item, Article)]
    assert [a.title for a in articles] == ["Bài thứ nhất của báo", "Bài thứ hai của báo"]
    assert {a.published_at.isoformat() for a in articles if a.published_at} == {
        "2020-06-05T10:15:00+07:00"
    }
    [skipped] = [item for item in items if isinstance(item, Skipped)]
    assert skipped == Skipped(site.url + "/none.html", "máy chủ trả lời 404")


def test_a_feed_is_read_no_further_than_the_limit(site: Site) -> None:
    limits = WebLimits(pause=0, pages=1)
    items = fetch(feed_of(site, "rss"), feed=True, limits=limits)
    assert [type(item) for item in items] == [Article, Skipped]


def test_feeds_that_declare_entities_or_are_none_are_refused(site: Site) -> None:
    laughs = (
        "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><channel>&b;</channel></rss>"
    )
    assert "thực thể" in reason(site.lay("/bomb", laughs, "text/xml"), feed=True)
    assert "không thấy bài nào" in reason(site.lay("/a", "chỉ là chữ", "text/plain"), feed=True)


def test_a_feed_that_takes_too_long_to_read_is_given_up() -> None:
    items = "<item><title>a & b<link>http://x.vn/a</item>" * 20_000
    with (
        closing(Parser(Limits(seconds=0.05))) as parser,
        pytest.raises(UnreadableError, match=r"nguồn tin: quá 0\.05 giây"),
    ):
        parser.feed(f"<rss version=2.0><channel>{items}".encode(), "http://x.vn/rss")


def test_a_feed_names_no_more_than_a_sitemap_may() -> None:
    lines = "<url><loc>/a</loc></url>" * 50_001
    found = named(f"<urlset>{lines}</urlset>".encode(), "http://x.vn/sitemap.xml")
    assert len(found.entries) == 50_000


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "undefined", "unicode_escape", "hex", "x" * 999, "utf-8;x"]
)
def test_no_name_of_an_encoding_breaks_the_reading_of_a_page(site: Site, charset: str) -> None:
    url = site.lay_article("/odd", "Cây cầu mới bắc qua sông Đà")
    status, _, data = site.pages["/odd"]  # type: ignore[misc]
    site.pages["/odd"] = (status, {"Content-Type": f"text/html; charset={charset}"}, data)
    [article] = fetch(url)
    assert isinstance(article, Article)
    assert article.title == "Cây cầu mới bắc qua sông Đà"


def test_a_page_in_an_older_encoding_is_read_as_its_server_says(site: Site) -> None:
    url = site.lay_article("/old", "Cây cầu mới bắc qua sông Đà")
    page = site.pages["/old"][2].decode()  # type: ignore[index]
    header = {"Content-Type": "text/html; charset=utf-16"}
    site.pages["/old"] = (200, header, page.encode("utf-16"))
    [article] = fetch(url)
    assert isinstance(article, Article)
    assert article.title == "Cây cầu mới bắc qua sông Đà"


def test_two_requests_to_one_host_are_a_pause_apart(site: Site) -> None:
    started = time.monotonic()
    fetch(feed_of(site, "rss"), feed=True, limits=WebLimits(pause=0.2))
    assert time.monotonic() - started > 0.6
