"""Pages shaped as large Vietnamese outlets write them: what becomes the article, and what not."""

import json
from datetime import datetime

import pytest

from corpus.article import Article
from corpus.dates import HANOI
from corpus.draft import Limits, UnreadableError
from corpus.read_html import read_html

TITLE = "Quảng Nam xây cầu Văn Ly 560 tỷ đồng"
LEAD = "UBND tỉnh Quảng Nam duyệt dự án cầu Văn Ly nối hai xã vùng Gò Nổi, thị xã Điện Bàn."
BODY = (
    "Ngày 12/11, dự án cầu Văn Ly dài 1,8 km bắc qua sông Thu Bồn được duyệt với 560 tỷ đồng.",
    "Ông Nguyễn Văn An, Giám đốc Ban quản lý dự án, cho biết cầu khởi công trong quý I/2025.",
    "Cầu có 15 nhịp, mặt cắt ngang rộng 12 m, vận tốc thiết kế 60 km/h, xong sau 24 tháng.",
)
TEXT = "".join(f"<p>{p}</p>" for p in BODY)
URL = "https://vnexpress.net/quang-nam-xay-cau-van-ly-4830001.html"
WHEN = datetime(2024, 11, 12, 20, 15, tzinfo=HANOI)


def linked(**said: object) -> str:
    said = {"@type": "NewsArticle", "datePublished": "2024-11-12T20:15:00+07:00"} | said
    return f"<script type='application/ld+json'>{json.dumps(said, ensure_ascii=False)}</script>"


def page(body: str, head: str = "", url: str = URL) -> Article:
    address = f"<link rel=canonical href='{url}'>" if url else ""
    return read_html(
        f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>{TITLE}</title>{address}"
        f"{head}</head><body>{body}</body></html>".encode()
    ).article(Limits())


def test_the_date_is_that_of_the_article_and_not_of_the_masthead() -> None:
    masthead = "<header><span class='cur-date'>Thứ bảy, 16/11/2024</span></header>"
    shown = "<div class=f-datetime>Thứ ba, 12/11/2024 20:15 (GMT+7)</div>"
    assert page(f"{masthead}<h1>{TITLE}</h1>{shown}{TEXT}").published_at == WHEN
    menu = "<div class=top-menu><span class=date>16/11/2024</span></div>"
    assert page(f"{menu}<h1>{TITLE}</h1>{shown}{TEXT}").published_at == WHEN
    marked = "<time itemprop=datePublished content='2024-11-12T20:15:00+07:00'></time>"
    assert page(f"{menu}<h1>{TITLE}</h1>{TEXT}{marked}").published_at == WHEN
    assert page(f"{masthead}<h1>{TITLE}</h1>{TEXT}", url="").published_at is not None


def test_every_moment_is_told_by_the_clock_of_vietnam() -> None:
    late = page(f"<h1>{TITLE}</h1>{TEXT}", linked(datePublished="2024-11-12T18:30:00Z"))
    assert late.published_at is not None
    assert late.published_at.isoformat() == "2024-11-13T01:30:00+07:00"


def test_a_zone_that_the_shown_clock_belies_is_a_slip() -> None:
    head = "<meta property='article:published_time' content='2024-11-12T20:15:00+00:00'>"
    shown = "<span class=posted-date>20:15 - 12/11/2024</span>"
    assert page(f"<h1>{TITLE}</h1>{shown}{TEXT}", head).published_at == WHEN
    other = "<span class=posted-date>03:15 - 13/11/2024</span>"
    moment = page(f"<h1>{TITLE}</h1>{other}{TEXT}", head).published_at
    assert moment == datetime(2024, 11, 13, 3, 15, tzinfo=HANOI)


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='description'>{}</p>",
        "<h2 class='detail-sapo' data-role='sapo'>{}</h2>",
        "<div class='chappeau'><p>{}</p></div>",
        "<p class='the-article-summary'>{}</p>",
        "<h2 class='lead_detail'>{}</h2>",
    ],
)
def test_the_lead_is_kept_where_no_meta_tag_repeats_it(markup: str) -> None:
    shown = markup.format(LEAD)
    found = page(f"<h1>{TITLE}</h1>{shown}<div class=fck_detail>{TEXT}</div>")
    assert found.text.count(LEAD) == 1
    assert found.text.index(LEAD) < found.text.index(BODY[0])


def test_a_caption_above_the_story_is_not_taken_for_its_lead() -> None:
    caption = "Phối cảnh cầu Văn Ly nhìn từ bờ nam sông Thu Bồn. Ảnh: An Bình"
    above = f"<h2 class=detail-sapo>{LEAD}</h2>"
    body = f"<div class=fck_detail><p class=image-description>{caption}</p>{TEXT}</div>"
    for shown in (f"{body}{above}", f"{above}{body}"):
        head = f"<meta name=description content='{LEAD}'>"
        text = page(f"<h1>{TITLE}</h1>{shown}", head).text
        assert (text.count(LEAD), text.count(caption)) == (1, 1)


def test_a_lead_that_only_programs_see_is_none() -> None:
    hidden = "Một câu mô tả dành cho máy tìm kiếm mà trang này không hề cho người đọc thấy."
    found = page(f"<h1>{TITLE}</h1>{TEXT}", linked(headline=TITLE, description=hidden))
    assert hidden not in found.text


def test_letters_that_a_page_escapes_for_programs_are_read() -> None:
    found = page(TEXT, linked(headline="Qu&#7843;ng Nam x&#226;y cầu Văn Ly 560 tỷ đồng"))
    assert found.title == TITLE


def test_other_articles_in_a_box_are_not_evidence() -> None:
    other = "Vé máy bay Tết nhiều chặng đã bán hết 90% trong khi còn hai tháng mới tới Tết."
    link = "<a href='/khac.html'>Vé máy bay Tết cạn chỗ, bay đêm cũng hết sạch</a>"
    boxes = (
        f"<div class='vnn-template articles-relation'>{link}<div>{other}</div></div>",
        f"<div class='inner-article'>{link}<p>{other}</p></div>",
        f"<div type='RelatedOneNews'>{link}<p>{other}</p></div>",
        f"<section><h2>Đọc nhiều nhất</h2><ul><li>{link}</li></ul></section>",
        f"<p><strong>Tin liên quan</strong></p><ul><li>{link}</li></ul>",
        f"<p>Xem thêm: {link}</p>",
        f"<p>&gt;&gt; {link}</p>",
    )
    for box in boxes:
        text = page(f"<h1>{TITLE}</h1><div>{TEXT[:99]}{TEXT[99:]}{box}{TEXT}</div>").text
        assert "Tết" not in text, box
        assert "Tin liên quan" not in text, box
        assert "Đọc nhiều nhất" not in text, box
        assert all(p in text for p in BODY), box


def test_an_article_in_a_box_of_a_misleading_name_is_read() -> None:
    linked_words = BODY[0].replace("sông Thu Bồn", "<a href=/t>sông Thu Bồn</a>")
    box = f"<div class='related-content' id=summary><p>{linked_words}</p><p>{BODY[1]}</p></div>"
    text = page(f"<h1>{TITLE}</h1>{box}").text
    assert BODY[0] in text
    assert BODY[1] in text


def test_captions_in_tables_and_figures_are_plain_lines() -> None:
    table = (
        "<table class=picture><tr><td class=pic><img src=x></td></tr>"
        "<tr><td class=pCaption>Phối cảnh cầu Văn Ly. Ảnh: <em>An Bình</em></td></tr></table>"
    )
    figure = (
        "<figure><img src=x><figcaption><p>Bến đò ngang sông Thu Bồn</p>"
        "<p class=PhotoCMS_Author>NHẬT THỊNH</p></figcaption></figure>"
    )
    lines = page(f"<h1>{TITLE}</h1><div>{TEXT}{table}{figure}</div>").text.split("\n")
    assert "Phối cảnh cầu Văn Ly. Ảnh: An Bình" in lines
    assert "Bến đò ngang sông Thu Bồn" in lines


def test_a_table_of_figures_stays_a_table() -> None:
    table = "<table><tr><th>Gói</th><th>Tỷ đồng</th></tr><tr><td>XL01</td><td>320</td></tr></table>"
    assert "| XL01 | 320 |" in page(f"<h1>{TITLE}</h1><div>{TEXT}{table}</div>").text


@pytest.mark.parametrize(
    "notice",
    [
        "Đăng ký gói hội viên chỉ từ 99.000 đồng/tháng để đọc toàn bộ nội dung bài viết này.",
        "Mời quý độc giả theo dõi các chương trình đã phát sóng trên TV Online và VTVGo!",
        "Quảng cáo",
        "Bình luận (12)",
        "Theo dõi Báo Dân trí trên Google News",
        "© 2024 Bản quyền thuộc về báo, ghi rõ nguồn khi phát hành lại.",
    ],
)
def test_what_a_paper_says_of_itself_is_not_evidence(notice: str) -> None:
    text = page(f"<h1>{TITLE}</h1><div>{TEXT}<p>{notice}</p></div>").text
    assert notice not in text
    assert all(p in text for p in BODY)


def test_sentences_that_only_resemble_notices_stay() -> None:
    told = (
        "Quảng cáo sai sự thật bị phạt 80 triệu đồng.",
        "Mời khán giả lên sân khấu, ca sĩ kể chuyện nghề suốt ba mươi phút liền.",
        "Đăng ký kết hôn trực tuyến có từ tháng 1, người dân không phải chờ.",
        "Xem thêm một lần nữa đoạn phim, tổ trọng tài đổi quyết định.",
    )
    text = page(f"<h1>{TITLE}</h1><div>{TEXT}{''.join(f'<p>{t}</p>' for t in told)}</div>").text
    assert all(t in text for t in told)


@pytest.mark.parametrize(
    ("stated", "shown", "expected"),
    [
        ("VnExpress", "<p class=author_mail><strong>Gia Minh</strong></p>", "Gia Minh"),
        ("Tuổi Trẻ Online", "<div class=author-info><a class=name>ÁNH HỒNG</a></div>", "ÁNH HỒNG"),
        ("VietNamNet News", "<p class=article-author><a>Nguyên Long/VOV.VN</a></p>", "Nguyên Long"),
        ("Báo Thanh Niên", "", ""),
        ("Thúy Liên", "<p class=author>Ai Khác</p>", "Thúy Liên"),
    ],
)
def test_the_author_is_a_person_and_not_the_paper(stated: str, shown: str, expected: str) -> None:
    head = linked(headline=TITLE, author={"@type": "Person", "name": stated})
    assert page(f"<h1>{TITLE}</h1><div>{TEXT}</div>{shown}", head).author == expected


def test_an_outlet_goes_by_the_name_of_its_address() -> None:
    head = "<meta property='og:site_name' content='VietNamNet News'>"
    found = page(f"<h1>{TITLE}</h1>{TEXT}", head, "https://vietnamnet.vn/cau-van-ly-234.html")
    assert found.source == "VietNamNet"
    edition = "<meta property='og:site_name' content='BBC News Tiếng Việt'>"
    found = page(f"<h1>{TITLE}</h1>{TEXT}", edition, "https://www.bbc.com/vietnamese/articles/c1")
    assert found.source == "BBC News Tiếng Việt"
    gathered = "<meta property='og:site_name' content='Dân trí'>"
    found = page(f"<h1>{TITLE}</h1>{TEXT}", gathered, "https://baomoi.com/cau-van-ly-c1.epi")
    assert found.source == "Dân trí"


def test_a_logo_in_a_heading_is_not_the_title() -> None:
    head = f"<meta property='og:title' content='{TITLE}'>"
    logo = "<header><h1><a href=/>Báo Quảng Nam</a></h1><i class=date>16/11/2024</i></header>"
    shown = "<span class=published>20:15, 12/11/2024</span>"
    found = page(f"{logo}<h2>{TITLE}</h2>{shown}<div>{TEXT}</div>", head, "")
    assert (found.title, found.published_at) == (TITLE, WHEN)


def test_a_page_that_goes_on_with_the_next_article_gives_the_first() -> None:
    following = (
        "<article><h1>Đà Nẵng mưa lớn</h1><p>Mưa 320 mm làm ngập 12 tuyến đường.</p></article>"
    )
    found = page(f"<main><article><h1>{TITLE}</h1>{TEXT}</article>{following}</main>")
    assert found.title == TITLE
    assert "320 mm" not in found.text


def test_a_front_page_and_a_section_are_no_article() -> None:
    cards = [
        f"<article><h3><a href='/bai-{n}.html'>Dự án số {n} được phê duyệt sau nhiều năm</a></h3>"
        f"<p>Dự án số {n} có tổng vốn {n}00 tỷ đồng, khởi công vào cuối năm nay.</p></article>"
        for n in range(1, 20)
    ]
    with pytest.raises(UnreadableError, match="danh sách liên kết"):
        page(f"<h1>Thời sự</h1><section>{''.join(cards)}</section>")
    with pytest.raises(UnreadableError, match="danh sách liên kết"):
        page(f"<h1>Video: {TITLE}</h1><video></video><ul><li><a href=/1>Tin một</a></li></ul>")


def test_the_line_that_prints_the_date_is_not_part_of_the_story() -> None:
    shown = "<span class=posted-date>20:15 - 12/11/2024</span>"
    text = page(f"<div class=entry-content><h1>{TITLE}</h1>{shown}{TEXT}</div>").text
    assert "20:15" not in text
