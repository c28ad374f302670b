"""Makes claims of sentences: in other words, with something of them exchanged or not.

No model, no files but the synonyms of `Maker`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from assistant.checking_opposites import OPPOSITES
from assistant.train_reader_kinds import FUNCTION
from assistant.train_reader_made import Maker, unmark
from assistant.train_reader_spoil import name_places

FIGURE: Final = re.compile(r"(?<![\w/.,])\d+(?:[.,]\d+)*(?![\w,.]\d)")
VERBS: Final = re.compile(
    r"(?<!\w)(có|được|bị|cho|đã|đang|sẽ|phải|muốn|biết|đến|gây|tham gia)(?!\w)"
)
CLAUSE: Final = re.compile(r"[,;:]\s+|(?= vì | do | để | tại | sau khi )")
DENIED: Final = ("không", "chưa", "không hề", "chưa từng", "chẳng")
DENYING: Final = re.compile(r"(?<!\w)(không|chưa|chẳng)(?: hề| từng| còn| được)? (?=\w)")
SCALES: Final = ("nghìn", "triệu", "tỷ", "tỉ", "ngày", "tháng", "năm", "giờ", "phút", "tuần", "m",
                 "km", "mét", "kg", "tấn", "đồng", "USD", "euro")  # fmt: skip


class Claimer:
    """Makes claims of sentences.

    Args:
        maker: Swaps synonyms.
    """

    def __init__(self, maker: Maker) -> None:
        """Keep the maker and its random numbers."""
        self.maker = maker
        self.random = maker.random

    def words(self, sentence: str) -> str:
        """Return the sentence shortened, in other words and order."""
        r = self.random
        parts = [p for p in re.split(r"[,;:]\s+", sentence.rstrip(" .")) if p.strip()]
        if len(parts) > 1 and r.random() < 0.5:
            a = r.randrange(len(parts))
            parts = parts[a : a + r.randint(1, len(parts))]
        if len(parts) > 1 and r.random() < 0.3:
            parts = [*parts[1:], parts[0]]
        drop = r.choice((0.0, 0.0, 0.3, 0.5))
        kept = [
            w for w in self.maker.cut(", ".join(parts))
            if w.lower() not in FUNCTION or w.lower() in DENIED or r.random() > drop
        ]  # fmt: skip
        return re.sub(r" ([,.;:%)])", r"\1", " ".join(self.maker.swap(kept, 0.45)))

    def wrong(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        """Return the claim with something of it exchanged so that the sentence denies it."""
        ways: list[Callable[[str, str, Sequence[str]], str | None]] = [
            self._name, self._name, self._figure, self._denied, self._opposite, self._scale,
            self._tail,
        ]  # fmt: skip
        self.random.shuffle(ways)
        for way in ways:
            other = way(text, sentence, others)
            if other and other.lower() != text.lower():
                return other
        return None

    def _name(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        mine = name_places(text)
        if not mine:
            return None
        a, z = self.random.choice(mine)
        said = text[a:z]
        if len(mine) > 1 and self.random.random() < 0.4:  # two that change places
            b, y = self.random.choice(mine)
            if a != b:
                (a, z), (b, y) = sorted([(a, z), (b, y)])
                between = text[z:b]
                if not re.fullmatch(r",? ?(?:và|hay|hoặc|cùng|với|,)? ?", between):
                    return text[:a] + text[b:y] + between + text[a:z] + text[y:]
        pool = {s[b:y] for s in (sentence, *others) for b, y in name_places(s)}
        near = [x for x in pool if abs(x.count(" ") - said.count(" ")) < 2 and not _shared(x, said)]
        return text[:a] + self.random.choice(sorted(near)) + text[z:] if near else None

    def _figure(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        mine = list(FIGURE.finditer(text))
        if not mine:
            return None
        m = self.random.choice(mine)
        pool = {f.group() for s in (sentence, *others) for f in FIGURE.finditer(s)} - {m.group()}
        near = sorted(f for f in pool if len(f) == len(m.group()))
        digits = m.group()
        if near and self.random.random() < 0.6:
            other = self.random.choice(near)
        else:
            k = self.random.randrange(len(digits))
            if not digits[k].isdigit():
                return None
            other = digits[:k] + str((int(digits[k]) + self.random.randint(1, 9)) % 10)
            other += digits[k + 1 :]
        if other == digits or (other not in near and (other in sentence or other[0] == "0")):
            return None
        return text[: m.start()] + other + text[m.end() :]

    def _denied(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        denying = list(DENYING.finditer(text))
        if denying:
            m = self.random.choice(denying)
            return text[: m.start()] + text[m.end() :]
        mine = list(VERBS.finditer(text))
        if not mine:
            return None
        m = self.random.choice(mine)
        put = self.random.choice(DENIED)
        end = m.end() + 1 if m.group() in ("đã", "đang", "sẽ") else m.start()
        return text[: m.start()] + f"{put} " + text[end:]

    def _opposite(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        low, found = text.lower(), []
        for one, two in OPPOSITES:
            for said, other in ((one, two), (two, one)):
                for word in said:
                    m = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low)
                    if m:
                        found.append((m.start(), m.end(), other))
        if not found:
            return None
        a, z, other = self.random.choice(found)
        return text[:a] + self.random.choice(other) + text[z:]

    def _scale(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        found = [
            (m.start(1), m.end(1))
            for m in re.finditer(r"\d+(?:[.,]\d+)* (\w+)", text)
            if m.group(1) in SCALES
        ]
        if not found:
            return None
        a, z = self.random.choice(found)
        return text[:a] + self.random.choice([s for s in SCALES if s != text[a:z]]) + text[z:]

    def _tail(self, text: str, sentence: str, others: Sequence[str]) -> str | None:
        """Let the claim end as another sentence does."""
        parts = [p for s in others for p in CLAUSE.split(s.rstrip(" .")) if p.count(" ") > 3]
        words = text.split(" ")
        if not parts or len(words) < 8:
            return None
        at = self.random.randint(len(words) // 3, 2 * len(words) // 3)
        return " ".join(words[:at]) + " " + self.random.choice(parts).strip()

    def dress(self, text: str) -> str:
        """Return the claim as typed."""
        r = self.random
        if r.random() < 0.06:
            return unmark(text, lower=r.random() < 0.5)
        return text[:1].upper() + text[1:] + ("." if r.random() < 0.7 else "")


def _shared(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))
