"""What a Vietnamese question asks for, from its question words; knows nothing of articles.

Every rule reads the folded tokens, so a question typed without marks is understood alike; where
marks are there they decide between look-alikes (máy – mấy, tại đâu – tài đầu).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

from assistant.question_kind_words import (
    DATE_HEADS,
    FINE,
    MEASURES,
    NUMERALS,
    PERSON_HEADS,
    PERSON_PAIRS,
    PERSON_TITLES,
    PLACE_HEADS,
    PLACE_PAIRS,
    STOP_AFTER_NUMBER,
)
from assistant.reader_features_text import Tokens, has_marks, tokens

Kind = Literal["number", "person", "date", "place", "why", "how", "list", "yesno", "fact"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks for.

    Attributes:
        kind: The kind of answer.
        focus: Folded tokens of the noun asked about: "bao nhiêu **người**", "**tỉnh** nào".
        cue: Token positions of the question words, which no answer repeats.
        measure: For a number, what it measures: money, percent, time, age, length, weight,
            people and so on, or empty for a plain count; for a date how fine it is: hour, day,
            month or year.
        counted: For a number, whether what is counted stands right after the question word:
            "bao nhiêu **chiếc**".
    """

    kind: Kind
    focus: tuple[str, ...] = ()
    cue: frozenset[int] = frozenset()
    measure: str = ""
    counted: bool = False


def ask(question: str) -> Asked:
    """What the question asks for."""
    return _Reading(tokens(question), has_marks(question)).asked()


class _Reading:
    """One pass over the tokens of a question."""

    def __init__(self, found: Tokens, marked: bool) -> None:
        """Keep the folded and the marked tokens side by side."""
        self.f, self.k, self.marked = found.folded, found.keys, marked

    def asked(self) -> Asked:
        """The first rule that fits, from the surest to the vaguest."""
        for rule in (self._date, self._why, self._how, self._number, self._where, self._which):
            if (asked := rule()) is not None:
                return asked
        return self._rest()

    def _find(self, *phrases: str) -> tuple[int, int] | None:
        """Positions ``[i, j)`` of the first of the phrases; marked ones need their marks."""
        for phrase in phrases:
            words, folded = _phrase(phrase)
            exact = self.marked and words != folded
            side, wanted = (self.k, words) if exact else (self.f, folded)
            for i in range(len(side) - len(wanted) + 1):
                if side[i] == wanted[0] and side[i : i + len(wanted)] == wanted:
                    return i, i + len(wanted)
        return None

    def _date(self) -> Asked | None:
        hit = self._find(
            "bao giờ", "khi nào", "lúc nào", "hôm nào", "ngày nào", "năm nào", "tháng nào",
            "ngày mấy", "năm mấy", "tháng mấy", "mấy giờ", "thời điểm nào", "hồi nào", "tuần nào",
            "thứ mấy trong tuần", "ngày tháng nào", "ngày bao nhiêu", "năm bao nhiêu",
            "thời gian nào",
            "dịp nào", "giờ nào", "đời nào", "mùa nào", "quý nào", "buổi nào", "bữa nào",
            "tháng năm nào",
            "hôm mấy", "mùng mấy", "giai đoạn nào", "thế kỷ nào", "thế kỷ mấy", "lúc mấy",
        )  # fmt: skip
        if hit and self.f[hit[1] : hit[1] + 1] == ("tuoi",):
            return None
        return self._make("date", hit) if hit else None

    def _why(self) -> Asked | None:
        hit = self._find(
            "vì sao", "tại sao", "vì đâu", "do đâu", "lý do gì", "lí do gì", "lý do nào",
            "lí do nào",
            "nguyên nhân gì", "nguyên nhân nào", "để làm gì", "bởi đâu", "cớ sao", "cớ gì",
            "nguyên cớ",
            "vì lẽ gì", "vì cái gì", "vì chuyện gì", "vì điều gì", "vì lý do", "nhằm gì", "vì gì",
            "nguyên do", "mục đích gì", "nguyên nhân", "làm chi", "nhờ đâu", "cớ nào",
        )  # fmt: skip
        if hit:
            return self._make("why", hit)
        if self.f[:1] == ("sao",) or self.f[-2:] == ("tai", "sao"):
            return self._make("why", (0, 1))
        if (hit := self._find("sao")) and (self.f[hit[0] - 1] not in ("ra", "lam", "ngoi", "vi")):
            late = hit[0] == len(self.f) - 1
            follows = self.f[hit[1] : hit[1] + 1]
            if not late and (not self.marked or follows[0] in ("lai", "ma", "khong", "chua", "bi")):
                return self._make("why", hit) if follows[0] in ("lai", "ma", "phai") else None
        return None

    def _how(self) -> Asked | None:
        hit = self._find(
            "như thế nào", "thế nào", "ra sao", "bằng cách nào", "cách nào", "làm sao", "cách gì",
            "kiểu gì", "thế nào", "làm cách gì", "phương pháp nào", "ra làm sao", "cách thức nào",
        )  # fmt: skip
        return self._make("how", hit) if hit else None

    def _number(self) -> Asked | None:
        hit = self._find(
            "bao nhiêu", "bao lâu", "bao xa", "bao tuổi", "mấy", "bao nhieu", "chừng nào",
            "thứ mấy", "lần thứ mấy", "mức nào", "tỷ lệ nào", "tỉ lệ nào", "giá nào", "con số nào",
            "số mấy", "hạng mấy", "tỷ số nào", "tỷ số", "mức giá nào", "bao nặng",
        )  # fmt: skip
        if hit is None:
            return None
        if not self.marked and self.f[hit[0] : hit[1]] == ("may",) and not self._plain_may(hit[0]):
            return None
        return self._make("number", hit)

    def _plain_may(self, at: int) -> bool:
        """Whether "may" without marks is mấy: no other question word stands in the question."""
        others = {"ai", "gi", "nao", "dau", "sao"} & set(self.f)
        before, after = self.f[at - 1 : at], self.f[at + 1 : at + 2]
        machine = after and after[0] in {"bay", "tinh", "moc", "anh", "tho", "quay", "chu", "ao"}
        return not others and not machine and not (before and before[0] in {"xe", "tay", "nha"})

    def _where(self) -> Asked | None:
        hit = self._find(
            "ở đâu", "tại đâu", "nơi nào", "chỗ nào", "đâu", "nơi đâu", "chốn nào", "từ đâu",
            "đi đâu",
        )  # fmt: skip
        if hit and self.f[hit[0] - 1 : hit[0]] != ("bat",):
            return self._make("place", hit)
        return None

    def _which(self) -> Asked | None:
        if hit := self._find("là ai", "ai", "tên gì", "tên là gì", "người nào"):
            head = self.f[max(0, hit[0] - 8) : hit[0]]
            plural = {"nhung", "cac"} & set(head[-3:])
            if self.f[hit[0] : hit[1]][-1] == "gi" and not self._personal(head):
                return self._make("fact", hit)
            return self._make("list" if plural else "person", hit)
        hit = self._find("nào")
        if hit is None:
            return None
        before = self.f[max(0, hit[0] - 5) : hit[0]]
        asked = self._make("fact", hit)
        if {"nhung", "cac"} & set(before[-4:]) or (NUMERALS & set(before[-3:-1])):
            return _as(asked, "list")
        pair = " ".join(before[-2:])
        if before and (pair in PLACE_PAIRS or before[-1] in PLACE_HEADS):
            return _as(asked, "place")
        if before and before[-1] in DATE_HEADS and before[-1] not in ("nam", "thu"):
            return _as(asked, "date")
        if before and (pair in PERSON_PAIRS or before[-1] in PERSON_HEADS):
            return _as(asked, "person")
        return asked

    def _personal(self, head: tuple[str, ...]) -> bool:
        """Whether "tên gì" asks for a person's name, by the words before it."""
        pairs = {f"{a} {b}" for a, b in pairwise(head)}
        return bool(set(head) & PERSON_TITLES or pairs & PERSON_PAIRS)

    def _rest(self) -> Asked:
        hit = self._find("những gì", "gồm gì", "gồm những gì")
        if hit:
            return self._make("list", hit)
        last = self.f[-1:] or ("",)
        ends = last[0] in {"khong", "chua", "u", "a", "nhi", "ha", "hong"}
        if (hit := self._find("gì", "chi")) and not (ends and self._find("có")):
            return self._make("fact", hit)
        if ends or self._find("có phải", "phải không", "đúng không"):
            return self._make("yesno", (max(0, len(self.f) - 1), len(self.f)))
        return Asked(kind="fact")

    def _make(self, kind: Kind, hit: tuple[int, int]) -> Asked:
        """The kind with the noun asked about and, for numbers, what is measured."""
        i, j = hit
        after = []
        for word in self.f[j : j + 2]:
            if word in STOP_AFTER_NUMBER:
                break
            after.append(word)
        before = tuple(self.f[max(0, i - 2) : i])
        ends_with_noun = self.f[j - 1 : j] in (("nao",), ("gi",)) or not after
        focus = before if ends_with_noun and kind != "number" else tuple(after) or before
        measure = self._measure(i, j) if kind == "number" else ""
        if kind == "date":
            measure = next((FINE[w] for w in self.f[i:j] if w in FINE), "")
        return Asked(
            kind=kind,
            focus=focus,
            cue=frozenset(range(i, j)),
            measure=measure,
            counted=kind == "number" and bool(after),
        )

    def _measure(self, i: int, j: int) -> str:
        """What the number measures, from the words after the question word, else before it."""
        if self.f[i:j] in (("bao", "lau"),):
            return "time"
        if self.f[i:j] in (("bao", "xa"),):
            return "length"
        for window in (self.f[j : j + 2], self.f[max(0, i - 3) : i]):
            text = f" {' '.join(window)} "
            for name, words in MEASURES.items():
                if any(f" {w} " in text for w in words):
                    return name
            if window is not self.f and window and window[0] not in STOP_AFTER_NUMBER:
                break
        return ""


@lru_cache(maxsize=512)
def _phrase(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrase's tokens with marks and without."""
    found = tokens(phrase)
    return found.keys, found.folded


def _as(asked: Asked, kind: Kind) -> Asked:
    """The same with another kind."""
    return replace(asked, kind=kind)
