from importlib.resources import files
from pathlib import Path

from assistant.answer import Ask
from assistant.assistant import Assistant
from corpus.article import Article
from corpus.reading import read_articles
from eval.twins import telex
from index.archive import Archive

QUESTION = "Ngày 23/3 ai nói Nga từ chối điện đàm?"


def test_a_question_with_telex_slips_gets_the_answer_it_asks_for(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        read = read_articles([Path(str(files("corpus"))) / "samples"])
        archive.add(article for article in read if isinstance(article, Article))
        slipped = telex(QUESTION)
        assert slipped != QUESTION
        assert archive.as_meant(slipped).lower() == QUESTION.lower()
        answers = [Assistant(archive).ask(Ask(question=q)) for q in (QUESTION, slipped)]
    assert [a.refused for a in answers] == [False, False]
    who = "Phát ngôn viên Lầu Năm Góc John Kirby"
    assert answers[1].short_answer == answers[0].short_answer == who
    assert answers[1].citations[0].quote == answers[0].citations[0].quote
