"""Feeds watched round after round, from a real server on loopback into a real archive."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.reading import Skipped
from corpus.watching import LONGEST_PAUSE, LOOK_AGAIN, Watched
from corpus.web import Web, WebLimits
from index.archive import Archive
from tests.test_fetching import QUICK, Site, site  # noqa: F401

HOIBAO = Path(sys.executable).with_name("hoibao")
NOON = 1_800_000_000.0


def lay_feed(site: Site, *names: str, stamp: str = "") -> str:  # noqa: F811
    """A feed of articles; with a stamp the server knows an unchanged one."""
    items = "".join(f"<item><link>{site.url}/{name}.html</link></item>" for name in names)
    url = site.lay("/rss", f"<rss version='2.0'><channel>{items}</channel></rss>", "text/xml")
    if stamp:
        status, headers, data = site.pages["/rss"]  # type: ignore[misc]
        site.pages["/rss"] = (status, {**headers, "ETag": stamp}, data)
    return url


def look(feed: Watched, now: float = NOON) -> list[Article | Skipped]:
    with Web(QUICK, allow_private=True) as web:
        return list(feed.fresh(web, now))


def asked(site: Site) -> list[str]:  # noqa: F811
    """The paths asked for since the last time, robots.txt left out."""
    paths = [path for path, _ in site.asked if path != "/robots.txt"]
    site.asked.clear()
    return paths


def test_a_second_round_fetches_only_what_the_feed_newly_names(site: Site) -> None:  # noqa: F811
    for name in ("mot", "hai", "ba"):
        site.lay_article(f"/{name}.html", f"Bài {name} của báo thử")
    feed = Watched(lay_feed(site, "mot", "hai"), QUICK)
    assert [type(item) for item in look(feed)] == [Article, Article]
    kept = feed.settle()
    asked(site)
    lay_feed(site, "ba", "mot", "hai")
    later = Watched(feed.url, QUICK, json.loads(json.dumps(kept)))
    assert [a.title for a in look(later) if isinstance(a, Article)] == ["Bài ba của báo thử"]
    assert asked(site) == ["/rss", "/ba.html"]


def test_a_feed_that_did_not_change_is_asked_for_by_its_stamp(site: Site) -> None:  # noqa: F811
    site.lay_article("/mot.html", "Bài mot của báo thử")
    feed = Watched(lay_feed(site, "mot", stamp='"a1"'), QUICK)
    look(feed)
    feed.settle()
    site.pages["/rss"] = (304, {}, b"")
    asked(site)
    assert look(feed) == []
    assert site.asked[-1][1]["If-None-Match"] == '"a1"'
    assert asked(site) == ["/rss"]
    assert feed.pause(900) == 900


def test_a_page_still_named_hours_later_is_asked_whether_it_changed(site: Site) -> None:  # noqa: F811
    site.lay_article("/mot.html", "Bài mot của báo thử")
    status, headers, data = site.pages["/mot.html"]  # type: ignore[misc]
    moment = "Sat, 21 Nov 2026 10:00:00 GMT"
    site.pages["/mot.html"] = (status, {**headers, "Last-Modified": moment}, data)
    feed = Watched(lay_feed(site, "mot"), QUICK)
    look(feed)
    feed.settle()
    assert look(feed, NOON + LOOK_AGAIN - 1) == []
    site.pages["/mot.html"] = (304, {}, b"")
    assert look(feed, NOON + LOOK_AGAIN + 1) == []
    assert site.asked[-1][1]["If-Modified-Since"] == moment
    feed.settle()
    site.lay_article("/mot.html", "Bài mot đã sửa của báo thử")
    [item] = look(feed, NOON + 3 * LOOK_AGAIN)
    assert isinstance(item, Article)
    assert "đã sửa" in item.title


def test_what_was_not_stored_is_given_again(site: Site) -> None:  # noqa: F811
    site.lay_article("/mot.html", "Bài mot của báo thử")
    feed = Watched(lay_feed(site, "mot", stamp='"a1"'), QUICK)
    assert len(look(feed)) == 1
    feed.fail()
    assert len(look(feed)) == 1


def test_a_feed_longer_than_the_limit_comes_in_parts(site: Site) -> None:  # noqa: F811
    names = [f"bai{n}" for n in range(5)]
    for name in names:
        site.lay_article(f"/{name}.html", f"Bài {name} của báo thử")
    limits = WebLimits(pause=0, pages=2)
    feed = Watched(lay_feed(site, *names, stamp='"a1"'), limits)
    seen = []
    for _ in range(4):
        seen.append(len(look(feed)))
        feed.settle()
    assert seen == [2, 2, 1, 0]


def test_a_page_that_fails_is_tried_three_times_more_and_then_left(site: Site) -> None:  # noqa: F811
    feed = Watched(lay_feed(site, "none"), QUICK)
    rounds = []
    for _ in range(6):
        rounds.append(len(look(feed)))
        feed.settle()
    assert rounds == [1, 1, 1, 1, 0, 0]
    assert feed.pause(900) == 900


def test_a_server_in_trouble_is_asked_ever_less_often(site: Site) -> None:  # noqa: F811
    for name in ("mot", "hai"):
        site.lay_article(f"/{name}.html", f"Bài {name} của báo thử")
    feed = Watched(lay_feed(site, "mot", "hai"), QUICK)
    site.pages["/mot.html"] = (503, {"Retry-After": "7200"}, b"")
    [item] = look(feed)
    assert isinstance(item, Skipped)
    assert "503" in item.reason
    assert "/hai.html" not in asked(site)
    feed.settle()
    assert feed.pause(900) == 7200
    site.pages["/rss"] = (500, {}, b"")
    pauses = []
    for _ in range(12):
        look(feed)
        feed.settle()
        pauses.append(feed.pause(900))
    assert pauses[:3] == [3600, 7200, 14400]
    assert pauses[-1] == LONGEST_PAUSE
    site.lay_article("/mot.html", "Bài mot của báo thử")
    lay_feed(site, "mot", "hai")
    assert len(look(feed)) == 2
    feed.settle()
    assert feed.pause(900) == 900


def test_spoiled_memory_of_a_feed_is_passed_over(site: Site) -> None:  # noqa: F811
    site.lay_article("/mot.html", "Bài mot của báo thử")
    url = lay_feed(site, "mot")
    for kept in (None, [], {"etag": 1}, {"etag": "", "modified": "", "known": {"a": {"at": "x"}}}):
        assert len(look(Watched(url, QUICK, kept))) == 1


def test_links_that_are_no_addresses_do_not_end_the_feed(site: Site) -> None:  # noqa: F811
    site.lay_article("/mot.html", "Bài mot của báo thử")
    items = f"<item><link>http://[</link></item><item><link>{site.url}/mot.html</link></item>"
    url = site.lay("/rss", f"<rss version='2.0'><channel>{items}</channel></rss>", "text/xml")
    assert [type(item) for item in look(Watched(url, QUICK))] == [Article]
    maps = (
        f"<urlset><url><loc>http://[</loc></url><url><loc>{site.url}/mot.html</loc></url></urlset>"
    )
    site.lay("/rss", maps, "text/xml")
    assert [type(item) for item in look(Watched(url, QUICK))] == [Article]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "hoibao.toml"
    file.write_text('[corpus]\npause = 0.0\ncontact = "toa-soan@bao.example"\n')
    return file


@pytest.fixture
def watcher(site: Site, tmp_path: Path, config: Path) -> "Iterator[subprocess.Popen[str]]":  # noqa: F811
    """`hoibao add --feed URL --watch` as a process."""
    site.lay_article("/mot.html", "Bài mot của báo thử")
    process = subprocess.Popen(
        [HOIBAO, "--data", tmp_path / "kho", "--config", config, "add", "--allow-private", "--json",
         "--feed", lay_feed(site, "mot"), "--watch", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_tells_each_round_and_ends_cleanly_when_asked(
    site: Site,  # noqa: F811
    tmp_path: Path,
    watcher: "subprocess.Popen[str]",
    number: int,
) -> None:
    assert watcher.stdout is not None
    told = json.loads(watcher.stdout.readline())
    assert (told["added"], told["skipped"], told["error"]) == (1, [], "")
    assert "toa-soan@bao.example" in site.asked[-1][1]["User-Agent"]
    with Archive.open(tmp_path / "kho") as between_rounds:
        assert between_rounds.count()[0] == 1
    watcher.send_signal(number)
    _, err = watcher.communicate(timeout=30)
    assert watcher.returncode == 0, err
    assert "Traceback" not in err
    assert list(json.loads((tmp_path / "kho" / "watch.json").read_text())) == [told["feed"]]


def test_watching_goes_on_while_the_archive_or_the_site_is_away(
    site: Site,  # noqa: F811
    tmp_path: Path,
) -> None:
    from dataclasses import replace

    from ui.command_watch import Stopping
    from ui.command_watch import look as round_over
    from ui.session import Session

    site.lay_article("/mot.html", "Bài mot của báo thử")
    session = Session(data=tmp_path / "kho")
    session.web_limits = QUICK
    right = session.index_settings
    session.index_settings = replace(right, store_url="http://127.0.0.1:1")
    feed = Watched(lay_feed(site, "mot"), QUICK)
    with Stopping() as stopping:
        away = round_over(session, feed, stopping, allow_private=True)
        assert "127.0.0.1:1" in away.error
        assert feed.pause(60) == 120
        session.index_settings = right
        back = round_over(session, feed, stopping, allow_private=True)
        assert (back.added, back.error) == (1, "")
        assert feed.pause(60) == 60


@pytest.mark.parametrize(
    "wrong",
    [["--watch", "--feed"], ["--watch", "https://bao.example/rss"],
     ["--watch", "--feed", "https://bao.example/rss", "0"],
     ["--watch", "--feed", "https://bao.example/rss", "thư-mục"]],
)  # fmt: skip
def test_wrong_use_of_watch_is_told_in_a_sentence(wrong: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [HOIBAO, "--data", tmp_path, "add", *wrong], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_hostile_redirect_is_a_reason_and_no_traceback(site: Site) -> None:  # noqa: F811
    site.pages["/rss"] = (302, {"Location": "http://["}, b"")
    [item] = look(Watched(site.url + "/rss", QUICK))
    assert isinstance(item, Skipped)


def test_crawl_delay_does_not_use_up_the_time_of_a_page(site: Site) -> None:  # noqa: F811
    site.lay("/robots.txt", "User-agent: *\nCrawl-delay: 2\n", "text/plain")
    for name in ("mot", "hai"):
        site.lay_article(f"/{name}.html", f"Bài {name} của báo thử")
    limits = WebLimits(pause=0, seconds=1.5)
    feed = Watched(lay_feed(site, "mot", "hai"), limits)
    began = time.monotonic()
    with Web(limits, allow_private=True) as web:
        assert [type(item) for item in feed.fresh(web, NOON)] == [Article, Article]
    assert time.monotonic() - began >= 4
