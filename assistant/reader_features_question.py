"""The question as the ranker sees it: words with weights, names, figures, the kind asked for."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind_model import KindModel
from assistant.reader_features_article import ArticleView
from assistant.reader_features_text import has_marks, tokens
from assistant.reader_features_words import Lexicon

Floats = NDArray[np.float32]
_ADDED = re.compile(r"(?<=\S)\s+\(([^()]+)\)\s*$")
_EMPTY = frozenset(
    [
        "la", "cua", "co", "va", "bi", "duoc", "thi", "ma", "o", "tai", "trong", "vao",
        "cho", "voi", "cac", "nhung", "mot", "da", "dang", "se", "ra", "den", "tu", "khi",
        "theo", "ve", "nay", "do", "the", "vay", "a", "nhi", "ha", "di", "con", "nguoi",
        "ta", "cai", "gi", "nao", "sao", "ai", "dau", "may", "bao", "nhieu", "hay", "hom",
        "gio",
    ]
)  # fmt: skip


def parted(question: str) -> tuple[str, str]:
    """The question and what a conversation added to it in brackets at its end."""
    found = _ADDED.search(question)
    return (question[: found.start()], found[1]) if found else (question, "")


def as_turns(question: str) -> str:
    """The question as the network knows follow-ups: what came before on a line of its own."""
    own, added = parted(question)
    return f"{added}\n{own}" if added else question


def asked_days(folded: Sequence[str]) -> frozenset[tuple[int, int]]:
    """The days (day, month) that a question names: "22/4", "22-4-2021", "ngày 22 tháng 4"."""
    text = " ".join(folded)
    found = re.findall(r"(?<!\S)(\d{1,2})[/-](\d{1,2})(?![\d.,])", text)
    found += re.findall(r"ngay (\d{1,2}) thang (\d{1,2})(?!\S)", text)
    return frozenset((int(d), int(m)) for d, m in found if 0 < int(d) < 32 and 0 < int(m) < 13)


class QuestionView:
    """One question read against the articles found for it."""

    def __init__(
        self,
        question: str,
        articles: Sequence[ArticleView],
        lexicon: Lexicon,
        kinds: KindModel,
    ) -> None:
        """Put marks back where none were typed, and weigh the words.

        Args:
            question: As typed, NFC.
            articles: The articles found; they say which words are names and how marks go.
            lexicon: Knows words and how rare they are.
            kinds: Knows what kind of answer is asked for.
        """
        found = tokens(question)
        self.marked = has_marks(question)
        self.folded = found.folded
        self.keys = found.keys if self.marked else self._restored(articles, lexicon)
        self.asked, self.kinds = kinds.ask(parted(question)[0])
        cue = self.asked.cue
        self.idf = np.array(
            [
                0.0 if i in cue else max(0.1, lexicon.folded_idf(f) - 0.7 - (f in _EMPTY))
                for i, f in enumerate(self.folded)
            ],
            dtype=np.float32,
        )
        self.own = frozenset(self.folded)
        self.name = self._names(found.capital, articles)
        self.number = np.array([f[0].isdigit() for f in self.folded], dtype=np.float32)
        pairs = zip(self.folded, self.folded[1:], strict=False)
        self.pairs = [f"{a} {b}" for a, b in pairs]
        self.pair_weight = (self.idf[1:] + self.idf[:-1]) * (
            (self.idf[1:] > 0) & (self.idf[:-1] > 0)
        )
        words = lexicon.segment(self.keys)
        self.words = [(i, j, row) for i, j, row in words if not set(range(i, j)) & cue]
        self.word_idf = np.array(
            [
                max(0.1, lexicon.idf(" ".join(self.keys[i:j])) - 0.7 - (self.folded[i] in _EMPTY))
                for i, j, _ in self.words
            ],
            dtype=np.float32,
        )
        self.days = asked_days(self.folded)
        self.years = {
            int(f) for f in self.folded if f.isdecimal() and len(f) == 4 and 1900 <= int(f) <= 2099
        }

    def by_word(self, tokens: Floats) -> Floats:
        """(rows, words) float32: the least of each word's tokens.

        Args:
            tokens: (rows, tokens), one column for each token of the question.
        """
        if not self.words:
            return np.zeros((len(tokens), 0), np.float32)
        return np.stack([tokens[:, i:j].min(1) for i, j, _ in self.words], axis=1)

    def _restored(self, articles: Sequence[ArticleView], lexicon: Lexicon) -> tuple[str, ...]:
        counts = [article.seen for article in articles[:5]]
        return lexicon.restore(self.folded, lambda text: sum(c.get(text, 0) for c in counts))

    def _names(self, capital: tuple[bool, ...], articles: Sequence[ArticleView]) -> Floats:
        """1 for tokens of names: capitalised in the question, or mostly so in the articles."""
        upper = {f: sum(a.capitals.get(f, 0) for a in articles) for f in self.own}
        total = {f: sum(a.counts.get(f, 0) for a in articles) for f in self.own}
        typed = self.marked and sum(capital[1:]) < 0.7 * max(1, len(capital) - 1)
        return np.array(
            [
                float(
                    not f[0].isdigit()
                    and ((typed and i > 0 and capital[i]) or upper[f] > 0.7 * max(1, total[f]))
                    and f not in _EMPTY
                )
                for i, f in enumerate(self.folded)
            ],
            dtype=np.float32,
        )
