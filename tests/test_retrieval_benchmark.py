import json
from pathlib import Path

import pytest

from eval.question import SetError
from eval.retrieval_benchmark import COLUMNS, OURS, READ, benchmark, interval
from eval.retrieval_rivals import SyllableBm25
from eval.retrieval_sentences import cut
from eval.retrieval_sets import read_set

CONTEXTS = {
    "Sông Hương chảy qua thành phố Huế. Sông dài khoảng 80 km.": [
        ("Sông Hương dài bao nhiêu?", "80 km"),
        ("Sông nào chảy qua Huế?", "Sông Hương"),
    ],
    "Núi Bà Đen cao 986 m. Núi nằm ở tỉnh Tây Ninh.": [("Núi Bà Đen ở tỉnh nào?", "Tây Ninh")],
    "Cầu Rồng bắc qua sông Hàn ở Đà Nẵng. Cầu khánh thành năm 2013.": [
        ("Cầu Rồng khánh thành năm nào?", "2013")
    ],
}


def squad(folder: Path) -> Path:
    paragraphs = [
        {
            "context": context,
            "qas": [
                {
                    "id": question,
                    "question": question,
                    "answers": [{"text": answer, "answer_start": context.index(answer)}],
                }
                for question, answer in asked
            ]
            + [{"id": "none", "question": "Ai?", "answers": []}],
        }
        for context, asked in CONTEXTS.items()
    ]
    path = folder / "mini.json"
    path.write_text(json.dumps({"data": [{"title": "", "paragraphs": paragraphs}]}))
    return path


def vire(folder: Path) -> Path:
    lines = ["context,question,answer"]
    for context, asked in CONTEXTS.items():
        for question, answer in asked:
            lines.append(f'"{context.upper()}  ","{question}","{answer}"')
            lines.append(f'"{context}","{question}","{answer}"')
    path = folder / "mini.csv"
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    return path


def beir(folder: Path) -> Path:
    home = folder / "beir"
    (home / "qrels").mkdir(parents=True)
    corpus, queries, qrels = [], [], ["query-id\tcorpus-id\tscore"]
    for number, (context, asked) in enumerate(CONTEXTS.items()):
        corpus.append(json.dumps({"_id": f"d{number}", "title": "", "text": context}))
        for at, (question, _) in enumerate(asked):
            queries.append(json.dumps({"_id": f"q{number}{at}", "text": question}))
            qrels.append(f"q{number}{at}\td{number}\t1")
    queries.append(json.dumps({"_id": "unjudged", "text": "Ai?"}))
    for name, lines in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
        (home / name).write_text("\n".join(lines))
    (home / "qrels" / "test.tsv").write_text("\n".join(qrels))
    return home


def chunks(folder: Path) -> Path:
    home = folder / "chunked"
    home.mkdir()
    body = "Giá là 55.000 đồng. Có 55 lô hàng bị giữ. Cả 55 lô phải trả lại."
    chunk = {"chunk_id": 0, "title": "Thịt nhập khẩu", "lead": "", "body": body}
    asked = {
        "id": 0,
        "question": "Có bao nhiêu lô hàng bị giữ?",
        "answers": ["55"],
        "gold_chunk_id": 0,
        "answer_in_chunk": True,
    }
    for name, line in (("chunks.jsonl", chunk), ("qa.jsonl", asked)):
        (home / name).write_text(json.dumps(line))
    return home


def test_every_place_written_like_the_answer_counts_where_the_set_names_none(
    tmp_path: Path,
) -> None:
    single = cut(read_set(chunks(tmp_path)))
    assert single is not None
    right = {d.text.strip() for d in single.documents if d.passage_id in single.queries[0].relevant}
    assert right == {"Có 55 lô hàng bị giữ.", "Cả 55 lô phải trả lại."}


def test_the_three_formats_are_read_alike(tmp_path: Path) -> None:
    for path, questions in ((squad(tmp_path), 4), (beir(tmp_path), 4), (vire(tmp_path), 8)):
        found = read_set(path)
        assert len(found.documents) == 3
        assert len(found.queries) == questions
        held = {document.passage_id for document in found.documents}
        assert all(query.relevant <= held for query in found.queries)


def test_unanswerable_questions_are_left_out_and_counted(tmp_path: Path) -> None:
    assert read_set(squad(tmp_path)).notes == ["3 câu không có câu trả lời được bỏ qua"]


def test_a_file_of_another_kind_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"rows": []}')
    with pytest.raises(SetError, match="SQuAD"):
        read_set(path)


def test_sentences_take_the_place_of_passages(tmp_path: Path) -> None:
    found = cut(read_set(squad(tmp_path)))
    assert found is not None
    texts = {document.passage_id: document.text.strip() for document in found.documents}
    assert len(texts) == 6
    relevant = {query.text: {texts[i] for i in query.relevant} for query in found.queries}
    assert relevant["Sông Hương dài bao nhiêu?"] == {"Sông dài khoảng 80 km."}


def test_syllable_bm25_ranks_rare_words_first() -> None:
    texts = {"a": "cầu sông cầu", "b": "sông núi", "c": "sông"}
    assert SyllableBm25(texts).rank("sông núi")[0] == "b"
    assert SyllableBm25(texts).rank("cầu", 1) == ["a"]


def test_an_interval_of_equal_values_has_no_width_and_others_hold_the_mean() -> None:
    assert interval([1.0] * 50) == (1.0, 1.0)
    low, high = interval([0.0, 1.0] * 50)
    assert low < 0.5 < high


def test_a_benchmark_reports_every_way_and_every_typing(tmp_path: Path) -> None:
    result = benchmark(squad(tmp_path), rivals=False)
    assert set(result["columns"]) == set(COLUMNS)
    assert result["rows"][READ]["as typed"] == result["columns"]["as typed"]
    assert result["rows"][OURS]["as typed"]["hit@1"] == 1
    assert result["columns"]["as typed"]["hit@1"] == 1
    assert result["columns"]["nfd"]["ndcg@10"] == result["columns"]["as typed"]["ndcg@10"]
    assert result["questions"] == 4
    assert result["sentences"][OURS]["sentences"] == 6


def test_the_measures_agree_with_ir_measures(tmp_path: Path) -> None:
    import ir_measures

    found = read_set(squad(tmp_path))
    texts = {document.passage_id: document.text for document in found.documents}
    ranked = {query.query_id: SyllableBm25(texts).rank(query.text) for query in found.queries}
    qrels = {query.query_id: dict.fromkeys(query.relevant, 1) for query in found.queries}
    run = {q: {name: 1 / (1 + at) for at, name in enumerate(names)} for q, names in ranked.items()}
    theirs = ir_measures.calc_aggregate([ir_measures.nDCG @ 10, ir_measures.RR @ 10], qrels, run)
    from eval.retrieval_benchmark import measure

    ours = measure(found, SyllableBm25(texts).rank, str, lambda: None)
    assert ours["ndcg@10"] == pytest.approx(theirs[ir_measures.nDCG @ 10])
    assert ours["mrr@10"] == pytest.approx(theirs[ir_measures.RR @ 10])


def test_the_benchmark_tells_how_many_questions_are_done(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    benchmark(beir(tmp_path), rivals=False, progress=lambda done, total: told.append((done, total)))
    totals = {total for _, total in told}
    assert len(totals) == 1
    assert told[-1] == (totals.pop(),) * 2
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
