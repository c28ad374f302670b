"""Refusing, denying, forbidding: verbs that turn what follows them into its contrary."""

import itertools
import re
from collections.abc import Callable

from assistant.answer import Difference
from assistant.checking_words import Pair, Said

NEGATIVE_WORDS = re.compile(
    r"(?<!\w)(?:phủ nhận|bác bỏ|bác|từ chối|thiếu|hết|ngừng|dừng|cấm|khó|tránh|hủy|hoãn|vắng|"
    r"mất|bỏ|trừ|vô|"
    r"phi|ngoại trừ|ngoài|phản đối|chối|khước từ|không|chưa|chẳng|chả|bất|ít|hiếm|thôi|ngưng|"
    r"nghỉ|miễn|"
    r"trống|sai|tẩy chay|âm tính|giữ nguyên|thất bại|trái|quên|rút|gỡ|yếu|kém|chậm|dưới|duy nhất|"
    r"chỉ|khỏi|thấp hơn|kém hơn|nhỏ hơn|ít hơn|miễn phí|giả|oan|xóa|tắt|đừng|thay vì|thua|lỡ|"
    r"lặng im|im lặng|chấm dứt|bảo toàn|bảo tồn|nguyên vẹn|an toàn|bí mật|"
    r"chặn|ngăn|bãi bỏ|đóng|khép|tước|rời|chờ)(?!\w)"
)


_NO_DENIAL = re.compile(
    r"(?<!\w)(?:không (?:quân|khí|gian|phận|trung|lực|tặc|vận|kích|chỉ|ngừng|những)|hàng không|"
    r"phòng không|bác (?:sĩ|ái|học|cháu)|ông bác|bỏ (?:túi|phiếu|ra|vào)|rút (?:thăm|gọn|ngắn)|"
    r"trên không|vô địch|vô cùng|phi công|phi cơ|phi hành|phi trường|ngoài ra|"
    r"mất (?:\d+|khoảng|hơn|gần)|đóng (?:vai|góp|tàu|phim)|rời (?:đi|khỏi)?|ít nhất|chỉ đạo|"
    r"chỉ số|chỉ huy|chỉ tiêu|chỉ thị|chỉ định|bất (?:cứ|kỳ|kì|ngờ|động sản))(?!\w)"
)
"""Words that hold a word of denial and deny nothing."""


def denies_in_words(said: Said) -> bool:
    """Whether a text has a negative word, those in other words ("không quân") aside."""
    return bool(NEGATIVE_WORDS.search(_NO_DENIAL.sub(" ", said.lower)))


_REFUSING = re.compile(
    r"(?<!\w)(?:từ chối|phủ nhận|bác bỏ|phản đối|khước từ|hủy bỏ|hủy|cấm|chấm dứt|ngừng|chờ|"
    r"đang chờ)(?!\w)"
)
_WEAK = frozenset(
    "việc có được bị thể phải là còn cần đã sẽ đang cho về của với các những một mọi sự khoản rằng "
    "tiền".split()
)


def refused_before(said: Said, at: int) -> bool:
    """Whether a word is in the clause of something refused or stopped: "tạm ngưng cho xe đi"."""
    before = re.split(r"[.;]", said.lower[: said.words[at].start])[-1]
    return bool(_STOPPED.search(before))


_STOPPED = re.compile(
    r"(?<!\w)(?:từ chối|phủ nhận|bác bỏ|khước từ|hủy|cấm|chấm dứt|ngừng|ngưng|tạm dừng|"
    r"đình chỉ)(?!\w)"
)


def negative_before(said: Said, at: int, reach: int) -> bool:
    """Whether a negative word stands shortly before a word."""
    start = said.words[max(0, at - reach)].start
    before = _NO_DENIAL.sub(" ", said.lower[start : said.words[at].start])
    return bool(NEGATIVE_WORDS.search(_PART.split(before)[-1]))


_PART = re.compile(r"(?<!\w)(?<!thay )(?:vì|do|nên|nhưng)(?!\w)|,(?= họ | có thể| được)")


def refusal_differences(pair: Pair, negators: Callable[[Said], list[int]]) -> list[Difference]:
    """What one side refuses and the other simply does.

    Args:
        pair: The claim beside its source.
        negators: Finds the words of denial in a text.
    """
    for said, other, swapped in ((pair.claim, pair.source, False), (pair.source, pair.claim, True)):
        if negators(other) or _REFUSING.search(other.lower):
            continue
        for match in _REFUSING.finditer(said.lower):
            refused = [w for w in said.words if w.start >= match.end() and w.key not in _WEAK][:2]
            places = [i for i, k in enumerate(other.keys) if refused and k == refused[0].key]
            if len(refused) == 2:
                places = [i for i in places if refused[1].key in other.keys[i + 1 : i + 4]]
            places = [i for i in places if not negative_before(other, i, 6)]
            waiting = match[0].endswith("chờ") and "đang" in other.keys
            if places and not waiting:
                there = said.text[match.start() : refused[-1].end]
                last = other.words[min(places[0] + 1, len(other.words) - 1)]
                here = other.text[other.words[places[0]].start : last.end]
                own, source = (here, there) if swapped else (there, here)
                return [Difference(claim=own, source=source, kind="negation")]
    return []


DENYING = re.compile(
    r"(?<!\w)(?:phủ nhận|bác bỏ|bác tin|đính chính|cải chính|chối|từ chối|phản đối|khước từ|"
    r"hủy bỏ|hủy|hoãn|tạm dừng|tạm ngừng|thất bại|sai sự thật|thất thiệt|không đúng)(?!\w)"
)
"""Words by which a text denies or calls off what it names."""
_UNHEARD = (["từng", "thấy"], ["từng", "có"])
_SOMEBODY = frozenset("họ ông bà tôi anh chị cô em nó mình ta hắn y ai".split())
_ABOUT: tuple[list[str], ...] = ([], ["về"], ["trong"], ["ở"], ["tại"])


def only_measures(behind: list[str], before: str = "") -> bool:
    """Whether a negator, by the words behind it, but bounds a figure or says how great it is.

    "không được sở hữu quá 49%", "tác động chưa từng thấy về môi trường"; not where somebody
    stands before it: "họ chưa từng có ở quê nhà".
    """
    bounds = any(k == "quá" and m[:1].isdigit() for k, m in itertools.pairwise(behind))
    unheard = behind[:2] in _UNHEARD and behind[2:3] in _ABOUT
    return bounds or (unheard and before not in _SOMEBODY)
