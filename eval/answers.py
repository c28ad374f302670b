"""Whether an answer says what is accepted: EM, token F1, answer-in-text, for Vietnamese.

The measures of Rajpurkar et al. (SQuAD, 2016). The English normaliser there drops articles and
strips all punctuation; this one keeps Vietnamese marks and makes figures and dates equal. An
accepted answer may have several parts ("1.498,28; 1.129,93"): each has to be said, in any order.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from index.analysis import Figure, dates, normalise, numbers, syllables
from index.figures import Day, plain
from index.variants import spell

CORRECT_F1 = 0.5
"""A short answer that shares this much of its words (token F1) counts as correct."""
_FILLERS = frozenset(
    {"là", "khoảng", "hơn", "gần", "trên", "tới", "đến", "tầm", "ngày", "năm", "vào", "lúc"}
)
"""Words whose presence makes no other answer, where more than them is said."""
YES_OR_NO = frozenset({"có", "không", "chưa", "đúng", "sai", "được", "phải", "rồi"})
"""Accepted answers that stand in any text: they count only where a text opens with them."""
NO = frozenset({"không", "chưa", "sai"})
PARTS = ";"
"""Stands between the parts of an accepted answer; half of them is no answer."""
_NUMBER_WORDS = {
    **{"một": "1", "hai": "2", "ba": "3", "bốn": "4", "sáu": "6"},
    **{"bảy": "7", "tám": "8", "chín": "9", "mười": "10"},
}
"""Without "năm", which mostly means year."""
_BARE_DATE = re.compile(r"(?<!ngày )(?<!\d)\b(?=\d{1,2} tháng \d{1,2}\b(?!/))", re.IGNORECASE)


def answer_tokens(text: str) -> list[str]:
    """The words of an answer, marks kept, lower case, one spelling (hoà = hòa, lý = lí).

    A figure is one token of its value ("1,5 triệu" = "1.500.000", "7,09 %" = "7,09 phần trăm"),
    a date a token of day and month and one of the year ("ngày 2 tháng 9" = "2 tháng 9" = "02/9").
    """
    plain_text = _BARE_DATE.sub("ngày ", normalise(text))
    marked = [(d.start, d.end, _day(d)) for d in dates(plain_text)]
    for figure in numbers(plain_text):
        end = figure.end
        if figure.unit == "%":
            end = _end_of_percent(plain_text, end)
        value = plain(figure.value) + ("%" if figure.unit == "%" else "")
        marked.append((figure.start, end, [value]))
    tokens, at = [], 0
    for start, end, values in sorted(marked):
        tokens += _words(plain_text[at:start]) + values
        at = max(at, end)
    return tokens + _words(plain_text[at:])


def _words(text: str) -> list[str]:
    return [
        Figure.canonical(w) if w[0].isdigit() else _NUMBER_WORDS.get(w) or spell(w)
        for w in syllables(text)
    ]


def _day(day: Day) -> list[str]:
    date = f"{day.day}/{day.month}" if day.day else f"tháng {day.month}"
    return [date, str(day.year)] if day.year else [date]


def _end_of_percent(text: str, at: int) -> int:
    rest = text[at:]
    for unit in ("%", "phần trăm"):
        if rest.lstrip().startswith(unit):
            return at + len(rest) - len(rest.lstrip()) + len(unit)
    return at


def exact_match(said: str, accepted: Sequence[str]) -> float:
    """1 where the words of an accepted answer are said and nothing else; "khoảng" aside."""
    words = _core(said)
    return float(bool(words) and any(words == _core(a) for a in accepted))


def _core(text: str) -> list[str]:
    """The tokens without fillers; all where nothing else is left."""
    tokens = answer_tokens(text)
    return [t for t in tokens if t not in _FILLERS] or tokens


def token_f1(said: str, accepted: Sequence[str]) -> float:
    """The best F1 of shared words with an accepted answer, each word as often as it occurs."""
    return _best(said, accepted, _f1)


def _f1(said: list[str], accepted: list[str]) -> float:
    shared = sum((Counter(said) & Counter(accepted)).values())
    return 2 * shared / (len(said) + len(accepted)) if shared else 0.0


def _best(
    said: str, accepted: Sequence[str], measure: Callable[[list[str], list[str]], float]
) -> float:
    words = answer_tokens(said)
    return max((measure(words, answer_tokens(a)) for a in accepted), default=0.0)


def answer_in_text(text: str, accepted: Sequence[str]) -> float:
    """1 where an accepted answer stands in the text, word after word; yes and no at its start.

    Of an answer with several parts, each has to stand there.
    """
    words = f" {' '.join(_core(text))} "
    return float(any(_all_stand(answer, words) for answer in accepted))


def _all_stand(answer: str, words: str) -> bool:
    cores = [" ".join(core) for part in answer.split(PARTS) if (core := _core(part))]
    return bool(cores) and all(_stands(core, words) for core in cores)


def _stands(core: str, words: str) -> bool:
    return words.startswith(f" {core} ") if core in YES_OR_NO else f" {core} " in words


def is_yes_or_no(accepted: Sequence[str]) -> bool:
    """Whether a bare yes or no is among the accepted answers."""
    return any(" ".join(answer_tokens(a)) in YES_OR_NO for a in accepted)


def says_the_contrary(short: str, accepted: Sequence[str]) -> bool:
    """Whether a bare yes is said where no is accepted, or a bare no where yes is."""
    said = " ".join(answer_tokens(short))
    bare = {" ".join(answer_tokens(a)) for a in accepted} & YES_OR_NO
    return said in YES_OR_NO and bool(bare) and not any((said in NO) == (a in NO) for a in bare)


def answer_scores(short: str, text: str, accepted: Sequence[str]) -> dict[str, float]:
    """All measures of one answer by name.

    Args:
        short: The short answer; where it is empty, EM and F1 compare ``text``.
        text: All that the answer says, the short answer apart.
        accepted: Answers that mean the same; none scores 0. Where one of them has several
            parts, sharing words is not enough to be correct.
    """
    said = short or text
    f1 = token_f1(said, accepted)
    within = answer_in_text(f"{short}\n{text}", accepted)
    whole = not any(PARTS in answer for answer in accepted)
    return {
        "answer_em": exact_match(said, accepted),
        "answer_f1": f1,
        "answer_in_text": within,
        "correct": float(within > 0 or (whole and f1 >= CORRECT_F1)),
    }
