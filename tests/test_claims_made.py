"""Claims made by a program, and the forms that such claims showed to be read wrongly."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from assistant.checking import check_claim
from corpus.article import Article
from eval.claim_checks import measure_claims, sample_articles
from eval.claim_restatements import restated
from eval.claims_made import drawn, made
from ui import command_eval_claims

TRUE = [
    ("Siêu xe có giá không dưới 20 tỷ đồng.", "Siêu xe có giá không dưới 20 tỷ đồng và đẹp."),
    ("Giá không dưới 20 tỷ.", "Giá ít nhất 20 tỷ."),
    ("Xe chở không hơn 45 người.", "Xe chở tối đa 45 người."),
    ("Lãi suất không thấp hơn 6%.", "Lãi suất từ 6% trở lên."),
    ("Có không dưới 200 người chết.", "Có 229 người chết."),
    ("Mỹ có chừng 2000 binh sĩ ở Syria.", "Mỹ có khoảng 2.000 binh sĩ ở Syria."),
    ("Hơn 2000 cây cao su bị gãy.", "Hơn 2.000 cây cao su bị gãy đổ."),
    (
        "Thủ tướng dự họp trong hai ngày 28 tháng 4 và ngày 29 tháng 4.",
        "Thủ tướng dự họp trong hai ngày 28/4 và 29/4.",
    ),
    ("Tỷ lệ chừng 1/5 quảng cáo ghi vậy.", "Tỷ lệ khoảng 1/5 quảng cáo ghi vậy."),
    ("“Có tới 1350 trường hợp sai”, ông nói.", "“Có tới 1.350 trường hợp sai”, ông nói."),
    ("“Có tới 1,5 triệu người”, ông nói.", "“Có tới 1.500.000 người”, ông nói."),
    ("“Họ nói với tổng thống”, ông nói.", "“Họ nói với tổng thống (Trump)”, ông nói."),
    ("Đá kích thước 10x10x10 cm.", "Đá có kích thước 10 x 10 x 10cm."),
    (
        "Đội đổ bê tông tuyến đường khoảng 80m.",
        "Đội đổ bê tông (không thép) tuyến đường khoảng 80m.",
    ),
    (
        "Theo Đại học Yale và Đại học Copenhagen, Facebook làm người dùng buồn.",
        "Theo Đại học Yale (Mỹ) và Đại học Copenhagen (Hà Lan), Facebook làm người dùng buồn.",
    ),
    (
        "Đại học Indonesia xếp thứ 57 tại châu Á.",
        "Đại học Indonesia xếp thứ 57 tại châu Á, trong khi Việt Nam chưa có trường đại học nào "
        "thuộc top 100 châu Á.",
    ),
    ("Bé 6 tháng bị ngã.", "Bé 6 tháng tuổi bị ngã."),
    (
        "Học viện không tuyển nữ sinh nặng quá 60kg.",
        "Học viện không tuyển nữ sinh nặng quá 60kg đâu.",
    ),
    ("Tại Km số 0 đường Hồ Chí Minh sẽ có lễ.", "Tại Km số 0 đường Hồ Chí Minh sẽ diễn ra lễ."),
    ("Lô hàng được hưởng thuế 0 phần trăm.", "Lô hàng được hưởng thuế suất 0%."),
    ("Biên lợi nhuận từ 10-12 phần trăm.", "Công ty đạt biên lợi nhuận từ 10-12%."),
    (
        "Việc đó nay không thể thực hiện như 20 năm trước.",
        "Việc đó hiện nay không thể tiến hành như 20 năm trước.",
    ),
]
WRONG = [
    ("Giá không dưới 20 tỷ.", "Giá dưới 20 tỷ."),
    ("Giá dưới 20 tỷ.", "Giá không dưới 20 tỷ."),
    ("Lãi suất không cao hơn 6%.", "Lãi suất cao hơn 6%."),
    ("Có không dưới 300 người chết.", "Có 229 người chết."),
    ("Năm 2000 có bão.", "Có 2.000 cơn bão."),
    ("Thủ tướng họp ngày 28 tháng 4 và ngày 30 tháng 4.", "Thủ tướng họp ngày 28/4 và 29/4."),
    ("“Có tới 1450 trường hợp sai”, ông nói.", "“Có tới 1.350 trường hợp sai”, ông nói."),
    ("Đá kích thước 10x10x10 m.", "Đá kích thước 10x10x10 cm."),
    ("Anh bơi nội dung 4x200 km tự do.", "Anh bơi nội dung 4x200 mét tự do."),
    ("Lá dài 20-30 cm, rộng 15-20 m.", "Lá dài 20-30 cm, rộng 15-20 cm."),
    ("Công an cho hay không bắt ông Lãm.", "Công an cho hay đã bắt ông Lãm."),
    ("Công an cho hay đã bắt ông Lãm.", "Công an cho hay không bắt ông Lãm."),
    (
        "Họ được hưởng tiện nghi mà họ từng có ở quê nhà.",
        "Họ được hưởng tiện nghi mà họ chưa từng có ở quê nhà.",
    ),
    ("Dân thấy biển (Việt Nam) đổi màu.", "Dân thấy biển (Thái Lan) đổi màu."),
    (
        "Tổng thống Mỹ đắc cử Barack Obama giữ lại 50 trợ lý của Obama.",
        "Tổng thống Mỹ đắc cử Donald Trump giữ lại 50 trợ lý của Obama.",
    ),
    ("Bà Thu nhận giữ 17 trẻ tại nhà.", "Bà Thu nhận giữ 10 trẻ tại nhà ở phường 17."),
    (
        "Tổng thống cho hay có bất cứ mối đe doạ nào đối với thương mại.",
        "Tổng thống cho biết không có bất cứ mối đe doạ nào đối với thương mại.",
    ),
    ("Chuyến bay chậm giờ hoặc chưa phải hạ cánh.", "Chuyến bay chậm giờ hoặc phải hạ cánh."),
]


@pytest.mark.parametrize(("claim", "quote"), TRUE)
def test_another_form_of_the_same_is_borne_out(claim: str, quote: str) -> None:
    found = check_claim(claim, [(quote, None)])
    assert found.level != "unsupported", found.differences


@pytest.mark.parametrize(("claim", "quote"), WRONG)
def test_another_thing_in_a_like_form_is_caught(claim: str, quote: str) -> None:
    assert check_claim(claim, [(quote, None)]).level == "unsupported"


@pytest.mark.parametrize(
    ("claim", "quote", "rest"),
    [
        (
            "Ông có quan hệ mật thiết với Tổng thống Mike Pence.",
            "Ông có quan hệ mật thiết với Tổng thống Ba Lan Andrzej Duda.",
            "Ông gặp Mike Pence năm ngoái.",
        ),
        ("Thương lái là người Cà Mau.", "Thương lái là người Hải Phòng.", "Cá về Cà Mau."),
        ("Đoàn đi vào thứ Sáu (30/3).", "Đoàn đi vào thứ Sáu (29/3).", "Ngày 30/3 trời mưa."),
    ],
)
def test_what_only_the_rest_of_the_article_tells_does_not_stand_in(
    claim: str, quote: str, rest: str
) -> None:
    article = Article(article_id="a", revision=1, title=rest, text=f"{rest} {quote}")
    assert check_claim(claim, [(quote, article)]).level == "unsupported"


def test_a_name_with_an_and_in_capitals_is_read_to_its_end() -> None:
    found = check_claim(
        "SỞ THÔNG TIN VÀ Tiền Giang NỘI", [("SỞ THÔNG TIN VÀ TRUYỀN THÔNG TP HÀ NỘI", None)]
    )
    assert found.level == "unsupported"


def test_claims_are_made_of_any_articles_and_told_apart() -> None:
    articles = drawn(sample_articles().values(), 60, 2)
    lines = made(articles, 2)
    assert lines == made(articles, 2)
    measured = measure_claims(lines, {a.article_id: a for a in articles})
    assert measured["altered"] > 150
    assert measured["true"] > 80
    assert measured["caught"] >= 0.97
    assert measured["flagged"] <= 0.03


def test_a_restated_sentence_keeps_what_is_quoted_and_what_is_a_share() -> None:
    text = "Ông nói “việc này kéo dài vì khoảng 2/3 số hộ (ở xã) chưa ký”."
    said = {restated(text, random.Random(seed)) for seed in range(20)}
    assert all(one is None or "kéo dài vì khoảng 2/3 số hộ (ở xã) chưa ký" in one for one in said)


def run(*arguments: str) -> Any:
    app = Typer()
    command_eval_claims.register(app)
    return CliRunner().invoke(app, list(arguments))


def test_the_command_makes_claims_of_a_file(tmp_path: Path) -> None:
    line = {"title": "Bão", "text": "Bão số 3 làm 12 người chết ở Quảng Ninh hôm 7/9. " * 3}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    found = json.loads(run("--articles", str(path), "--json").stdout)
    assert found["altered"] >= 2
    assert found["true"] >= 1
    missing = str(tmp_path / "none.jsonl")
    for given in (["--articles", missing], [missing], [missing, "--articles", str(path)]):
        failed = run(*given)
        assert failed.exit_code == 2
        assert failed.stderr.startswith("hoibao: ")
