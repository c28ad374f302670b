"""Made questions: takes a sentence of an article apart until it resembles what people ask.

The hidden span becomes a question word of its kind, words are dropped, swapped for synonyms and
moved, and a few words of the title name the event, as readers do. No model, no files but the
synonyms.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.neural_words import fold
from assistant.train_reader_kinds import FUNCTION, spans

SYNONYMS: Final = Path(__file__).with_name("synonyms.tsv")
KINDS: Final = {
    "number": 5.0, "date": 2.5, "person": 4.0, "place": 2.5, "why": 2.5, "how": 1.2, "fact": 2.5,
    "list": 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made question: its text, its sentence and the span `[start, end)` inside that sentence."""

    text: str
    sentence: int
    start: int
    end: int
    kind: str


class Maker:
    """Makes questions from sentences.

    Args:
        synonyms: The path of the table of synonym groups.
        cut: Gives a text's words, punctuation apart.
        seed: Seed of its own random numbers.
    """

    def __init__(self, synonyms: Path, cut: Callable[[str], list[str]], seed: int) -> None:
        """Read the synonyms."""
        self.cut = cut
        self.random = random.Random(seed)
        self.groups: dict[str, list[str]] = {}
        for line in synonyms.read_text(encoding="utf-8").splitlines():
            group = line.split("\t")
            for word in group:
                self.groups.setdefault(word, []).extend(w for w in group if w != word)

    def make(self, title: str, lead: str, sentences: list[str], at: int) -> Made | None:
        """Return a question that sentence `at` answers, or `None` where nothing fits."""
        sentence = sentences[at]
        options = list(spans(sentence, self.random))
        if not options:
            return None
        kinds = sorted({o[0] for o in options})
        weights = [KINDS[k] for k in kinds]
        kind = self.random.choices(kinds, weights)[0]
        _, start, end, cut, ask = self.random.choice([o for o in options if o[0] == kind])
        before, after = sentence[: cut[0]], sentence[cut[1] :]
        text = self._compose(before, after, ask, title, lead, kind)
        if end - start > 5 and sentence[start:end].lower() in text.lower():  # the lead gave it away
            return None
        return Made(text=text, sentence=at, start=start, end=end, kind=kind)

    def _compose(self, before: str, after: str, ask: str, title: str, lead: str, kind: str) -> str:
        """Return the question: what is left of the sentence, question words, naming words."""
        r = self.random
        left, right = self.cut(before)[-18:], self.cut(after)[:18]
        if len(left) > 8 and r.random() < 0.4:  # keep the clause around the span
            for i in range(len(left) - 3, 0, -1):
                if left[i - 1] in ",;:":
                    left = left[i:]
                    break
        if r.random() < 0.5:
            for i, w in enumerate(right):
                if w in ",;." and i >= 1:
                    right = right[: i + 1]
                    break
        harsh = r.random() < 0.6
        drop = r.uniform(0.6, 0.92) if harsh else r.uniform(0.2, 0.6)
        left, right = self._thin(left, drop, harsh), self._thin(right, drop, harsh)
        named = self._naming(title, lead) if harsh or r.random() < 0.6 else []
        ask_words = [ask]
        if kind in ("date", "why", "place", "person", "how") and r.random() < 0.5:
            body = left + right
            parts = [ask_words, body] if r.random() < 0.5 else [body, ask_words]
        elif r.random() < 0.2:
            parts = [right, left, ask_words]
        else:
            parts = [left, ask_words, right]
        if named:
            parts.insert(0 if r.random() < 0.65 else len(parts), named)
        words = [w for part in parts for w in part if w[0].isalnum() or w == "%"]
        return self.dress(" ".join(self.swap(words, 0.5)))

    def _thin(self, words: list[str], drop: float, harsh: bool) -> list[str]:
        """Drop words, function words first; harshly also names and figures."""
        r = self.random
        kept = []
        for w in words:
            p = drop * (1.5 if w.lower() in FUNCTION else 0.8)
            if harsh and (w[:1].isupper() or w[:1].isdigit()):
                p = 0.85
            if r.random() > p:
                kept.append(w)
        return kept

    def _naming(self, title: str, lead: str) -> list[str]:
        """Return a run of the title (or lead), mostly its names."""
        r = self.random
        words = self.cut(title if r.random() < 0.8 or not lead else lead)[:16]
        if not words:
            return []
        caps = [i for i, w in enumerate(words) if w[:1].isupper() and i]
        at = r.choice(caps) if caps and r.random() < 0.6 else r.randrange(max(len(words) - 1, 1))
        return self._thin(words[max(0, at - r.randint(0, 2)) : at + r.randint(1, 5)], 0.15, False)

    def swap(self, words: list[str], rate: float) -> list[str]:
        """Replace words and runs of words by synonyms, each with probability `rate`."""
        r = self.random
        out: list[str] = []
        i = 0
        while i < len(words):
            for n in (3, 2, 1):
                group = self.groups.get(" ".join(words[i : i + n]).lower())
                if group and i + n <= len(words):
                    out += [r.choice(group)] if r.random() < rate else words[i : i + n]
                    i += n
                    break
            else:
                out.append(words[i])
                i += 1
        return out

    def dress(self, text: str) -> str:
        """Return the text as typed: some without marks, without capitals, with a question mark."""
        r = self.random
        p = r.random()
        if p < 0.33:
            text = unmark(text, lower=r.random() < 0.5)
        elif p < 0.43:
            text = text.lower()
        else:
            text = text[:1].upper() + text[1:]
        return text + ("?" if r.random() < 0.6 else "")


def unmark(text: str, *, lower: bool) -> str:
    """Return the text without marks, capitals kept unless `lower`."""
    if lower:
        return fold(text)
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
