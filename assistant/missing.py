"""What a question names that the articles found do not: said with a refusal."""

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from assistant.checking_aliases import other_names, spans_with_others, uncovered
from assistant.checking_days import dates_in
from assistant.checking_name_runs import names, proper
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
    held = _Held([spell(t.text) for a in articles for t in tokens(f"{a.title} {a.text}")])
    if not held.row.strip():
        return []
    said = Said(_without_asides(clean(question.split(" (")[0])))
    found: list[str] = []
    other = [(s, e) for s, e in spans_with_others(said.keys) if e - s > 1]
    for first, end in other:
        if not held.has(said.keys[first:end]):
            found.append(said.text[said.words[first].start : said.words[end - 1].end])
    whole = {i for span in other for i in range(*span)}
    for name in names(said):
        if whole >= set(range(name.first, name.first + len(name.keys))):
            continue
        opening = name.first == 0 and len(name.keys) > 1 and held.has(name.keys[1:])
        if not opening and not held.has(name.keys):
            found.append(said.text[name.start : name.end])
    found += [m[0] for m in _FIGURE.finditer(said.text) if not held.has([m[0].lower()])]
    found += [w for w in _words(said, whole) if not held.has(w.split())]
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


class _Held:
    """The words of some articles, without marks, and what they name in whichever form."""

    def __init__(self, words: Sequence[str]) -> None:
        self.row = f" {' '.join(fold(w) for w in words)} "
        self.meanings = set(other_names(words))

    def has(self, keys: Iterable[str]) -> bool:
        """Whether words stand there together, or as another form of the name ("HLV")."""
        words = [spell(k.lower()) for k in keys]
        if f" {' '.join(fold(w) for w in words)} " in self.row:
            return True
        meant = other_names(words)
        rest = uncovered(words)
        return (
            bool(meant)
            and self.meanings.issuperset(meant)
            and all(f" {fold(w)} " in self.row for w in rest)
        )


def unnamed(question: str, article: Article) -> bool:
    """Whether an article has not one syllable, nor another form, of some name of a question.

    Syllables count only where the article writes them with a capital ("đầu tiên" is no Triều Tiên).
    A name that the table of other names knows whole (Hà Nội) must be there in one of its forms:
    Hà Lan is not Hà Nội. A name of which it knows nothing is left out at the very beginning, for
    any word has a capital there; one of a single syllable the article may have shortened away.
    """
    said = Said(clean(question.split(" (")[0]))
    if said.text.isupper():
        return False
    some = [
        n for n in names(said)
        if len(n.keys) > 1 and (n.first or other_names(n.keys)) and proper(said, n)
    ]  # fmt: skip
    if not some:
        return False
    spelled, folded, meanings = _named(article.title, article.text)
    typed = any(fold(key) != key for n in some for key in n.keys)

    def untold(keys: tuple[str, ...]) -> bool:
        meant = other_names(keys)
        if not meanings.isdisjoint(meant):
            return False
        known = bool(meant) and not uncovered(keys)
        strange = spelled.isdisjoint(keys) if typed else folded.isdisjoint(map(fold, keys))
        return known or strange

    return any(untold(n.keys) for n in some)


@lru_cache(maxsize=32)
def _named(title: str, text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """An article's words with capitals, spelled alike and folded, and what its names mean."""
    said = Said(f"{title} {text}")
    large = frozenset(w.key for w in said.words if w.capital)
    return large, frozenset(map(fold, large)), frozenset(other_names(said.keys))


def _words(said: Said, known: Set[int]) -> list[str]:
    """The words of two and three syllables that the lexicon knows, as they are typed.

    Args:
        said: The question.
        known: Places of words that are told by themselves.
    """
    bare = [fold(w.text.lower()) for w in said.words]
    found, at = [], 0
    while at < len(bare):
        step = 1
        for length in (3, 2):
            beyond = tuple(bare[at + length - 1 : at + length + 1])
            overlapping = len(beyond) == 2 and beyond in lexicon()
            if _known(bare[at : at + length], said.spelled[at : at + length]):
                told = known & set(range(at, at + length))
                if not overlapping and not told and not _ASKING & set(bare[at : at + length]):
                    found.append(" ".join(w.text for w in said.words[at : at + length]))
                step = length
                break
        at += step
    return found


def _known(bare: Sequence[str], spelled: Sequence[str]) -> bool:
    """Whether the lexicon has a word, with its marks where they are typed."""
    word = lexicon().get(tuple(bare), "")
    if len(bare) < 2 or len(word.split()) != len(bare):
        return False
    typed = any(fold(w) != w for w in spelled)
    return not typed or [spell(t.text) for t in tokens(word)] == list(spelled)


_ASKING = frozenset(
    "bao nhieu nao gi ai dau sao the khi vi tai nhu khong phai chua may lau co la duoc bi".split()
)
