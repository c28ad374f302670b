"""Makes the neural reader's lexicon and first word vectors: counts, then PPMI and an SVD.

    python -m assistant.train_reader_words --data DATA --work DIR

Writes `lexicon.json` and `vec.npy`; the vectors follow Levy, Goldberg and Dagan (TACL 2015):
window 5 weighted by 1/distance, context distribution to the power 0.75, square root of the
singular values.
"""

from __future__ import annotations

import argparse
import itertools
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from assistant.neural_words import Lexicon, plain
from assistant.train_reader_data import digit, read_lines

WORDS: Final = 24_000
DIM: Final = 192
NEAR: Final = 5
# Words that the counts of 2016-2019 lack or that their segmentation splits: question words, and
# what came into the news later.
EXTRA: Final = {
    "covid": 300, "covid-19": 3000, "vắc xin": 4000, "vaccine": 1500, "vắcxin": 500, "gb": 300,
    "phần trăm": 2000, "bao nhiêu": 8000, "mấy": 9000, "bao lâu": 1500, "bao giờ": 1500,
    "khi nào": 1500, "ở đâu": 1000, "vì sao": 3000, "tại sao": 3000, "ra sao": 1500,
    "như thế nào": 3000, "thế nào": 4000, "hôm nào": 100, "do đâu": 100, "vì đâu": 100,
    "mấy giờ": 100, "tên gì": 100, "ai": 9000, "smartphone": 900, "tiktok": 200, "clip": 3000,
    "youtube": 900, "zalo": 300, "f0": 200, "f1": 900, "livestream": 200, "xe buýt": 500,
}  # fmt: skip


def read_counts(path: Path) -> list[tuple[str, int]]:
    """Return the most frequent words, tones placed the newer way, most frequent first."""
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        written, number = line.split("\t")
        written = unicodedata.normalize("NFC", written.replace("_", " ")).lower()
        pieces = [plain(x) for x in written.split(" ")]
        if len(pieces) <= 4 and all(x.isalpha() for x in pieces):
            key = " ".join(pieces)
            counts[key] = counts.get(key, 0) + int(number)
    for word, count in EXTRA.items():
        counts[word] = max(counts.get(word, 0), count)
    return sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:WORDS]


def texts(data: Path) -> Iterator[str]:
    """Yield training articles, those of dev questions left out."""
    for name, limit in (
        ("vietnews_train.jsonl.xz", 26_000),
        ("baomoi_2017.jsonl.xz", 6_000),
        ("dantri/articles.jsonl", 3_000),
    ):
        kept = (a for a in read_lines(data / name) if digit(str(a.get("id"))) not in "012")
        for a in itertools.islice(kept, limit):
            yield f"{a['title']}\n{a.get('lead') or ''}\n{a['body']}"


def together(ids: list[int], size: int) -> Any:
    """Return the weighted co-occurrence counts of a row of words as a sparse matrix."""
    import scipy.sparse as sp

    row = np.array(ids, dtype=np.int64)
    out = sp.csr_matrix((size, size), dtype=np.float32)
    for k in range(1, NEAR + 1):
        a, b = row[:-k], row[k:]
        real = (a > 1) & (b > 1)
        weight = np.full(int(real.sum()), 1.0 / k, dtype=np.float32)
        out = out + sp.coo_matrix((weight, (a[real], b[real])), shape=(size, size)).tocsr()
    return out


def vectors(lexicon: Lexicon, data: Path) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return a unit vector a word, (rows of the marked table, DIM); specials are zero."""
    import scipy.sparse as sp
    from sklearn.utils.extmath import randomized_svd

    size = lexicon.sizes[0]
    counts = sp.csr_matrix((size, size), dtype=np.float32)
    row: list[int] = []
    for text in texts(data):
        row += lexicon.split(text, False).marked + [0] * NEAR
        if len(row) > 1_500_000:
            counts, row = counts + together(row, size), []
    counts = counts + together(row, size)
    counts = (counts + counts.T).tocsr()
    counts.data[counts.data < 0.6] = 0
    counts.eliminate_zeros()
    mass = np.asarray(counts.sum(1)).ravel()
    context = mass**0.75 / (mass**0.75).sum()
    cells = counts.tocoo()
    value = np.log(cells.data / mass[cells.row] / np.maximum(context[cells.col], 1e-12))
    kept = value > 0
    ppmi = sp.csr_matrix(
        (value[kept].astype(np.float32), (cells.row[kept], cells.col[kept])), shape=(size, size)
    )
    left, singular, _ = randomized_svd(ppmi, DIM, n_iter=3, n_oversamples=30, random_state=0)
    out = left * np.sqrt(singular)[None]
    norm = np.linalg.norm(out, axis=1, keepdims=True)
    out = out - out[norm[:, 0] > 0].mean(0)
    out = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6) * (norm > 0)
    return np.asarray(out, dtype=np.float32)


def main() -> None:
    """Read the arguments and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    words = read_counts(args.data / "words.tsv")
    (args.work / "lexicon.json").write_text(json.dumps(words, ensure_ascii=False))
    np.save(args.work / "vec.npy", vectors(Lexicon(words), args.data))


if __name__ == "__main__":
    main()
