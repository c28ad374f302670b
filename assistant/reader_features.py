"""Numbers that say how well each sentence of the articles found fits a question.

It makes features and knows no model; the trained ranker names the columns that it wants.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_article import SentenceView
from assistant.reader_features_cover import (
    Columns,
    Floats,
    Found,
    article_columns,
    cover,
    hits,
    rarity,
)
from assistant.reader_features_fit import FIT_COLUMNS, fit
from assistant.reader_features_place import place_columns, question_columns
from assistant.reader_features_question import QuestionView
from assistant.reader_features_words import Lexicon

RELATIVE = (
    "fo_art", "so_art", "wpt_art", "so_pool", "cosine", "bi", "ex_idf", "swin_art", "news",
)  # fmt: skip
"""Columns that are also given relative to the article's and the pool's others."""


class Pool:
    """All sentences of the articles found for one question, compared with it."""

    def __init__(self, question: QuestionView, found: Sequence[Found], lexicon: Lexicon) -> None:
        """Match every sentence with every word of the question.

        Args:
            question: The question.
            found: The articles, best first.
            lexicon: Gives word vectors.
        """
        self.question, self.found = question, found
        self.sentences: list[SentenceView] = [s for f in found for s in f.view.sentences]
        sizes = [len(f.view.sentences) for f in found]
        self.article = np.repeat(np.arange(len(found)), sizes)
        self.first = np.cumsum([0, *sizes])
        q = question
        self.fold = hits([s.folded for s in self.sentences], q.folded)
        self.exact = hits([s.keys for s in self.sentences], q.keys)
        self.pairs = hits([s.pairs for s in self.sentences], q.pairs)
        self.title = hits([f.view.title_view.folded for f in found], q.folded)
        titles = [f.view.title_view for f in found]
        soft, cosine = self._soft([*self.sentences, *titles], lexicon)
        size = len(self.sentences)
        self.soft, self.cosine, self.title_soft = soft[:size], cosine[:size], soft[size:]
        self.title_soft = np.maximum(self.title_soft, q.by_word(self.title))

    def _soft(self, texts: Sequence[SentenceView], lexicon: Lexicon) -> tuple[Floats, Floats]:
        """Best similarity of each question word in each text, and the texts' cosines."""
        q, n = self.question, len(texts)
        rows = [s.rows for s in texts]
        mine = np.array([r for _, _, r in q.words], dtype=np.int64)
        mine_vectors = lexicon.vectors[mine] * (mine >= 0)[:, None]
        flat = np.concatenate([*rows, np.zeros(0, np.int64)])
        if not len(flat) or not len(mine):
            return np.zeros((n, len(mine)), np.float32), np.zeros(n, np.float32)
        unique, back = np.unique(flat, return_inverse=True)
        vectors = lexicon.vectors[unique]
        near = np.clip((vectors @ mine_vectors.T - 0.3) / 0.7, 0.0, 1.0)
        for w, row in enumerate(mine):
            if same := lexicon.synonyms.get(int(row)):
                near[np.isin(unique, list(same)), w] = np.maximum(
                    near[np.isin(unique, list(same)), w], 0.9
                )
        idf = np.log((lexicon.documents + 1) / (lexicon.df[unique] + 1.0)).astype(np.float32)
        ask = (mine_vectors * q.word_idf[:, None]).sum(0)
        ask /= np.linalg.norm(ask) + 1e-9
        soft, cosine = np.zeros((n, len(mine)), np.float32), np.zeros(n, np.float32)
        at = 0
        for k, r in enumerate(rows):
            part = back[at : at + len(r)]
            at += len(r)
            if len(part):
                soft[k] = near[part].max(0)
                total = (vectors[part] * idf[part, None]).sum(0)
                cosine[k] = float(total @ ask) / (float(np.linalg.norm(total)) + 1e-9)
        size = len(self.exact)
        soft[:size] = np.maximum(soft[:size], q.by_word(self.exact))
        return soft, cosine

    def before(self, at: int) -> str:
        """The sentence before one in the same article, empty for the first."""
        return "" if at == self.first[self.article[at]] else self.sentences[at - 1].text

    def columns(self) -> Columns:
        """Every feature that needs no look inside the sentence."""
        columns = {
            **self._coverage(),
            **self._unexplained(),
            **article_columns(self),
            **question_columns(self),
            **place_columns(self),
        }
        columns["light"] = _light(columns)
        return columns

    def close(self, chosen: NDArray[np.int64]) -> Columns:
        """The features that look inside the chosen sentences."""
        rows = [fit(self.question, self.sentences[k], self.fold[k]) for k in chosen]
        table = np.array(rows, dtype=np.float32).reshape(len(rows), len(FIT_COLUMNS))
        return {name: table[:, i] for i, name in enumerate(FIT_COLUMNS)}

    def _before(self, matrix: Floats, step: int = 1) -> Floats:
        """The matrix with each row replaced by that of the sentence ``step`` before."""
        moved = np.zeros_like(matrix)
        if step > 0:
            moved[step:] = matrix[:-step]
            ok = np.zeros(len(matrix), bool)
            ok[step:] = self.article[step:] == self.article[:-step]
        else:
            moved[:step] = matrix[-step:]
            ok = np.zeros(len(matrix), bool)
            ok[:step] = self.article[:step] == self.article[-step:]
        moved[~ok] = 0
        return moved

    def _coverage(self) -> Columns:
        """How much of the question each sentence covers, alone and with what stands around it."""
        q, fold, soft = self.question, self.fold, self.soft
        idf = np.broadcast_to(q.idf, fold.shape)
        widf = np.broadcast_to(q.word_idf, soft.shape)
        art, wart = self._rare(fold, q.idf), self._rare((soft > 0.7).astype(np.float32), q.word_idf)
        pool, wpool = rarity(fold, q.idf), rarity((soft > 0.7).astype(np.float32), q.word_idf)
        prev, nxt, prev2 = self._before(fold), self._before(fold, -1), self._before(fold, 2)
        title = self.title[self.article]
        win, wide = np.maximum(fold, prev), np.maximum(np.maximum(fold, prev), nxt)
        far = np.maximum(np.maximum(fold, 0.7 * prev), np.maximum(0.4 * prev2, 0.6 * title))
        sprev = self._before(soft)
        swin = np.maximum(soft, 0.8 * sprev)
        names = np.broadcast_to(q.idf * q.name, fold.shape)
        digits = np.broadcast_to(q.idf * q.number, fold.shape)
        news = idf * (1 - title)
        para = self._paragraph(fold)
        columns = {
            "fo_idf": cover(fold, idf), "fo_art": cover(fold, art), "fo_pool": cover(fold, pool),
            "ex_idf": cover(self.exact, idf), "ex_art": cover(self.exact, art),
            "so_idf": cover(soft, widf), "so_art": cover(soft, wart),
            "so_pool": cover(soft, wpool),
            "bi": cover(self.pairs, np.broadcast_to(q.pair_weight, self.pairs.shape)),
            "prev_idf": cover(prev, idf), "prev_art": cover(prev, art), "next_art": cover(nxt,
            art),
            "win_idf": cover(win, idf), "win_art": cover(win, art),
            "wide_idf": cover(wide, idf), "wide_art": cover(wide, art),
            "wpt_idf": cover(far, idf), "wpt_art": cover(far, art),
            "wt_idf": cover(np.maximum(fold, title), idf),
            "sprev_art": cover(sprev, wart), "swin_idf": cover(swin, widf),
            "swin_art": cover(swin, wart), "para_idf": cover(para, idf), "para_art": cover(para,
            art),
            "name": cover(fold, names), "name_win": cover(win, names), "name_far": cover(far,
            names),
            "digit": cover(fold, digits), "digit_win": cover(win, digits),
            "news": cover(fold, news), "news_win": cover(win, news),
            "cosine": self.cosine, "cosine_prev": self._before(self.cosine),
            "matched": (fold * (idf > 1)).sum(1), "gain": (fold * art * (1 - prev)).sum(1),
        }  # fmt: skip
        for name in RELATIVE:
            self._relative(columns, name)
        return columns

    def _unexplained(self) -> Columns:
        """What of the question neither the sentence nor what stands around it explains."""
        q = self.question
        around = np.maximum(0.8 * self._before(self.soft), 0.5 * self._before(self.soft, -1))
        near = np.maximum(self.soft, np.maximum(around, 0.8 * self.title_soft[self.article]))
        missed = (1 - near) * q.word_idf
        worst = np.sort(missed, axis=1)[:, ::-1]
        known = q.by_word(np.maximum(self.fold, self._before(self.fold)))
        lost = (1 - np.maximum(near, known)) * q.word_idf
        return {
            "u_max": worst[:, :1].sum(1),
            "u_three": worst[:, :3].sum(1),
            "u_share": missed.sum(1) / (q.word_idf.sum() + 1e-6),
            "u_name": (lost * q.by_word(q.name[None])).max(1, initial=0),
            "u_number": (lost * q.by_word(q.number[None])).max(1, initial=0),
            "u_count": (missed > 2.5).sum(1).astype(np.float32),
        }

    def _relative(self, columns: Columns, name: str) -> None:
        """Add the column's rank and excess within the article, and its distance to the best."""
        values = columns[name]
        rank, excess = np.zeros_like(values), np.zeros_like(values)
        for a, b in zip(self.first, self.first[1:], strict=False):
            part = values[a:b]
            rank[a:b] = (part[None, :] > part[:, None] + 1e-6).sum(1)
            excess[a:b] = (part - part.mean()) / (part.std() + 1e-3) if len(part) else 0
        columns[f"{name}_rank"], columns[f"{name}_z"] = rank, excess
        columns[f"{name}_gap"] = values - (values.max() if len(values) else 0)

    def _rare(self, matrix: Floats, idf: Floats) -> Floats:
        """Weights by rarity within the sentence's own article."""
        weights = np.zeros_like(matrix)
        for a, b in zip(self.first, self.first[1:], strict=False):
            weights[a:b] = rarity(matrix[a:b], idf)
        return weights

    def _paragraph(self, matrix: Floats) -> Floats:
        """For each sentence the best match of each word within its paragraph."""
        best = matrix.copy()
        for k, found in enumerate(self.found):
            a, b = self.first[k], self.first[k + 1]
            lines = np.array(found.view.paragraphs)
            for line in np.unique(lines):
                same = np.flatnonzero(lines == line) + a
                best[same] = matrix[same].max(0)
            del b
        return best


def _light(c: Columns) -> Floats:
    """A rough score set by hand; 2026-11-21 in DECISIONS.md."""
    score = (
        c["fo_art"] + 0.6 * c["fo_idf"] + 0.5 * c["so_art"] + 0.3 * c["so_idf"]
        + 0.5 * c["wpt_art"] + 0.5 * c["wpt_idf"] + 0.5 * c["a_fo"] + 0.5 * c["r_score"]
        + 0.4 * c["so_pool"] + 0.2 * c["r_passage"] + 0.3 * c["bi"]
    )  # fmt: skip
    return np.asarray(score, dtype=np.float32)
