"""Amounts that a claim takes from elsewhere in the article ("học sinh lớp 9"), not its sentence."""

import re
from collections.abc import Sequence

from assistant.checking_amounts import Amount
from assistant.checking_words import Pair, Said
from corpus.article import Article
from index.analysis import normalise

NO_NOUN = frozenset(
    {"và", "trong", "của", "là", "để", "khi", "đến", "tới", "nên", "với", "thì", "ở", "tại", "so",
     "trên", "vào", "từ", "cho", "nhưng", "hoặc", "hay", "theo", "sau", "trước", "do", "mà", "lên",
     "xuống", "được", "bị", "có", "cũng", "đã", "đang", "sẽ", "này", "đó", "kia", "nữa", "mỗi",
     "một", "rồi", "còn", "như", "tiền"}
)  # fmt: skip


def aside(
    amount: Amount, theirs: Sequence[Amount], pair: Pair, articles: Sequence[Article]
) -> bool:
    """Whether an amount is told elsewhere in the article, word for word with what it counts.

    Not where the sentence itself counts the same thing otherwise, nor where another number of
    the sentence stands in its place.
    """
    if not articles or amount.clock:
        return False
    noun, before = noun_after(pair.claim, amount), _word_before(pair.claim, amount)
    rivals = [t for t in theirs if amount.measure and t.measure == amount.measure]
    rivals += [t for t in theirs if noun_after(pair.source, t) == noun]
    rivals += [t for t in theirs if before and _word_before(pair.source, t) == before]
    if rivals or _replaced(amount, pair):
        return False
    digits = pair.claim.lower[amount.start : amount.end].strip()
    number = digits.split()[0]
    after = f"{digits} {noun[0]}" if noun and not amount.unit else digits
    phrases = [after] if noun or amount.unit else []
    phrases += [f"{before} {number}"] if before else []
    texts = [normalise(a.text) for a in articles]
    return any(
        re.search(rf"(?<![\w.,]){re.escape(p)}(?!\w|[.,]\d)", t) for p in phrases for t in texts
    )


def _word_before(said: Said, amount: Amount) -> str:
    before = [w for w in said.words if w.end <= amount.start]
    return before[-1].key if before and before[-1].key not in NO_NOUN else ""


def _replaced(amount: Amount, pair: Pair) -> bool:
    """Whether a number of the source stands where this one does, laid side by side."""
    for swap in pair.swaps:
        places = pair.claim.words[slice(*swap.claim)]
        others = pair.source.keys[slice(*swap.source)]
        if swap.left and swap.right and any(w.start == amount.start for w in places):
            return any(c.isdigit() for k in others for c in k)
    return False


def noun_after(said: Said, amount: Amount) -> tuple[str, ...]:
    """The two words that follow the number itself, unit included."""
    number_end = amount.start
    for w in said.words:
        if w.start >= amount.start and not any(c.isdigit() for c in w.text):
            number_end = w.start
            if w.start >= amount.end or w.end <= amount.end:
                break
    after = [w.key for w in said.words if w.start >= max(number_end, amount.start)]
    if not amount.written and after[:1] == ["năm"]:
        after = after[1:]
    after = [k for k in after[:6] if k not in _NUMBER_WORDS]
    after = after[len(after) > 1 and after[0] in _CLASSIFIERS :][:1]
    return tuple(after)


_CLASSIFIERS = frozenset({"bức", "tấm", "chiếc", "cái", "cuốn", "quyển", "viên", "ngôi"})
"""Words between a number and what it counts: "năm bức ảnh"."""
_NUMBER_WORDS = frozenset(
    {"một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm", "nghìn",
        "ngàn",
     "triệu", "tỷ", "tỉ", "lăm", "linh", "lẻ", "rưỡi"}
)  # fmt: skip
