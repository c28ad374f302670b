"""What the reader is taught of claims: how they are made, shown, drawn and kept."""

from __future__ import annotations

import itertools
import json
import lzma
import random
from collections import Counter
from pathlib import Path

import pytest

from assistant.neural_reader import MODEL, read_lexicon
from assistant.neural_words import Lexicon
from assistant.train_reader_claim_data import Claimed, collect_claims, own_claims
from assistant.train_reader_claimer import Claimer
from assistant.train_reader_claims import claim_group, made_claims, plain_chances, written_claims
from assistant.train_reader_made import SYNONYMS, Maker

TITLE = "Cháy chợ đêm ở Cần Thơ"
SENTENCES = (
    "Vụ cháy xảy ra tại chợ đêm Tân An, quận Ninh Kiều vào tối 12/3.",
    "Ông Trần Văn Hùng, trưởng ban quản lý chợ, nói lửa bùng lên từ một quầy bán quần áo.",
    "Tổng thiệt hại ước tính 4,5 tỷ đồng, cao hơn vụ cháy ở Sóc Trăng năm 2017.",
    "Lực lượng chức năng huy động 12 xe chữa cháy đến hiện trường vì lửa lan nhanh.",
    "Không có ai thiệt mạng trong vụ cháy chợ này.",
    "Chợ mở cửa trở lại sau một tuần, tiểu thương được miễn tiền thuê một tháng.",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon(MODEL / "words.tsv")


@pytest.fixture
def maker(lexicon: Lexicon) -> Maker:
    return Maker(SYNONYMS, lambda text: lexicon.split(text, False).surface, 3)


def claimed(at: int, *, right: bool, text: str = "Chợ cháy.", key: str = "a") -> Claimed:
    return Claimed(
        key=key, text=text, title=TITLE, sentences=SENTENCES, cited=at, right=right, kind="name"
    )


@pytest.mark.parametrize("at", range(len(SENTENCES)))
@pytest.mark.parametrize("right", [True, False])
def test_only_the_cited_sentence_and_none_compete(lexicon: Lexicon, at: int, right: bool) -> None:
    group = claim_group(lexicon, claimed(at, right=right), "Chợ cháy, mất 4,5 tỷ đồng.")
    (window,) = group.windows
    free = set(window.sentences.tolist()) - group.apart
    assert free == {min(at, 3)}
    assert group.gold == (free if right else frozenset())


def test_a_wrong_claim_is_not_the_right_one_and_tells_what_the_sentence_does_not(
    maker: Maker,
) -> None:
    claimer, r, changed = Claimer(maker), random.Random(1), 0
    for _ in range(200):
        at = r.randrange(len(SENTENCES))
        text = claimer.words(SENTENCES[at])
        others = [s for i, s in enumerate(SENTENCES) if i != at]
        wrong = claimer.wrong(text, SENTENCES[at], others)
        if wrong is not None:
            changed += 1
            assert wrong.lower() != text.lower()
            assert wrong.lower() not in SENTENCES[at].lower()
    assert changed > 150


def test_made_claims_are_right_and_wrong(
    lexicon: Lexicon, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "assistant.train_reader_claims.training_articles",
        lambda data, limit: [(TITLE, "", list(SENTENCES))],
    )
    groups = list(itertools.islice(made_claims(lexicon, maker, Path(), 1), 60))
    right = sum(bool(g.gold) for g in groups)
    assert 10 < right < 50
    assert all(len(g.windows) == 1 for g in groups)


def test_claims_that_their_wording_gives_away_come_more_seldom() -> None:
    telling = [
        claimed(0, right=i % 2 == 0, text=f"{'Chợ' if i % 2 == 0 else 'Toàn bộ'} số {i // 2}",
                key=str(i))
        for i in range(60)
    ]  # fmt: skip
    silent = [
        claimed(0, right=r.random() < 0.5, text=f"Câu số {i % 7}", key=f"s{i}")
        for r in [random.Random(2)]
        for i in range(60)
    ]
    weights = plain_chances([*telling, *silent])
    assert sum(weights[:60]) < 0.8 * sum(weights[60:])


def test_a_right_claim_at_times_cites_the_sentence_beside_it(
    lexicon: Lexicon, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "assistant.train_reader_claims.plain_chances", lambda claims: [1.0] * len(claims)
    )
    claims = [claimed(2, right=True, text="Vụ cháy gây thiệt hại chừng 4,5 tỷ đồng.")]
    groups = list(itertools.islice(written_claims(lexicon, maker, claims), 200))
    told = Counter(bool(g.gold) for g in groups)
    assert 10 < told[False] < 60


def test_kept_claims_are_joined_with_their_article_again(tmp_path: Path) -> None:
    for folder in ("dantri", "phenikaa_mds_2024", "w0"):
        (tmp_path / folder).mkdir()
    (tmp_path / "phenikaa_mds_2024/docs.jsonl").touch()
    (tmp_path / "vietnews_train.jsonl.xz").write_bytes(lzma.compress(b""))
    article = {"id": "1", "title": TITLE, "lead": "", "body": " ".join(SENTENCES)}
    (tmp_path / "dantri/articles.jsonl").write_text(json.dumps(article))
    map_ = [{"set": "dantri", "article_id": "1", "sents": list(SENTENCES)}]
    (tmp_path / "w0/map_00.json").write_text(json.dumps(map_))
    (tmp_path / "w0/claims_00.tsv").write_text(
        "A0\t4\ttrue\t-\tKhông người nào chết.\nA0\t2\tfalse\tfigure\tMất 9 tỷ đồng.\n"
    )
    path = tmp_path / "claims.jsonl.xz"
    assert collect_claims(tmp_path, tmp_path, path) == 2
    first, second = own_claims(tmp_path, path)
    assert (first.sentences[first.cited], first.right, first.kind) == (SENTENCES[4], True, "")
    assert (second.sentences[second.cited], second.right) == (SENTENCES[2], False)
    changed = article | {"body": "Bài đã khác."}
    (tmp_path / "dantri/articles.jsonl").write_text(json.dumps(changed))
    assert own_claims(tmp_path, path) == []
