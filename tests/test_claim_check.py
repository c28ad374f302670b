import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.claim_check import check_against_archive, check_against_source, check_object
from assistant.export import export
from corpus.article import Article
from corpus.identity import article_id
from index.archive import Archive
from ui import command_check
from ui.session import Session

URL = "https://bao.vn/cau-nhat-tan"
BRIDGE = (
    "Cầu Nhật Tân thông xe\n\nCầu Nhật Tân dài 3.755 m, thông xe ngày 4/1/2015. Cầu có năm trụ."
)
RICE = "Giá gạo\n\nGiá gạo xuất khẩu tuần này giảm 5 USD, còn 650 USD một tấn."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("kho")) as opened:
        opened.add(
            Article(article_id=article_id(url, "", ""), title=t.split("\n")[0], text=t, url=url)
            for t, url in ((BRIDGE, URL), (RICE, "https://bao.vn/gao"))
        )
        yield opened


def checked(archive: Archive, claim: str) -> dict[str, Any]:
    found = check_object(check_against_archive(Assistant(archive), claim))
    for citation in found["citations"]:
        article = archive.article(citation["article_id"])
        assert article is not None
        assert article.text[citation["start"] : citation["end"]] == citation["quote"]
    return found


def test_a_true_claim_is_supported_with_its_sentence(archive: Archive) -> None:
    found = checked(archive, "Cầu Nhật Tân dài 3755 m")
    assert found["outcome"] == "supported"
    assert {p["verdict"] for p in found["parts"]} == {"matches"}


def test_each_part_of_a_false_claim_has_its_verdict(archive: Archive) -> None:
    found = checked(archive, "Cầu Nhật Tân dài 4.755 m, thông xe ngày 4/1/2015")
    assert found["outcome"] == "differs"
    verdicts = {p["text"]: (p["verdict"], p["source"]) for p in found["parts"]}
    assert verdicts["4.755 m"] == ("differs", "3.755 m")
    assert verdicts["4/1/2015"] == ("matches", "")
    assert found["against"] == [1]


def test_what_no_article_tells_is_not_found(archive: Archive) -> None:
    found = checked(archive, "Messi ghi 5 bàn vào lưới Estonia")
    assert found["outcome"] == "not_found"
    assert found["support"] == "unsupported"
    assert {p["verdict"] for p in found["parts"]} == {"absent"}


def test_without_a_quote_the_article_itself_is_asked(archive: Archive) -> None:
    article = archive.article(article_id(URL, "", ""))
    assert check_against_source("Cầu Nhật Tân có 5 trụ", "", article)["support"] == "supported"
    assert check_against_source("Cầu Nhật Tân có 6 trụ", "", article)["support"] == "unsupported"
    assert check_against_source("Cầu có năm trụ", "", None) == {
        "support": "unsupported", "differences": [],
    }  # fmt: skip


def run(archive: Archive, *arguments: str) -> Any:
    app = Typer()
    command_check.register(app)
    session = Session()
    session.__dict__["archive"] = archive
    return CliRunner().invoke(app, list(arguments), obj=session)


def test_a_batch_is_answered_line_by_line(archive: Archive, tmp_path: Path) -> None:
    quote = "Cầu Nhật Tân dài 3.755 m, thông xe ngày 4/1/2015."
    lines = [
        {"claim": quote, "article": URL, "quote": quote},
        {"claim": "Cầu Nhật Tân dài 3755 m", "article": article_id(URL, "", ""), "quote": quote},
        {"claim": "Cầu Nhật Tân dài 3.755 km", "article": None, "quote": quote},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    result = run(archive, "check", "--batch", str(source), "--out", str(out))
    assert result.exit_code == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [f["support"] for f in found] == ["verbatim", "supported", "unsupported"]
    assert found[2]["differences"] == [{"claim": "3.755 km", "source": "3.755 m", "kind": "unit"}]


def test_a_line_that_is_none_is_named(archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"claim": "a", "quote": "b"}\n{"quote": "b"}\n', "utf-8")
    result = run(archive, "check", "--batch", str(source))
    assert result.exit_code == 2
    assert "dòng 2" in result.stderr


def test_an_exported_answer_is_verified_from_its_file(archive: Archive, tmp_path: Path) -> None:
    from assistant.answer import Answer
    from assistant.claim_check import check_against_archive as look

    found = look(Assistant(archive), "Cầu Nhật Tân dài 3755 m")
    answer = Answer(
        question="q", searched_for="q", claims=(), citations=found.citations, refused=False,
        confidence=1.0,
    )  # fmt: skip
    file = tmp_path / "tra-loi.json"
    file.write_text(export(answer, "json"), "utf-8")
    assert run(archive, "verify", str(file)).exit_code == 0
    file.write_text(export(answer, "json").replace("3.755 m", "3.756 m"), "utf-8")
    result = run(archive, "verify", str(file))
    assert result.exit_code == 1
    assert "đã khác" in result.stdout
    file.write_text("không phải JSON", "utf-8")
    assert run(archive, "verify", str(file)).exit_code == 2


def test_a_claim_in_english_is_not_called_absent_but_unread(archive: Archive) -> None:
    claim = "The Nhat Tan bridge was opened in 2015 and is 3755 m long"
    assert Assistant(archive).needs_another_model(claim)
    found = check_object(check_against_archive(Assistant(archive), claim))
    assert "tiếng Việt" in found["notices"][0]
    assert found["parts"] == []
    assert found["citations"] == []
    result = run(archive, "check", claim)
    assert "mô hình" in result.stdout
    assert not checked(archive, "Cầu Nhật Tân dài 3755 m")["notices"]
