"""Articles out of every kind of file."""

import csv
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.dates import HANOI
from corpus.draft import joined
from corpus.reading import Limits, Skipped, read_articles
from index.archive import Archive
from ui.command_add import describe
from ui.intake import add_paths
from ui.render_list import render_reports

TITLE = "Hòa Bình khởi công cầu mới qua sông Đà"
LEAD = "Cây cầu thứ tư qua sông Đà được khởi công sáng nay, dự kiến xong sau ba năm."
BODY = [
    "Sáng 5/6, UBND tỉnh Hòa Bình khởi công cây cầu mới bắc qua sông Đà, dài 1.234,5 m.",
    "Ban quản lý cho biết cầu có vốn 1.200 tỷ đồng, là cầu thứ tư của thành phố.",
    "Người dân hai bên bờ được đi lại thuận tiện hơn, không phải qua phà như trước.",
]
TEXT = "\n".join(BODY)
URL = "https://vnexpress.net/khoi-cong-cau-4443212.html"
DATE = datetime(2020, 6, 5, 10, 15, tzinfo=HANOI)
ROW = {"title": TITLE, "lead": LEAD, "body": TEXT, "url": URL, "date": "Thứ sáu, 5/6/2020, 10:15"}


def read(*paths: Path, limits: Limits | None = None) -> tuple[list[Article], list[Skipped]]:
    found = list(read_articles(paths, limits=limits or Limits()))
    return (
        [item for item in found if isinstance(item, Article)],
        [item for item in found if isinstance(item, Skipped)],
    )


def only(path: Path) -> Article:
    articles, skipped = read(path)
    assert not skipped
    assert len(articles) == 1
    return articles[0]


def test_a_bare_text_stays_as_it_is_and_gets_a_title(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Công nhân đổ bê tông trụ cầu hồi tháng 4. Ảnh: Minh An\n"
        "Kể từ khi có chủ trương cách đây 9 tháng, tỉnh đã làm xong giải phóng mặt bằng cho cầu.\n"
        "Nguyễn An (Theo Báo Hòa Bình)2",
        encoding="utf-8",
    )
    article = only(file)
    assert article.text == file.read_text(encoding="utf-8")
    assert article.title == "Tỉnh đã làm xong giải phóng mặt bằng cho cầu"
    assert article.author == "Nguyễn An (Theo Báo Hòa Bình)"
    assert article.source == ""
    assert article.published_at is None


def test_a_sentence_that_says_something_alone_is_the_title(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    opening = "Sau khi nhận bàn giao, ông Nguyễn Văn An, giám đốc ban quản lý dự án giao thông"
    opening += ", cùng các cộng sự nhiều lần tìm cách gặp chủ tịch và các phó chủ tịch của tỉnh.\n"
    file.write_text(opening + "Chưa rõ lý do nhà thầu dừng thi công cây cầu qua sông Đà.\n" + TEXT)
    assert only(file).title == "Chưa rõ lý do nhà thầu dừng thi công cây cầu qua sông Đà"


def test_a_first_line_that_is_a_headline_is_the_title(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{TITLE}\nThứ sáu, 5/6/2020, 10:15 (GMT+7)\n\n{TEXT}\n")
    article = only(file)
    assert article.title == TITLE
    assert article.published_at == DATE


def test_a_date_that_the_article_only_tells_of_is_not_its_own(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{TEXT}\nCầu cũ xây xong ngày 31 tháng 10 năm 1986, sửa ngày 2/5/2001.")
    assert only(file).published_at is None


def test_markdown_gives_its_front_matter_and_text_without_marks(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    front = f"---\ntitle: {TITLE}: dài 1,2 km\nsource: vnexpress.net\nauthor: 'Nguyễn An'\n"
    front += f"date: 5/6/2020 10:15\nurl: {URL}\n---\n\n"
    file.write_text(front + f"## Tiến độ\n\n**{BODY[0]}**\n\nXem [bản đồ](https://x.vn/a).\n")
    article = only(file)
    assert article.title == f"{TITLE}: dài 1,2 km"
    assert (article.source, article.author, article.url) == ("VnExpress", "Nguyễn An", URL)
    assert article.published_at == DATE
    assert article.text == f"{TITLE}: dài 1,2 km\n\nTiến độ\n\n{BODY[0]}\n\nXem bản đồ."


def test_a_page_gives_its_article_without_menus(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    data = {"@type": "NewsArticle", "datePublished": "2020-06-05T10:15:00+07:00"}
    data |= {"author": {"name": "Nguyễn An"}, "publisher": {"name": "Báo điện tử VnExpress"}}
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY)
    file.write_text(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} - VnExpress</title>"
        f"<link rel=canonical href='{URL}'><meta name=description content='{LEAD}'>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body>"
        f"<nav><a href=/>Trang chủ</a> <a href=/t>Thể thao</a></nav><article><h1>{TITLE}</h1>"
        f"<p>{LEAD}</p>{paragraphs}<figure><img src=x><figcaption>Phối cảnh cầu. Ảnh: An Bình"
        f"</figcaption></figure></article><footer>Bản quyền thuộc về ai đó</footer></body></html>"
    )
    article = only(file)
    assert article.title == TITLE
    assert (article.source, article.author, article.url) == ("VnExpress", "Nguyễn An", URL)
    assert article.published_at == DATE
    assert all(part in article.text for part in (LEAD, *BODY, "Phối cảnh cầu. Ảnh: An Bình"))
    assert article.text.count(LEAD) == 1
    assert not any(menu in article.text for menu in ("Trang chủ", "Thể thao", "Bản quyền"))
    renamed = tmp_path / "b.txt"
    renamed.write_bytes(file.read_bytes())
    assert only(renamed).text == article.text


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(BODY[0])
    document.add_table(1, 2).cell(0, 1).text = "Vốn 1.200 tỷ đồng"
    document.add_paragraph(BODY[1])
    document.save(str(tmp_path / "a.docx"))
    article = only(tmp_path / "a.docx")
    assert article.title == TITLE
    lines = [line for line in article.text.split("\n") if line]
    assert lines == [TITLE, BODY[0], "Vốn 1.200 tỷ đồng", BODY[1]]


def pdf_of(lines: list[str], **about: str) -> bytes:
    import reportlab
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    fonts = [Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")]
    fonts.append(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    pdfmetrics.registerFont(TTFont("Viet", str(next(f for f in fonts if f.exists()))))
    style = getSampleStyleSheet()["Normal"]
    style.fontName = "Viet"
    out = io.BytesIO()
    SimpleDocTemplate(out, **about).build([Paragraph(line, style) for line in lines])
    return out.getvalue()


def test_a_pdf_gives_whole_sentences(tmp_path: Path) -> None:
    long = "Sang 5/6, tinh khoi cong cay cau moi dai 1.234,5 m, " * 4 + "het."
    plain = ["Khoi cong cau moi", long]
    (tmp_path / "a.pdf").write_bytes(pdf_of(plain, title="Khoi cong cau moi", author="Word 97"))
    article = only(tmp_path / "a.pdf")
    assert article.title == "Khoi cong cau moi"
    assert article.author == ""
    assert article.text.split("\n") == [" ".join(line.split()) for line in plain]


def test_json_is_read_as_an_object_a_list_or_a_list_within(tmp_path: Path) -> None:
    for number, data in enumerate((ROW, [ROW, ROW], {"count": 1, "articles": [ROW]})):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(data))
        articles, skipped = read(file)
        assert not skipped
        assert {a.text for a in articles} == {f"{TITLE}\n\n{LEAD}\n\n{TEXT}"}


@pytest.mark.parametrize(
    ("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)]
)
def test_json_lines_are_read_packed_or_not(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    row, bare = json.dumps(ROW, ensure_ascii=False), json.dumps({"title": "Chỉ có tựa"})
    lines = [row, "{hỏng", "", "[1]", bare]
    file = tmp_path / f"a.jsonl{suffix}"
    file.write_bytes(pack("\n".join([*lines, lines[0]]).encode()))
    articles, skipped = read(file)
    assert len(articles) == 2
    assert articles[0] == articles[1]
    assert articles[0].published_at == DATE
    assert articles[0].source == "VnExpress"
    assert [s.reason.split(":")[0] for s in skipped] == ["dòng 2", "dòng 4", "dòng 5"]


def test_json_lines_in_utf_16_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-16")
    assert only(tmp_path / "a.jsonl").title == TITLE


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_columns_are_found_by_their_usual_names(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    header = ["STT", "Tiêu đề", "Sapo", "Nội dung", "Link", "Ngày đăng", "Báo", "Tác giả"]
    with (tmp_path / "a.csv").open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerow(["1", TITLE, LEAD, TEXT, URL, "5/6/2020 10:15", "tuoitre.vn", "Nguyễn An"])
    article = only(tmp_path / "a.csv")
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{TEXT}"
    assert (article.source, article.author, article.url) == ("Tuổi Trẻ", "Nguyễn An", URL)
    assert article.published_at == DATE


def test_the_outlet_behind_a_title_goes(tmp_path: Path) -> None:
    suffixes = (" - VnExpress", " | VTV.VN", " | Báo Dân trí", " - Tuổi Trẻ Online")
    for number, suffix in enumerate(suffixes):
        (tmp_path / f"{number}.json").write_text(json.dumps({**ROW, "title": TITLE + suffix}))
    articles, _ = read(tmp_path)
    assert {a.title for a in articles} == {TITLE}
    kept = {**ROW, "title": "Tuyến Cát Linh - Hà Đông"}
    (tmp_path / "0.json").write_text(json.dumps(kept))
    assert only(tmp_path / "0.json").title == kept["title"]


def test_the_moment_in_an_address_dates_an_article_without_one(tmp_path: Path) -> None:
    row = {"title": TITLE, "body": TEXT, "url": "https://dantri.com.vn/x-20210401082003123.htm"}
    (tmp_path / "a.json").write_text(json.dumps(row))
    article = only(tmp_path / "a.json")
    assert article.published_at == datetime(2021, 4, 1, 8, 20, 3, tzinfo=HANOI)
    assert article.source == "Dân trí"


def test_an_address_that_is_not_of_the_web_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({**ROW, "url": "javascript:alert(1)"}))
    assert only(tmp_path / "a.json").url == ""


def test_what_the_body_repeats_is_left_out() -> None:
    whole = f"{TITLE}\n\n{LEAD}\n\n{TEXT}"
    assert joined(TITLE, LEAD, TEXT) == whole
    assert joined(TITLE, LEAD, whole) == whole
    assert joined(TITLE, LEAD, f"{LEAD}\n{TEXT}") == f"{TITLE}\n\n{LEAD}\n{TEXT}"
    assert joined(TITLE, LEAD, f"{TITLE}\n{TEXT}") == whole
    assert joined("", LEAD, f"{LEAD} {TEXT}") == f"{LEAD} {TEXT}"
    assert joined("Hòa Bình", "", f"Hòa Bình {TEXT}").startswith("Hòa Bình\n\nHòa Bình Sáng")


def test_folders_are_read_recursively_and_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/đ/1.txt", "c.txt", ".hidden/3.txt", "a/.x.txt", "b/pic.png"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Bài {name} có nội dung riêng của nó để đọc.\n{TEXT}")
    articles, skipped = read(tmp_path)
    assert [a.text.split()[1] for a in articles] == ["a/đ/1.txt", "b/2.txt", "c.txt"]
    assert [Path(s.path).name for s in skipped] == ["pic.png"]
    assert read(tmp_path) == (articles, skipped)


def test_archives_are_read_and_what_leads_outside_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("thư mục/a.txt", TEXT)
        packed.writestr("rows.jsonl", json.dumps(ROW))
        packed.writestr("../evil.txt", TEXT)
        packed.writestr("/etc/evil.txt", TEXT)
        packed.writestr("inner.zip", b"PK")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT.encode())
        tar.addfile(info, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    articles, skipped = read(tmp_path)
    assert len(articles) == 3
    refused = sorted(Path(s.path).name for s in skipped)
    assert refused == ["evil.txt", "evil.txt", "inner.zip", "link.txt"]


def test_a_kind_that_is_not_read_is_told_with_the_kind_to_save_it_as(tmp_path: Path) -> None:
    for name in ("a.doc", "b.XLSX", "c.odt", "d.rar", "e.png"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    reasons = [s.reason for s in read(tmp_path)[1]]
    assert [r.split("lưu nó thành ")[-1].split()[0] for r in reasons[:4]] == [
        ".docx", ".csv", ".docx", ".zip",
    ]  # fmt: skip
    assert ".docx" in reasons[4]


def test_a_missing_path_and_a_forbidden_file_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    secret, good = tmp_path / "s.txt", tmp_path / "g.txt"
    for file in (secret, good):
        file.write_text(TEXT)
    secret.chmod(0)
    articles, skipped = read(tmp_path / "không có.txt", secret, good)
    assert skipped[0] == Skipped(str(tmp_path / "không có.txt"), "không có tệp này")
    if os.geteuid() != 0:
        assert skipped[1] == Skipped(str(secret), "không có quyền đọc")
        assert len(articles) == 1
    assert articles[-1].text == TEXT


def test_memory_and_time_are_bounded_by_the_limits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 5000)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text(json.dumps({"body": "y" * 5000}) + "\n" + json.dumps(ROW))
    articles, skipped = read(tmp_path, limits=Limits(file=2000, article=1000))
    assert len(articles) == 2
    assert len(skipped) == 2


def test_links_in_a_folder_lead_no_further_than_the_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Mật khẩu của tòa soạn. Không ai được biết.")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Một bài báo thật. Bài có hai câu.")
    (folder / "b.txt").symlink_to(secret)
    (folder / "c.txt").symlink_to(folder / "a.txt")
    (folder / "d.txt").symlink_to(folder / "d.txt")
    (folder / "e.txt").symlink_to(tmp_path / "none.txt")
    (folder / "deep").mkdir()
    (folder / "deep" / "up.txt").symlink_to(folder / "a.txt")
    found = list(read_articles([folder]))
    assert not [item for item in found if isinstance(item, Article) and "Mật khẩu" in item.text]
    assert sum(isinstance(item, Article) for item in found) == 3
    told = {Path(item.path).name: item.reason for item in found if isinstance(item, Skipped)}
    assert set(told) == {"b.txt", "d.txt", "e.txt"}
    assert "ra ngoài" in told["b.txt"]


def test_many_bad_rows_are_told_in_few_lines_and_counted_all(tmp_path: Path) -> None:
    file = tmp_path / "bai.jsonl"
    file.write_text('{"title": "Không có nội dung"}\n' * 134)
    skipped = [thing for thing in read_articles([file]) if isinstance(thing, Skipped)]
    assert len(skipped) == 21
    assert sum(thing.count for thing in skipped) == 134
    assert "114 mục khác" in skipped[-1].reason
    with Archive.open(tmp_path / "kho") as archive:
        (report,) = [reports[0] for reports in add_paths(archive, [str(file)])][-1:]
    assert len(report.skipped) + report.more == 134
    assert "bỏ qua 134" in render_reports([report], "vi", running=False)


def test_all_that_was_passed_over_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    skipped = [{"path": "a", "reason": "x"}, {"path": "a", "reason": "và 114 mục", "count": 114}]
    counts = dict.fromkeys(("added", "updated", "unchanged", "articles", "passages"), 0)
    describe({**counts, "skipped": skipped, "seconds": 0.1})
    assert "bỏ qua 115" in capsys.readouterr().out
