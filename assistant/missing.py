"""What a question names that the articles found do not: said with a refusal."""

import re
from collections.abc import Iterable

from assistant.checking_days import dates_in
from assistant.checking_name_runs import names
from assistant.checking_restoring import lexicon
from assistant.checking_words import Said
from corpus.article import Article
from corpus.text import clean
from index.analysis import fold, tokens
from index.variants import spell

MOST = 3
"""Things named; a longer list tells a reader nothing."""
_ASIDE = re.compile(
    r"(?<!\w)(?:hom (?:nay|qua|kia)|(?:ngay|sang|chieu|dem) (?:nay|mai|qua)|"
    r"(?:nam|thang|tuan|quy|mua|vu|dot|lan|ky) (?:nay|ngoai|truoc|sau|toi|roi|qua|vua roi|vua qua|"
    r"moi nhat|gan nhat|gan day)|hien (?:nay|tai|gio|thoi)|bay gio|luc nay|luc do|bay lau nay|"
    r"moi (?:nhat|day)|gan (?:day|nhat)|vua (?:qua|roi|xong)|dao nay|lau nay|truoc day|sap toi|"
    r"toi day|thoi gian (?:qua|toi|gan day|vua qua)|nhung nam gan day|tu truoc (?:den|toi) nay|"
    r"truoc nay|den nay|toi nay|cho den nay|moi nguoi|the nao|nhu the nao|ra sao|lam sao|"
    r"(?:xin|cho)(?: toi| minh| em)? (?:hoi|biet)(?: la| rang)?|muon (?:hoi|biet)|"
    r"(?:xin |hay |vui long |lam on )*cho (?:toi|minh|em|biet|hoi)|vui long|lam on|giup (?:toi|"
    r"minh|em)|ban oi|ad oi|ban co the|co the cho|noi (?:ro|them|ve)|giai thich|ke ten|"
    r"liet ke|so sanh|tom tat|thong tin|tin tuc|cu the|chi tiet|bao nhieu|bao lau|bao gio|"
    r"tai sao|vi sao|co phai|phai khong|dung khong|hay khong)(?!\w)"
)
_FIGURE = re.compile(r"(?<![\w.,/])\d[\d.,]*%?(?![\w/])")


def missing(question: str, articles: Iterable[Article]) -> list[str]:
    """Names, figures and words of two syllables in a question that no article has.

    Args:
        question: What was searched for.
        articles: Those that came nearest.
    """
    text = " ".join(fold(spell(t.text)) for a in articles for t in tokens(f"{a.title} {a.text}"))
    if not text:
        return []
    held = f" {text} "
    said = Said(_without_asides(clean(question.split(" (")[0])))
    found: list[str] = []
    for name in names(said):
        opening = name.first == 0 and len(name.keys) > 1 and _has(held, name.keys[1:])
        if not opening and not _has(held, name.keys):
            found.append(said.text[name.start : name.end])
    found += [m[0] for m in _FIGURE.finditer(said.text) if not _has(held, [m[0].lower()])]
    found += [w for w in _words(said) if not _has(held, w.split())]
    shown: list[str] = []
    for phrase in found:
        if not any(fold(phrase.lower()) in fold(other.lower()) for other in shown):
            shown.append(phrase)
    return shown[:MOST]


def _without_asides(question: str) -> str:
    """The question with its words of time, asking and courtesy blanked: they name nothing."""
    question = " ".join(question.split())
    spans = [m.span() for m in _ASIDE.finditer(fold(question.lower()))]
    spans += [(d.start, d.end) for d in dates_in(Said(question)) if d.relative]
    for start, end in spans:
        question = question[:start] + "," + " " * (end - start - 1) + question[end:]
    return question


def _has(held: str, keys: Iterable[str]) -> bool:
    return f" {' '.join(fold(spell(k.lower())) for k in keys)} " in held


def _words(said: Said) -> list[str]:
    """The words of two and three syllables that the lexicon knows, as they are typed."""
    bare = [fold(w.text.lower()) for w in said.words]
    found, at = [], 0
    while at < len(bare):
        step = 1
        for length in (3, 2):
            word = lexicon().get(tuple(bare[at : at + length]), "")
            beyond = tuple(bare[at + length - 1 : at + length + 1])
            overlapping = len(beyond) == 2 and beyond in lexicon()
            if len(word.split()) == length and not overlapping:
                if not _ASKING & set(bare[at : at + length]):
                    found.append(" ".join(w.text for w in said.words[at : at + length]))
                step = length
                break
        at += step
    return found


_ASKING = frozenset(
    "bao nhieu nao gi ai dau sao the khi vi tai nhu khong phai chua may lau co la duoc bi".split()
)
