"""A yes or a no, where the cited sentence says it outright; else nothing.

A wrong yes is worse than none: hearsay, opinions, plans, conditions and denials settle nothing.
It knows words, not what follows from them.
"""

import re

from assistant.answer import Difference
from assistant.checking_days import dates_in
from assistant.checking_name_runs import names
from assistant.checking_negators import negators
from assistant.checking_refusals import DENYING
from assistant.checking_rules import check_by_rules
from assistant.checking_words import Pair, Said, pair
from assistant.fitting_kinds import years
from assistant.yes_no_statement import implied, meant_from, said_of, statement, whether_yet
from corpus.article import Article
from index.analysis import fold

__all__ = ["YES", "statement", "yes_or_no"]
YES = ("Có", "Rồi")
_OPEN = re.compile(
    r"(?<!\w)(?:không có nghĩa|không đồng nghĩa|chưa có nghĩa|chưa hẳn|chưa chắc|không hẳn|"
    r"không chắc|tin đồn|đồn đoán|đồn thổi|đồn|nghe nói|giả sử|nếu|trừ phi|trừ khi|có thể|"
    r"có lẽ|có khả năng|khả năng|nguy cơ|dường như|hình như|có vẻ|được cho là|bị cho là|"
    r"được coi là|bị nghi|nghi ngờ|nghi vấn|nghi|dự kiến|dự định|dự báo|kế hoạch|dự tính|"
    r"sắp|sẽ|(?:có ý|toan|rắp tâm) định|suýt|gần như|cho rằng|tin rằng|"
    r"tin là|nhận định|đánh giá|dự đoán|phỏng đoán|"
    r"suy đoán|hy vọng|hi vọng|mong|kỳ vọng|muốn|kêu gọi|đề nghị|đề xuất|yêu cầu|cáo buộc|tố cáo|"
    r"bị tố|dọa|đe dọa|hứa|khuyến cáo|khuyên|cam kết|cân nhắc|xem xét|theo lời|tự nhận|tự xưng|"
    r"lẽ ra|đáng lẽ|giá như|thay vì|tưởng|ngỡ|làm giả|mục tiêu|kịch bản|tranh cãi|đòi|xin|đang|"
    r"từng|lan truyền|thông tin về|tin về|ý kiến|dư luận|dự phòng|phòng ngừa)(?!\w)"
)
"""Words that keep a sentence from settling anything, unless the question has them too."""
_STRONG = frozenset(
    "tất cả mọi toàn bộ luôn hẳn hoàn toàn duy nhất chỉ đầu cuối nhất mới trước sau vì do bởi để "
    "nên hơn kém bằng nhờ khỏi cả vẫn còn lại thêm nữa".split()
)
"""Small words of a statement that its sentence must have too."""
_SAYING_LITTLE = frozenset(
    "là có được bị đã và của các những một cho với ở tại trong khi từ thì mà này đó rằng cũng đi "
    "ra vào đến tới lên xuống về vậy thế ông bà anh chị cô người việc sự cuộc chiếc con cái bộ vụ "
    "phải đúng thật theo như nước năm ngày tháng ấy kia rồi không chưa chẳng tức nghĩa phần trăm "
    "đồng số".split()
)
_BELOW = re.compile(r"(?:chưa|không) (?:đến|tới|đầy|quá)(?= \d)", re.IGNORECASE)
_CONTRARY = re.compile(
    r"(?<!\w)(?:cấm|hủy|ngừng|dừng|ngưng|hoãn|chấm dứt|kiêng|hạn chế|thiếu|tránh|chặn|ngăn|"
    r"tẩy chay|bãi bỏ|tước)(?!\w)"
)
"""Words under which what follows does not happen."""
_TELLING = ("figure", "date", "unit", "negation")


def yes_or_no(question: str, quote: str, article: Article | None) -> str:
    """Yes or no in Vietnamese; empty where the sentence does not settle it.

    Args:
        question: A yes-or-no question that stands alone.
        quote: The sentence that is cited first.
        article: Where it is from; words of the question may stand in its title.
    """
    said = statement(question)
    if not said or quote.rstrip("”\"' ").endswith("?"):
        return ""
    title = article.title if article else ""
    sides = pair(said, quote, f"{title} {article.text if article else ''}")
    if implied(question) and _denies_meaning(sides):
        return "Không"
    if (
        _unsettled(sides, quote)
        or _unsettled(sides, title)
        or _of_another_year(said, quote, article)
    ):
        return ""
    support = check_by_rules(said, [(quote, article)])
    against = support.differences
    if not _covered(sides, title, against):
        return ""
    if not _told_here(said_of(question), sides, title, against):
        return ""
    yet = whether_yet(question)
    if support.level != "unsupported":
        return "" if _denied(sides) else ("Rồi" if yet else "Có")
    settling = all(d.kind in _TELLING and d.source for d in against)
    denied = all(d.kind != "negation" or negators(sides.source) for d in against)
    if against and settling and denied:
        return "Chưa" if yet else "Không"
    return ""


def _of_another_year(said: str, quote: str, article: Article | None) -> bool:
    """Whether a year is asked about and the sentence tells of another, by its title or its day."""
    asked = years(said)
    told = years(quote) or (years(article.title) if article else set())
    if not told and article and article.published_at:
        told = {str(article.published_at.year)}
    return bool(asked and told) and not asked & told


def _denies_meaning(sides: Pair) -> bool:
    """Whether the sentence says that something does not mean what is asked."""
    match = re.search(r"không (?:có|đồng) nghĩa (?:là|với|rằng)?", sides.source.lower)
    if match is None:
        return False
    after = {w.key for w in sides.source.words if w.start >= match.end()}
    asked = [w.key for w in sides.claim.words if w.start >= meant_from(sides.claim.text)]
    return len(asked) > 1 and all(key in after or key in _SAYING_LITTLE for key in asked)


def _unsettled(sides: Pair, text: str) -> bool:
    """Whether a text only supposes, reports or denies, where the question does not."""
    asked = f" {' '.join(sides.claim.keys)} "
    lower = text.lower()
    hedged = (m[0] for m in _OPEN.finditer(lower))
    return any(f" {word} " not in asked for word in hedged) or any(
        f" {m[0]} " not in asked for m in DENYING.finditer(lower)
    )


def _covered(sides: Pair, title: str, against: tuple[Difference, ...]) -> bool:
    """Whether every word of the statement that says something stands in the sentence or title.

    Names, figures and dates are left to the checker; so is what it found to differ.
    """
    claim = sides.claim
    there = {*sides.source.keys, *pair(title, title).claim.keys}
    there |= {"dưới"} if _BELOW.search(sides.source.lower) else set()
    left = {i for n in names(claim) for i in range(n.first, n.last)}
    spans = [(d.start, d.end) for d in dates_in(claim)]
    told = {w for d in against for w in d.claim.lower().split()}
    told |= {w for d in against for w in sides.typed.lower().split() if w in d.claim.lower()}
    for at, word in enumerate(claim.words):
        if word.key in there or at in left or any(c.isdigit() for c in word.key):
            continue
        if any(s <= word.start < e for s, e in spans) or word.key in told:
            continue
        if word.key in _STRONG or word.key not in _SAYING_LITTLE:
            return False
    telling = {w.key for w in claim.words if w.key not in _SAYING_LITTLE}
    return bool(telling & set(sides.source.keys))


def _told_here(predicate: str, sides: Pair, title: str, against: tuple[Difference, ...]) -> bool:
    """Whether the sentence itself tells what is asked; of its title only names help.

    Figures are left to the checker, and what it found to differ; names are not.
    """
    over = Said(title)
    there = {fold(key) for key in sides.source.keys}
    there |= {fold(over.keys[i]) for n in names(over) for i in range(n.first, n.last)}
    there |= {"duoi"} if _BELOW.search(sides.source.lower) else set()
    there |= {fold(w) for d in against for w in d.claim.lower().split()}
    said = Said(predicate)
    dates = [(d.start, d.end) for d in dates_in(said)]
    keys = [w.key for w in said.words if not any(s <= w.start < e for s, e in dates)]
    weak = {fold(word) for word in _SAYING_LITTLE}
    telling = {fold(key) for key in keys if not any(c.isdigit() for c in key)} - weak
    if "bi" in map(fold, said.keys) and "bi" not in there:
        return False
    return telling <= there and (bool(telling) or any(c.isdigit() for c in predicate))


def _denied(sides: Pair) -> bool:
    """Whether one side denies something and the other does not."""
    ours, theirs = (Said(_BELOW.sub("dưới", side.text)) for side in (sides.claim, sides.source))
    contrary = {m[0] for m in _CONTRARY.finditer(theirs.lower)}
    asked = {m[0] for m in _CONTRARY.finditer(ours.lower)}
    return bool(negators(ours)) != bool(negators(theirs)) or not contrary <= asked
