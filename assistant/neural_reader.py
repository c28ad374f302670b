"""Scores sentences against a question with the shipped neural reader, on CPU through onnxruntime.

It does not know hits, stores or answers: titles and sentences go in, logits come out.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assistant.neural_claims import claim_window
from assistant.neural_features import match
from assistant.neural_views import ArticleView, Floats, Ints, view, view_question
from assistant.neural_windows import Window, pack, window
from assistant.neural_words import Lexicon

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL: Final = Path(__file__).with_name("models") / "reader-vi"
FILES: Final = ("config.json", "words.tsv", "tables.safetensors")
NETWORK: Final = "reader.onnx"
LONGEST_SPAN: Final = 24  # words
TOGETHER: Final = 12  # windows in one run of the network
TWICE: Final = 8  # windows that every network reads; the rest is left to the first
REMEMBERED: Final = 128  # articles kept cut into words, some 90 KB each


class ReaderMissingError(RuntimeError):
    """The model's folder lacks a file or is not of a kind this program reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScores:
    """What the reader makes of one article's n sentences; all arrays are (n,).

    `logits`, higher is better, and `null`, the logit of "none of these answers", are comparable
    within one question, across articles too. `start`, `end` are the characters of the likeliest
    answer inside the sentence, `span_logits` how likely it is among the spans of its window.
    """

    logits: Floats
    null: float
    start: Ints
    end: Ints
    span_logits: Floats


class NeuralReader:
    """The shipped reader: one network, or several over the same words whose scores are averaged.

    Args:
        folder: The model's folder.
        threads: CPU threads of one run.

    Raises:
        ReaderMissingError: A file of the model is not there, or its version is unknown.
    """

    def __init__(self, folder: Path = MODEL, threads: int = 2) -> None:
        """Load words, tables and network."""
        from safetensors.numpy import load_file

        _need(folder, FILES)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if config.get("version") != 1:
            raise ReaderMissingError(
                f"The reader in {folder} is of version {config.get('version')}, expected 1. "
                "Reinstall the program: pip install --force-reinstall hoibao"
            )
        networks = config.get("networks", [NETWORK])
        claims = config.get("claims")
        _need(folder, [*networks, *([claims] if claims else [])])
        self.room = int(config["room"])
        self.width = int(config["features"])
        self.lexicon = read_lexicon(folder / "words.tsv")
        self._tables = load_file(folder / "tables.safetensors")
        loaded = {n: _session(folder / n, threads) for n in (*networks, claims) if n}
        self._networks = [loaded[name] for name in networks]
        self._claims = loaded.get(claims)
        self._view = lru_cache(maxsize=REMEMBERED)(self.view)

    def score(self, question: str, title: str, sentences: Sequence[str]) -> SentenceScores:
        """Return the scores of one article's sentences, given in order and NFC."""
        return self.score_many(question, [(title, sentences)])[0]

    def score_many(
        self, question: str, articles: Sequence[tuple[str, Sequence[str]]]
    ) -> list[SentenceScores]:
        """Return the scores of several articles' sentences, in the articles' order.

        Args:
            question: NFC; earlier turns of a conversation stand before it, one a line.
            articles: Title and sentences of each.
        """
        asked = view_question(self.lexicon, unicodedata.normalize("NFC", question))
        views = [self._view(title, tuple(sentences)) for title, sentences in articles]
        windows: list[Window] = []
        owner: list[int] = []
        for i, article in enumerate(views):
            matched = match(asked, article)
            room = self.room - 3 - len(asked.words.marked) - article.title.stop
            for span in pack(article, room):
                windows.append(window(asked, article, matched, span))
                owner.append(i)
        found = self._read(windows)
        return [
            _gather(
                article, [(w, x) for w, x, o in zip(windows, found, owner, strict=True) if o == i]
            )
            for i, article in enumerate(views)
        ]

    def weigh(self, question: str, title: str, sentences: Sequence[str], at: int) -> float | None:
        """Return the logit of sentence `at` less that of "none", by what learned from claims.

        Args:
            question: NFC; a claim as `claim_reading.as_asked` puts it.
            title: Of the article.
            sentences: Some of the article's, in order and NFC.
            at: The one that is cited, counted in `sentences`.

        Returns:
            `None` where no network learned from claims.
        """
        if self._claims is None:
            return None
        asked = view_question(self.lexicon, unicodedata.normalize("NFC", question))
        article = self.view(title, tuple(sentences))
        read = claim_window(asked, article, at, self.room)
        out = self._run(self._claims, [read])[0]
        place = read.markers[read.sentences.tolist().index(at)]
        return float(out[place, 0] - out[0, 3])

    def view(self, title: str, sentences: tuple[str, ...]) -> ArticleView:
        """Return an article cut into words; that does not depend on the question."""
        return view(self.lexicon, title, sentences)

    def _embed(self, marked: Ints, folded: Ints) -> Floats:
        """Return the words' vectors (B, T, dim) from the byte tables."""
        t = self._tables
        whole = t["marked"][marked] * t["marked_scale"][marked][..., None].astype(np.float32)
        whole += t["folded"][folded] * t["folded_scale"][folded][..., None].astype(np.float32)
        return np.asarray(whole, dtype=np.float32)

    def _read(self, windows: list[Window]) -> list[Floats]:
        """Return each window's logits (T, 4), the networks' mean where all have read it."""
        first, *others = self._networks
        found = self._run(first, windows)
        if others:
            tops = [float(out[w.markers, 0].max()) for w, out in zip(windows, found, strict=True)]
            near = sorted(range(len(windows)), key=lambda i: -tops[i])[:TWICE]
            some = [windows[i] for i in near]
            each = [[found[i] for i in near], *(self._run(other, some) for other in others)]
            for i, outs in zip(near, zip(*each, strict=True), strict=True):
                found[i] = np.stack(outs).mean(axis=0, dtype=np.float32)
        return found

    def _run(self, network: InferenceSession, windows: list[Window]) -> list[Floats]:
        """Return what a network makes of each window (T, 4), windows of like length together."""
        out: list[Any] = [None] * len(windows)
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].marked))
        for at in range(0, len(order), TOGETHER):
            rows = order[at : at + TOGETHER]
            size = max(len(windows[i].marked) for i in rows)
            marked = np.zeros((len(rows), size), dtype=np.int64)
            folded = np.zeros((len(rows), size), dtype=np.int64)
            features = np.zeros((len(rows), size, self.width), dtype=np.float32)
            for k, i in enumerate(rows):
                n = len(windows[i].marked)
                marked[k, :n], folded[k, :n] = windows[i].marked, windows[i].folded
                features[k, :n] = windows[i].features[:, : self.width]
            inputs = {
                "words": self._embed(marked, folded),
                "live": folded > 0,
                "features": features,
            }
            logits = network.run(None, inputs)[0]
            for k, i in enumerate(rows):
                out[i] = logits[k, : len(windows[i].marked)]
        return out


def _need(folder: Path, names: Sequence[str]) -> None:
    """Raise ReaderMissingError unless the folder holds all of these files."""
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise ReaderMissingError(
            f"The reader in {folder} lacks {', '.join(missing)}; expected {', '.join(names)}. "
            "Reinstall the program: pip install --force-reinstall hoibao"
        )


def _session(path: Path, threads: int) -> InferenceSession:
    """Return the network, ready to run."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def read_lexicon(path: Path) -> Lexicon:
    """Return the lexicon of a file with a word, a tab and its count on each line."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return Lexicon((word, int(count)) for word, count in rows)


def _gather(article: ArticleView, scored: list[tuple[Window, Floats]]) -> SentenceScores:
    """Put an article's windows together again."""
    n = len(article.tokens_of)
    logits = np.full(n, -30.0, dtype=np.float32)
    span_logits = np.full(n, -30.0, dtype=np.float32)
    start, end = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    for w, out in scored:
        stops = [*w.markers[1:].tolist(), len(w.word) - 1]
        first = int(w.markers[0]) + 1
        norm = sum(float(np.logaddexp.reduce(out[first:-1, c])) for c in (1, 2))
        for place, stop, s in zip(w.markers.tolist(), stops, w.sentences.tolist(), strict=True):
            logits[s] = out[place, 0]
            if stop == place + 1:
                continue
            a, z, value = best_span(out[place + 1 : stop, 1], out[place + 1 : stop, 2])
            start[s] = article.start[w.word[place + 1 + a]]
            end[s] = article.end[w.word[place + 1 + z]]
            span_logits[s] = value - norm
    null = float(np.mean([out[0, 3] for _, out in scored])) if scored else 0.0
    return SentenceScores(logits=logits, null=null, start=start, end=end, span_logits=span_logits)


def best_span(start: Floats, end: Floats) -> tuple[int, int, float]:
    """Return the first and last word of the likeliest span of at most LONGEST_SPAN words."""
    both = start[:, None] + end[None, :]
    n = len(start)
    gap = np.arange(n)[None, :] - np.arange(n)[:, None]
    both = np.where((gap >= 0) & (gap < LONGEST_SPAN), both, -np.inf)
    a, z = divmod(int(both.argmax()), n)
    return a, z, float(both[a, z])
