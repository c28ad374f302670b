"""Patterns of figures, dates, names, reasons and breaks in Vietnamese news; knows no spans."""

import re

UP = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
CASELESS = re.IGNORECASE

WORD_NUMBER = (
    r"(?:nửa|vài|hàng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|vạn|triệu)"
)
SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm)"
DIGITS = r"(?:[1-9]/(?:[2-9]|1\d|20)(?![\d/])|\d+(?:[.,]\d+)*)"
ABOUT = (
    r"(?:(?:hơn|gần|khoảng|trên|dưới|chừng|tới|đến|ít nhất|tối đa|tối thiểu|từ|quá|ước tính|xấp xỉ"
    r"|không quá|tròn|đúng|cỡ|trung bình)\s+)"
)
UNITS: dict[str, str] = {
    "percent": r"%|phần trăm|điểm phần trăm",
    "money": r"đồng|VNĐ|VND|USD|đô la(?: Mỹ)?|đô|euro|EUR|bảng(?: Anh)?|nhân dân tệ|tệ|yên|yen|won|"
    r"rupee|baht|rúp|ruble|franc|đ\b|\$|€|£",
    "age": r"tuổi",
    "time": r"giây|phút|giờ|tiếng|ngày|tuần|tháng|năm|thế kỷ|thập kỷ|hôm|đêm|quý",
    "area": r"km2|km²|m2|m²|mét vuông|ha\b|hecta|héc ta|mẫu|sào",
    "volume": r"m3|m³|mét khối|khối|lít|ml",
    "length": r"km/h|km|cm|mm|mét|m\b|dặm|inch|feet|ft|hải lý|cây số",
    "weight": r"kg|kilogram|ký|cân|tấn|tạ|yến|gram|gam|mg|g\b",
    "people": r"người|nhân viên|công nhân|lao động|cán bộ|chiến sĩ|binh sĩ|lính|học sinh|sinh viên|"
    r"thí sinh|giáo viên|bệnh nhân|nạn nhân|hành khách|du khách|lượt khách|khách|thành viên|"
    r"thuyền viên|ngư dân|trẻ em|trẻ|em nhỏ|cháu|bé|bác sĩ|đại biểu|vận động viên|VĐV|cầu thủ|"
    r"nhân khẩu|công dân|dân thường|dân|phụ nữ|đàn ông|tù nhân|nghi phạm|bị cáo|bị can|đối tượng",
    "temperature": r"độ C|°C|độ",
}
NUMBER = re.compile(
    rf"(?<![\w/])(?P<about>{ABOUT})?(?P<money>[$€£])?(?P<num>{DIGITS}(?:\s*(?:-|–|đến|"
    rf"tới)\s*{DIGITS})?"
    rf"|{WORD_NUMBER}(?:\s+{WORD_NUMBER})*)(?P<scale>(?:\s*{SCALE})*)(?![\d])",
    CASELESS,
)
UNIT = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{name}>{body})" for name, body in UNITS.items()) + r")(?!\w)"
)
NOUN = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?")
GLUED = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")
"""A unit written without a blank: 300Mbps, 37,5MB/s."""

DAYTIME = (
    r"(?:(?:rạng\s+)?sáng|trưa|chiều|tối|đêm|khuya|hôm|ngày|mùng|mồng|cuối|đầu|giữa|từ|khoảng|vào)"
)
DMY = r"\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?(?![\d%])"
DATES = [
    re.compile(p, CASELESS)
    for p in (
        rf"(?:{DAYTIME}\s+)*{DMY}",
        rf"(?:{DAYTIME}\s+)*ngày\s+\d{{1,2}}(?:\s+tháng\s+\d{{1,2}}(?:\s*,?\s*năm\s+\d{{4}})?)?(?![\d/-])",
        rf"(?:{DAYTIME}\s+)*tháng\s+(?:\d{{1,2}}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|"
        rf"mười)"
        r"(?:\s?[/-]\s?\d{4}|\s*,?\s*năm\s+(?:\d{4}|nay|ngoái|sau|tới))?(?![\d/-])",
        r"(?:(?:cuối|đầu|giữa|từ|khoảng|vào)\s+)*năm\s+(?:\d{4}(?:\s?[-–]\s?\d{4})?|nay|ngoái|"
        r"sau|tới)",
        r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?:\s?[-–]\s?(?:1[5-9]|20)\d\d)?(?![\d.,]\d|\d|%)",
        r"(?:lúc\s+|khoảng\s+)*\d{1,2}(?:h\d{0,2}|:\d{2}|\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?)"
        rf"(?:\s+(?:sáng|trưa|chiều|tối|đêm))?(?:\s+(?:ngày\s+)?{DMY})?",
        r"(?:sáng|trưa|chiều|tối|đêm)?\s?(?:hôm\s+(?:qua|nay|kia|trước|sau)|ngày\s+(?:mai|kia))",
        r"(?:sáng|trưa|chiều|tối|đêm)?\s?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
        r"(?:\s+(?:tuần\s+(?:này|trước|sau|tới)|hàng tuần))?",
        r"(?:quý|quí)\s+[IV1-4]+(?:\s?/\s?\d{4}|\s+năm\s+(?:\d{4}|nay|ngoái|sau))?",
        r"mùa\s+(?:xuân|hè|hạ|thu|đông)(?:\s+(?:năm\s+)?(?:\d{4}|nay|ngoái|sau|tới))?",
        r"(?:cuối|đầu|giữa)?\s?(?:tuần|tháng)\s+(?:trước|này|sau|tới|qua)",
        r"thế\s+k[ỷỉ]\s+(?:thứ\s+)?[XVI\d]+|thập\s+(?:niên|kỷ)\s+(?:19|20)?\d0",
    )
]
LOOSE = re.compile(
    r"\s*(?:(?:từ|vào|khoảng|lúc|hôm|ngày|năm)\s+)+(?=\d|tháng|sáng|chiều|tối|trưa|đêm)", CASELESS
)
UNTIL = re.compile(r"\s*(?:[-–]|đến|tới|cho đến|cho tới)\s*", CASELESS)
"""What stands between the two ends of a stretch of time."""
TOKEN = rf"(?:[{UP}][\w&.'’/-]*[\w]|[{UP}]|\d[\w.,/-]*\w|\d)"
NAME = re.compile(rf"(?<!\w)[{UP}][\w&'’]*(?:[./-]\s?\w+)*(?:(?:\s+[-–]\s+|\s+){TOKEN})*")
PERSON = frozenset(
    (
        "ông|bà|anh|chị|cô|em|bé|hlv|huấn luyện viên|tướng|thủ tướng|tổng thống|chủ tịch|"
        "giám đốc|bộ trưởng|bác sĩ|luật sư|ca sĩ|diễn viên|hoa hậu|cầu thủ|tiền đạo|thủ môn|"
        "tác giả|giáo sư|nghệ sĩ|đạo diễn|nhà báo|đại tá|thiếu tướng|trung tá|phát ngôn viên|"
        "nghị sĩ|tiến sĩ|tên|đại sứ|hoàng tử|công chúa|nữ hoàng|vua|bị cáo|nghi phạm|đối tượng|"
        "nạn nhân|danh thủ|tay vợt|người mẫu|á hậu|trưởng|phó"
    ).split("|")
)
PLACE = frozenset(
    (
        "ở|tại|tỉnh|thành phố|tp|huyện|quận|xã|phường|thị xã|thị trấn|thôn|làng|đường|phố|sân|"
        "bệnh viện|bv|nước|bang|vùng|đảo|biển|sông|núi|cầu|cảng|từ|đến|sang|tới|về|khu|chợ|hồ|"
        "vịnh|sân bay|khách sạn|quốc gia|thủ đô|cửa khẩu|đèo|hạt|ga|tp."
    ).split("|")
)
BODY = frozenset(
    (
        "công ty|tập đoàn|hãng|ngân hàng|bộ|sở|cục|viện|trường|đại học|đội|clb|câu lạc bộ|báo|"
        "tờ|đài|tổ chức|ủy ban|hội|liên đoàn|ban|đơn vị|nhóm|hội đồng|cơ quan|tạp chí|kênh|"
        "trung tâm"
    ).split("|")
)
QUOTE = re.compile(r"[\"“”‘'«]([^\"“”«»]{2,200}?)[\"“”»]")
REASON = re.compile(
    r"(?<!\w)(?:nguyên nhân(?: chính)?(?: là)?(?: do)?|lý do(?: là)?|bởi vì|bởi|do|vì|nhằm|để|"
    r"nhờ|bắt nguồn từ|"
    r"xuất phát từ|khiến|dẫn đến|do đó|vì vậy|với mục đích|hòng|tránh|nên|bị|sau khi|giúp|"
    r"xuất phát)\s+",
    CASELESS,
)
IS = re.compile(
    r"(?<!\w)(?:là|gồm|bao gồm|gồm có|gọi là|mang tên|có tên|tên là|bằng|thành|như|với|được|ở|"
    r"tại|theo|từ|"
    r"đạt|của|do|bởi|đến|tới|cho|có|bị|trong|trên|về|vào|không|phải|cần|sẽ|đang|đã|hãng|sử dụng|"
    r"dùng|khi|lúc|trong lúc|việc|nhờ|tránh|tránh xa|kêu gọi|đề nghị|yêu cầu|phát hiện|gửi đến)\s+"
    r"|:\s*",
    CASELESS,
)
FUNCTION = re.compile(
    r"(?<!\w)(?:và|của|là|để|cho|khi|từ|trong|trên|dưới|tại|ở|vào|với|bằng|do|vì|bởi|theo|đã|đang|sẽ"
    r"|được|bị|phải|cần|nên|có thể|có|không|chưa|còn|cũng|chỉ|mới|vẫn|rồi|thì|mà|nhưng|hoặc|hay|như"
    r"|về|ra|lên|xuống|đến|tới|sang|qua|cùng|sau|trước|này|đó|các|những|một|nhằm|tạo|sử dụng|dùng"
    r"|gồm|nhờ|gây|khiến|giúp|làm|tránh|tập)(?!\w)",
    CASELESS,
)
"""Words between which the phrases of a sentence stand."""
BREAK = re.compile(r"\s*(?:[,;:()\"“”]|\.(?=\s|$)|[!?…]|\s[-–]\s)\s*")

PLACE_BEFORE_NAME = re.compile(
    r"(?:Nga|Mỹ|Anh|Pháp|Đức|Ý|Italy|Nhật Bản|Nhật|Hàn Quốc|Triều Tiên|Trung Quốc|Ấn Độ|Iran|Iraq"
    r"|Israel|Ukraine|Thái Lan|Lào|Campuchia|Indonesia|Philippines|Malaysia|Singapore|Myanmar|Úc"
    r"|Australia|Canada|Brazil|Ba Lan|Thổ Nhĩ Kỳ|Syria|Lầu Năm Góc|Nhà Trắng|Điện Kremlin"
    r"|Liên Hợp Quốc|EU|NATO|WHO|FBI|CIA|NASA) (?=[A-ZĐ][\w.-]* [A-ZĐ])"
)
"""Places and bodies that stand before a name of two words or more without a comma."""
