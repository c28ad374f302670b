"""The neural reader's words, windows, training and runtime, and the shipped model itself."""

from __future__ import annotations

import json
import lzma
import random
import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.neural_features import match
from assistant.neural_reader import MODEL, NeuralReader, ReaderMissingError, read_lexicon
from assistant.neural_views import view, view_question
from assistant.neural_windows import pack, window
from assistant.neural_words import Lexicon, is_unmarked
from assistant.train_reader_data import Asked, ask
from assistant.train_reader_rivals import Text

TITLE = "Cháy chợ đêm ở Cần Thơ"
SENTENCES = (
    "Vụ cháy xảy ra tại chợ đêm Tân An, quận Ninh Kiều vào tối 12/3.",
    "Ông Trần Văn Hùng, trưởng ban quản lý chợ, nói lửa bùng lên từ một quầy bán quần áo.",
    "Tổng thiệt hại ước tính 4,5 tỷ đồng.",
    "Lực lượng chức năng huy động 12 xe chữa cháy đến hiện trường.",
    "Nguyên nhân ban đầu là do chập điện ở bảng hiệu quảng cáo.",
    "Không có ai thiệt mạng.",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = "có người của ở chợ đêm vụ cháy|thiệt hại|tỷ đồng|hòa bình|ước tính|bao nhiêu|lực lượng"
    parts = words.split("|")
    names = [
        *parts[0].split(" "),
        *parts[1:],
        "hòa",
        "bình",
        "thiệt",
        "hại",
        "xe",
        "chữa cháy",
        "tỷ",
    ]
    return Lexicon([(w, 1000 - 10 * i) for i, w in enumerate(names)])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Path:
    from assistant.train_reader_export import export
    from assistant.train_reader_model import Reader, Shape

    torch.manual_seed(3)
    rows, columns = lexicon.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=1, heads=2, inner=48)
    folder = tmp_path_factory.mktemp("reader")
    export(Reader(shape), lexicon, folder)
    return folder


@pytest.fixture(scope="module")
def shipped() -> NeuralReader:
    return NeuralReader(MODEL, threads=1)


def test_words_keep_their_exact_places(lexicon: Lexicon) -> None:
    text = "Thiệt hại  khoảng 4,5 tỷ đồng (Covid-19), ngày 12/3."
    words = lexicon.split(text)
    assert [text[a:b] for a, b in zip(words.start, words.end, strict=True)] == words.surface
    assert "Thiệt hại" in words.surface
    assert "4,5" in words.surface
    assert "12/3" in words.surface
    assert "Covid-19" in words.surface


def test_both_tone_placements_are_one_word(lexicon: Lexicon) -> None:
    assert lexicon.split("hoà bình").marked == lexicon.split("hòa bình").marked
    assert lexicon.split("hoà bình").marked == [lexicon.marked["hòa bình"]]


def test_a_question_without_marks_keeps_its_folded_words(lexicon: Lexicon) -> None:
    marked, plain = lexicon.split("Thiệt hại bao nhiêu"), lexicon.split("thiet hai bao nhieu")
    assert marked.folded == plain.folded
    assert marked.syllables == plain.syllables
    assert set(plain.marked) == {1}
    assert 1 not in marked.marked
    assert lexicon.split("Đêm").folded == lexicon.split("dem").folded


def test_missing_marks_are_noticed() -> None:
    assert is_unmarked("dao phu thanh Raqqa bi bat da giet bao nhieu nguoi")
    assert not is_unmarked("Đao phủ thành Raqqa giết mấy người")


def test_every_sentence_is_scored_once_in_windows_that_fit(lexicon: Lexicon) -> None:
    sentences = [SENTENCES[i % 6] * (1 + i % 3) for i in range(25)]
    article = view(lexicon, TITLE, sentences)
    asked = view_question(lexicon, "Cháy chợ đêm thiệt hại mấy tỷ?")
    matched = match(asked, article)
    room = 200 - 3 - len(asked.words.marked) - article.title.stop
    windows = [window(asked, article, matched, span) for span in pack(article, room)]
    assert sorted(s for w in windows for s in w.sentences.tolist()) == list(range(25))
    assert max(len(w.marked) for w in windows) <= 200
    for w in windows:
        assert (w.marked[w.markers] == 4).all()
        assert (w.word[w.markers] == -1).all()
        assert len(w.marked) == len(w.folded) == len(w.features) == len(w.word)


def test_a_sentence_that_holds_the_asked_words_is_marked_so(lexicon: Lexicon) -> None:
    article = view(lexicon, TITLE, SENTENCES)
    matched = match(view_question(lexicon, "tong thiet hai uoc tinh"), article)
    assert int(matched.sentences[:, 20].argmax()) == 2
    assert matched.sentences[2, 21] == 1.0


def test_scores_do_not_depend_on_what_is_read_beside(tiny: Path) -> None:
    reader = NeuralReader(tiny, threads=1)
    question = "Cháy chợ đêm thiệt hại bao nhiêu?"
    alone = reader.score(question, TITLE, SENTENCES)
    beside = reader.score_many(question, [("Bão", SENTENCES[::-1] * 9), (TITLE, SENTENCES)])[1]
    np.testing.assert_allclose(alone.logits, beside.logits, atol=0.05)
    assert alone.null == pytest.approx(beside.null, abs=0.05)


def test_spans_are_words_of_their_sentence(tiny: Path) -> None:
    scores = NeuralReader(tiny, threads=1).score("Ai nói?", TITLE, [*SENTENCES, "…", ""])
    assert len(scores.logits) == len(scores.start) == 8
    for s, start, end in zip(SENTENCES, scores.start, scores.end, strict=False):
        said = s[start:end]
        assert said
        assert said == said.strip()
        assert not s[end : end + 1].isalnum()
        assert not s[max(0, start - 1) : start].isalnum()
    assert (scores.span_logits <= 0).all()


def test_an_empty_article_has_no_scores(tiny: Path) -> None:
    assert NeuralReader(tiny).score("Ai?", TITLE, []).logits.shape == (0,)


def test_an_article_of_a_few_words_is_read_for_every_kind_of_question(
    shipped: NeuralReader,
) -> None:
    asked = "Ai?|Cố đô nào?|Do quỹ nào đứng ra?|Chi mấy phần trăm?|Ở đâu?|Mấy giờ?|Vì sao?|?".split(
        "|"
    )
    words = "Huế là cố đô 25 % của nước".split()
    for question in asked:
        for size in range(len(words) + 1):
            for title in ("", "Huế"):
                scores = shipped.score(question, title, [" ".join(words[:size]), "Mưa."])
                assert scores.logits.shape == (2,)
                assert np.isfinite(scores.logits).all()
                assert np.isfinite(scores.null)


def test_the_export_says_what_torch_says(tmp_path: Path, lexicon: Lexicon) -> None:
    from assistant.train_reader_batches import collate, group
    from assistant.train_reader_export import export
    from assistant.train_reader_model import Reader, Shape

    torch.manual_seed(5)
    rows, columns = lexicon.sizes
    model = Reader(Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=2, heads=2))
    question = "Mấy xe chữa cháy được huy động?"
    grp = group(
        view_question(lexicon, question), view(lexicon, TITLE, SENTENCES), gold=frozenset([3])
    )
    batch = collate([grp])
    with torch.no_grad():
        logits = model.eval()(batch.marked, batch.folded, batch.features)[0, :, 0].numpy()
    export(model, lexicon, tmp_path)
    scores = NeuralReader(tmp_path, threads=1).score(question, TITLE, SENTENCES)
    np.testing.assert_allclose(scores.logits, logits[grp.windows[0].markers], atol=0.03)


def test_training_learns_which_sentence_answers(lexicon: Lexicon) -> None:
    from assistant.train_reader_batches import collate, group, loss, words_of
    from assistant.train_reader_model import Reader, Shape

    torch.manual_seed(1)
    torch.set_num_threads(1)
    rows, columns = lexicon.sizes
    model = Reader(
        Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=1, heads=2, dropout=0.0)
    )
    article = view(lexicon, TITLE, SENTENCES)
    groups = []
    for text, gold, answer in (
        ("Mấy xe?", 3, "12 xe"),
        ("Thiệt hại?", 2, "4,5 tỷ đồng"),
        ("Vé?", -1, ""),
    ):
        spans = {}
        if answer:
            at = SENTENCES[gold].index(answer)
            spans = {gold: words_of(article, gold, [(at, at + len(answer))])}
        right = frozenset([gold]) if answer else frozenset()
        groups.append(group(view_question(lexicon, text), article, gold=right, spans=spans))
    batch = collate(groups)
    fit = torch.optim.Adam(model.parameters(), lr=1e-2)
    values = []
    for _ in range(25):
        value, hits = loss(model(batch.marked, batch.folded, batch.features), groups)
        fit.zero_grad()
        value.backward()
        fit.step()
        values.append(value.item())
    assert values[-1] < 0.2 * values[0]
    assert hits == 1.0


def _asked(text: str, gold: set[int], answers: list[str]) -> Asked:
    return ask(
        key="a", kind="number", text=text, title=TITLE, sentences=list(SENTENCES), gold=gold,
        answers=answers,
    )  # fmt: skip


FIRE = Text(
    key="b",
    event="",
    title="Cháy kho vải ở Hà Nội",
    sentences=(
        "Ngọn lửa bùng lên ở kho vải của một công ty tại Hà Nội rạng sáng 2/2.",
        "Hai mươi xe chữa cháy được điều tới, đến trưa thì dập tắt.",
        "Chủ kho ước tính thiệt hại 4,5 tỷ đồng, chưa kể máy móc.",
        "Công an quận đang tìm nguyên nhân vụ cháy kho vải này.",
    ),
)
MATCH = Text(
    key="c",
    event="",
    title="Đội tuyển thắng đậm",
    sentences=("Trận đấu kết thúc với tỷ số 3-0.", "Huấn luyện viên khen các cầu thủ trẻ."),
)
OURS = Text(key="a", event="", title=TITLE, sentences=SENTENCES)


def test_rivals_are_similar_articles_and_never_copies_of_the_one_that_answers() -> None:
    from assistant.train_reader_rivals import Shelf, with_rivals

    copy = Text(key="d", event="", title="Chợ đêm bốc cháy", sentences=("Mới:", *SENTENCES))
    shelf = Shelf([MATCH, FIRE, OURS, copy])
    asked = _asked("cho dem Can Tho chay thiet hai bao nhieu", {2}, ["4,5 tỷ đồng"])
    near = next(iter(shelf.nearest([asked.text], 3)))
    assert set(near[:2]) == {2, 3}
    (found,) = with_rivals([asked], shelf, fitting=False)
    assert found.rivals[0] == 1
    assert not {2, 3} & set(found.rivals)


def test_reports_of_one_event_are_one_story() -> None:
    from assistant.train_reader_rivals import Shelf

    shelf = Shelf([replace(FIRE, event="7"), replace(MATCH, event="7"), OURS])
    assert shelf.one_story(0, 1)
    assert not shelf.one_story(0, 2)


def test_a_rivals_sentence_with_the_answers_words_is_neither_right_nor_wrong() -> None:
    from assistant.train_reader_rivals import telling

    assert telling(FIRE.sentences, _asked("Mấy tỷ?", {2}, ["4,5 tỷ đồng"])) == {2}
    assert telling(FIRE.sentences, _asked("Có ai chết không?", {5}, ["Không"])) == frozenset()


def test_every_place_of_every_answer_counts_as_a_span() -> None:
    found = _asked("Bao nhiêu?", {2}, ["4,5 tỷ đồng", "4,5 tỷ"]).spans[2]
    assert {SENTENCES[2][a:z] for a, z in found} == {"4,5 tỷ đồng", "4,5 tỷ"}


def test_some_sentences_of_a_view_are_the_view_of_these_sentences(lexicon: Lexicon) -> None:
    from assistant.train_reader_groups import part

    some = part(view(lexicon, TITLE, SENTENCES), [1, 3, 4])
    fresh = view(lexicon, TITLE, [SENTENCES[i] for i in (1, 3, 4)])
    for name in ("marked", "sentence", "start", "shape", "syllable", "syllable_word", "bigram"):
        np.testing.assert_array_equal(getattr(some, name), getattr(fresh, name))
    assert some.tokens_of == fresh.tokens_of


def test_a_group_holds_rivals_as_wrong_and_nothing_right_when_its_article_is_withheld(
    lexicon: Lexicon,
) -> None:
    from assistant.train_reader_groups import APART, Plan, Viewer
    from assistant.train_reader_rivals import Shelf

    viewer = Viewer(lexicon, Shelf([MATCH, FIRE, OURS]))
    asked = replace(_asked("Thiệt hại mấy tỷ?", {2}, ["4,5 tỷ đồng"]), rivals=(1, 0))
    shown = viewer.group(asked, asked.text, Plan(rivals=2, pieces=True), random.Random(1))
    numbers = {s for w in shown.windows for s in w.sentences.tolist()}
    assert 2 in numbers
    assert {s // APART for s in numbers} == {0, 1, 2}
    assert any(s > APART and s % APART == 2 for s in shown.apart)
    bare = viewer.group(asked, asked.text, Plan(withheld=True), random.Random(1))
    assert bare.gold == frozenset()
    assert {s % APART for w in bare.windows for s in w.sentences.tolist()} == {0, 1}


def test_an_earlier_model_grows_without_changing_what_it_says(lexicon: Lexicon) -> None:
    from assistant.train_reader_batches import collate, group
    from assistant.train_reader_fit import grow
    from assistant.train_reader_model import Reader, Shape

    rows, columns = lexicon.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=1, heads=2, inner=48)
    old, new = Reader(shape).eval(), Reader(replace(shape, layers=2)).eval()
    state = old.state_dict()
    state["look.weight"] = state["look.weight"][:, :36]
    old.look.weight.data[:, 36:] = 0.0
    grow(state, new)
    asked = view_question(lexicon, "Mấy xe chữa cháy?")
    batch = collate([group(asked, view(lexicon, TITLE, SENTENCES), gold=frozenset([3]))])
    with torch.no_grad():
        one, two = (m(batch.marked, batch.folded, batch.features) for m in (old, new))
    torch.testing.assert_close(one, two)


def test_the_unit_and_the_noun_asked_for_are_marked_in_the_article(lexicon: Lexicon) -> None:
    sentences = ["Quỹ Bảo trợ trẻ em chi 25% của 3 tỷ đồng.", "Ông Nguyễn Văn An gặp Hội Phụ nữ."]
    article = view(lexicon, TITLE, sentences)

    def marked(question: str, column: int) -> list[str]:
        words = match(view_question(lexicon, question), article).words
        rows = np.nonzero(words[:, column] > 0)[0]
        return [sentences[article.sentence[t]][article.start[t] : article.end[t]] for t in rows]

    assert marked("Chi mấy phần trăm?", 39) == ["25"]
    assert marked("Chi bao nhiêu tiền?", 39) == ["3"]
    assert "Bảo" in marked("Do quỹ nào đứng ra?", 37)
    assert "Nguyễn" in marked("Ai đã gặp?", 38)
    assert "Hội" not in marked("Ai đã gặp?", 38)


def test_a_collected_follow_up_keeps_the_question_before_it(tmp_path: Path) -> None:
    from assistant.train_reader_own import collect, own_questions

    body = "Ông An nhận giải.\nÔng 52 tuổi."
    (tmp_path / "dantri").mkdir()
    (tmp_path / "phenikaa_mds_2024").mkdir()
    (tmp_path / "w1").mkdir()
    line = {"id": "9", "title": "Giải", "lead": "Tin.", "body": body}
    (tmp_path / "dantri/articles.jsonl").write_text(json.dumps(line))
    (tmp_path / "phenikaa_mds_2024/docs.jsonl").write_text("")
    with lzma.open(tmp_path / "vietnews_train.jsonl.xz", "wt"):
        pass
    article = {"set": "dantri", "article_id": "9", "sents": ["Ông An nhận giải.", "Ông 52 tuổi."]}
    (tmp_path / "w1/map_00.json").write_text(json.dumps([article]))
    (tmp_path / "w1/out_00.tsv").write_text(
        "A0\t1\tnumber\tÔng ấy mấy tuổi?\t52\tAi nhận giải? = Ông An\n"
        "A0\t-\tplace\tGiải trao ở đâu?\t\n"
    )
    assert collect(tmp_path, tmp_path, tmp_path / "own.xz") == 2
    first, second = own_questions(tmp_path, [tmp_path / "own.xz"])
    assert first.text == "Ai nhận giải? Ông An\nÔng ấy mấy tuổi?"
    assert [first.sentences[s] for s in first.gold] == ["Ông 52 tuổi."]
    assert not second.gold


def test_made_questions_point_at_their_answers(lexicon: Lexicon) -> None:
    from assistant.train_reader_made import SYNONYMS, Maker

    maker = Maker(SYNONYMS, lambda text: lexicon.split(text, False).surface, 1)
    kinds = set()
    for i in range(200):
        made = maker.make(TITLE, SENTENCES[0], list(SENTENCES), i % 5)
        if made:
            kinds.add(made.kind)
            said = SENTENCES[made.sentence][made.start : made.end]
            assert said.strip()
            assert said.lower() not in made.text.lower() or len(said) < 6
    assert {"number", "person", "date", "why"} <= kinds


def test_synonym_groups_are_many_and_clean() -> None:
    from assistant.train_reader_made import SYNONYMS

    text = SYNONYMS.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text).lower()
    groups = [line.split("\t") for line in text.splitlines()]
    assert len(groups) >= 600
    assert all(len(g) > 1 and len(set(g)) == len(g) and all(map(str.strip, g)) for g in groups)


def test_a_missing_file_is_named(tiny: Path, tmp_path: Path) -> None:
    for name in ("config.json", "words.tsv", "tables.safetensors"):
        (tmp_path / name).write_bytes((tiny / name).read_bytes())
    with pytest.raises(ReaderMissingError, match=r"lacks reader\.onnx"):
        NeuralReader(tmp_path)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Đám cháy chợ đêm Cần Thơ gây thiệt hại mấy tỷ?", 2, "4,5 tỷ đồng"),
        ("dam chay cho dem can tho gay thiet hai may ty", 2, "4,5 tỷ đồng"),
        ("Bao nhiêu xe cứu hỏa được đưa tới dập lửa?", 3, "12 xe"),
        ("Vì sao chợ bốc cháy?", 4, "chập điện"),
        ("vi sao cho boc chay", 4, "chập điện"),
        ("Ai là trưởng ban quản lý chợ?", 1, "Trần Văn Hùng"),
        ("Chợ đêm cháy hôm nào?", 0, "12/3"),
    ],
)
def test_the_shipped_reader_finds_sentence_and_words(
    shipped: NeuralReader, question: str, sentence: int, answer: str
) -> None:
    scores = shipped.score(question, TITLE, SENTENCES)
    assert int(scores.logits.argmax()) == sentence
    said = SENTENCES[sentence][scores.start[sentence] : scores.end[sentence]]
    assert answer in said or said in answer
    assert len(said) >= 3


def test_a_decomposed_question_reads_the_same(shipped: NeuralReader) -> None:
    question = "Bao nhiêu xe chữa cháy được huy động?"
    composed = shipped.score(question, TITLE, SENTENCES)
    decomposed = shipped.score(unicodedata.normalize("NFD", question), TITLE, SENTENCES)
    np.testing.assert_array_equal(composed.logits, decomposed.logits)


def test_the_shipped_reader_is_small_and_whole() -> None:
    assert sum(p.stat().st_size for p in MODEL.iterdir()) <= 15 * 2**20
    assert len(read_lexicon(MODEL / "words.tsv").words) > 10_000
