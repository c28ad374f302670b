from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.neural_reader import SentenceScores
from assistant.rereading import READ, WEIGHT, asks, likely, reread, search
from index.archive import Archive
from index.hit import Hit
from index.passage import Passage
from tests.running import in_its_own_loop

SAID = "Cầu Mỹ Thuận 2 dài 6,61 km, nối Tiền Giang với Vĩnh Long."
ABOUT = "Cầu Mỹ Thuận 2 được người dân hai bờ mong đợi từ lâu. Cầu Mỹ Thuận 2 rất đẹp."
ASKED = "Cầu Mỹ Thuận 2 dài bao nhiêu km?"


def hit(name: str, text: str, score: float) -> Hit:
    passage = Passage(
        article_id=name, revision=1, ordinal=0, start=0, end=len(text), text=text, title=""
    )
    return Hit(passage=passage, score=score, lexical=score, dense=0.5)


def names(hits: Sequence[Hit]) -> list[str]:
    return [one.passage.article_id for one in hits]


class Given:
    """A scorer that likes sentences by their length, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def score_many(
        self, question: str, articles: Sequence[tuple[str, Sequence[str]]]
    ) -> list[SentenceScores]:
        self.asked.append(question)
        return [self._one(own) for _, own in articles]

    def _one(self, own: Sequence[str]) -> SentenceScores:
        logits = np.array([len(one) for one in own], dtype=np.float32)
        none = np.zeros(len(own), dtype=np.int64)
        return SentenceScores(logits=logits, null=0.0, start=none, end=none, span_logits=logits)


def test_a_passage_that_answers_goes_before_one_that_only_speaks_of_the_same() -> None:
    hits = [hit("about", ABOUT, 1.2), hit("said", SAID, 1.0)]
    assert names(reread(ASKED, hits)) == ["said", "about"]


def test_what_asks_nothing_is_left_as_it_is() -> None:
    hits = [hit("about", ABOUT, 1.2), hit("said", SAID, 1.0)]
    given = Given()
    assert reread("Cầu Mỹ Thuận 2 thông xe", hits, given) == hits
    assert given.asked == []
    assert reread(ASKED, [], given) == []


def test_questions_are_told_by_their_mark_or_their_words() -> None:
    assert asks("Cầu dài bao nhiêu")
    assert asks("cau dai bao nhieu")
    assert asks("Cầu Mỹ Thuận 2?")
    assert not asks("Khánh thành cầu Mỹ Thuận 2")


def test_marks_and_capitals_of_the_passages_make_no_difference() -> None:
    hits = [hit("about", ABOUT, 1.2), hit("said", SAID, 1.0)]
    read = reread(ASKED, hits)
    assert reread(ASKED.upper(), hits) == read
    assert reread(ASKED.lower(), hits) == read
    assert names(reread("cau my thuan 2 dai bao nhieu km", hits)) == names(read)
    given = Given()
    reread("HOW LONG IS THE MY THUAN BRIDGE?", hits, given)
    assert given.asked == ["HOW LONG IS THE MY THUAN BRIDGE?"]


def test_the_readers_logit_counts_beside_the_score() -> None:
    hits = [hit("a", "Ngắn.", 3.0), hit("b", "Câu này dài hơn.", 1.0)]
    read = reread("Gì?", hits, Given())
    assert {one.passage.article_id: one.score for one in read} == {
        "a": 3.0 + WEIGHT * len("Ngắn."),
        "b": 1.0 + WEIGHT * len("Câu này dài hơn."),
    }
    assert names(read) == ["b", "a"]


def test_what_is_not_read_stays_behind_in_its_order_and_below() -> None:
    hits = [hit(f"n{at}", "Câu " + "x" * at + ".", 100.0 - at) for at in range(READ + 3)]
    hits[0] = replace(hits[0], score=-500.0)
    read = reread("Gì?", hits, Given())
    assert names(read)[READ:] == [f"n{at}" for at in range(READ, READ + 3)]
    assert sorted(names(read)) == sorted(names(hits))
    scores = [one.score for one in read]
    assert scores == sorted(scores, reverse=True)


def test_a_text_without_a_sentence_counts_as_the_least_likely() -> None:
    given = Given()
    assert likely("Gì?", [("", "Dài hơn cả."), ("", "  "), ("", "Ngắn.")], given) == [11, 5, 5]
    assert likely("Gì?", [("", " ")], given) == [0]


def test_a_search_reads_more_than_it_gives(archive: Archive) -> None:
    from corpus.article import Article

    archive.add(
        Article(article_id=name, revision=1, title="", text=text)
        for name, text in (("said", SAID), ("about", ABOUT), ("other", "Giá vàng tăng hôm nay."))
    )
    assert names(search(archive, ASKED, top_k=1)) == ["said"]
    assert names(search(archive, "Cầu Mỹ Thuận dài mấy km"))[0] == "said"


def test_it_reranks_the_nodes_of_any_llamaindex_retriever() -> None:
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

    from assistant.llama import ReaderRerank

    nodes = [
        NodeWithScore(node=TextNode(id_="about", text=ABOUT), score=0.7),
        NodeWithScore(node=TextNode(id_="said", text=SAID), score=None),
        NodeWithScore(node=TextNode(id_="later", text=SAID), score=0.1),
    ]
    rerank = ReaderRerank(top_n=2)
    found = rerank.postprocess_nodes(nodes, query_str=ASKED)
    assert [n.node.node_id for n in found] == ["said", "about", "later"]
    assert rerank.postprocess_nodes(nodes, query_str="Khánh thành cầu") == nodes
    assert rerank.postprocess_nodes(nodes) == nodes
    later = in_its_own_loop(lambda: rerank.apostprocess_nodes(nodes, QueryBundle(ASKED)))
    assert [n.node.node_id for n in later] == ["said", "about", "later"]


def test_the_assistant_is_a_llamaindex_query_engine(archive: Archive) -> None:
    from assistant.assistant import Assistant
    from assistant.llama import REFUSED, AssistantQueryEngine
    from corpus.article import Article

    archive.add([Article(article_id="cau", revision=1, title="Khánh thành cầu", text=SAID)])
    engine = AssistantQueryEngine(Assistant(archive))
    answer = engine.query(ASKED)
    assert "[1]" in str(answer)
    assert "6,61 km" in str(answer)
    node = answer.source_nodes[0].node
    article = archive.article("cau")
    assert article is not None
    start, end = node.metadata["start"], node.metadata["end"]
    assert node.get_content() == article.text[start:end]
    later = in_its_own_loop(lambda: engine.aquery(ASKED))
    assert str(later) == str(answer)
    refused = engine.query("Ai vô địch giải cờ vua thế giới năm 1972?")
    assert refused.source_nodes == []
    assert refused.metadata["refused"]
    assert REFUSED in str(refused)
