"""Words of a claim that say the opposite of its source ("tăng" for "giảm")."""

import re
from collections.abc import Callable, Sequence, Set

from assistant.answer import Difference
from assistant.checking_name_runs import names
from assistant.checking_words import Pair, Said

OPPOSITES = tuple(
    tuple(side.split("|") for side in line.split(" <> "))
    for line in (
        "tăng|tăng lên|gia tăng|tăng cường|mạnh thêm|mạnh lên|đẩy mạnh <> giảm|giảm xuống|sụt|"
        "sụt giảm|hạ|suy giảm|suy yếu|giảm bớt|yếu đi",
        "thắng|đánh bại|chiến thắng|vượt qua|hạ gục <> thua|thất bại trước|bại trận",
        "đồng ý|chấp nhận|chấp thuận|tán thành|nhất trí <> từ chối|phản đối|bác bỏ|khước từ",
        "xác nhận|thừa nhận|thú nhận|công nhận <> phủ nhận|bác bỏ|chối",
        "cho phép <> cấm|không cho",
        "ủng hộ <> phản đối|chống lại|tẩy chay",
        "dương tính <> âm tính",
        "thành công <> thất bại",
        "nhập khẩu|nhập <> xuất khẩu|xuất",
        "mua <> bán",
        "mở cửa|mở <> đóng cửa|đóng",
        "lớn nhất|cao nhất|nhiều nhất|dài nhất <> nhỏ nhất|thấp nhất|ít nhất|ngắn nhất",
        "nhanh nhất|sớm nhất|trẻ nhất|mới nhất|đắt nhất <> chậm nhất|muộn nhất|già nhất|cũ nhất|"
        "rẻ nhất",
        "tốt nhất|mạnh nhất <> tệ nhất|kém nhất|yếu nhất|xấu nhất",
        "sống sót|còn sống <> thiệt mạng|tử vong|chết|qua đời",
        "kết án|có tội|phạt tù <> vô tội|trắng án|trả tự do|tha bổng",
        "bổ nhiệm <> miễn nhiệm|bãi nhiệm|cách chức|sa thải",
        "đầu tiên <> cuối cùng",
        "đông <> tây",
        "nam <> nữ",
        "chính thức <> không chính thức",
        "an toàn <> nguy hiểm",
        "hợp pháp <> bất hợp pháp|trái phép",
        "lãi <> lỗ",
        "nhập viện <> xuất viện",
        "nhập cảnh <> xuất cảnh",
        "bắt đầu|khởi động|khởi công <> kết thúc|chấm dứt|hoàn thành|khánh thành",
        "siết chặt|thắt chặt <> nới lỏng",
        "lạc quan <> bi quan",
        "tích cực <> tiêu cực",
        "còn hiệu lực|có hiệu lực <> hết hiệu lực",
        "sớm <> muộn|trễ",
        "trước khi|trước cả khi <> sau khi|ngay sau khi",
        "đạt|vượt|cao hơn|nhiều hơn <> thấp hơn|kém hơn|ít hơn|dưới",
        "vẫn|còn|tiếp tục <> ngừng|dừng|ngưng",
        "lớn hơn|dài hơn|sớm hơn|nhanh hơn <> nhỏ hơn|ngắn hơn|muộn hơn|chậm hơn",
        "rất nhiều|nhiều|không ít <> rất ít|ít",
        "dễ|dễ dàng <> khó|khó khăn",
        "bắt giữ|bắt <> thả|phóng thích",
        "gia nhập|tham gia <> rời|rút khỏi|rời khỏi",
        "tối đa|nhiều nhất|không quá <> tối thiểu|ít nhất",
        "vay <> cho vay",
        "tấn công <> phòng thủ",
        "mở rộng|nới rộng <> thu hẹp|co hẹp",
        "cao|cao hơn <> thấp|thấp hơn",
        "cao hơn|lớn hơn|nhiều hơn|thấp hơn|nhỏ hơn|ít hơn|gấp <> chỉ bằng|ngang bằng|ngang|"
        "tương đương|mới bằng|bằng",
        "đông|đông đúc|đông nghịt|đông kín|tấp nập|nhộn nhịp <> vắng|vắng vẻ|thưa thớt|"
        "đìu hiu|vắng hơn",
        "vẫn còn|còn <> hết|đã hết|không còn",
        "nhanh|nhanh hơn <> chậm|chậm hơn",
        "dài|dài hơn <> ngắn|ngắn hơn",
        "nặng|nặng hơn <> nhẹ|nhẹ hơn",
        "mạnh|mạnh hơn <> yếu|yếu hơn",
        "giàu|giàu có <> nghèo|nghèo khó",
        "đắt|đắt đỏ <> rẻ",
        "nóng <> lạnh",
        "cho phép <> tạm ngưng|ngưng|tạm dừng|đình chỉ",
        "tiếp đón|tiếp|sân nhà|đón tiếp <> làm khách|sân khách|sân đối phương",
        "ca ngợi|khen|khen ngợi|tán dương|biểu dương|tuyên dương <> chỉ trích|chê|"
        "phê phán|lên án|phê bình",
        "thúc đẩy|khuyến khích <> ngăn chặn|ngăn|kìm hãm|hạn chế|cản trở",
        "nâng|nâng lên|lên <> hạ|xuống|xuống còn",
        "thêm|hơn <> bớt",
        "mở <> khép lại|khép",
        "hoan nghênh|chào đón <> phản đối|tẩy chay",
        "kế nhiệm <> tiền nhiệm",
        "đúng hạn|kịp <> trễ hạn|quá hạn",
        "có mặt|tham dự|góp mặt|dự <> vắng mặt|vắng",
        "giành|chiếm <> đánh mất|mất|để mất",
        "đổ bộ|đến <> rời đi",
        "công khai <> bí mật|kín|tuyệt mật|mật",
        "ở lại|trụ lại <> rời đi|bỏ đi|ra đi",
        "cùng chiều <> ngược chiều",
        "tự nguyện <> bắt buộc",
        "chủ động <> bị động",
        "tạm thời <> vĩnh viễn|lâu dài",
        "trực tiếp <> gián tiếp",
        "đoàn kết <> chia rẽ",
        "gần <> xa",
        "trẻ <> già",
        "đầy <> cạn|trống",
        "trở lại|quay lại|quay về <> rút khỏi|rời khỏi|từ bỏ",
        "thưa|thưa dần|thưa thớt <> dày|dày đặc|tăng",
        "đúng tiến độ|đúng hạn|trước hạn <> chậm tiến độ|lùi tiến độ|trễ hạn|lùi",
        "đổi mới <> giữ nguyên",
        "bảo vệ <> phá hủy|phá hoại",
        "khôi phục|nối lại <> đình chỉ|tạm dừng|ngừng",
        "vui|vui mừng <> buồn|thất vọng",
        "khỏe|hồi phục <> nguy kịch|trở nặng",
        "xây dựng|xây <> phá dỡ|tháo dỡ",
        "dỡ bỏ|gỡ bỏ <> áp đặt|áp dụng|ban bố",
        "hạ cánh <> cất cánh",
        "im lặng|lặng im|giữ kín <> lên tiếng",
        "qua khỏi|thoát chết|sống sót <> không qua khỏi|tử vong|chết|thiệt mạng|qua đời",
        "thiếu|thiếu hụt <> đủ|có đủ|đầy đủ|có cả|dồi dào|thừa|dư thừa",
        "chưa thực hiện|chưa làm|chưa triển khai|chưa hoàn thành|chưa xong <> làm xong|đã xong|"
        "đã hoàn thành|đã thực hiện|đã hoàn tất|đã triển khai",
        "hài lòng|mãn nguyện <> bất mãn|thất vọng|bức xúc",
        "nhất trí <> bất đồng",
        "tin tưởng <> nghi ngờ|hoài nghi",
        "ổn định <> bất ổn|biến động",
        "ưu điểm <> nhược điểm",
        "thuận lợi <> bất lợi|khó khăn",
        "nguyên đơn <> bị đơn",
        "bùng phát <> lắng xuống|lắng dịu",
        "sôi động <> ảm đạm|trầm lắng",
        "phục hồi <> suy thoái",
        "tăng trưởng <> suy giảm",
        "trúng tuyển|đỗ|đậu <> trượt",
        "hiếm|hiếm gặp <> phổ biến|thường gặp",
        "có lợi <> có hại|bất lợi",
        "thích <> ghét",
        "gia hạn <> chấm dứt|hủy",
        "đối thủ <> đồng minh|đồng đội",
        "nạn nhân <> thủ phạm|hung thủ|nghi phạm",
        "tạm giam|bắt giam <> tại ngoại",
        "nâng hạng|nâng cấp|nâng bậc <> hạ cấp|hạ bậc|xuống hạng",
        "thăng chức <> giáng chức",
        "nhậm chức <> từ chức|mãn nhiệm",
        "kết hôn|cưới <> ly hôn|chia tay",
        "tiêu diệt <> bảo vệ",
        "bình thường <> bất thường",
        "khởi tố <> đình chỉ",
        "rộng cửa|sáng cửa <> khó|hẹp cửa",
        "dựng <> hạ",
        "ít khả năng <> nhiều khả năng|rất lớn|rất cao",
        "đông nhất <> ít nhất|thưa nhất",
    )
)  # fmt: skip


def opposite_differences(
    pair: Pair, neutral: Set[str], denied: Callable[[Said, int], bool]
) -> list[Difference]:
    """A word of the claim whose opposite, and not the word itself, the source has.

    Args:
        pair: The claim beside its source.
        neutral: Words that say nothing of what stands beside them.
        denied: Whether a word of a text is denied.
    """
    for left, right in OPPOSITES:
        for mine, other in ((left, right), (right, left)):
            said = next((w for w in mine if _has(pair.claim, w)), None)
            against = next((w for w in other if _has(pair.source, w)), None)
            if said and against and not any(_has(pair.source, w) for w in mine):
                if any(_has(pair.claim, w) for w in other):
                    continue
                if (
                    said in _CONVERSE
                    and against in _CONVERSE
                    and _other_way_round(pair, said, against)
                ):
                    continue
                if "tương đương" in (said, against) and _converts(pair):
                    continue
                at, there = (
                    next(iter(s.find(w.split())), 0)
                    for s, w in ((pair.claim, said), (pair.source, against))
                )
                if denied(pair.claim, at) or denied(pair.source, there):
                    continue
                if _same_place(pair, said, against, neutral):
                    return [Difference(claim=said, source=against, kind="negation")]
    return []


_CONVERSE = frozenset({"mua", "bán", "thắng", "thua", "vay", "cho vay", "đánh bại", "vượt qua"})


def _converts(pair: Pair) -> bool:
    """Whether "tương đương" only gives a figure in other units: "37,6 USD (tương đương 2,87%)"."""
    return any(_CONVERTING.search(s.lower) for s in (pair.claim, pair.source))


_CONVERTING = re.compile(r"tương đương (?:(?:với|khoảng|gần|hơn|tăng|giảm|mức) )*\d")


def _other_way_round(pair: Pair, mine: str, other: str) -> bool:
    """Whether two names have changed sides about the words: who buys is no longer who sells."""
    known = [n.keys for n in names(pair.source)]
    ours, theirs = _sides(pair.claim, mine, known), _sides(pair.source, other, known)
    return bool(ours[0] & theirs[1]) and bool(ours[1] & theirs[0])


def _sides(said: Said, phrase: str, known: Sequence[tuple[str, ...]]) -> tuple[set[str], set[str]]:
    """The last words of the names before and behind a phrase."""
    at = next(iter(said.find(phrase.split())), 0)
    places = [(i, k[-1]) for k in known for i in said.find(k[-1:])]
    places += [(i, k[0]) for k in known for i in said.find(k[:1])]
    return {k for i, k in places if i < at}, {k for i, k in places if i > at}


def _has(said: Said, phrase: str) -> bool:
    return f" {phrase} " in said.row


def _same_place(pair: Pair, mine: str, other: str, neutral: Set[str]) -> bool:
    """Whether the opposites share one of the two words on either side of them."""

    def company(said: Said, phrase: str) -> set[str]:
        keys = said.keys
        words = phrase.split()
        near: set[str] = set()
        for at in said.find(words):
            left = [k for k in reversed(keys[max(0, at - 5) : at]) if k not in neutral]
            end = at + len(words)
            right = [k for k in keys[end : end + 5] if k not in neutral]
            near |= {*left[:2], *right[:2]}
        return near

    return bool(company(pair.claim, mine) & company(pair.source, other))
