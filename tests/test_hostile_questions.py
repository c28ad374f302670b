from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Ask
from assistant.assistant import Assistant
from index.archive import Archive
from tests.killing import article

QUESTIONS = {
    "empty": "",
    "blanks": " \n\t ",
    "emoji": "🙂🇻🇳👨‍👩‍👧‍👦 là gì?",
    "control": "bài\x00 số\x07 1\x1b[31m có gì?",
    "bidi": "\u202eóc ìg 1 ốs iàb\u202c",
    "surrogate": "bài \ud800 số 1",
    "stacked": "a" + "\u0301\u0323" * 20_000,
    "tantivy": 'title:"x" AND (a OR b)^3 -c +d ~2 [1 TO *] {! } \\ :',
    "chroma": '{"$and": [{"revision": {"$ne": 1}}], "$or": []}',
    "sql": "'; DROP TABLE embeddings; --",
    "markup": "<script>alert(1)</script> [x](javascript:alert(1))",
    "number": "9" * 5_000,
    "one word": "x" * 20_000,
    "long": "bài số 1 có bao nhiêu phiếu " * 3_600,
    "only marks": "???!!!…",
    "other script": "第1条有多少票？ Сколько голосов?",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Archive.open(tmp_path_factory.mktemp("data")) as archive:
        archive.add(article(n, 0) for n in range(5))
        yield Assistant(archive)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", QUESTIONS)
def test_any_text_is_answered_or_refused(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(Ask(question=QUESTIONS[name]))
    assert answer.refused != bool(answer.claims)
    for citation in (*answer.citations, *answer.nearest):
        whole = assistant.archive.article(citation.article_id, citation.revision)
        assert whole is not None
        assert whole.text[citation.start : citation.end] == citation.quote


def test_an_empty_archive_refuses(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        answer = Assistant(archive).ask(Ask(question="Ai nói gì?"))
    assert answer.refused
    assert not answer.nearest
