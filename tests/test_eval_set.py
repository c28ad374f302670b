"""Sets: their schema with its errors by line, their twins, and those brought over from others."""

import json
import unicodedata
from pathlib import Path

import pytest

from corpus.article import Article
from eval.adopt import adopt, texts
from eval.gold import evidence_problems, gold, locate
from eval.import_news import ArticleFile, import_news, part_of
from eval.importers import import_beir, import_csv, import_squad
from eval.question import Evidence, Question, SetError, parse_set, read_set
from eval.twins import TWINS, capitals, keywords, nfd, no_marks, telex, twin
from index.telex import repair_typing

GOOD = {
    "question_id": "q1",
    "text": "Ai thắng?",
    "answers": ["Đội A"],
    "evidence": [{"article": "a1", "quote": "Đội A thắng."}],
    "answerable": True,
    "tags": ["who"],
}
TEXT = "Chung kết\n\nTrời mưa to.\nĐội A thắng. Đội B thua."
ARTICLE = Article(article_id="a1", title="Chung kết", text=TEXT)


def written(path: Path, *lines: object) -> Path:
    path.write_text(
        "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8"
    )
    return path


def test_a_set_is_read_as_it_is_written(tmp_path: Path) -> None:
    follow_up = GOOD | {
        "question_id": "q2",
        "history": [{"question": "Ai đá?", "answer": "A và B"}],
        "since": "2021-04-30",
        "until": "30/4/2021",
    }
    first, second = read_set(written(tmp_path / "s.jsonl", GOOD, "", follow_up))
    assert first.evidence == (Evidence("a1", "Đội A thắng."),)
    assert first.ask().question == "Ai thắng?"
    assert second.history[0].answer == "A và B"
    assert second.until.hour == 23


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", "không phải JSON"),
        ("[]", "đối tượng JSON"),
        (GOOD | {"answerble": 1}, "khóa lạ 'answerble'"),
        (GOOD | {"answerable": "yes"}, "answerable"),
        (GOOD | {"text": " "}, "'text'"),
        (GOOD | {"answers": []}, "answers"),
        (GOOD | {"evidence": []}, "evidence"),
        (GOOD | {"evidence": [{"article": "a1"}]}, "quote"),
        (GOOD | {"answerable": False}, "không trả lời được"),
        (GOOD | {"since": "hôm nào"}, "ngày"),
        (GOOD | {"history": ["x"]}, "history"),
        (GOOD | {"answers": ["VIẾT"]}, "còn chỗ chưa viết"),
        (GOOD, "trùng với dòng 1"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(tmp_path: Path, line: object, says: str) -> None:
    path = written(tmp_path / "s.jsonl", GOOD, "", line)
    with pytest.raises(SetError, match=f"dòng 3: .*{says}"):
        read_set(path)


def test_an_empty_or_missing_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="không có câu hỏi"):
        read_set(written(tmp_path / "s.jsonl", ""))
    with pytest.raises(SetError, match="missing"):
        read_set(tmp_path / "missing.jsonl")


def test_all_wrong_lines_are_named_at_once_and_the_right_ones_read(tmp_path: Path) -> None:
    problems: list = []
    found = list(parse_set(written(tmp_path / "s.jsonl", "{", GOOD, "x"), problems))
    assert [p.line for p in problems] == [1, 3]
    assert [(n, q.question_id) for n, q in found] == [(2, "q1")]


def test_a_quote_is_held_against_the_article_character_for_character() -> None:
    def said(article: str, quote: str) -> list[str]:
        question = Question(question_id="q", text="?", evidence=(Evidence(article, quote),))
        return [p.message for p in evidence_problems([(7, question)], {"a1": ARTICLE})]

    assert said("a1", "Đội A thắng.") == []
    assert said("a1", unicodedata.normalize("NFD", "Đội A thắng.")) == []
    assert "không có nguyên văn" in said("a1", "Đội A thua.")[0]
    assert "không có bài" in said("a9", "Đội A thắng.")[0]


def test_gold_evidence_becomes_a_span_a_passage_and_an_article() -> None:
    question = Question(question_id="q", text="?", evidence=(Evidence("a1", "Đội A thắng."),))
    found = gold(question, {"a1": ARTICLE})
    span = found.spans[0]
    assert TEXT[span.start : span.end] == "Đội A thắng."
    assert found.passages == {"a1.1.0"}
    missing = gold(question, {})
    assert missing.spans[0].start == -1
    assert missing.passages == frozenset()


def test_a_quote_over_a_line_end_is_found_with_other_blanks() -> None:
    assert locate(TEXT, "Trời mưa to. Đội A") is not None
    assert locate(TEXT, "Trời nắng") is None


def test_each_twin_types_the_question_its_own_way() -> None:
    text = "Ông Nguyễn Đình Thi mất năm bao nhiêu?"
    assert no_marks(text) == "Ong Nguyen Dinh Thi mat nam bao nhieu?"
    assert unicodedata.normalize("NFC", nfd(text)) == text != nfd(text)
    assert capitals(text) == "ÔNG NGUYỄN ĐÌNH THI MẤT NĂM BAO NHIÊU?"
    assert keywords(text) == "mất năm Ông Nguyễn Đình Thi"
    assert set(TWINS) == {"no marks", "nfd", "capitals", "telex", "keywords"}


def test_telex_slips_are_what_the_keys_would_have_given() -> None:
    assert telex("tiếng") == "tieengs"
    assert telex("được không") == "dduwowcj không"
    assert telex("Bao nhiêu?") == "Bao nhieeu?"
    assert repair_typing(telex("tiếng nước"), lambda w: False) == "tiếng nước"


def test_a_twin_changes_the_questions_before_it_but_not_their_answers() -> None:
    from assistant.answer import Turn

    question = Question(question_id="q", text="Còn bà ấy?", history=(Turn("Ông Tý?", "Ở Huế"),))
    changed = twin(question, "no marks")
    assert changed.text == "Con ba ay?"
    assert changed.history == (Turn("Ong Ty?", "Ở Huế"),)
    assert twin(question, "as typed") is question


def test_squad_json_becomes_questions_with_the_sentence_as_evidence(tmp_path: Path) -> None:
    context = "Huế là cố đô. Thành phố có 1,2 triệu dân. Sông Hương chảy qua."
    content = {
        "data": [
            {
                "title": "Huế",
                "paragraphs": [
                    {
                        "context": context,
                        "qas": [
                            {
                                "id": "1",
                                "question": "Bao nhiêu dân?",
                                "answers": [{"text": "1,2 triệu", "answer_start": 999}],
                            },
                            {"id": "2", "question": "Ai?", "answers": [], "is_impossible": True},
                        ],
                    }
                ],
            }
        ]
    }
    path = written(tmp_path / "squad.json", content)
    found = import_squad(path)
    found.write(tmp_path / "out.jsonl")
    first, second = read_set(tmp_path / "out.jsonl")
    assert first.evidence[0].quote == "Thành phố có 1,2 triệu dân."
    assert first.evidence[0].article in found.articles
    assert not second.answerable
    with pytest.raises(SetError, match="SQuAD"):
        import_squad(written(tmp_path / "bad.json", {"data": [{}]}))


def test_a_question_asked_of_several_contexts_becomes_one(tmp_path: Path) -> None:
    def paragraph(name: str, context: str, answer: str | None) -> dict:
        answers = [{"text": answer, "answer_start": context.index(answer)}] if answer else []
        asked = {"id": name, "question": "Sông nào dài? ", "answers": answers}
        return {"context": context, "qas": [asked | {"is_impossible": not answer}]}

    paragraphs = [
        paragraph("a", "Trời hôm nay mưa to.", None),
        paragraph("b", "Sông Hồng dài 1.149 km.", "Sông Hồng"),
        paragraph("c", "Dài nhất là sông Mê Kông.", "sông Mê Kông"),
    ]
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    found = import_squad(path)
    (question,) = found.questions
    assert question["answerable"]
    assert question["answers"] == ["Sông Hồng", "sông Mê Kông"]
    assert len(question["evidence"]) == 2
    assert len(found.articles) == 3
    assert [s.split(":")[0] for s in found.skipped] == ["b", "c"]


@pytest.mark.parametrize("content", ["[]", '{"data": [{}]}', '{"data": 1}'])
def test_json_of_another_form_is_refused_with_the_form_that_is_wanted(
    content: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SetError, match=r"kiểu SQuAD.*cần .*paragraphs"):
        import_squad(path)
    with pytest.raises(SetError, match=r"BEIR.*thiếu corpus\.jsonl"):
        import_beir(tmp_path)


def test_a_beir_folder_becomes_a_set_for_retrieval_only(tmp_path: Path) -> None:
    written(tmp_path / "corpus.jsonl", {"_id": "d1", "title": "Huế", "text": "Huế là cố đô."})
    written(tmp_path / "queries.jsonl", {"_id": "q1", "text": "cố đô"}, {"_id": "q2", "text": "?"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    found = import_beir(tmp_path)
    found.write(tmp_path / "out.jsonl")
    (question,) = read_set(tmp_path / "out.jsonl")
    assert question.answers == ()
    assert question.tags == ("retrieval only",)
    assert len(found.skipped) == 1


def test_a_csv_table_becomes_a_set(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        'context,question,answer\n"Huế là cố đô. Mưa nhiều.",Cố đô nào?,Huế\n,Trống?,x\n',
        encoding="utf-8",
    )
    found = import_csv(path)
    found.write(tmp_path / "out.jsonl")
    (question,) = read_set(tmp_path / "out.jsonl")
    assert question.evidence[0].quote == "Huế là cố đô."
    assert len(found.skipped) == 1
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SetError, match="question"):
        import_csv(path)


def test_news_questions_come_with_their_articles_and_stay_on_their_side(tmp_path: Path) -> None:
    articles = written(
        tmp_path / "a.jsonl",
        *({"id": f"n{i}", "title": f"Bài {i}", "lead": "Mở đầu.", "body": f"Có {i} người."}
          for i in range(9)),
    )  # fmt: skip
    lines = [
        {
            "id": f"q{i}",
            "kind": "number",
            "question": "co may nguoi",
            "answers": [f"{i} người"],
            "set": "s",
            "article_id": f"n{i}",
            "evidence": f"Mở đầu.\nCó {i} người.",
            "answerable": True,
        }
        for i in range(6)
    ]
    path = written(tmp_path / "q.jsonl", *lines)
    found = import_news(path, [ArticleFile.parse(f"s={articles}@2")], "dev")
    assert {q["question_id"] for q in found.questions} == {
        f"q{i}" for i in range(6) if part_of(f"n{i}") == "dev"
    }
    assert len(found.articles) == 8
    both = import_news(path, [ArticleFile.parse(f"s={articles}")], "all")
    assert len(both.questions) == 6
    assert len(both.articles) == 9
    assert both.questions[0]["evidence"][0]["quote"] == "Mở đầu.\n\nCó 0 người."
    assert "typed without marks" in both.questions[0]["tags"]


def test_what_readers_marked_becomes_drafts_that_no_set_takes_unfinished(tmp_path: Path) -> None:
    note = {
        "useful": False,
        "question": "Ai nói?",
        "refused": False,
        "short_answer": "Ông A",
        "claims": ["Ông A nói."],
        "comment": "sai",
        "evidence": [{"article": "a1", "revision": 1, "quote": "Ông A nói."}],
    }
    good = note | {"useful": True, "question": "Đúng rồi?"}
    refused = good | {"question": "Bao giờ?", "refused": True, "evidence": []}
    path = written(tmp_path / "f.jsonl", note, good, refused, note | {"question": "ai  nói"})
    drafts = list(adopt(path))
    assert [d["text"] for d in drafts] == ["Ai nói?", "Bao giờ?"]
    assert drafts[0]["evidence"] == [{"article": "a1", "quote": "Ông A nói."}]
    assert list(adopt(path, ["Ai nói"])) == drafts[1:]
    kept = written(tmp_path / "s.jsonl", *drafts, "{")
    assert list(adopt(path, texts(kept))) == []
    assert list(adopt(path, texts(tmp_path / "none.jsonl"))) == drafts
    follow_up = note | {"question": "Còn nam?", "searched_for": "Nam sống bao lâu?"}
    (draft,) = adopt(written(tmp_path / "g.jsonl", follow_up))
    assert draft["note"] == "đã đáp: Ông A; đã hiểu là: Nam sống bao lâu?; bạn đọc: sai"
    with pytest.raises(SetError, match="còn chỗ chưa viết"):
        read_set(written(tmp_path / "t.jsonl", *drafts))
