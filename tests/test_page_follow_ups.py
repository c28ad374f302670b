"""What is offered under an answer: facts of the same article that the assistant surely answers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Ask, Citation, Claim, Support
from assistant.settings import AssistantSettings
from corpus.article import Article
from index.archive import Archive
from ui.examples import questions_in
from ui.follow_ups import TRIED, FollowUps

TEXT = (
    "Đập Bản Vẽ khánh thành sáng thứ hai.\n\nĐập Bản Vẽ cao 137 m. Hồ chứa nước rộng 45 km. "
    "Nhà máy có 320 công nhân. Công trình dùng hết 900 tỷ đồng. Ông nói đã có 12 người đến xem. "
    "Thủ tướng Phạm Văn A được bầu làm người mở nước vào hồ. Đập Bản Vẽ khởi công năm 2004."
)
MADE = {asked.text: (asked, place) for asked, place in questions_in(TEXT)}
FIGURES = [text for text, (asked, _) in MADE.items() if asked.kind == "figure"]
WHO, WHEN = "Ai được bầu làm người mở nước vào hồ?", "Đập Bản Vẽ khởi công năm nào?"
OFFERED = [FIGURES[0], WHEN, *FIGURES[1:]]


@dataclass
class Reader:
    """Answers a question with the sentence it was made of, or not at all.

    Attributes:
        refuses: Words of questions that are refused.
    """

    article: Article
    refuses: tuple[str, ...] = ()
    asked: list[Ask] = field(default_factory=list)
    settings: AssistantSettings = field(default_factory=AssistantSettings)

    def ask(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        asked, place = MADE[ask.question]
        refused = any(word in ask.question for word in self.refuses)
        return answered(self.article, ask.question, place, refused=refused, short=asked.wanted)


def answered(
    article: Article,
    question: str,
    place: tuple[int, int],
    *,
    refused: bool = False,
    short: str = "một số 7",
) -> Answer:
    start, end = place
    cited = Citation(
        number=1, article_id=article.article_id, revision=article.revision, start=start, end=end,
        quote=article.text[start:end], title=article.title, source="", url="", published_at=None,
    )  # fmt: skip
    claim = Claim(text=cited.quote, citations=(1,), support=Support("verbatim"))
    return Answer(
        question=question, searched_for=question, claims=() if refused else (claim,),
        citations=() if refused else (cited,), refused=refused, confidence=0.9,
        short_answer="" if refused else short,
    )  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """The archive with the article, and the first answer: which dam was opened."""
    with Archive.open(tmp_path) as archive:
        archive.add([Article(article_id="dam", title="Đập Bản Vẽ khánh thành", text=TEXT)])
        article = archive.article("dam")
        assert article is not None
        yield archive, article, answered(article, "Đập nào khánh thành?", (0, 36))


def nobody() -> bool:
    return False


def test_questions_are_made_of_sentences_that_stand_alone() -> None:
    assert FIGURES == [
        "Đập Bản Vẽ cao bao nhiêu mét?",
        "Hồ chứa nước rộng bao nhiêu km?",
        "Nhà máy có bao nhiêu công nhân?",
        "Công trình dùng hết bao nhiêu tỷ đồng?",
    ]


def test_so_many_are_offered_each_tried_in_the_conversation(made: Any) -> None:
    archive, article, answer = made
    reader = Reader(article)
    follow_ups = FollowUps(archive, reader, nobody, 3)
    assert follow_ups.of(answer) == OFFERED[:3]
    assert [ask.history[-1].question for ask in reader.asked] == [answer.question] * 3
    assert follow_ups.of(answer) == OFFERED[:3]
    assert len(reader.asked) == 3  # what was found out is remembered


def test_what_is_refused_or_stands_in_the_answer_is_not_offered(made: Any) -> None:
    archive, article, answer = made
    follow_ups = FollowUps(archive, Reader(article, refuses=("Hồ chứa",)), nobody, 5)
    assert follow_ups.of(answer) == [one for one in OFFERED if "Hồ chứa" not in one]
    told = answered(article, "Đập cao bao nhiêu?", MADE[FIGURES[0]][1])
    assert FIGURES[0] not in (follow_ups.of(told) or [])


def test_where_the_first_cited_article_has_no_more_to_say_the_others_do(made: Any) -> None:
    archive, article, answer = made
    archive.add([Article(article_id="bare", title="Hồ nước", text="Hồ nước đã đầy.")])
    bare = replace(answer.citations[0], article_id="bare", revision=1, start=0, end=15)
    both = replace(answer, citations=(bare, replace(answer.citations[0], number=2)))
    assert FollowUps(archive, Reader(article), nobody, 3).of(both) == OFFERED[:3]


def test_under_a_refusal_stands_what_the_nearest_article_answers(made: Any) -> None:
    archive, article, answer = made
    refusal = replace(
        answer, refused=True, claims=(), citations=(), nearest=answer.citations, short_answer=""
    )
    assert FollowUps(archive, Reader(article), nobody, 3).of(refusal) == OFFERED[:3]


def unsure(got: Answer) -> Answer:
    return replace(got, confidence=0.5)


def elsewhere(got: Answer) -> Answer:
    return replace(got, citations=(replace(got.citations[0], article_id="other"),))


def without_a_figure(got: Answer) -> Answer:
    return replace(got, short_answer="nhiều")


@pytest.mark.parametrize("spoil", [unsure, elsewhere, without_a_figure])
def test_an_answer_that_is_not_surely_that_sentence_offers_nothing(
    made: Any, spoil: Callable[[Answer], Answer]
) -> None:
    archive, article, answer = made

    class Spoiled(Reader):
        def ask(self, ask: Ask) -> Answer:
            return spoil(super().ask(ask))

    assert FollowUps(archive, Spoiled(article), nobody, 3).of(answer) == []


def test_nothing_is_tried_while_others_want_answers_or_where_it_would_cost(made: Any) -> None:
    archive, article, answer = made
    reader = Reader(article)
    assert FollowUps(archive, reader, lambda: True, 3).of(answer) is None
    assert FollowUps(archive, reader, nobody, 0).of(answer) == []
    paid = Reader(article, settings=replace(AssistantSettings(), writer="ollama"))
    assert FollowUps(archive, paid, nobody, 3).of(answer) == []
    refusal = replace(answer, refused=True, claims=(), citations=())
    assert FollowUps(archive, reader, nobody, 3).of(refusal) == []
    assert reader.asked == paid.asked == []
    assert TRIED >= 3
