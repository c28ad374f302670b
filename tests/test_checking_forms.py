"""Figures, shares, times and dates in every form that news and answers write them in."""

import itertools

import pytest

from assistant.checking_rules import check_by_rules as check_claim

FORMS: dict[str, tuple[str, str]] = {
    "Cầu dài {} và bắc qua sông Hồng.#0": (
        "2.500 m|2500 m|2,5 km|hai nghìn rưỡi mét|2.500 mét|hai cây số rưỡi|"
        "2,5 cây số|hai nghìn năm trăm mét",
        "2.600 m|3,5 km|25 km",
    ),
    "Nhà máy có {} công nhân làm việc.#0": (
        "18.000|18 nghìn|18 ngàn|mười tám nghìn|18000",
        "19.000|18 triệu|mười chín nghìn",
    ),
    "Trung tâm cắt {} chuyến xe trong năm.#0": (
        "73.300|73,3 nghìn|73,3 ngàn|73 nghìn 300",
        "73.400|72,3 nghìn",
    ),
    "Công ty lãi {} trong năm.#0": (
        "1,5 tỷ đồng|1,5 tỉ đồng|1 tỷ rưỡi đồng|một tỷ rưỡi đồng|1.500 triệu đồng|"
        "1.500.000.000 đồng|1 tỷ 500 triệu đồng",
        "1,6 tỷ đồng|15 tỷ đồng|1,5 triệu đồng",
    ),
    "Vốn điều lệ là {} sau đợt góp vốn.#0": (
        "2.000 tỷ đồng|2 nghìn tỷ đồng|hai nghìn tỷ đồng|2 ngàn tỉ đồng|2000 tỷ đồng",
        "3.000 tỷ đồng|200 tỷ đồng",
    ),
    "Gói kích thích trị giá {} đã được thông qua.#0": (
        "1.900 tỷ USD|1,9 nghìn tỷ USD|1,9 nghìn tỉ đô la|1,9 ngàn tỷ đô la Mỹ",
        "1,8 nghìn tỷ USD|1.900 tỷ đồng",
    ),
    "Chị phải trả {} tiền điện tháng này.#0": (
        "1,3 triệu đồng|1.300.000 đồng|1 triệu 300 nghìn đồng|"
        "một triệu ba trăm nghìn đồng|1,3 triệu",
        "1,4 triệu đồng|13 triệu đồng",
    ),
    "Có {} người dân không biết mình mắc bệnh.#0": (
        "40%|40 phần trăm|bốn mươi phần trăm|bốn phần mười|2/5|hai phần năm",
        "50%|ba phần mười|bốn mươi lăm phần trăm",
    ),
    "Khoảng {} dân số ủng hộ dự luật này.#0": (
        "một nửa|50%|phân nửa|1/2|nửa|năm mươi phần trăm",
        "30%|một phần ba",
    ),
    "Khoảng {} số học sinh của trường thi đỗ.#0": (
        "một phần ba|1/3",
        "một phần tư|2/3|hai phần ba",
    ),
    "Giá tăng {} so với bình thường.#0": (
        "30-40%|30–40%|30 - 40%|từ 30 đến 40%|30 đến 40 phần trăm|30% đến 40%|từ 30% tới 40%",
        "20-40%|30-50%",
    ),
    "Vụ tai nạn xảy ra lúc {} hôm đó.#0": (
        "9h30|9 giờ 30|9 giờ 30 phút|9 giờ rưỡi|9 rưỡi|9g30|9:30|chín giờ rưỡi|chín rưỡi",
        "10h30|9h15|8 giờ rưỡi",
    ),
    "Vụ cháy bùng lên lúc {} hôm đó.#0": (
        "21h|21 giờ|9 giờ tối|chín giờ tối|21h00|9h tối",
        "20h|8 giờ tối|9 giờ sáng",
    ),
    "Vụ cháy bùng lên lúc {} hôm đó.#1": (
        "14h30|2 giờ rưỡi chiều|2h30 chiều|14 giờ 30 phút|hai giờ rưỡi chiều|14 giờ 30",
        "13h30|3 giờ rưỡi chiều",
    ),
    "Bị cáo bị phạt {} tù vì tội giết người.#0": (
        "18 tháng|một năm rưỡi|1 năm rưỡi|1,5 năm|1 năm 6 tháng|mười tám tháng",
        "19 tháng|hai năm rưỡi|28 tháng",
    ),
    "Bị cáo bị phạt {} tù vì tội giết người.#1": (
        "3 năm 6 tháng|ba năm rưỡi|3,5 năm|42 tháng|3 năm rưỡi|ba năm sáu tháng",
        "4 năm 6 tháng|ba năm bảy tháng|3 năm 8 tháng",
    ),
    "Cuộc họp kéo dài {} tại trụ sở.#0": (
        "90 phút|một tiếng rưỡi|1,5 giờ|1 giờ 30 phút|một giờ rưỡi|1 tiếng rưỡi",
        "80 phút|hai tiếng rưỡi",
    ),
    "Cuộc họp kéo dài {} tại trụ sở.#1": (
        "30 phút|nửa tiếng|nửa giờ|ba mươi phút|nửa giờ đồng hồ",
        "40 phút|nửa ngày",
    ),
    "Dự án chậm {} so với kế hoạch.#0": (
        "6 tháng|nửa năm|sáu tháng",
        "7 tháng|nửa tháng",
    ),
    "Cách ly kéo dài {} tại nhà.#0": (
        "14 ngày|hai tuần|2 tuần|mười bốn ngày",
        "15 ngày|ba tuần",
    ),
    "Vùng lụa trở lại thị trường {} nay.#0": (
        "10 năm|mười năm|một thập kỷ|một thập niên|1 thập kỷ",
        "20 năm|hai thập kỷ",
    ),
    "Hàng nghìn người dự lễ hội {} vừa rồi.#0": (
        "ngày 15/2|ngày 15-2|ngày 15 tháng 2|15/2|ngày 15.2|ngày 15 tháng hai|"
        "hôm 15/2|15 tháng 2|(15-2)|(15/2)",
        "ngày 16/2|ngày 15/3|ngày 15 tháng ba",
    ),
    "Bà bị bắt hồi {} tại Hà Nội.#0": (
        "tháng 11/2018|tháng 11-2018|tháng 11 năm 2018|11/2018|tháng mười một năm 2018",
        "tháng 12/2018|tháng 11/2017",
    ),
    "Thông tư có hiệu lực {} trên cả nước.#0": (
        "ngày 22/5/2021|22-5-2021|ngày 22 tháng 5 năm 2021|22.5.2021|từ 22/5/2021|22/05/2021",
        "ngày 23/5/2021|22/5/2020",
    ),
    "Công ty tăng trưởng tốt trong {}.#0": (
        "quý I/2021|quý 1/2021|quý 1 năm 2021|quý đầu năm 2021|ba tháng đầu năm 2021|"
        "3 tháng đầu năm 2021|quý I năm 2021",
        "quý II/2021|quý 1/2020|6 tháng đầu năm 2021",
    ),
    "Lễ hội diễn ra ngày {} tháng Giêng hằng năm.#0": (
        "mùng 9|mồng 9|9|mùng chín",
        "mùng 8|10",
    ),
    "Cứ {} thì có một người mắc bệnh.#0": (
        "3 người|ba người",
        "4 người|mười người",
    ),
    "Ấn Độ ghi nhận nhiều ca tử vong {}.#0": (
        "trong một tuần qua|trong tuần qua|một tuần trở lại đây|trong 7 ngày qua|suốt tuần qua",
        "",
    ),
    "Đất chỉ sốt ở trung tâm vào {}.#0": (
        "khoảng một năm trước|khoảng 1 năm trước|cách đây khoảng một năm",
        "hai năm trước",
    ),
    "Xe bị chặn trên {} qua Tiền Giang.#0": (
        "quốc lộ 1|quốc lộ 1A|QL 1|QL1A|QL 1A|Quốc lộ 1",
        "quốc lộ 5|quốc lộ 14",
    ),
    "Tàu mang được {} khi ra khơi.#0": (
        "16 tên lửa|mười sáu tên lửa|16 quả tên lửa",
        "15 tên lửa|mười bảy tên lửa",
    ),
    "Có {} tham gia tiêm chủng trên cả nước.#0": (
        "40-50 điểm|40 đến 50 điểm|bốn mươi đến năm mươi điểm|từ 40 đến 50 điểm|40 - 50 điểm",
        "30-50 điểm|40-60 điểm",
    ),
    "Trời lạnh tới {} vào ban đêm.#0": (
        "-5 độ C|âm 5 độ C|âm 5 độ|-5°C",
        "-6 độ C|âm 15 độ C",
    ),
    "Nhiệt độ lên tới {} vào buổi trưa.#0": (
        "39 độ C|39 độ|39°C|39oC|ba mươi chín độ",
        "38 độ C",
    ),
    "Khu đất rộng {} nằm ven biển.#0": (
        "50 km2|50km2|50 km vuông|50 ki-lô-mét vuông|5.000 ha|5.000 héc ta|năm mươi km vuông",
        "40 km2|500 ha",
    ),
    "Lô hàng nặng {} vừa cập cảng.#0": (
        "3 tấn|3.000 kg|ba tấn|3.000 ký|3.000 kilogam",
        "4 tấn|300 kg",
    ),
    "Anh trả {} để chuộc lại xe.#0": (
        "5 triệu USD|5 triệu đô|5 triệu đô la|5 triệu đôla Mỹ|5.000.000 USD|năm triệu đô la",
        "6 triệu USD|5 triệu đồng|5 tỷ USD",
    ),
    "Giá vàng ở mức {} phiên sáng.#0": (
        "36,5 triệu đồng/lượng|36,5 triệu đồng một lượng|36,5 triệu đồng mỗi lượng|"
        "36,50 triệu đồng / lượng",
        "37,5 triệu đồng/lượng|36,5 triệu đồng/chỉ",
    ),
    "Bà sinh {} tại Huế.#0": (
        "năm 1976|1976",
        "năm 1967",
    ),
    "Đội bóng thắng {} ở lượt về.#0": (
        "2-1|2 - 1|với tỷ số 2-1|2–1",
        "3-1|2-0",
    ),
    "Có {} thiệt mạng trong vụ sập nhà.#0": (
        "12 người|mười hai người|12 nạn nhân|một tá người",
        "13 người|mười một người",
    ),
    "Khoảng {} người đã đến xem buổi diễn.#0": (
        "hơn 10|hơn một chục|hơn mười|trên 10",
        "hơn 20|hơn hai chục",
    ),
    "Ông là tổng thống thứ {} của nước này.#0": (
        "45|bốn mươi lăm",
        "44|bốn mươi tư",
    ),
    "Đây là lần thứ {} đội vào chung kết.#0": (
        "ba|3",
        "tư|4|hai",
    ),
    "Chương trình có từ thế kỷ {} ở châu Âu.#0": (
        "20|XX",
        "21|XIX",
    ),
    "Dân số nước này là {} theo điều tra.#0": (
        "1,37 tỷ người|1.370 triệu người|1 tỷ 370 triệu người",
        "1,27 tỷ người|137 triệu người",
    ),
    "Anh bị phạt {} vì vi phạm.#0": (
        "100-200 nghìn đồng|từ 100 đến 200 nghìn đồng|100.000-200.000 đồng|"
        "100 đến 200 nghìn đồng|100.000 đến 200.000 đồng",
        "200-300 nghìn đồng|100-300 nghìn đồng",
    ),
}
"""Sentence -> forms that say the same there, forms that say otherwise."""


def said(sentence: str, form: str) -> str:
    text = sentence.partition("#")[0].format(form)
    return text[0].upper() + text[1:]


def reworded(sentence: str, form: str) -> str:
    text = sentence.partition("#")[0].format(form)
    return f"Theo bài báo, {text[0].lower()}{text[1:]}"


def neighbours(forms: list[str]) -> list[tuple[str, str]]:
    """Each form beside the first, both ways round, and beside the one after it."""
    first = [pair for form in forms[1:] for pair in ((forms[0], form), (form, forms[0]))]
    return [*first, *itertools.pairwise(forms[1:])]


@pytest.mark.parametrize("sentence", FORMS)
def test_other_forms_of_a_figure_are_no_difference(sentence: str) -> None:
    same = FORMS[sentence][0].split("|")
    flagged = [
        (source, claim)
        for source, claim in neighbours(same)
        if check_claim(reworded(sentence, claim), [(said(sentence, source), None)]).level
        == "unsupported"
    ]
    assert flagged == []


@pytest.mark.parametrize("sentence", [s for s in FORMS if FORMS[s][1]])
def test_another_figure_is_a_difference_in_every_form(sentence: str) -> None:
    same, other = (forms.split("|") for forms in FORMS[sentence])
    missed = [
        (source, claim)
        for source, claim in itertools.product((same[0], same[-1]), other)
        if check_claim(reworded(sentence, claim), [(said(sentence, source), None)]).level
        != "unsupported"
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("claim", "source", "level"),
    [
        ("Tàu chạy nhanh nhất 57 km mỗi giờ.", "Tàu có tốc độ tối đa 57 km/h.", "supported"),
        ("Tàu đạt 57 km/giờ.", "Tàu có tốc độ tối đa 57 km / giờ.", "supported"),
        ("Gió mạnh 50 m/s.", "Gió mạnh 50 km/h.", "unsupported"),
        ("Gần 200 xe Audi bị triệu hồi.", "Triệu hồi 182 xe Audi.", "supported"),
        ("Gần 200 xe Audi bị triệu hồi.", "Triệu hồi 145 xe Audi.", "unsupported"),
        ("Công an bắt gần hai chục người.", "Công an bắt 17 đối tượng.", "supported"),
        ("Nghi phạm ngoài bốn mươi tuổi.", "Nghi phạm 43 tuổi.", "supported"),
        ("Chưa tới hai chục nhà có phép.", "14 nhà có giấy phép.", "supported"),
        ("Xấp xỉ 200 xe bị phạt.", "Có 205 xe bị phạt.", "supported"),
        ("Xấp xỉ 200 xe bị phạt.", "Có 240 xe bị phạt.", "unsupported"),
        ("Hơn 50 người chết.", "43 người chết.", "unsupported"),
    ],
)
def test_speeds_and_round_figures(claim: str, source: str, level: str) -> None:
    assert check_claim(claim, [(source, None)]).level == level
