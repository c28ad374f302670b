"""Who says what: whether a claim's speakers and quoted words are those of its source."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Difference
from assistant.checking_aliases import other_names
from assistant.checking_name_forms import from_where
from assistant.checking_name_runs import Name, names
from assistant.checking_shorts import is_short, written_out
from assistant.checking_words import ASIDE, Pair, Said
from corpus.article import Article
from index.analysis import fold, normalise
from index.figures import numbers

_SAYING = (
    "nói", "cho biết", "cho hay", "khẳng định", "tuyên bố", "nhấn mạnh", "cho rằng", "nhận định",
    "chia sẻ", "thông báo", "tiết lộ", "phát biểu", "trả lời", "kể", "viết", "cảnh báo",
    "thừa nhận",
    "đánh giá", "nhận xét", "bày tỏ", "giải thích", "bình luận", "xác nhận", "phủ nhận", "cáo buộc",
    "tố cáo", "chỉ trích", "kêu gọi", "đề nghị", "yêu cầu", "hứa", "khuyên", "lưu ý", "nêu",
    "cam kết",
    "dự báo", "dự đoán", "ước tính", "lên án", "thông tin", "tâm sự", "bộc bạch", "khai",
    "thú nhận",
    "hỏi", "đáp", "gọi", "mô tả", "phân tích", "lý giải", "lí giải", "lo ngại", "tin rằng", "tố",
    "báo cáo", "công bố", "kết luận", "nhắc lại", "bác bỏ", "than", "quả quyết", "tỏ ra",
    "phàn nàn",
    "noi", "cho biet", "khang dinh", "tuyen bo", "cho rang",
)  # fmt: skip
_VERB = "|".join(sorted((re.escape(v) for v in _SAYING), key=len, reverse=True))
_ADVERBS = (
    r"(?:cũng|đã|còn|lại|vừa|mới|từng|liên tục|tiếp tục|nhiều lần|hôm \w+|ngày [\d/-]+|sáng \w+|"
    r"chiều \w+|"
    r"tối \w+|sau đó|trước đó|thẳng thắn|chính thức|công khai|thì|đều|nay|luôn|sẽ|đang|vẫn|"
    r"cùng ngày|[\d/-]+|hôm|ngày|trong|tháng|tuần|qua|trước|này)"
)
_SAYS = re.compile(
    rf"^(?:\s*\([^)]*\))?(?:\s*,[^,.;:\"“”]{{2,120}},)?\s*(?:{_ADVERBS}\s+){{0,6}}(?:{_VERB})(?!\w)"
)
_THEO = re.compile(
    r"(?:theo|theo lời|theo như|dẫn lời|lời|thông tin từ|phát biểu của|tuyên bố của|nhận định "
    r"của|lời của)\s*(?:[^,.;:\"“”]{0,60}\s)?$"
)
_AFTER_QUOTE = re.compile(r"(?:[\"”»]\s*[,.]?\s*[-–]?\s*|[,]\s*[\"”]?\s*)(?:[^,.;:\"“”]{0,50}\s)?$")
_COLON = re.compile(r"^[^.;\"“”]{0,60}:\s*[\"“«]")
_BY = re.compile(r"(?:được|do|bị)\s+(?:[^,.;:\"“”]{0,40}\s)?$")
_LONG_QUOTE = 3
"""Words in quotation marks that are fewer than this are a name or a nickname, not speech."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A name that something is said by."""

    name: Name
    text: str


def speakers(said: Said) -> list[Speaker]:
    """The names that speak in a text, in order."""
    return [Speaker(n, said.text[n.start : n.end]) for n in names(said) if _speaks(said, n)]


def apposed(said: Said) -> list[Speaker]:
    """The names whose office stands between them and their verb: "Lê Quân - bí thư xã cho biết"."""
    return [
        Speaker(n, said.text[n.start : n.end])
        for n in names(said)
        if _APPOSED.match(said.lower[n.end :])
    ]


_APPOSED = re.compile(rf"^\s+[-–]\s+[^.;:\"“”]{{2,120}}?\s(?:{_VERB})(?!\w)")


def speakers_renamed(pair: Pair, found: Sequence[Difference]) -> list[Difference]:
    """Names that differ and that speak in the claim or the source: the speaker differs too."""
    voices = {s.text for s in speakers(pair.claim)} | {s.text for s in speakers(pair.source)}
    return [
        Difference(claim=d.claim, source=d.source, kind="speaker")
        for d in found
        if d.kind == "name" and voices & {d.claim, d.source}
    ]


def _speaks(said: Said, name: Name) -> bool:
    before, after = said.lower[: name.start], said.lower[name.end :]
    if _SAYS.match(after) and not re.search(
        r"(?:cho|với|về|của|tới|đến|rằng)\s+(?:\S+\s){0,2}$", before[-24:]
    ):
        return True
    if (match := _THEO.search(before[-80:])) and not _inner(before):
        between = said.text[name.start - len(match[0]) : name.start]
        return not any(c.isupper() for c in between[1:])
    if _COLON.match(after):
        return True
    return bool(
        _AFTER_QUOTE.search(before) and re.match(rf"[^.;\"“]{{0,60}}\s(?:{_VERB})(?!\w)", after)
    )


def _inner(before: str) -> bool:
    """Whether a name after "theo" is only part of a longer phrase that already has one."""
    return bool(re.search(r"theo[^,.;:]*,\s*[^,]*$", before[-80:]))


def speech_differences(pair: Pair, articles: Sequence[Article]) -> list[Difference]:
    """Speakers and quoted words of the claim that are not the source's."""
    return [*_speakers(pair, articles), *_quoted(pair, articles)]


def _speakers(pair: Pair, articles: Sequence[Article]) -> Iterator[Difference]:
    """Names that say in the claim what another says in the source."""
    theirs = speakers(pair.source)
    if not theirs:
        return
    theirs += [s for s in apposed(pair.source) if s not in theirs]
    for speaker in speakers(pair.claim):
        if any(_alike(speaker.name, t.name) or _longer(pair, speaker, t) for t in theirs):
            continue
        if written_out(speaker.name, pair) or is_short(speaker.name, pair):
            continue
        if _country(speaker.name) and any(
            _alike(o.name, t.name) for o in speakers(pair.claim) for t in theirs
        ):
            continue
        where = pair.source.find(speaker.name.keys[-1:]) or pair.source.find(speaker.name.keys[:1])
        if not where and articles and _told(speaker, articles, pair):
            continue
        if articles and all(from_where(pair, speaker.name, t.name) for t in theirs):
            continue
        if where and (_body_of(pair, theirs) or _begins(pair.source, where[0])):
            continue
        yield Difference(claim=speaker.text, source=theirs[0].text, kind="speaker")


def _longer(pair: Pair, own: Speaker, other: Speaker) -> bool:
    """Whether the source's speaker with the words before it is another form: "LĐBĐ châu Âu"."""
    terms = set(other_names(own.name.keys))
    heads = range(max(0, other.name.first - 4), other.name.first)
    keys = pair.source.keys
    return bool(terms) and any(terms & set(other_names(keys[h : other.name.last])) for h in heads)


def _country(name: Name) -> bool:
    """Whether a name is a country, which speaks through somebody."""
    return bool(other_names(name.keys))


def _alike(a: Name, b: Name) -> bool:
    ours, theirs = {fold(k) for k in a.keys}, {fold(k) for k in b.keys}
    if set(other_names(a.keys)) & set(other_names(b.keys)):
        return True
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours or len(ours & theirs) > 1)


def _begins(said: Said, at: int) -> bool:
    """Whether the source's sentence begins with a name, which then governs it."""
    first = next(iter(names(said)), None)
    return first is not None and first.first <= at < first.last and first.first <= 3


def _body_of(pair: Pair, theirs: Sequence[Speaker]) -> bool:
    """Whether the claim names the source's speaker too, so that both may stand for one voice."""
    return any(pair.claim.find(t.name.keys[-1:]) for t in theirs)


def _told(speaker: Speaker, articles: Sequence[Article], pair: Pair) -> bool:
    """Whether the sentence only points to its speaker and the article names this one."""
    if any(True for _ in speakers(pair.source)):
        return False
    return any(Said(a.text).find(speaker.name.keys) for a in articles)


def _quoted(pair: Pair, articles: Sequence[Article]) -> Iterator[Difference]:
    """Words in quotation marks that the source does not have, or does not put in any."""
    source = " ".join(pair.source.keys)
    for quoted in pair.claim.quoted:
        keys = Said(quoted).keys
        if not keys:
            continue
        run = " ".join(keys)
        if f" {run} " in f" {source} " or _evened(quoted) in _evened(pair.source.text):
            continue
        if (
            any(f" {run} " in f" {' '.join(Said(a.text).keys)} " for a in articles)
            and len(keys) <= _LONG_QUOTE
        ):
            continue
        near = max(pair.source.quoted, key=lambda q: _overlap(q, keys), default="")
        yield Difference(claim=quoted, source=near, kind="speaker")


@lru_cache(maxsize=64)
def _evened(text: str) -> str:
    """Its words with figures in one form, without what the paper put in brackets between them."""
    plain = unicodedata.normalize("NFC", ASIDE.sub("", text))
    for figure in reversed(numbers(plain)):
        plain = f"{plain[: figure.start]}{figure.value.normalize():f}{plain[figure.end :]}"
    return f" {' '.join(Said(plain).keys)} "


def _told_so(quoted: str, keys: Sequence[str], article: Article) -> bool:
    """Whether the article puts the words in quotation marks too, or they are but a name."""
    plain = normalise(article.text)
    if normalise(quoted) not in plain:
        return False
    return len(keys) <= _LONG_QUOTE or f" {' '.join(keys)} " in f" {_all_quoted(article.text)} "


@lru_cache(maxsize=8)
def _all_quoted(text: str) -> str:
    return " ".join(" ".join(Said(q).keys) for q in Said(text).quoted)


def _overlap(text: str, keys: Sequence[str]) -> int:
    return len(set(Said(text).keys) & set(keys))
