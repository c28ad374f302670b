import unicodedata
from datetime import UTC, datetime

import pytest

from assistant.reader import Reader
from assistant.reader_features_question import as_turns, asked_days, parted
from assistant.reader_neural import open_neural
from assistant.reader_ranking import Ranker, RankerMissingError
from assistant.settings import AssistantSettings
from corpus.article import Article
from index.hit import Hit
from index.passage import passages

BRIDGE = Article(
    article_id="cau",
    title="Khánh thành cầu Mỹ Lợi 2 bắc qua sông Vàm Cỏ",
    text=(
        "Khánh thành cầu Mỹ Lợi 2 bắc qua sông Vàm Cỏ\n\n"
        "Sáng 12/3, tỉnh Long An khánh thành cầu Mỹ Lợi 2 nối hai huyện Cần Đước và Gò Công Đông.\n"
        "Cây cầu dài 1.422 m, có bốn làn xe. Tổng mức đầu tư là 1.438 tỷ đồng.\n"
        'Ông Trần Văn Nam, Giám đốc Sở Giao thông, nói: "Cầu giúp rút ngắn 25 km đường đi".\n'
        "Trước đó người dân phải qua phà Mỹ Lợi, mỗi lượt mất khoảng 40 phút.\n"
        "Công trình chậm sáu tháng do thiếu cát san lấp."
    ),
    published_at=datetime(2021, 3, 12, tzinfo=UTC),
)
FERRY = Article(
    article_id="pha",
    title="Phà Cát Lái tăng giá vé từ tháng 5",
    text=(
        "Phà Cát Lái tăng giá vé từ tháng 5\n\n"
        "Từ ngày 1/5, vé phà Cát Lái cho xe máy là 4.500 đồng mỗi lượt.\n"
        "Bến phà do Công ty Thanh niên xung phong quản lý, mỗi ngày đón 40.000 lượt khách."
    ),
    published_at=datetime(2021, 4, 20, tzinfo=UTC),
)
ARTICLES = {a.article_id: a for a in (BRIDGE, FERRY)}
HITS = [
    Hit(passage=p, score=2.0 - n, lexical=12.0 - 6 * n, dense=0.6 - 0.2 * n)
    for n, article in enumerate((BRIDGE, FERRY))
    for p in passages(article)
]


@pytest.fixture(scope="module")
def reader():
    return Reader()


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


ASKED = [
    ("Cầu Mỹ Lợi 2 dài bao nhiêu mét?", "1.422"),
    ("Xây cầu Mỹ Lợi 2 tốn bao nhiêu tiền?", "1.438 tỷ"),
    ("Giám đốc Sở Giao thông là ai?", "Trần Văn Nam"),
    ("Vì sao cầu Mỹ Lợi 2 chậm tiến độ?", "thiếu cát"),
]


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_the_sentence_that_answers_comes_first_with_its_words_marked(reader, question, answer):
    reading = reader.read(question, HITS, ARTICLES)
    assert answer in reading.evidence[0].text
    assert answer.split()[0] in reading.evidence[0].short_answer


@pytest.mark.parametrize(("question", "answer"), ASKED[:3])
def test_without_marks_and_decomposed_the_same_sentence_comes_first(reader, question, answer):
    assert answer in reader.read(bare(question), HITS, ARTICLES).evidence[0].text
    decomposed = unicodedata.normalize("NFD", question)
    composed = reader.read(question, HITS, ARTICLES)
    assert reader.read(decomposed, HITS, ARTICLES) == composed


def test_every_offset_points_at_the_articles_own_characters(reader):
    for question, _ in ASKED:
        for piece in reader.read(question, HITS, ARTICLES).evidence:
            article = ARTICLES[piece.article_id]
            assert article.text[piece.start : piece.end] == piece.text
            if piece.span:
                a, b = piece.span
                assert piece.start <= a < b <= piece.end
                assert article.text[a:b] == piece.short_answer
            if piece.context:
                assert piece.context in article.text[: piece.start]


def test_evidence_is_ranked_and_probabilities_are_probabilities(reader):
    reading = reader.read(ASKED[0][0], HITS, ARTICLES)
    scores = [e.score for e in reading.evidence]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= reading.p_answerable <= 1
    assert 0 < reading.p_right <= 1
    assert sum(e.probability for e in reading.evidence) <= reading.p_answerable + 1e-6
    assert all(0 <= e.span_probability <= 1 for e in reading.evidence)


def test_what_the_articles_say_is_likelier_answered_than_what_they_do_not(reader):
    known = reader.read("Cầu Mỹ Lợi 2 dài bao nhiêu mét?", HITS, ARTICLES).p_answerable
    unknown = reader.read("Giá vàng SJC hôm nay bao nhiêu một lượng?", HITS, ARTICLES).p_answerable
    assert known > unknown


def test_a_sentence_with_rivals_is_less_likely_right_than_one_without():
    ranker = Ranker()
    for neural in (False, True):
        alone, rivalled = (ranker.right(0.9, share, neural=neural) for share in (0.95, 0.4))
        assert 0 < rivalled < alone < 1
        assert ranker.right(0.5, 0.95, neural=neural) < alone
        assert all(0 <= ranker.right(p, s, neural=neural) <= 1 for p in (0, 1) for s in (0, 1))


def test_sentences_outside_the_passages_found_are_read_too(reader):
    hits = [h for h in HITS if h.passage.article_id == "cau"][:1]
    texts = " ".join(e.text for e in reader.read(ASKED[3][0], hits, ARTICLES).evidence)
    assert "thiếu cát" in texts


def test_without_the_whole_article_the_passage_alone_is_read_at_its_offsets(reader):
    last = [h for h in HITS if h.passage.article_id == "cau"][-1:]
    reading = reader.read(ASKED[3][0], last)
    piece = reading.evidence[0]
    assert BRIDGE.text[piece.start : piece.end] == piece.text


def test_nothing_found_gives_nothing_and_no_probability(reader):
    reading = reader.read("Cầu dài bao nhiêu?", [], {})
    assert reading.evidence == ()
    assert reading.p_answerable == 0.0


@pytest.mark.parametrize("question", ["", "?", "…", "   ", "a" * 3000, "bao nhiêu", "😀"])
def test_strange_questions_are_read_without_an_error(reader, question):
    reading = reader.read(question, HITS, ARTICLES)
    assert 0 <= reading.p_answerable <= 1


def test_a_yes_no_question_is_answered_by_the_sentence_alone(reader):
    reading = reader.read("Cầu Mỹ Lợi 2 có chậm tiến độ không?", HITS, ARTICLES)
    assert all(e.span is None for e in reading.evidence)


def test_where_the_newest_is_asked_for_dates_decide_among_the_likely(reader):
    twin = Article(
        article_id="cau-moi",
        title=BRIDGE.title,
        text=BRIDGE.text,
        published_at=datetime(2022, 1, 1, tzinfo=UTC),
    )
    hits = HITS + [Hit(passage=p, score=1.9, lexical=12.0, dense=0.6) for p in passages(twin)]
    articles = {**ARTICLES, "cau-moi": twin}
    reading = reader.read(ASKED[0][0], hits, articles, newest_first=True)
    assert reading.evidence[0].article_id == "cau-moi"


def test_a_follow_up_is_read_with_its_subject_and_its_own_question_decides_what_is_asked(reader):
    query = "Còn dài bao nhiêu mét? (cầu Mỹ Lợi 2, tổng mức đầu tư)"
    assert parted(query) == ("Còn dài bao nhiêu mét?", "cầu Mỹ Lợi 2, tổng mức đầu tư")
    assert as_turns(query).splitlines() == [parted(query)[1], parted(query)[0]]
    reading = reader.read(query, HITS, ARTICLES)
    assert reading.asked.kind == "number"
    assert "1.422" in reading.evidence[0].text


def test_a_question_in_brackets_or_without_them_is_left_whole():
    assert parted("(Cầu dài bao nhiêu?)") == ("(Cầu dài bao nhiêu?)", "")
    assert as_turns("Cầu dài bao nhiêu?") == "Cầu dài bao nhiêu?"


def test_days_that_a_question_names_are_read_in_all_forms():
    folded = ("hop", "ngay", "22", "thang", "4", "hay", "23/4/2021", "luc", "7h")
    assert asked_days(folded) == {(22, 4), (23, 4)}
    assert asked_days(("loi", "nhuan", "12/50", "1.422")) == frozenset()


def test_in_an_archive_of_one_article_a_plain_answer_is_found_all_the_same(reader):
    hits = [h for h in HITS if h.passage.article_id == "cau"]
    for question, answer in ASKED[:3]:
        reading = reader.read(question, hits, ARTICLES)
        assert answer in reading.evidence[0].text
        assert reading.p_answerable > 0.5


def test_the_reader_works_when_the_neural_reader_is_not_there():
    alone = Reader(neural=None)
    assert "1.422" in alone.read(ASKED[0][0], HITS, ARTICLES).evidence[0].text
    assert 0 < alone.threshold < 1


def test_an_unreachable_larger_reader_is_named_once_and_the_shipped_one_answers(tmp_path):
    name = str(tmp_path / "nowhere")
    reading = Reader.open(AssistantSettings(reader=name)).read(ASKED[0][0], HITS, ARTICLES)
    assert len(reading.notices) == 1
    assert name in reading.notices[0]
    assert "1.422" in reading.evidence[0].text


def test_a_missing_model_file_says_what_is_missing_and_what_mends_it(tmp_path):
    with pytest.raises(RankerMissingError, match="cài lại"):
        Ranker(tmp_path)


@pytest.fixture(scope="module")
def both():
    neural = open_neural()
    assert neural is not None
    return Reader(neural=neural)


def test_with_the_neural_reader_the_same_sentences_win_and_offsets_hold(both):
    for question, answer in ASKED:
        reading = both.read(question, HITS, ARTICLES)
        assert answer in reading.evidence[0].text
        for piece in reading.evidence:
            assert ARTICLES[piece.article_id].text[piece.start : piece.end] == piece.text
            assert piece.span is None or piece.start <= piece.span[0] < piece.span[1] <= piece.end


ODD = [
    "***",
    "…",
    "😀😀",
    "中国",
    "1",
    "A",
    "— — —",
    "§ 5 §",
    "???",
    "Ông.",
    "“”",
    "25%",
]


@pytest.mark.parametrize("lines", [[odd] for odd in ODD] + [ODD, ODD * 9])
def test_articles_of_hardly_a_word_are_read_without_an_error(both, lines):
    text = "\n".join(lines)
    article = Article(article_id="la", title="", text=text, published_at=None)
    hits = [Hit(passage=p, score=1.0, lexical=1.0, dense=0.1) for p in passages(article)]
    for question in ("Ai?", "Bao nhiêu phần trăm?", "***", "中国 là gì?"):
        reading = both.read(question, hits, {"la": article})
        assert 0 <= reading.p_answerable <= 1
        for piece in reading.evidence:
            assert text[piece.start : piece.end] == piece.text
            assert piece.span is None or piece.start <= piece.span[0] < piece.span[1] <= piece.end
