"""Names of Vietnamese outlets and the hosts that they publish under; knows no article."""

import re
from urllib.parse import urlsplit

_HOSTS = {
    "dantri.com.vn": "Dân trí",
    "vnexpress.net": "VnExpress",
    "tuoitre.vn": "Tuổi Trẻ",
    "thanhnien.vn": "Thanh Niên",
    "vietnamnet.vn": "VietNamNet",
    "laodong.vn": "Lao Động",
    "nld.com.vn": "Người Lao Động",
    "nhandan.vn": "Nhân Dân",
    "nhandan.com.vn": "Nhân Dân",
    "zingnews.vn": "Zing News",
    "zing.vn": "Zing News",
    "znews.vn": "Znews",
    "vov.vn": "VOV",
    "vtv.vn": "VTV",
    "vtc.vn": "VTC News",
    "vtcnews.vn": "VTC News",
    "baochinhphu.vn": "Báo Chính phủ",
    "chinhphu.vn": "Cổng Thông tin điện tử Chính phủ",
    "baotintuc.vn": "Báo Tin tức",
    "vietnamplus.vn": "VietnamPlus",
    "tienphong.vn": "Tiền Phong",
    "sggp.org.vn": "Sài Gòn Giải Phóng",
    "qdnd.vn": "Quân đội Nhân dân",
    "cand.com.vn": "Công an Nhân dân",
    "congan.com.vn": "Công an TP.HCM",
    "anninhthudo.vn": "An ninh Thủ đô",
    "hanoimoi.vn": "Hànộimới",
    "hanoimoi.com.vn": "Hànộimới",
    "plo.vn": "Pháp luật TP.HCM",
    "baophapluat.vn": "Pháp luật Việt Nam",
    "baoquocte.vn": "Thế giới và Việt Nam",
    "danviet.vn": "Dân Việt",
    "cafef.vn": "CafeF",
    "cafebiz.vn": "CafeBiz",
    "soha.vn": "Soha",
    "kenh14.vn": "Kênh 14",
    "24h.com.vn": "24h",
    "eva.vn": "Eva",
    "baomoi.com": "Báo Mới",
    "docbao.vn": "Đọc Báo",
    "bongdaplus.vn": "Bóng Đá Plus",
    "thethaovanhoa.vn": "Thể thao & Văn hóa",
    "suckhoedoisong.vn": "Sức khỏe & Đời sống",
    "giaoducthoidai.vn": "Giáo dục & Thời đại",
    "giadinh.net.vn": "Gia đình & Xã hội",
    "vneconomy.vn": "VnEconomy",
    "thesaigontimes.vn": "Kinh tế Sài Gòn",
    "vietstock.vn": "Vietstock",
    "congthuong.vn": "Công Thương",
    "baodautu.vn": "Đầu tư",
    "baogiaothong.vn": "Giao thông",
    "baoxaydung.vn": "Xây dựng",
    "kinhtedothi.vn": "Kinh tế & Đô thị",
    "dangcongsan.vn": "Đảng Cộng sản Việt Nam",
    "tapchicongsan.org.vn": "Tạp chí Cộng sản",
    "genk.vn": "GenK",
    "ngoisao.vn": "Ngôi Sao",
    "saostar.vn": "Saostar",
    "doisongphapluat.com": "Đời sống & Pháp luật",
    "bbc.com": "BBC",
    "voatiengviet.com": "VOA Tiếng Việt",
    "rfi.fr": "RFI",
    "vietnam.vn": "Vietnam.vn",
    "vi.wikipedia.org": "Wikipedia",
}
_NAMES = {re.sub(r"\W", "", name.casefold()): name for name in _HOSTS.values()}
_EDITIONS = ("BBC News Tiếng Việt", "BBC Tiếng Việt", "RFI Tiếng Việt")
_FIRST_WORDS = ("VnExpress ", "Video đã phát trên VTV", "VietNamNet ", "VTV", *_EDITIONS)
_STEMS = {host.split(".")[0]: name for host, name in reversed(_HOSTS.items())}


def outlet(url: str) -> str:
    """The name of the outlet that an address belongs to; else the bare host, or ``""``."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".") if "//" in url else ""
    except ValueError:
        return ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if name := _HOSTS.get(".".join(labels[start:])):
            return name
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", host)


def outlet_name(source: str) -> str:
    """An outlet's usual name where it is known ("vtv.vn", "Báo Dân trí"), else as given."""
    plain = source.casefold().removeprefix("https://").removeprefix("www.").strip("/ ")
    if plain in _HOSTS:
        return _HOSTS[plain]
    bare = re.sub(r"^(?:báo điện tử|báo|tạp chí)\s+|\s+(?:online|điện tử)$", "", plain)
    key = re.sub(r"\W", "", bare)
    return _NAMES.get(key) or _STEMS.get(key) or source


def known_outlet(name: str) -> bool:
    """Whether a few words are the name of an outlet, or begin with one ("VnExpress Đời sống")."""
    if outlet_name(name) != name or re.sub(r"\W", "", name.casefold()) in _NAMES:
        return True
    return name.startswith(_FIRST_WORDS)


def publisher(source: str, url: str) -> str:
    """Who published a page: its own word where that is an outlet's name, else by its address.

    A page calls itself many things ("VietNamNet News", a motto); its address has one owner.
    """
    name = outlet_name(" ".join(source.split()))
    named = re.sub(r"\W", "", name.casefold()) in _NAMES or name in _EDITIONS
    by_address = outlet(url)
    return by_address if by_address in _NAMES.values() and not named else name
