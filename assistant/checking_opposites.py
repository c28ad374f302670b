"""Words of a claim that say the opposite of its source ("tăng" for "giảm")."""

from collections.abc import Set

from assistant.answer import Difference
from assistant.checking_words import Pair, Said

_OPPOSITES = tuple(
    tuple(side.split("|") for side in line.split(" <> "))
    for line in (
        "tăng|tăng lên|gia tăng <> giảm|giảm xuống|sụt|sụt giảm|hạ",
        "thắng|đánh bại|chiến thắng|vượt qua|hạ gục <> thua|thất bại trước|bại trận",
        "đồng ý|chấp nhận|chấp thuận|tán thành|nhất trí <> từ chối|phản đối|bác bỏ|khước từ",
        "xác nhận|thừa nhận|thú nhận|công nhận <> phủ nhận|bác bỏ|chối",
        "cho phép <> cấm|không cho",
        "ủng hộ <> phản đối|chống lại|tẩy chay",
        "dương tính <> âm tính",
        "thành công <> thất bại",
        "nhập khẩu|nhập <> xuất khẩu|xuất",
        "mua <> bán",
        "mở cửa <> đóng cửa",
        "lớn nhất|cao nhất|nhiều nhất|dài nhất <> nhỏ nhất|thấp nhất|ít nhất|ngắn nhất",
        "sống sót|còn sống <> thiệt mạng|tử vong|chết|qua đời",
        "có tội <> vô tội",
        "đầu tiên <> cuối cùng",
        "đông <> tây",
        "nam <> nữ",
        "chính thức <> không chính thức",
        "an toàn <> nguy hiểm",
        "hợp pháp <> bất hợp pháp|trái phép",
        "lãi <> lỗ",
        "bắt đầu|khởi động|khởi công <> kết thúc|chấm dứt|hoàn thành|khánh thành",
        "siết chặt|thắt chặt <> nới lỏng",
        "lạc quan <> bi quan",
        "tích cực <> tiêu cực",
        "trước khi <> sau khi",
        "đạt|vượt|cao hơn|nhiều hơn <> thấp hơn|kém hơn|ít hơn|dưới",
        "vẫn|còn|tiếp tục <> ngừng|dừng|ngưng",
        "lớn hơn|dài hơn|sớm hơn|nhanh hơn <> nhỏ hơn|ngắn hơn|muộn hơn|chậm hơn",
    )
)  # fmt: skip


def opposite_differences(pair: Pair, neutral: Set[str]) -> list[Difference]:
    """A word of the claim whose opposite, and not the word itself, the source has.

    Args:
        pair: The claim beside its source.
        neutral: Words that say nothing of what stands beside them.
    """
    for left, right in _OPPOSITES:
        for mine, other in ((left, right), (right, left)):
            said = next((w for w in mine if _has(pair.claim, w)), None)
            against = next((w for w in other if _has(pair.source, w)), None)
            if said and against and not any(_has(pair.source, w) for w in mine):
                if any(_has(pair.claim, w) for w in other):
                    continue
                if _same_place(pair, said, against, neutral):
                    return [Difference(claim=said, source=against, kind="negation")]
    return []


def _has(said: Said, phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(said.keys)} "


def _same_place(pair: Pair, mine: str, other: str, neutral: Set[str]) -> bool:
    """Whether the opposites stand in the same company: a neighbour within two words is shared."""

    def company(said: Said, phrase: str) -> set[str]:
        keys = said.keys
        words = phrase.split()
        near: set[str] = set()
        for at in said.find(words):
            near |= set(keys[max(0, at - 2) : at]) | set(
                keys[at + len(words) : at + len(words) + 2]
            )
        return near - neutral

    return bool(company(pair.claim, mine) & company(pair.source, other))
