"""Claims retold by hand: kept without the article's words, joined with them again, measured."""

import json
import lzma
from pathlib import Path

import pytest

from assistant.train_reader_claim_data import collect_claims as collect
from eval.claim_checks import measure_claims
from eval.claims_retold import retold

SENTENCES = ["Ông An khánh thành cầu Mới hôm 2/9.", "Cầu dài 300 mét."]
TABLE = [
    "A0\t0\ttrue\t-\tCầu Mới được ông An khánh thành ngày 2/9.",
    "A0\t1\tfalse\tfigure\tCây cầu dài 500 mét.",
    "A0\t9\ttrue\t-\tCâu này không có.",
    "không phải một dòng",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("dantri", "phenikaa_mds_2024", "w0"):
        (tmp_path / folder).mkdir()
    (tmp_path / "phenikaa_mds_2024/docs.jsonl").touch()
    (tmp_path / "vietnews_train.jsonl.xz").write_bytes(lzma.compress(b""))
    body = " ".join(SENTENCES)
    article = {"id": "1", "title": "Cầu Mới", "lead": "", "body": body}
    (tmp_path / "dantri/articles.jsonl").write_text(json.dumps(article))
    map_ = [{"set": "dantri", "article_id": "1", "sents": SENTENCES}]
    (tmp_path / "w0/map_00.json").write_text(json.dumps(map_))
    (tmp_path / "w0/claims_00.tsv").write_text("\n".join(TABLE))
    return tmp_path


def test_claims_are_kept_by_place_and_measured(data: Path) -> None:
    kept = data / "claims.jsonl.xz"
    assert collect(data, data, kept) == 2
    lines, articles = retold(data, kept)
    assert [line.quote for line in lines] == SENTENCES
    assert [line.altered for line in lines] == [None, "figure"]
    made = measure_claims(lines, articles)
    assert (made["caught"], made["flagged"]) == (1.0, 0.0)


def test_claims_of_a_changed_article_are_left_out(data: Path) -> None:
    kept = data / "claims.jsonl.xz"
    collect(data, data, kept)
    path = data / "dantri/articles.jsonl"
    path.write_text(path.read_text().replace("300", "301"))
    assert retold(data, kept) == ([], {})
