"""Claims put to the reader: what it is shown, what counts, and who decides in the end."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.checking import check_claim
from assistant.checking_rules import check_by_rules
from assistant.checking_verdict import COLUMNS, Verdict
from assistant.claim_reading import WHETHER, around, as_asked, weigh_claim
from corpus.article import Article

PARTS = [
    "Chợ Tân An mở cửa từ năm 2004.",
    "Tối 12/3, chợ bốc cháy.",
    "Ông Hùng là trưởng ban quản lý.",
    "Ông nói lửa bùng lên từ một quầy bán quần áo.",
    "Thiệt hại ước tính 4,5 tỷ đồng.",
    "Chợ mở lại sau một tuần.",
]
ARTICLE = Article(
    article_id="a", title="Cháy chợ ở Cần Thơ", text=" ".join(PARTS), source="", url=""
)
QUOTE = PARTS[3]


class Scripted:
    """Weighs as it was told, and remembers what it was shown."""

    def __init__(self, *weights: float | None) -> None:
        self.weights = list(weights)
        self.shown: list[tuple[str, str, list[str], int]] = []

    def weigh(self, question: str, title: str, sentences: Sequence[str], at: int) -> float | None:
        self.shown.append((question, title, list(sentences), at))
        return self.weights.pop(0)


def test_a_quote_is_shown_between_the_sentences_around_it() -> None:
    assert around(QUOTE, ARTICLE) == (PARTS[:5], 3)
    assert around(PARTS[0], ARTICLE) == (PARTS[:2], 0)
    assert around(PARTS[5], ARTICLE) == (PARTS[2:], 3)


def test_two_sentences_of_one_quote_are_one() -> None:
    quote = f"{PARTS[2]} {PARTS[3]}"
    assert around(quote, ARTICLE) == ([*PARTS[:2], quote, PARTS[4]], 2)


@pytest.mark.parametrize("article", [None, ARTICLE])
def test_a_quote_that_no_article_has_stands_alone(article: Article | None) -> None:
    assert around("Lời của ai khác.", article) == (["Lời của ai khác."], 0)


def test_the_claim_is_an_earlier_turn() -> None:
    reader = Scripted(1.5)
    assert weigh_claim(reader, "Lửa bùng\nlên từ quầy quần áo.", [(QUOTE, ARTICLE)]) == 1.5
    question, title, sentences, at = reader.shown[0]
    assert question.split("\n") == ["Lửa bùng lên từ quầy quần áo.", WHETHER]
    assert (title, sentences[at]) == (ARTICLE.title, QUOTE)
    assert as_asked("a  b") == f"a b\n{WHETHER}"


def test_of_several_quotes_the_best_counts_and_all_are_read_together() -> None:
    reader = Scripted(-2.0, 0.5, 1.0)
    cited = [(QUOTE, ARTICLE), (PARTS[4], ARTICLE), (" ", None)]
    assert weigh_claim(reader, "Cháy từ quầy quần áo, mất 4,5 tỷ đồng.", cited) == 1.0
    assert reader.shown[2][2] == [f"{QUOTE} {PARTS[4]}"]


def test_nothing_cited_is_not_weighed() -> None:
    assert weigh_claim(Scripted(), "Câu này.", []) is None


class Weight:
    """Trees that know the network's weight alone."""

    def predict(self, rows: NDArray[np.float64], num_threads: int) -> NDArray[np.float64]:
        return np.array(1 / (1 + np.exp(-rows[:, COLUMNS.index("weight")])))


BY_WEIGHT = Verdict(Weight(), 0.5)  # type: ignore[arg-type]


def test_without_a_network_for_claims_the_rules_decide() -> None:
    for claim in ("Ông Hùng nói cháy từ quầy quần áo.", "Thiệt hại 9 tỷ đồng."):
        cited = [(f"{QUOTE} {PARTS[4]}", ARTICLE)]
        ruled = check_by_rules(claim, cited)
        assert check_claim(claim, cited, Scripted(None), BY_WEIGHT) == ruled
        assert check_claim(claim, cited) == ruled


def test_the_sources_own_words_need_no_network() -> None:
    assert check_claim(QUOTE, [(QUOTE, ARTICLE)], Scripted(), BY_WEIGHT).level == "verbatim"


def test_where_there_is_a_network_the_model_decides() -> None:
    claim, cited = "Theo người phụ trách, lửa phát ra từ một sạp quần áo.", [(QUOTE, ARTICLE)]
    assert check_claim(claim, cited, Scripted(5.0), BY_WEIGHT).level == "supported"
    assert check_claim(claim, cited, Scripted(-8.0), BY_WEIGHT).level == "unsupported"


def test_what_differs_is_named_where_the_model_denies() -> None:
    claim, cited = "Thiệt hại ước tính 9,5 tỷ đồng.", [(PARTS[4], ARTICLE)]
    denied = check_claim(claim, cited, Scripted(-3.0), BY_WEIGHT)
    assert [(d.kind, d.claim) for d in denied.differences] == [("figure", "9,5 tỷ đồng")]
    assert check_claim(claim, cited, Scripted(3.0), BY_WEIGHT).differences == ()
