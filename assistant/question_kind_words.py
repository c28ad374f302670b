"""Word lists of the question rules, all folded; knows no rule."""

# fmt: off
DATE_HEADS = frozenset(
    [
        "nam", "ngay", "thang", "hom", "khi", "luc", "thu", "tuan", "buoi", "toi", "sang",
        "chieu", "thoi", "dip", "mua", "ky", "bua", "quy", "doi",
    ]
)
PLACE_HEADS = frozenset(
    [
        "noi", "cho", "tinh", "huyen", "xa", "phuong", "quan", "nuoc", "xu", "vung", "mien",
        "chau", "dao", "song", "bien", "nui", "duong", "pho", "lang", "ap", "san", "thon",
        "que", "bang", "cang", "hang", "tp", "lo", "khach", "toa", "ngo", "hem", "mien",
    ]
)
PLACE_PAIRS = frozenset(
    [
        "thanh pho", "dia phuong", "quoc gia", "khu vuc", "dia diem", "benh vien",
        "vung bien", "khach san", "san bay", "thi xa", "thi tran", "cua khau", "dia chi",
        "que quan", "dia ban", "chau luc", "truong hoc", "trai giam", "ben cang",
        "sieu thi", "khu pho", "tuyen duong", "con duong", "hon dao", "thu do", "con pho",
        "vi tri", "cong vien", "bai bien",
    ]
)
ASKING = "bao nhiêu|mấy|gì|nào|ai|đâu|sao|bao lâu|bao giờ"
"""Words that ask, with their marks, for a pattern."""
PERSON_HEADS = frozenset(
    [
        "ai", "ong", "ba", "anh", "chi", "co", "nguoi", "vi", "ten", "ke", "hlv", "be",
        "chang", "nang", "ca", "hoc", "cau", "dua", "doi", "hang", "bao",
    ]
)
PERSON_PAIRS = frozenset(
    [
        "nghi si", "cau thu", "ca si", "dien vien", "nha van", "bac si", "giam doc",
        "chu tich", "thu tuong", "tong thong", "hoa hau", "bo truong", "tay vot", "vo si",
        "tac gia", "cong ty", "tap doan", "hang xe", "to chuc", "co quan", "don vi",
        "doanh nghiep", "nhan vat", "dao dien", "nguoi mau", "ngan hang", "nha khoa",
        "chuyen gia", "luat su", "nghe si", "tien dao", "thu mon", "tien ve", "hau ve",
        "to bao", "doi bong", "cau lac", "dai su", "nu sinh", "danh thu", "tuyen thu",
        "a hau", "hoa khoi",
    ]
)
PERSON_TITLES = frozenset(["ong", "ba", "anh", "chi", "hlv", "vi", "nu", "nam", "chang", "nang"])
MEASURES: dict[str, tuple[str, ...]] = {
    "percent": ("phan tram", "ty le", "ti le", "lai suat", "%"),
    "money": (
        "tien", "dong", "usd", "do la", "ty", "trieu", "von", "gia", "luong", "kinh phi", "phi",
        "doanh thu", "lai", "loi nhuan", "thu nhap", "cat xe", "hoc phi", "dola", "euro",
        "bang anh",
    ),
    "age": ("tuoi",),
    "time": (
        "bao lau", "nam tu", "thang tu", "phut", "gio", "giay", "ngay", "tuan", "thang", "nam",
        "thoi gian", "tieng",
    ),
    "area": ("dien tich", "ha", "m2", "hecta", "met vuong", "km2", "hec ta"),
    "volume": ("met khoi", "khoi", "m3", "lit", "ml", "dung tich", "the tich"),
    "length": (
        "met", "km", "cay so", "bao xa", "cm", "m", "mm", "do sau", "do cao", "chieu dai",
        "cao", "dai", "rong", "xa", "sau", "quang duong",
    ),
    "weight": ("kg", "can nang", "ky", "tan", "gam", "nang", "gram", "yen"),
    "temperature": ("do c", "nhiet do"),
    "people": (
        "nguoi", "nhan vien", "cong nhan", "lao dong", "can bo", "chien si", "binh si", "linh",
        "hoc sinh", "sinh vien", "thi sinh", "giao vien", "benh nhan", "nan nhan", "hanh khach",
        "du khach", "luot khach", "khach", "thanh vien", "thuyen vien", "ngu dan", "tre", "bac si",
        "dai bieu", "van dong", "cau thu", "dan", "dan lang", "mang", "quan nhan", "nhan mang",
        "thuong vong", "nguoi chet", "con chau", "dua",
    ),
}
FINE = {"gio": "hour", "ngay": "day", "hom": "day", "thang": "month", "nam": "year", "mung": "day"}
STOP_AFTER_NUMBER = frozenset(
    [
        "o", "cua", "trong", "la", "va", "thi", "cho", "tu", "khi", "tai", "de", "den",
        "ra", "vao", "so", "ma",
    ]
)
NUMERALS = frozenset(
    [
        "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "2", "3", "4", "5",
        "6", "7", "8", "9", "10",
    ]
)
# fmt: on
