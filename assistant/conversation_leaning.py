"""Whether a question can be understood alone; knows nothing of what was said before it."""

import re
import unicodedata

from assistant.how_to import is_task
from index.analysis import fold, normalise

_WHO = (
    "ông|bà|anh|chị|cô|cậu|em|chú|bác|cụ|hắn|y|nàng|chàng|bé|cháu|bạn|thầy|người|kẻ|vị|gã|"
    "nghệ sĩ|ca sĩ|cầu thủ|bệnh nhân|nạn nhân|nghi phạm|tác giả"
)
_WHAT = (
    "vụ|việc|chuyện|bên|phía|đội|tàu|xe|máy|gói|giải|chỗ|nơi|hôm|lúc|khi|dịp|thời|hồi|đợt|lần|"
    "cái|con|"
    "nhóm|số|loại|món|cuốn|phim|bài|trận|kỳ|bộ|chiếc|căn|ngôi|tòa|khu|vùng|xã|huyện|tỉnh|nước|"
    "trường|"
    "công ty|hãng|dự án|chương trình|cuộc|sự kiện|luật|quy định|kế hoạch|đảo|cầu|đường|tuyến|thứ|"
    "mức|giá|quãng|năm|tháng|ngày|tuần|trong|ở|tại|trước|sau|từ|đến|như|ngoài|nhờ|do|cùng|cáp|"
    "cây|nhà|quán|"
    "tòa nhà|điều|hành động|bức|tượng|ngân hàng|tổ chức|quỹ|bệnh|virus|loài|giống|kem|tên|đám|"
    "lô|khoản|"
    "thành phố|thị trấn|quốc gia|chính sách|thỏa thuận|bản|mẫu|dòng|phiên bản|hệ thống|thiết bị|"
    "trận đấu"
)
_POINT = "ấy|ta|này|đó|nọ|kia|nói trên|vừa rồi|đấy"
_LEANING = re.compile(
    rf"(?<!\w)(?:(?:{_WHO}) (?:{_POINT})|(?:{_WHAT}) (?:ấy|này|đó|nọ|kia|đấy)|nó|họ|chúng|hai "
    rf"người|cả hai|"
    r"ở đó|ở đấy|tại đó|đó|ấy|này|kia|nọ|đấy|hai bên|người (?:này|kia)|bọn họ|đôi này)(?!\w)"
)
_NOT_LEANING = re.compile(
    r"(?<!\w)(?:hôm nay|, trong đó|trong đó có|năm nay|lần này|thế giới này|đời này|trong khi "
    r"đó|sau đó|trước đó|do đó|từ đó|"
    r"năm này qua|những ai đó|người ta|hai người nào)(?!\w)"
)
_SURNAME = re.compile(r"(?<!\w)họ (?=[^\W\d_a-zà-ỹ])")
_BARE_LEANING = re.compile(
    rf"(?<!\w)(?:(?:{fold(_WHO)}) (?:ay|nay|do|kia|ta)|(?:{fold(_WHAT)}) (?:ay|nay|do|kia)|no|"
    r"(?:cua|cho|the|vay|voi|ma|roi) ho|hai nguoi|ca hai)(?!\w)"
)
_BARE_NOT = re.compile(r"(?<!\w)(?:hom nay|nam nay|ban do|can ho|co nay)(?!\w)")
_OPENING = re.compile(
    r"^(?:còn|thế(?! giới| vận| hệ| chiến)|vậy|rồi(?! ro)|ngoài ra|thế còn|trước kia|trước đây|"
    r"trước đó|"
    r"sau đó|lúc đó|thế thì|vậy thì|và|nhưng|hồi đó|còn lại|bên kia|tiếp theo|cuối cùng)(?!\w)"
)
_BARE_OPENING = re.compile(
    r"^(?:con|the|vay|roi|ngoai ra|the con|truoc kia|sau do|luc do|va|nhung)"
    r"(?= (?!gioi|trai|gai|duong|nguoi|tau|van|he|chim|bao))"
)
_ENDING = re.compile(r"(?:thì sao|thi sao|thế nào nữa|nữa|the thi sao)\s*\??$")
_TITLE = re.compile(
    r"(?:(?<!\w)(?:ông|bà|anh|chị|cô|cậu)|^(?:Ông|Bà|Anh|Chị|Cô|Cậu))(?: ta| ấy)?(?= [a-zà-ỹđ])"
    r"(?! (?:ngoại|nội|chủ|xã|bầu|dâu|rể|chồng|vợ|em|chị|giáo|gái|dì|già|lão|mẹ|đồng|hùng|ruột|"
    r"họ|cố|trùm|tổ|"
    r"trẻ|công|bé|thầy|chú|lương|văn|gái|thợ|cháu|cả|hai|ba|út|lái|con|bán|ve|nào|gì|thị|đỡ|"
    r"hoàng|vua|nông|tài|tiên|bác)(?!\w))"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_FUNCTION = frozenset(
    "bao nhieu lau xa gio may nao gi ai dau sao the khi hoi hom vi tai nhu khong phai chua la "
    "vay thi co duoc bi "
    "da dang se cua va o trong voi cho tu ve den toi do de ma lai nua roi ha nhi a nhung cac "
    "mot con ra vao len "
    "xuong cung deu chi hon ngay thang nam lan het mat tong cong tat ca bang".split()
)
SHORT = 5
"""A question without a name and with at most this many words of content leans (2026-11-21)."""


def leans(question: str) -> bool:
    """Whether a question needs the conversation before it to be understood."""
    plain = " ".join(normalise(question).split()).strip(" ?.!")
    if points(question):
        return True
    return not _named(question) and _content(plain) <= SHORT and not is_task(question)


def points(question: str) -> bool:
    """Whether words of a question point to what was said before: "ông ấy", "còn … thì sao"."""
    plain = " ".join(normalise(question).split()).strip(" ?.!")
    if plain == fold(plain):
        return bool(
            _BARE_OPENING.search(plain)
            or _ENDING.search(plain)
            or (_BARE_LEANING.search(_BARE_NOT.sub(" ", plain)) and not _long(plain))
        )
    if (_OPENING.search(plain) and not _two_names(question)) or _ENDING.search(plain):
        return True
    pointing = normalise(_SURNAME.sub(" ", " ".join(question.split())))
    if _LEANING.search(_NOT_LEANING.sub(" ", pointing)) and not _fully_named(question):
        return True
    return _title_alone(question)


def _named(question: str) -> bool:
    """Whether a name, a code or a figure stands in it beyond its first word."""
    words = question.split()
    return any(w.strip("\"“'(")[:1].isupper() for w in words[1:]) or any(
        foreign(w) or any(c.isdigit() for c in w)
        for w in (word.strip("\"“”'(),.?!") for word in words)
    )


def foreign(word: str) -> bool:
    """Whether a word in plain letters is no Vietnamese syllable: "windows", "iPhone"."""
    return word.isascii() and word.isalpha() and not _SYLLABLE.fullmatch(word.lower())


def _two_names(question: str) -> bool:
    """Whether two names of two words or more stand in a question."""
    return len(re.findall(r"(?<!^)(?<!\w)[^\W\d_a-zà-ỹ]\w+ [^\W\d_a-zà-ỹ]\w+", question)) >= 2


def _fully_named(question: str) -> bool:
    """Whether a long question with two names points only within itself ("… ông Trump … ông ấy")."""
    plain = question.split()
    names = sum(w[:1].isupper() for w in plain[1:])
    found = _LEANING.search(normalise(question))
    late = found is not None and found.start() > len(question) * 0.4
    return names >= 2 and late and len(plain) >= 14


def _title_alone(question: str) -> bool:
    """Whether "ông", "bà" … stands for somebody: no name follows and none stands before."""
    question = unicodedata.normalize("NFC", question)
    match = _TITLE.search(question)
    if match is None:
        return False
    return not any(w[:1].isupper() for w in question[: match.start()].split()[1:])


def _long(plain: str) -> bool:
    return _content(plain) > 9


def _content(plain: str) -> int:
    """Words that are no function words."""
    return sum(word not in _FUNCTION for word in re.findall(r"\w+", fold(plain)))
