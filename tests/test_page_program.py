"""The page by program: Gradio's client on the named endpoints, a real MCP client on the tools."""

import asyncio
import json
from typing import Any

import pytest

from tests.browser_fixtures import Site, get, post
from tests.page_fixtures import FAIL, REFUSE
from tests.running import in_its_own_loop

pytestmark = pytest.mark.timeout(900)
QUESTION = "Nga từ chối điện đàm với Mỹ khi nào?"


@pytest.fixture(scope="module")
def client(site: Site) -> Any:
    from gradio_client import Client

    return Client(site.url, verbose=False, analytics_enabled=False, httpx_kwargs={"timeout": 150})


def test_only_the_documented_endpoints_are_offered(client: Any) -> None:
    offered = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(offered) == {"/ask", "/search", "/check", "/article", "/add", "/stats"}


def test_ask_streams_and_ends_with_the_whole_answer(client: Any) -> None:
    job = client.submit(question=QUESTION, api_name="/ask")
    last = job.result(240)
    pieces = job.outputs()
    assert len(pieces) >= 2
    assert len(pieces[0]["claims"]) < len(last["claims"])
    assert pieces[-1] == last
    assert last["question"] == QUESTION
    assert {number for c in last["claims"] for number in c["citations"]} == {
        c["number"] for c in last["citations"]
    }


def test_a_quote_from_ask_stands_in_the_article(client: Any) -> None:
    answer = client.predict(question=QUESTION, api_name="/ask")
    cited = answer["citations"][0]
    article = client.predict(
        article_id=cited["article_id"], revision=cited["revision"], api_name="/article"
    )
    assert article["text"][cited["start"] : cited["end"]] == cited["quote"]


def test_filters_and_refusals_go_through(client: Any, site: Site) -> None:
    answer = client.predict(
        question=f"{REFUSE} {QUESTION}", since="1/3/2022", until="2022", api_name="/ask"
    )
    assert answer["refused"]
    assert answer["claims"] == []
    assert site.assistant.asked[-1].until.isoformat() == "2022-12-31T23:59:59.999999+07:00"


def test_search_gives_passages_best_first(client: Any) -> None:
    hits = client.predict(query="điện đàm", top_k=3, api_name="/search")
    assert len(hits) == 3
    assert hits[0]["score"] >= hits[1]["score"] >= hits[2]["score"]
    assert all(hit["text"] for hit in hits)


def test_check_says_of_each_part_how_it_fares(client: Any, site: Site) -> None:
    quote = "Kinh tế Việt Nam năm 2024 tăng trưởng 7,09%, vượt mục tiêu 6–6,5% mà Quốc hội giao."
    assert client.predict(claim=quote, api_name="/check")["outcome"] == "supported"
    altered = client.predict(claim=quote.replace("7,09", "9,07"), api_name="/check")
    assert altered["outcome"] == "differs"
    wrong = next(part for part in altered["parts"] if part["text"].startswith("9,07"))
    assert (wrong["verdict"], wrong["source"]) == ("differs", "7,09%")
    cited = altered["citations"][0]
    article = site.archive.article(cited["article_id"])
    assert article.text[cited["start"] : cited["end"]] == cited["quote"]


def test_add_adds_once_and_stats_count(client: Any, site: Site) -> None:
    body = "Trường làng Bãi mở lớp dạy đan lưới cho 24 em. Lớp học vào chiều thứ bảy."
    given = {"body": body, "title": "Lớp đan lưới", "source": "Báo Bãi", "api_name": "/add"}
    assert client.predict(**given)["added"] == 1
    assert client.predict(**given)["unchanged"] == 1
    stats = client.predict(api_name="/stats")
    assert (stats["articles"], stats["passages"]) == site.archive.count()
    assert "Báo Bãi" in stats["sources"]


def test_an_error_tells_nothing_of_the_inside(client: Any) -> None:
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError) as caught:
        client.predict(question=FAIL, api_name="/ask")
    assert "bí mật" not in str(caught.value)


@pytest.mark.parametrize("text", ["\ud800 Geneva", "Geneva \udfff\x00\u202e", "Geneva " * 20_000])
def test_odd_text_is_searched_for_and_checked_like_any_other(site: Site, text: str) -> None:
    assert "event: complete" in _called(site, "search", [text, 3, "", ""])
    assert "event: complete" in _called(site, "check", [text])


@pytest.mark.parametrize("revision", [-1, 10**6, 2**63, 10**30])
def test_a_revision_that_is_not_there_is_told(site: Site, revision: int) -> None:
    article_id = site.archive.list_articles(limit=1).entries[0].article_id
    assert "kh\\u00f4ng c\\u00f3 b\\u00e0i" in _called(site, "article", [article_id, revision])
    assert "kh\\u00f4ng c\\u00f3 b\\u00e0i" in _called(site, "article", ["\ud800", 0])


@pytest.mark.parametrize("date", ["31/2/2020", "0/0/0", "9" * 5000, "hôm \ud800"])
def test_what_is_no_date_is_told(site: Site, date: str) -> None:
    for name, data in (("ask", ["Geneva?", date, "", ""]), ("search", ["Geneva", 3, "", date])):
        assert "23/3/2022" in _called(site, name, data)


def _called(site: Site, name: str, data: list[Any]) -> str:
    """The events of one call, as they come over the line."""
    called = post(
        f"{site.url}/gradio_api/call/{name}",
        content=json.dumps({"data": data}).encode(),
        headers={"content-type": "application/json"},
    )
    return get(f"{site.url}/gradio_api/call/{name}/{called.json()['event_id']}").text


def test_a_real_mcp_client_asks_searches_and_reads(site: Site) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async def talk() -> tuple[set[str], Any, Any, Any, Any]:
        async with (
            streamablehttp_client(f"{site.url}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            names = {tool.name for tool in (await session.list_tools()).tools}
            answer = _said(await session.call_tool(_named(names, "ask"), {"question": QUESTION}))
            hits = _said(await session.call_tool(_named(names, "search"), {"query": "Geneva"}))
            claim = {"claim": answer["citations"][0]["quote"]}
            checked = _said(await session.call_tool(_named(names, "check"), claim))
            cited = answer["citations"][0]["article_id"]
            article = _said(
                await session.call_tool(_named(names, "article"), {"article_id": cited})
            )
            return names, answer, hits, article, checked

    names, answer, hits, article, checked = in_its_own_loop(lambda: asyncio.wait_for(talk(), 240))
    assert len(names) == 6
    assert checked["outcome"] == "supported"
    assert answer["claims"][0]["support"] == "verbatim"
    assert answer["citations"][0]["quote"] in article["text"]
    assert hits


def _named(names: set[str], ending: str) -> str:
    return next(name for name in names if name.endswith(ending))


def _said(result: Any) -> Any:
    assert not result.isError, result.content
    return json.loads(result.content[0].text)
