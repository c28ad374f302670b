"""Whether an article tells at all of what a question takes for granted; judges no answers.

A year, day, name, office, refusal or a subject of today that stands nowhere in the article of
the best sentence, or a sentence of another day: then it answers another question. It knows words,
not what follows.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.checking_negators import negators
from assistant.checking_refusals import denies_in_words
from assistant.checking_titles import alike, titled
from assistant.checking_words import Said
from assistant.conversation import named_now
from assistant.evidence import Evidence
from assistant.fitting_kinds import other_number, years
from assistant.fitting_offices import asked_office
from assistant.how_to import is_task
from assistant.missing import unnamed
from assistant.premises_days import another_day, other_day, years_back
from assistant.premises_sides import other_side
from assistant.subject import off_subject
from corpus.article import Article
from index.analysis import fold, tokens

_DENYING: Final = re.compile(
    r"(?<!\w)(?:từ chối|hủy bỏ|huỷ bỏ|phủ nhận|bác bỏ|khước từ|phản đối|tẩy chay)(?!\w)"
)


_EVENTS: Final = tuple(
    tuple(words.split("|")) for words in (
        "từ chức|rút lui|mãn nhiệm|thôi chức|thôi giữ chức|rời chức|miễn nhiệm|rời ghế",
        "qua đời|từ trần|mất|tử vong|chết|hy sinh|thiệt mạng|tạ thế|tử nạn",
        "ly hôn|ly dị|chia tay|li hôn|li dị|đường ai nấy đi",
        "kết hôn|cưới|thành hôn|hôn lễ|lấy chồng|lấy vợ",
        "phá sản|vỡ nợ", "giải thể|giải tán", "trật bánh|trật đường ray|trật ray",
        "sập|đổ|đứt|gãy|sụp",
        "bị bắt|bắt|giam|tạm giữ|còng tay|khởi tố|phát hiện|tóm|đầu thú|truy nã|khống chế|"
        "áp giải|sa lưới|đình chỉ",
        "đính hôn|cầu hôn", "nghỉ hưu|về hưu|hưu trí|giải nghệ|treo vợt|treo giày",
    )
)  # fmt: skip
"""Things that happen, each with the words news has for it."""
_ACCIDENTS: Final = tuple(
    tuple(words.split("|")) for words in (
        "cháy|hỏa hoạn|hoả hoạn|lửa|thiêu|bà hỏa|bốc khói|cứu hỏa|cứu hoả|hết vé",
        "tai nạn|va chạm|tông|đâm|húc|lật|gặp nạn|tử nạn|va quệt|rơi|lao|ngã",
        "sạt lở|sạt|lở|vùi", "động đất|rung chấn|địa chấn|rung lắc",
        "khủng bố|đánh bom|tấn công", "xả súng|nổ súng|bắn",
    )
)  # fmt: skip
"""What befalls people, likewise; 2026-11-24 in DECISIONS.md."""
_ANOTHER_SENSE: Final = re.compile(
    r"(?<!\w)bị bắt (?:gặp|quả tang|chước|buộc|nguồn|nạt|phạt|đền|làm|phải)(?!\w)"
)
_WHO: Final = r"(?:nào|ai|gì|mấy người|bao nhiêu người)(?: \w+){0,2}"
_WHEN: Final = (
    r"(?:\w+ ){0,3}?(?:khi nào|lúc nào|ngày nào|hôm nào|năm nào|bao giờ|hồi nào|tháng mấy|ở đâu|"
    r"vì sao|vì đâu|do đâu|vì gì|ở tuổi)"
)
CLOSE: Final = 0.4
"""Share of the best probability from which another article's sentence may stand in."""


def grounded(
    question: str, evidence: Sequence[Evidence], articles: Mapping[str, Article]
) -> tuple[Evidence, ...] | None:
    """The sentences whose article tells of what a question takes for granted.

    Args:
        question: As searched for; what a follow-up leans on stands in brackets.
        evidence: Best first.
        articles: Whole, by id.

    Returns:
        The rest in their order; ``None`` where none of them is nearly as likely as the best.
    """
    own = question.split(" (")[0]
    alone = own == question or is_task(own)
    kept = tuple(
        e for e in evidence if not _untold(own, e, articles.get(e.article_id), alone=alone)
    )
    if not kept or kept[0].probability < CLOSE * evidence[0].probability:
        return None
    return kept


def _untold(question: str, piece: Evidence, article: Article | None, *, alone: bool) -> bool:
    return article is not None and (
        _other_year(question, article)
        or other_day(question, article)
        or another_day(question, piece.text)
        or years_back(question, piece.text, article)
        or other_side(question, piece.text)
        or other_number(question, f"{article.title}. {article.text}")
        or _nothing_denied(question, piece)
        or _never_happened(question, piece, article)
        or _no_accident(question, article)
        or _no_office(question, article)
        or _not_named(question, article)
        or unnamed(question, article)
        or (alone and off_subject(question, article))
    )


def _other_year(question: str, article: Article) -> bool:
    """A year that the article neither names nor was written in, or right after."""
    asked, held = years(question), years(f"{article.title} {article.text}")
    if article.published_at:
        held |= {str(article.published_at.year), str(article.published_at.year - 1)}
    return bool(asked) and not asked & held


def _nothing_denied(question: str, best: Evidence) -> bool:
    """Somebody is said to refuse something where sentence and title deny nothing."""
    if not _DENYING.search(Said(question).lower):
        return False
    said = Said(f"{best.title}. {best.context} {best.text}")
    return not negators(said) and not denies_in_words(said)


def _never_happened(question: str, best: Evidence, article: Article) -> bool:
    """Something is said to have happened for which the article has no word.

    Where who or when it happened is what is asked, the sentence has to tell it, those before it
    or the title.
    """
    asked = _ANOTHER_SENSE.sub(" ", Said(question).lower)
    for words in _EVENTS:
        what = words[0]
        if _says(asked, words[:1]):
            itself = re.search(rf"(?<!\w)(?:{_WHO} {what}|{what} {_WHEN})(?!\w)", asked)
            near = f"{best.title}. {best.context} {best.text}"
            told = near if itself else f"{article.title} {article.text}"
            return not _says(Said(told).lower, words)
    return False


def _no_accident(question: str, article: Article) -> bool:
    """A fire, a quake or the like for which the article has no word."""
    asked, told = Said(question).lower, Said(f"{article.title} {article.text}").lower
    return any(_says(asked, words[:1]) and not _says(told, words) for words in _ACCIDENTS)


def _says(text: str, words: Sequence[str]) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text))


def _no_office(question: str, article: Article) -> bool:
    """An office that nobody holds in the article, or that somebody held once."""
    asked = asked_office(question)
    if asked is None:
        return False
    said = Said(f"{article.title} {article.text}")
    if asked[0] in said.lower:
        former = rf"(?<!\w)(?:cố|cựu|nguyên) {re.escape(asked[0])}"
        return asked[0] not in re.sub(former, "", said.lower)
    return not alike(asked[0], {o for o, _ in titled(said)})


def _not_named(question: str, article: Article) -> bool:
    """The subject of a question of today that the article does not name."""
    pairs = named_now(question)
    text = " ".join(fold(t.text) for t in tokens(f"{article.title} {article.text}"))
    return bool(pairs) and not any(f" {pair} " in f" {text} " for pair in pairs)
