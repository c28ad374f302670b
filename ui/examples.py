"""Makes questions to try of an article's own sentences: a figure becomes "bao nhiêu".

Vietnamese leaves the word of asking where the answer stands, so the sentence stays as it is.
Whether the archive answers them is not known here, nor how who, when and where are asked for.
"""

import re
from collections.abc import Iterator
from itertools import islice

from corpus.sentences import sentences
from ui.asked import UPPER, Asked, alone, fits
from ui.asked_inside import asked_inside
from ui.asked_words import asked_words

_LOOKED_AT = 4
"""Sentences of an article: its first ones tell what it is about."""
_NO_FIGURE = (
    r"(?:năm|tháng|ngày|quý|số|thứ|khóa|điều|lúc|đường|lộ|hạng|top|vòng|tuổi|giải|cup|hiệp|cấp|lớp"
    r"|nhóm|bảng|phiên|kỳ|khu|quận|phường|tổ|tập|phần|chương|mục|lần|loại|đời|bản)\s+"
)
_COUNTED = frozenset(
    "bài bàn bệnh bức ca chiếc chuyến chương con cuốn cuộc cán cây công căn cảng cầu cổ cửa "
    "doanh du dân dự em euro EUR ga ghế giáo giây giải giờ gram ha huy huyện hãng học hồ hộ kg "
    "khoản khu khách km kỷ lao liều loài lít lô lượt lồng m m2 m3 máy mét mũi mảnh mẫu nghi "
    "nghìn ngàn ngày người nhà nhân nhóm năm nước nạn nữ phim phiếu phút phụ quả quận quốc "
    "sinh suy suất sĩ số thành tháng thí thùng thương thẻ thủ thửa tin tiếng tiền toa tour "
    "trang tranh triệu trường trạm trận trẻ tuyến tuổi tài tàu tác tòa tấn tầng tập tệp tỉ "
    "tỉnh tỷ USD viên vé vùng vận vị vụ xe xã ô điểm đoàn đàn đêm đô đơn đại đảo đất đầu đồng "
    "độ đội đợt ứng".split()
)
"""First syllables of what is counted; a figure before another word is often part of a name."""
_FIGURE = re.compile(
    rf"(?P<before>\b{_NO_FIGURE})?(?:(?:hơn|gần|khoảng|trên|tới)\s+)?"
    r"(?<![\w/.,:–-])\d+(?:[.,]\d+)*(?P<unit>\s?%|(?=\s+[a-zà-ỹđ]))(?![/–-])",
    re.IGNORECASE,
)
_OF_TWO = re.compile(r"(?:\b(?:và|hoặc|hay|đến|tới)|[-–])\s*$")
"""Before the second of two figures that belong together."""
_SPOKEN = re.compile(
    r"^(?:Bao nhiêu|Toàn cảnh|Chùm ảnh|Ảnh|Video|Cận cảnh|Hiện làm)\b|\btrên\?$|"
    r"\b(?:nên|thì|có khi|luôn|rồi|mà|tôi|ta|mình|bạn|tức|hơn nữa|thậm chí)\b"
)
"""Of sentences far into an article: captions, and what is said rather than told."""
_ASIDE = re.compile(
    r"(?:, (?:cao|chiếm|chỉ|chủ|có|do|dưới|gấp|giảm|giống|gồm|hiện|hơn|kể|lấy|lớn|mỗi|nhằm"
    r"|nhỏ|nhưng|nối|phần|so|tăng|theo|thuộc|thấp|trong đó|trên|trở|tương|vì|vượt|được|đến|đã"
    r"|đắp)\b| và (?:bị|có|chuyển|không|là|sẽ|vẫn|được|đang|đã|đứng)\b).*"
)
"""After the figure: what is told besides, which a question does not need."""
_OPENING = re.compile(
    r"(?:Cuối|Cùng|Dự|Hiện|Năm|Ngày|Phiên|Quý|Riêng|Sau|So|Tháng|Theo|Trong|Trước|Tính|Tại|Ở|Đầu"
    r"|Đến)\b"
)
"""Of a first part that may end with a comma before the figure."""
_TO_FIGURE = frozenset(
    "bán cao chi cho chở còn cán có cần dài dùng dư giá giành giảm gặp gồm hại hết hút khoảng "
    "là lên lãi lập lỗ lục mua mất mốc mức nhận nặng phạt quân rộng sau sâu so sống tham thêm "
    "thu thắng tiêm trong trị trồng trả tính tăng tốn tới với vào vượt xuống xây xếp ăn đi đón "
    "đưa đạt đến đốt đỉnh được đỗ đổ ở".split()
)
"""Words that lead to a figure; after others it belongs to a name or stands before its noun."""
_HEADLINE = re.compile(
    r"^(?:Bắt|Chi|Cứu|Khởi|Khánh thành|Phát hiện|Phạt|Thu hồi|Thu giữ|Thưởng|Tìm thấy|Triệt phá"
    r"|Trao|Tặng|Xử phạt|Công bố|Hỗ trợ|Huy động|Đề xuất|Kỷ luật|Xét xử|Đầu tư|So với"
    r"|Bí mật|Cận cảnh|Chiêm ngưỡng|Danh sách|Dưới|Dương tính|Điểm danh|Đột nhập|Gợi ý|Hé lộ"
    r"|Khám phá|Loạt|Lộ|Mách|Ngắm|Tham gia|Thêm|Top|Xem|Âm tính)\b"
)
"""Of headlines without a subject: what is made of them nobody would ask."""
_TWICE = re.compile(r"^((?:Tổng )?[Ss]ố (\w+(?: \w+)?)\b.*\blà bao nhiêu) \2\?$")
"""What is counted was told before: "Số ca nhiễm là bao nhiêu ca?"."""
_NAME = re.compile(rf"[{UPPER}]\w*(?:[ .–-][{UPPER}]\w*)*")
_AGE = re.compile(r"\b(?:nay|đã|tròn|khi|mới|ngoài|thọ|từ|đủ|hơn|gần)\s*$")


def questions_of(title: str, text: str) -> Iterator[Asked]:
    """Questions about what the title, the first sentences and then the others say.

    Who reads them has not seen the article, so a question must name what the title names first.
    """
    body = text.removeprefix(title)
    about = _first_name(title)
    if not about:
        return
    said = [title, *(body[a:z] for a, z in islice(sentences(body), _LOOKED_AT))]
    first = [asked for sentence in said for asked in _questions(sentence)]
    made = {asked.text: asked for asked in (*first, *(asked for asked, _ in questions_in(body)))}
    yield from (asked for asked in made.values() if about in asked.text)


def _questions(sentence: str) -> Iterator[Asked]:
    plain = _plain(sentence)
    figure = _figure(plain)
    if figure:
        yield figure
    yield from asked_words(plain)


def _plain(sentence: str) -> str:
    """On one line, without the mark at its end."""
    return " ".join(sentence.split()).rstrip(".!?… ")


def _first_name(title: str) -> str:
    """What a title names first; a capital that only opens the sentence names nothing."""
    for found in _NAME.finditer(title):
        if re.fullmatch(r"F\d", found.group()):
            continue  # whoever met somebody infected
        if found.start() > 0 or " " in found.group() or found.group().isupper():
            return found.group()
    return ""


def questions_in(text: str) -> Iterator[tuple[Asked, tuple[int, int]]]:
    """Questions about what any sentence says, and where that sentence stands."""
    for start, end in sentences(text):
        for asked in (*_questions(text[start:end]), *asked_inside(_plain(text[start:end]))):
            if not _SPOKEN.search(asked.text):
                yield asked, (start, end)


def _figure(sentence: str) -> Asked | None:
    """The sentence with its only figure asked for; none where that makes no good question."""
    figures = [m for m in _FIGURE.finditer(sentence) if not m["before"] and not _named(m)]
    if not figures or not alone(sentence):
        return None
    found = figures[0]
    tail = _ASIDE.sub("", sentence[found.end() :])
    if len(figures) > 1 and figures[1].start() < found.end() + len(tail):
        return None  # the second is not only told besides
    if _OF_TWO.search(sentence[: found.start()]) or not _counts(found):
        return None
    head = sentence[: found.start()]
    if not _leads(head) or "," in tail.rstrip(" ,"):
        return None
    asked = "bao nhiêu phần trăm" if found["unit"].strip() == "%" else "bao nhiêu"
    asked = asked.capitalize() if found.start() == 0 else asked
    question = _TWICE.sub(r"\1?", f"{head}{asked}{tail.rstrip(' ,')}?")
    question = re.sub(r"(?<=bao nhiêu )m(?!\w)", "mét", question)
    return Asked(text=question, wanted=found.group(), kind="figure") if fits(question) else None


def _leads(head: str) -> bool:
    """Whether what stands before a figure lets it be asked for in plain words."""
    if _HEADLINE.match(head) or ("," in head and not _OPENING.match(head)):
        return False
    words = head.split()
    return bool(words) and words[-1].lower() in _TO_FIGURE


def _counts(figure: re.Match[str]) -> bool:
    """Whether a figure says how many of something, or how much per cent, and is no range."""
    after = figure.string[figure.end() :].split()
    counted = bool(after) and after[0].strip(",.") in _COUNTED  # not "bệnh viện 30 Tháng 4"
    if after[:1] == ["tuổi"] and not _AGE.search(figure.string[: figure.start()]):
        return False  # "người đẹp 41 tuổi" names somebody
    return "%" in figure["unit"] or counted


def _named(figure: re.Match[str]) -> bool:
    """Whether a figure belongs to a name or is a year: "Tokyo 2020", "cầu Mỹ Thuận 2"."""
    words = figure.string[: figure.start()].split()
    after_name = bool(words) and words[-1][:1].isupper() and len(words) > 1
    return after_name or re.fullmatch(r"(?:19|20)\d\d", figure.group().strip()) is not None
