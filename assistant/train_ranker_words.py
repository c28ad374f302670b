"""Counts the reader's words and makes their vectors from news text without labels.

Words are cut by the longest match over a counted list; vectors are the left singular vectors of
the shifted positive pointwise mutual information of words at most five apart (Levy and Goldberg,
2014, "Neural word embedding as implicit matrix factorization"), scaled by the root of the values.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_text import TOKEN, key
from assistant.reader_features_words import LONGEST
from assistant.train_ranker_data import lines

WINDOW, LEAST, MOST = 5, 8, 60_000
KEPT, DIM, RANK = 24_000, 64, 128


def make_words(data: Path, out: Path) -> None:
    """Write ``words.tsv`` and ``words.safetensors``."""
    from safetensors.numpy import save_file

    listed = {
        " ".join(key(s) for s in line.split("\t")[0].split())
        for line in (data / "words.tsv").read_text(encoding="utf-8").splitlines()
    }
    count: Counter[str] = Counter()
    frequency: Counter[str] = Counter()
    stream: list[list[str]] = []
    documents = 0
    for article in _texts(data):
        documents += 1
        seen: set[str] = set()
        for keys in article:
            words = _cut(["<num>" if k[0].isdigit() else k for k in keys], listed)
            count.update(words)
            stream.append(words)
            seen.update(words, keys)
        frequency.update(seen)
    words = [w for w, n in count.most_common(MOST) if n >= LEAST]
    vectors = _vectors(stream, words, count)
    chosen = [
        i for i, w in enumerate(words)
        if w != "<num>" and (i < KEPT or (" " not in w and frequency[w] >= 40))
    ]  # fmt: skip
    table = vectors[chosen][:, :DIM]
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    whole = np.round(table / np.abs(table).max(axis=1, keepdims=True) * 127).astype(np.int8)
    save_file({"vectors": whole}, out / "words.safetensors")
    rows = [f"*\t{documents}", *(f"{words[i]}\t{frequency[words[i]]}" for i in chosen)]
    (out / "words.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (out / "words.safetensors").chmod(0o644)


def _texts(data: Path) -> Iterator[list[list[str]]]:
    """The keys of each paragraph of each training article."""
    for row in lines(data / "vietnews_train.jsonl.xz"):
        pieces = [row["title"], row.get("lead") or "", *row["body"].split("\n")]
        yield [[key(t) for t in TOKEN.findall(unicodedata.normalize("NFC", p))] for p in pieces]


def _cut(keys: list[str], listed: set[str]) -> list[str]:
    """Words by the longest match."""
    found, at = [], 0
    while at < len(keys):
        for size in range(min(LONGEST, len(keys) - at), 0, -1):
            word = " ".join(keys[at : at + size])
            if size == 1 or word in listed:
                found.append(word)
                at += size
                break
    return found


def _vectors(stream: list[list[str]], words: list[str], count: Counter[str]) -> NDArray[np.float32]:
    """(words, RANK) float32, unit rows."""
    import scipy.sparse as sp

    number = {w: i for i, w in enumerate(words)}
    gap = [-1] * WINDOW
    flat = np.array([i for ws in stream for i in (*(number.get(w, -1) for w in ws), *gap)])
    share = np.array([count[w] for w in words], dtype=float)
    share /= share.sum()
    rng = np.random.default_rng(0)
    keep = np.minimum(1.0, np.sqrt(1e-4 / share))
    flat = flat[(flat < 0) | (rng.random(len(flat)) < keep[np.maximum(flat, 0)])]
    n = len(words)
    pairs = sp.csr_matrix((n, n), dtype=np.float32)
    for step in range(1, WINDOW + 1):
        a, b = flat[:-step], flat[step:]
        ok = (a >= 0) & (b >= 0)
        weight = np.full(int(ok.sum()), 1.0 / step, np.float32)
        pairs = pairs + sp.csr_matrix((weight, (a[ok], b[ok])), shape=(n, n))
    pairs = (pairs + pairs.T).tocoo()
    return _factors(_ppmi(pairs, n), rng)


def _ppmi(pairs: Any, n: int) -> Any:
    """Positive pointwise mutual information, contexts smoothed to the power 0.75."""
    import scipy.sparse as sp

    rows = np.asarray(pairs.tocsr().sum(1)).ravel()
    context = rows**0.75
    context /= context.sum()
    value = np.log(pairs.data / (rows[pairs.row] * context[pairs.col]))
    ok = value > 0
    return sp.csr_matrix(
        (value[ok].astype(np.float32), (pairs.row[ok], pairs.col[ok])), shape=(n, n)
    )


def _factors(matrix: Any, rng: np.random.Generator) -> NDArray[np.float32]:
    """Left singular vectors times the root of the values, by subspace iteration."""
    block = matrix @ rng.standard_normal((matrix.shape[1], RANK + 20)).astype(np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(block)
        block = matrix @ basis
    basis, _ = np.linalg.qr(block)
    small = (matrix.T @ basis).T
    left, values, _ = np.linalg.svd(small, full_matrices=False)
    vectors = (basis @ left)[:, :RANK] * np.sqrt(values[:RANK])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return np.asarray(vectors, dtype=np.float32)


def write_json(path: Path, table: Any) -> None:
    """Write a table compactly, keys in order, so that the same table gives the same file."""
    path.write_text(
        json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n",
        encoding="utf-8",
    )
