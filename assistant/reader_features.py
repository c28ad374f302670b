"""Numbers that say how well each sentence of the articles found fits a question.

It makes features and knows no model; the trained ranker names the columns that it wants.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind import KINDS
from assistant.reader_features_article import ArticleView, SentenceView
from assistant.reader_features_fit import FIT_COLUMNS, fit
from assistant.reader_features_question import QuestionView
from assistant.reader_features_words import Lexicon

Floats = NDArray[np.float32]
Columns = dict[str, Floats]
MEASURES = ("", "percent", "money", "age", "time", "length", "weight", "temperature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article found for a question, with what retrieval said of it.

    Attributes:
        score: Of its best passage, divided by the best of all passages.
        passages: ``(start, end, score, passage_id, place)`` of its passages that were
            found; the best of all is at place 0.
    """

    view: ArticleView
    score: float
    lexical: float
    dense: float
    passages: tuple[tuple[int, int, float, str, int], ...]

    def passage_at(self, offset: int) -> str:
        """Id of the passage found that covers an offset of the article; empty where none does."""
        return next((i for a, b, _, i, _ in self.passages if a <= offset < b), "")


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
        self.fold = _hits([s.folded for s in self.sentences], q.folded)
        self.exact = _hits([s.keys for s in self.sentences], q.keys)
        self.pairs = _hits([s.pairs for s in self.sentences], q.pairs)
        self.title = _hits([f.view.title_view.folded for f in found], q.folded)
        self.soft, self.cosine = self._soft(lexicon)

    def _soft(self, lexicon: Lexicon) -> tuple[Floats, Floats]:
        """Best similarity of each question word in each sentence, and the sentences' cosines."""
        q, n = self.question, len(self.sentences)
        rows = [
            np.array([r for _, _, r in s.words if r >= 0], dtype=np.int64) for s in self.sentences
        ]
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
        for w, (i, j, _) in enumerate(q.words):
            soft[:, w] = np.maximum(soft[:, w], self.exact[:, i:j].min(1))
        return soft, cosine

    def before(self, at: int) -> str:
        """The sentence before one in the same article, empty for the first."""
        return "" if at == self.first[self.article[at]] else self.sentences[at - 1].text

    def columns(self) -> Columns:
        """Every feature that needs no look inside the sentence."""
        return {
            **self._coverage(),
            **self._of_articles(),
            **self._of_question(),
            **self._of_place(),
        }

    def light(self, columns: Columns) -> Floats:
        """A rough score that decides which sentences are looked at closely."""
        c = columns
        score = (
            c["fo_art"] + 0.6 * c["fo_idf"] + 0.5 * c["so_art"] + 0.3 * c["so_idf"]
            + 0.5 * c["wpt_art"] + 0.5 * c["wpt_idf"] + 0.5 * c["a_fo"] + 0.5 * c["r_score"]
            + 0.4 * c["so_pool"] + 0.2 * c["r_passage"] + 0.3 * c["bi"]
        )  # fmt: skip
        return np.asarray(score, dtype=np.float32)

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
        pool, wpool = _rarity(fold, q.idf), _rarity((soft > 0.7).astype(np.float32), q.word_idf)
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
            "fo_idf": _cover(fold, idf), "fo_art": _cover(fold, art), "fo_pool": _cover(fold, pool),
            "ex_idf": _cover(self.exact, idf), "ex_art": _cover(self.exact, art),
            "so_idf": _cover(soft, widf), "so_art": _cover(soft, wart), "so_pool": _cover(soft,
            wpool),
            "bi": _cover(self.pairs, np.broadcast_to(q.pair_weight, self.pairs.shape)),
            "prev_idf": _cover(prev, idf), "prev_art": _cover(prev, art), "next_art": _cover(nxt,
            art),
            "win_idf": _cover(win, idf), "win_art": _cover(win, art),
            "wide_idf": _cover(wide, idf), "wide_art": _cover(wide, art),
            "wpt_idf": _cover(far, idf), "wpt_art": _cover(far, art),
            "wt_idf": _cover(np.maximum(fold, title), idf),
            "sprev_art": _cover(sprev, wart), "swin_idf": _cover(swin, widf),
            "swin_art": _cover(swin, wart), "para_idf": _cover(para, idf), "para_art": _cover(para,
            art),
            "name": _cover(fold, names), "name_win": _cover(win, names), "name_far": _cover(far,
            names),
            "digit": _cover(fold, digits), "digit_win": _cover(win, digits),
            "news": _cover(fold, news), "news_win": _cover(win, news),
            "cosine": self.cosine, "cosine_prev": self._before(self.cosine),
            "matched": (fold * (idf > 1)).sum(1), "gain": (fold * art * (1 - prev)).sum(1),
        }  # fmt: skip
        for name in (
            "fo_art",
            "so_art",
            "wpt_art",
            "so_pool",
            "cosine",
            "bi",
            "ex_idf",
            "swin_art",
            "news",
        ):
            self._relative(columns, name)
        return columns

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
            weights[a:b] = _rarity(matrix[a:b], idf)
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

    def _of_articles(self) -> Columns:
        """What holds for the article as a whole, the same for all its sentences."""
        q, rows = self.question, []
        top = max((f.score for f in self.found), default=1.0)
        for k, f in enumerate(self.found):
            part = slice(self.first[k], self.first[k + 1])
            whole = np.maximum(self.fold[part].max(0, initial=0), self.title[k])
            near = self.soft[part].max(0, initial=0)
            miss = q.idf * (1 - whole)
            year = f.view.published_at.year if f.view.published_at else 0
            lead = self.fold[part][:3].max(0, initial=0)
            rows.append(
                (
                    float(k), f.score, f.score - top, f.lexical, f.dense, float(len(f.passages)),
                    _share(whole, q.idf), _share(near, q.word_idf), _share(self.title[k], q.idf),
                    _share(lead, q.idf), float(miss.max(initial=0)),
                    float((miss * q.name).max(initial=0)),
                    float((miss * q.number).max(initial=0)), _share(whole, q.idf * q.name),
                    float(1 if year in q.years else -1 if year and q.years else 0),
                    float(self.pairs[part].max(0,
                    initial=0) @ q.pair_weight / (q.pair_weight.sum() + 1e-6)),
                    float(len(f.view.sentences)),
                    float(np.sort(self.soft[part] @ q.word_idf)[-3:].sum())
                    / float(q.word_idf.sum() + 1e-6),
                )
            )  # fmt: skip
        names = [
            "r_rank",
            "r_score",
            "r_gap",
            "r_lexical",
            "r_dense",
            "r_passages",
            "a_fo",
            "a_so",
            "a_title",
            "a_lead",
            "a_miss",
            "a_miss_name",
            "a_miss_digit",
            "a_name",
            "a_year",
            "a_bi",
            "a_size",
            "a_top3",
        ]
        table = np.array(rows, dtype=np.float32).reshape(len(rows), len(names))
        columns = {name: table[self.article, i] for i, name in enumerate(names)}
        for name in ("a_fo", "a_so", "a_bi", "a_top3"):
            best = table[:, names.index(name)].max(initial=0)
            columns[f"{name}_gap"] = columns[name] - best
        return columns

    def _of_question(self) -> Columns:
        """What holds for the question, the same for all sentences."""
        q, n = self.question, len(self.sentences)
        values = {f"k_{kind}": p for kind, p in zip(KINDS, q.kinds, strict=True)}
        values["q_measure"] = float(
            MEASURES.index(q.asked.measure) if q.asked.measure in MEASURES else 9
        )
        values["q_size"] = float(len(q.folded))
        values["q_names"], values["q_digits"] = float(q.name.sum()), float(q.number.sum())
        return {name: np.full(n, value, np.float32) for name, value in values.items()}

    def _of_place(self) -> Columns:
        """Where the sentence stands, how long it is, and how its passage was found."""
        n = len(self.sentences)
        order = np.concatenate(
            [np.arange(b - a) for a, b in zip(self.first, self.first[1:], strict=False)]
        )
        size = np.array([len(s.tokens) for s in self.sentences], np.float32)
        passage, place = np.zeros(n, np.float32), np.full(n, 12, np.float32)
        for k, s in enumerate(self.sentences):
            hits = self.found[self.article[k]].passages
            passage[k] = max((w for a, b, w, _, _ in hits if a <= s.start < b), default=0.0)
            place[k] = min((p for a, b, _, _, p in hits if a <= s.start < b), default=12)
        titles = np.array([t for f in self.found for t in f.view.is_title], np.float32)
        return {
            "p_order": order.astype(np.float32), "p_size": size, "r_passage": passage,
            "r_place": place,
            "p_title": titles,
            "p_rest": (self.first[1:][self.article] - 1 - np.arange(n)).astype(np.float32),
        }  # fmt: skip


def _hits(sets: list[frozenset[str]], wanted: Sequence[str]) -> Floats:
    """(sets, wanted) float32: 1 where the set holds the string."""
    rows = [[w in s for w in wanted] for s in sets]
    return np.array(rows, dtype=np.float32).reshape(len(sets), len(wanted))


def _cover(matrix: Floats, weights: Floats) -> Floats:
    """Weighted share of the question covered, row by row; 0 where nothing has weight."""
    return np.asarray((matrix * weights).sum(1) / (weights.sum(1) + 1e-6), dtype=np.float32)


def _share(row: Floats, weights: Floats) -> float:
    """The same for one row."""
    return float(row @ weights / (weights.sum() + 1e-6))


def _rarity(matrix: Floats, idf: Floats) -> Floats:
    """Weights of words by how few of the rows hold them; 0 for words that none holds."""
    count = matrix.sum(0)
    weight = idf * np.log((len(matrix) + 1) / (count + 0.5)) * (count > 0)
    return np.broadcast_to(weight.astype(np.float32), matrix.shape)
