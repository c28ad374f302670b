"""What the reader is taught before it is asked: hidden words, a missing sentence, two processes."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.neural_reader import MODEL, NETWORK, NeuralReader, read_lexicon
from assistant.neural_words import UNKNOWN, Lexicon
from assistant.train_reader_data import Asked
from assistant.train_reader_hidden import ROOM, Cutter, Shown, hidden, shown

TITLE = "Cháy chợ đêm ở Cần Thơ"
SENTENCES = [
    "Vụ cháy xảy ra tại chợ đêm Tân An, quận Ninh Kiều vào tối 12/3.",
    "Ông Trần Văn Hùng, trưởng ban quản lý chợ, nói lửa bùng lên từ một quầy bán quần áo.",
    "Tổng thiệt hại ước tính 4,5 tỷ đồng.",
    "Lực lượng chức năng huy động 12 xe chữa cháy đến hiện trường.",
    "Nguyên nhân ban đầu là do chập điện ở bảng hiệu quảng cáo.",
    "Không có ai thiệt mạng trong vụ cháy chợ này.",
    "Chợ mở cửa trở lại sau một tuần, tiểu thương được miễn tiền thuê một tháng.",
]
OTHER = ["Novak Djokovic thua ở Belgrade trước Aslan Karatsev sau hơn ba giờ thi đấu."]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon(MODEL / "words.tsv")


@pytest.fixture(scope="module")
def windows(lexicon: Lexicon) -> list[Shown]:
    cutter, r = Cutter(lexicon), random.Random(5)
    found = [shown(cutter, (TITLE, SENTENCES), ("", OTHER), r) for _ in range(80)]
    return [one for one in found if one is not None]


def test_the_sentence_in_the_questions_place_is_gone_from_the_window(
    lexicon: Lexicon, windows: list[Shown]
) -> None:
    rows = [frozenset(Cutter(lexicon)(s, 90)[0].tolist()) for s in SENTENCES]
    placed = 0
    for one in windows:
        assert len(one.marked) <= ROOM
        assert (one.marked[one.markers] == 4).all()
        edges = [*one.markers.tolist(), len(one.marked) - 1]
        seen = [
            rows.index(frozenset(one.marked[a + 1 : z].tolist()))
            for a, z in itertools.pairwise(edges)
        ]
        if one.right:
            placed += 1
            after = seen[one.right - 1] + 1
            assert after not in seen
        else:  # no sentence is missing, but at the end
            assert seen == list(range(seen[0], seen[-1] + 1))
    assert 30 < placed < len(windows)


def test_hidden_words_leave_nothing_behind_but_their_place(windows: list[Shown]) -> None:
    rng = np.random.default_rng(1)
    batch = hidden(windows, rng, np.arange(13, 400))
    plain = np.zeros(batch.marked.shape, dtype=np.int64)
    for i, w in enumerate(windows):
        plain[i, : len(w.marked)] = w.marked
    at = batch.where.numpy()
    assert (plain.ravel()[at] == batch.names.numpy()).all()
    assert (batch.names > 5).all()
    gone = np.zeros(plain.size, dtype=np.bool_)
    gone[at] = batch.folded.numpy().ravel()[at] == UNKNOWN
    assert 0.7 < gone.sum() / len(at) < 1.0
    features = batch.features.numpy().reshape(plain.size, -1)[gone]
    assert set(np.nonzero(features.any(axis=0))[0].tolist()) <= {17, 18}
    untouched = np.ones(plain.size, dtype=np.bool_)
    untouched[at] = False
    assert (batch.marked.numpy().ravel()[untouched] == plain.ravel()[untouched]).all()


def test_naming_hidden_words_is_learned_and_tables_stay(lexicon: Lexicon) -> None:
    from assistant.train_reader_masked import Namer
    from assistant.train_reader_model import Reader, Shape

    torch.manual_seed(2)
    words = [(w, c) for w, c in lexicon.words[:400]]
    small = Lexicon(words)
    rows, columns = small.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=1, heads=2, inner=48,
                  dropout=0.0)  # fmt: skip
    model = Namer(Reader(shape), small)
    before = model.reader.marked.weight.clone()
    r = random.Random(5)
    some = [shown(Cutter(small), (TITLE, SENTENCES), ("", OTHER), r) for _ in range(12)]
    batch = hidden([s for s in some if s], np.random.default_rng(1), np.arange(13, rows))
    fit = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=3e-3)
    lost = []
    for _ in range(60):
        named, found, _, _ = model(batch, torch.arange(13, rows))
        fit.zero_grad()
        (named + found).backward()
        fit.step()
        lost.append((named.item(), found.item()))
    assert lost[-1][0] < 0.5 * lost[0][0]
    assert lost[-1][1] < 0.5 * lost[0][1]
    assert torch.equal(before, model.reader.marked.weight)


def test_the_shipped_reader_can_be_taken_apart_again(lexicon: Lexicon) -> None:
    from assistant.train_reader_groups import Viewer
    from assistant.train_reader_measure import read_group
    from assistant.train_reader_model import Reader, Shape
    from assistant.train_reader_shipped import shipped_state

    rows, columns = lexicon.sizes
    question = "Vì sao chợ đêm Tân An bị cháy?"
    asked = Asked(
        key="k", kind="why", text=question, title=TITLE, sentences=tuple(SENTENCES),
        gold=frozenset([4]),
    )  # fmt: skip
    networks = json.loads((MODEL / "config.json").read_text()).get("networks", [NETWORK])
    every = []
    for network in networks:
        state = shipped_state(MODEL, network)
        layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("body."))
        reader = Reader(Shape(marked_rows=rows, folded_rows=columns, layers=layers))
        reader.load_state_dict(state)
        reader.eval()
        scores, null, _ = read_group(reader, Viewer(lexicon).whole(asked, question))
        every.append([*(scores[i] for i in range(7)), null])
    *scored, null = np.mean(every, axis=0).tolist()
    shipped = NeuralReader().score(question, TITLE, SENTENCES)
    assert scored == pytest.approx(shipped.logits.tolist(), abs=0.15)
    assert null == pytest.approx(shipped.null, abs=0.15)


TWO = """
import sys
from pathlib import Path
import torch
from torch import nn
from assistant.train_reader_two import together

def ranked(pair):
    weight = nn.Parameter(torch.full((3,), float(pair.rank)))
    pair.begin_alike([weight])
    assert weight.tolist() == [0.0] * 3
    (weight * (1.0 + 2.0 * pair.rank)).sum().backward()
    pair.average([weight])
    said = f"{weight.grad.tolist()} {pair.agree(float(pair.rank))}"
    Path(sys.argv[1], str(pair.rank)).write_text(said)

together(2, 1, ranked)
"""


def test_two_processes_share_their_gradients(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWO, str(tmp_path)], capture_output=True, text=True, timeout=200,
        check=False, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [(tmp_path / name).read_text() for name in ("0", "1")]
    assert said == ["[2.0, 2.0, 2.0] 0.5"] * 2
