"""Short answers that fit: denied ones, wrong offices, wrong kinds, torn lists."""

from unicodedata import normalize

import pytest

from assistant.evidence import Evidence
from assistant.fitting import fitted
from assistant.fitting_choice import chosen


def piece(text: str, marked: str, probability: float = 0.5, title: str = "") -> Evidence:
    start = text.index(marked) if marked else None
    return Evidence(
        text=text, article_id=text[:14], revision=1, start=0, end=len(text), score=1.0,
        probability=probability, span_start=start, title=title,
        span_end=None if start is None else start + len(marked), span_probability=0.8,
    )  # fmt: skip


def short(question: str, text: str, marked: str) -> str:
    return next((p.short_answer for p in fitted(question, [piece(text, marked)])), "")


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Vì sao ông Lam bị sa thải?", "Việc mất chức không liên quan đến vụ đội thua trận.",
         "vụ đội thua trận", ""),
        ("Vì sao giá thép tăng?", "Nếu tăng giá không phải do độc quyền thì không vấn đề.",
         "độc quyền", ""),
        ("Nguyên nhân tàu ngầm chìm?", "Chưa ai giải thích nguyên nhân khiến tàu bị chìm.",
         "bị chìm", ""),
        ("Trạm này dùng để làm gì?", "Đây không phải là nơi để gọi tới hỏi han.", "gọi tới", ""),
        ("Hai ông gặp nhau ở đâu?", "Ông Lam không gặp ông Minh tại Huế.", "Huế", ""),
        ("Vì sao ông Lam vắng mặt?", "Ông Lam không đá trận này vì chấn thương.", "chấn thương",
         "chấn thương"),
        ("Họ hứa góp bao nhiêu?", "Họ chưa thực hiện lời hứa góp 100 tỷ USD.", "100 tỷ USD",
         "100 tỷ USD"),
        ("Vì sao ông Lam không đá?", "Ông Lam không đá do chấn thương.", "chấn thương",
         "chấn thương"),
    ],
)  # fmt: skip
def test_what_a_sentence_denies_is_no_short_answer(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Ai là Chủ tịch UBND tỉnh An Giang?",
         "Theo Phó Chủ tịch UBND tỉnh An Giang ông Lê Văn Phước, dịch đã lui.", "Lê Văn Phước", ""),
        ("Ai là Chủ tịch UBND tỉnh An Giang?",
         "Chủ tịch UBND tỉnh An Giang Nguyễn Thanh Bình cho biết dịch đã lui.",
         "Nguyễn Thanh Bình", "Nguyễn Thanh Bình"),
        ("Ai là tổng thống Pháp?",
         "Tổng thống Pháp Emmanuel Macron và Thủ tướng Đức Angela Merkel đã họp.",
         "Angela Merkel", "Emmanuel Macron"),
        ("Ai là tân Bộ trưởng Giáo dục và Đào tạo?",
         "Ông Nhạ chúc mừng đồng chí Nguyễn Kim Sơn đã được Đảng, Nhà nước giao nhiệm vụ là "
         "Bộ trưởng Bộ Giáo dục và Đào tạo.", "Ông Nhạ", "Nguyễn Kim Sơn"),
        ("Ai được bầu làm Chủ tịch nước?",
         "Quốc hội bầu ông Nguyễn Xuân Phúc làm Chủ tịch nước, bà Võ Thị Ánh Xuân làm phó.",
         "Võ Thị Ánh Xuân", "Nguyễn Xuân Phúc"),
        ("Ai là chủ tịch Ủy ban châu Âu?",
         "Ông Charles Michel đợi Chủ tịch Ủy ban châu Âu Ursula von der Leyen ở Brussels.",
         "Charles Michel", "Ursula von der Leyen"),
        ("Ai là tổng thống Mỹ?", "Cựu Tổng thống Mỹ Donald Trump lên tiếng.", "Donald Trump", ""),
        ("Ai là Phó Chủ tịch UBND tỉnh An Giang?",
         "Theo Phó Chủ tịch UBND tỉnh An Giang ông Lê Văn Phước, dịch đã lui.", "Lê Văn Phước",
         "Lê Văn Phước"),
    ],
)  # fmt: skip
def test_only_the_holder_of_the_office_asked_for_is_the_short_answer(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Cầu sập khi nào?", "Cầu bắc qua sông ở Phú Thọ bị sập.", "Phú Thọ", ""),
        ("Máy màu tím bán từ ngày nào?", "Giá máy màu tím khoảng 20-21 triệu đồng.", "20-21", ""),
        ("Tang lễ có bao nhiêu người dự?", "Ông bà có 4 người con.", "4 người", ""),
        ("Ông bà có mấy người con?", "Ông bà có 4 người con.", "4 người", "4 người"),
        ("Vì sao khối ngoại bán ròng?", "Họ bán ròng 22.000 tỷ đồng do chênh lệch lãi suất.",
         "22.000 tỷ đồng", "chênh lệch lãi suất"),
        ("Có bao nhiêu người trúng cử?", "Phụ nữ chiếm 26,8%.", "26,8%", ""),
        ("Cầu có mấy trụ tháp?", "Cầu có năm trụ tháp hình chữ A.", "hình chữ A", "năm trụ tháp"),
        ("Ông ấy nói gì về các cuộc gọi?", "Ông nói phía Nga không nhận các cuộc gọi.", "phía Nga",
         ""),
        ("Ai ghi bàn?", "Ở trận nữ, Huỳnh Như ghi bàn giúp đội thắng 1–0.", "1–0", "Huỳnh Như"),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind_is_mended_or_taken_away(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("Sức ép khiến Man Utd, Man City, Chelsea và Arsenal rút khỏi giải.", "Chelsea",
         "Man Utd, Man City, Chelsea và Arsenal"),
        ("Chi phí cao, kết hôn muộn và áp lực công việc được nêu là lý do.", "kết hôn muộn",
         "Chi phí cao, kết hôn muộn và áp lực công việc"),
        ("Khu vực gồm ba phần: khu sinh thái Tràng An, khu Tam Cốc và cố đô Hoa Lư.", "Tam Cốc",
         "khu sinh thái Tràng An, khu Tam Cốc và cố đô Hoa Lư"),
        ("Đại hội đưa vào các môn lướt sóng, trượt ván và karate.", "lướt sóng",
         "môn lướt sóng, trượt ván và karate"),
        ("Ấn Độ là nước thứ tư hạ cánh, sau Liên Xô, Mỹ và Trung Quốc.", "Mỹ",
         "Liên Xô, Mỹ và Trung Quốc"),
        ("Cây cầu nối Tiền Giang với miền Tây.", "Tiền Giang", "Tiền Giang"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["Gồm những phần nào?", "gom nhung phan nao"])
def test_a_list_is_marked_whole(question: str, text: str, marked: str, said: str) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Anh cho Ukraine thứ gì?", "Anh cho viện trợ quân sự và tiền.", "trợ quân sự",
         "viện trợ quân sự"),
        ("Anh đến lúc nào?", "Anh đến vào khoảng 6h40 ngày 20/2.", "khoảng 6h40", "khoảng 6h40"),
        ("Lễ hội bị bỏ vì cái gì?", "Lễ hội bị xóa sổ vì già hóa dân số · Lễ hội ...",
         "già hóa dân số · Lễ hội ...", "già hóa dân số"),
        ("Nga gắn vũ khí gì lên xe tăng?", "“Vũ khí đó không tồi”, biên tập viên Axe nhận định.",
         "biên tập viên Axe nhận định", ""),
        ("Cơ quan nào cho rằng báo quá nhiều?", "Bộ Thông tin Truyền thông cho rằng báo quá nhiều.",
         "Bộ Thông tin Truyền", "Bộ Thông tin Truyền thông"),
        ("Ai đến Bộ?", "Ông Phạm Hùng mạnh dạn đến gặp Bộ trưởng.", "Phạm Hùng", "Phạm Hùng"),
        ("Còn lượt chia sẻ thì sao?", "Bài có 56.000 lượt chia sẻ.",
         "56.000 lượt chia sẻ", "56.000 lượt chia sẻ"),
    ],
)  # fmt: skip
def test_a_short_answer_begins_and_ends_with_whole_words(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


def test_a_name_is_not_cut_at_its_hyphen() -> None:
    assert short("Ai dẫn dắt đội?", "Đội do ông Park Hang-seo dẫn dắt.", "Park Hang") == (
        "Park Hang-seo"
    )


def test_a_sentence_whose_answer_fits_passes_one_whose_answer_does_not() -> None:
    question = "Vì sao ông Lam bị sa thải?"
    wrong = piece("Việc sa thải không liên quan đến vụ thua trận.", "vụ thua trận", 0.5)
    right = piece("Nguyên nhân là do đội chơi bết bát cả mùa.", "đội chơi bết bát cả mùa", 0.3)
    first, second = fitted(question, [wrong, right])
    assert first.text == right.text
    assert second.text == wrong.text
    far = piece(right.text, right.short_answer, 0.1)
    assert fitted(question, [wrong, far])[0].text == wrong.text


def test_another_edition_of_the_thing_is_no_answer() -> None:
    question = "Ai đoạt Nobel Văn học 2024?"
    other = piece("Nobel Văn học năm 2023 thuộc về nhà viết kịch Jon Fosse.", "Jon Fosse", 0.6)
    told = piece("Nhà văn Han Kang đoạt Nobel Văn học 2024.", "", 0.01)
    assert fitted(question, [other, told])[0].text == told.text
    assert fitted(question, [other])[0].short_answer == ""
    assert fitted("Ai đoạt Nobel Văn học 2023?", [other])[0].short_answer == "Jon Fosse"


def test_offsets_stay_those_of_the_article() -> None:
    text = "Giải thuộc về Katalin Karikó và Drew Weissman."
    at = 120
    start = at + text.index("Drew Weissman")
    given = Evidence(
        text=text, article_id="a", revision=1, start=at, end=at + len(text), probability=0.5,
        score=1.0, span_start=start, span_end=start + 13, span_probability=0.8,
    )  # fmt: skip
    found = fitted(normalize("NFC", "Những ai được trao giải?"), [given])[0]
    assert found.short_answer == "Katalin Karikó và Drew Weissman"
    assert found.span == (at + 14, at + len(text) - 1)


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Hà Nam phong tỏa thôn nào?", "Hà Nam khoanh vùng thôn Quan Nhân vì có 5 ca bệnh.",
         "có 5 ca bệnh", "thôn Quan Nhân"),
        ("ha nam phong toa thon nao", "Hà Nam khoanh vùng thôn Quan Nhân vì có 5 ca bệnh.",
         "có 5 ca bệnh", "thôn Quan Nhân"),
        ("Ông Lam quê ở tỉnh nào?", "Ông Lam sinh tại tỉnh Quảng Ninh.", "Quảng Ninh",
         "Quảng Ninh"),
        ("Nước nào vô địch?", "Đây là chức vô địch thế giới thứ ba của Argentina.",
         "thế giới thứ ba của Argentina", "Argentina"),
        ("Giá vé lượt bao nhiêu tiền?", "Giá vé lượt từ 8.000 đến 12.000 đồng.", "12.000 đồng",
         "từ 8.000 đến 12.000 đồng"),
        ("Giá vé lượt cao nhất bao nhiêu tiền?", "Giá vé lượt từ 8.000 đến 12.000 đồng.",
         "12.000 đồng", "12.000 đồng"),
        ("Cứu được bao nhiêu người?", "Giai đoạn 1960-2012 có tới 2.660 người được cứu.",
         "2.660 người", "2.660 người"),
        ("Nhà máy có mấy tổ máy?", "Nhà máy có tám tổ máy, mỗi tổ 240 MW.", "240 MW",
         "tám tổ máy"),
        ("Đoàn được mấy huy chương?", "Đoàn được 98 huy chương vàng, tổng cộng 288 huy chương.",
         "288 huy chương", "288 huy chương"),
        ("Bão làm bao nhiêu người chết?",
         "Bão làm 329 người chết và mất tích, trong đó 291 người chết và 38 người mất tích.",
         "329 người", "291 người chết"),
        ("Cha của bà Han làm nghề gì?", "Cha bà, Han Seung-won, cũng là nhà văn.", "Seung-won",
         "nhà văn"),
        ("Thủ khoa của trường là ai?", "Tân cử nhân Hàn Duy Khang, quê Bạc Liêu, là thủ khoa.",
         "Bạc Liêu", "Hàn Duy Khang"),
        ("Cầu Mỹ Thuận 2 dài bao nhiêu?", "Cầu nối cao tốc đến Cần Thơ dài 23 km.", "23 km", ""),
        ("Kênh đào Panama dài bao nhiêu km?", "Kênh đào Suez dài 193 km.", "193 km", ""),
        ("Kênh đào Suez dài bao nhiêu km?", "Kênh đào Suez dài 193 km.", "193 km", "193 km"),
        ("Trịnh Thu Vinh xếp thứ mấy?", "Trịnh Văn Vinh thất bại ở hạng 61 kg.", "61 kg", ""),
    ],
)  # fmt: skip
def test_a_short_answer_is_what_the_question_itself_names(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Những đội nào rút lui?",
         "Các đội rút lui gồm Arsenal, Chelsea, Liverpool (Anh), Inter Milan (Italia) và "
         "Atletico (Tây Ban Nha).", "Arsenal, Chelsea",
         "Arsenal, Chelsea, Liverpool (Anh), Inter Milan (Italia) và Atletico (Tây Ban Nha)"),
        ("Đã dùng những loại vaccine Covid-19 nào?",
         "Các loại được dùng gồm Pfizer, Moderna, Sinopharm (Vero Cell) và Abdala của Cuba.",
         "Pfizer, Moderna", "Pfizer, Moderna, Sinopharm (Vero Cell) và Abdala"),
        ("Vì sao dự án chậm?", "Chậm giao đất, đổi thiết kế và thiếu vốn là các nguyên nhân.",
         "đổi thiết kế và thiếu vốn", "Chậm giao đất, đổi thiết kế và thiếu vốn"),
        ("Vì sao hai nước nói chuyện?", "Ông nói họ bị “bóp chẹt” và đó là lý do.", "bóp chẹt",
         "bóp chẹt"),
    ],
)  # fmt: skip
def test_brackets_part_no_list_and_reasons_may_stand_first(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Ai vô địch World Cup 2018?",
         "Tuyển Pháp giành chức vô địch World Cup 2018 sau trận thắng Croatia.", "Croatia", "Pháp"),
        ("Ai đoạt giải Nobel Văn học năm 2024?",
         "Nhà văn Hàn Quốc Han Kang đoạt giải Nobel Văn học 2024", "", "Han Kang"),
        ("Ai đoạt giải Nobel Văn học năm 2024?", "Nhà văn Han Kang đoạt giải năm qua", "", ""),
        ("Ai chế tác tượng?", "Tượng được họa sĩ Bùi Văn Kiên (Hà Nội) chế tác tượng.",
         "Bùi Văn Kiên", "Bùi Văn Kiên"),
        ("Cô Vinh xếp thứ mấy?", "Đoàn Pháp có 16 huy chương vàng.", "16 huy chương vàng", ""),
        ("Cô Vinh xếp thứ mấy?", "Cô đứng thứ tư ở nội dung này.", "thứ tư", "thứ tư"),
        ("Cầu dài bao nhiêu?", "Cầu nằm cách cầu cũ khoảng 350 m.", "350 m", ""),
        ("Tác phẩm nổi tiếng nhất là gì?", "Đó là tiểu thuyết “Người ăn chay”, in năm 2007.",
         "tiểu thuyết “Người ăn chay", "tiểu thuyết “Người ăn chay”"),
        ("Cầu cách sân bay bao nhiêu km?", "Cầu nằm cách sân bay 8 km.", "8 km", "8 km"),
    ],
)  # fmt: skip
def test_who_did_it_stands_before_the_words_for_it(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("Khối ngoại mua ròng hay bán ròng năm 2023?",
         "Khối ngoại bán ròng hơn 22.000 tỷ đồng trong cả năm.", "bán ròng"),
        ("Gốm Chăm do đàn ông hay phụ nữ làm?", "Người làm gốm hầu hết là phụ nữ.", "phụ nữ"),
        ("Chú dê hai đầu là đực hay cái?", "Chú dê đực ấy có bốn mắt.", "đực"),
        ("Chú dê hai đầu là đực hay cái?", "Chú dê có bốn mắt.", None),
        ("Phụ xe bị nặng hay nhẹ?", "Tài xế bị nặng, phụ xe bị nhẹ.", None),
        ("Chú dê hai đầu là đực hay cái?", "Chú dê ấy không phải đực.", None),
        ("Bệnh nhân về nhà hay bị gì?", "Bệnh nhân về nhà bị sốt.", None),
        ("Hai nguyên nhân hay gặp của bệnh?", "Nguyên nhân là lạnh.", None),
        ("chu de hai dau la duc hay cai", "Chú dê đực ấy có bốn mắt.", None),
    ],
)  # fmt: skip
def test_of_two_things_named_the_one_that_is_told_is_marked(
    question: str, text: str, said: str | None
) -> None:
    place = chosen(question, text)
    assert (place and text[place[0] : place[1]]) == said


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("Người dẫn dắt Argentina là huấn luyện viên Lionel Scaloni.", "Argentina",
         "Lionel Scaloni"),
        ("Lionel Scaloni dẫn dắt Argentina ở Qatar.", "Argentina", "Argentina"),
        ("Người dẫn dắt Argentina là Lionel Scaloni.", "Lionel Scaloni", "Lionel Scaloni"),
    ],
)  # fmt: skip
def test_the_questions_own_name_is_no_answer(text: str, marked: str, said: str) -> None:
    question = "Ai là huấn luyện viên? (vô địch World Cup 2022, Argentina)"
    assert fitted(question, [piece(text, marked)])[0].short_answer == said
    marked_again = fitted("Ai phụ lái cho ông Lê Hòa?", [piece("Ông Lê Hòa lái tàu.", "Lê Hòa")])
    assert marked_again[0].short_answer == ""


@pytest.mark.parametrize(
    ("question", "text", "marked", "said"),
    [
        ("Việt Nam được bao nhiêu huy chương đồng?",
         "Việt Nam có 205 huy chương vàng, 125 bạc và 116 đồng.", "205", "116 đồng"),
        ("Việt Nam được bao nhiêu huy chương bạc?",
         "Việt Nam có 205 huy chương vàng, 125 bạc và 116 đồng.", "205", "125 bạc"),
        ("Gạo ST25 bị ai đăng ký?", "Ông Lam xác nhận gạo ST25 bị 4 hãng Mỹ đăng ký.", "Ông Lam",
         "4 hãng Mỹ"),
        ("Gạo ST25 bị ai đăng ký?", "Ông Lam nói nếu gạo bị hãng khác đăng ký thì phải kiện.",
         "Ông Lam", "Ông Lam"),
        ("Hãng hủy mấy lô trái phiếu?", "Hơn 1 năm trôi qua từ vụ hủy các lô trái phiếu.",
         "Hơn 1 năm", ""),
        ("Nga bán tên lửa với giá bao nhiêu?", "Nga bán tên lửa từ ngày 5/7.", "5/7", ""),
        ("Tàu đi mất bao nhiêu ngày?", "Tàu đi mất 12 ngày.", "12 ngày", "12 ngày"),
        ("Có bao nhiêu người chết vì bom mìn?", "230 người đã chết, 395 người bị thương tật.",
         "395 người", "230 người đã chết"),
        ("Tàu có mấy thuyền viên?", "Họ đi trên tàu dầu trọng tải gần 400 tấn.", "gần 400 tấn", ""),
        ("Đoạn Nhổn – Cầu Giấy dài bao nhiêu?", "Đoạn này dài 8,5 km.", "8,5 km", "8,5 km"),
        ("Joshua mấy tuổi?", "Trước đó một bé gái 10 tuổi cũng chết.", "10 tuổi", ""),
        ("Joshua mấy tuổi?", "Joshua và một bé gái 10 tuổi cùng lớp.", "10 tuổi", "10 tuổi"),
        ("Trẻ bán dạo ở Hà Nội mấy tuổi?", "Một bé gái 6 tuổi bán kẹo.", "6 tuổi", "6 tuổi"),
        ("Ngày bao nhiêu thì họp?", "Họ họp vào ngày 5/7.", "ngày 5/7", "ngày 5/7"),
        ("Hội nghị diễn ra ngày nào?", "Ngày 27 và 28-2, hội nghị diễn ra tại Huế.", "Ngày 27",
         "Ngày 27 và 28-2"),
        ("Hội nghị diễn ra ngày nào?", "Ngày 27 và 28 đại biểu đến dự.", "Ngày 27", "Ngày 27"),
    ],
)  # fmt: skip
def test_the_sentence_s_own_form_tells_what_is_marked(
    question: str, text: str, marked: str, said: str
) -> None:
    assert short(question, text, marked) == said


def test_a_holder_found_by_the_office_is_as_sure_as_its_form() -> None:
    text = "Ông Pence nói Tổng thống Mỹ Donald Trump dẫn đầu 50 quốc gia."
    found = fitted("Ai là tổng thống Mỹ?", [piece(text, "50 quốc gia")])[0]
    assert (found.short_answer, found.span_probability) == ("Donald Trump", 0.9)


def test_who_it_was_done_by_goes_before_what_would_be_if() -> None:
    texts = ("Ông Lam nói nếu gạo bị hãng khác đăng ký thì phải kiện.",
             "Gạo ST25 đã bị 4 hãng Mỹ “nhanh tay” đăng ký.")  # fmt: skip
    pieces = [piece(texts[0], "Ông Lam", 0.6), piece(texts[1], "Mỹ", 0.5)]
    assert fitted("Gạo ST25 bị ai đăng ký?", pieces)[0].short_answer == "4 hãng Mỹ"


def test_a_sentence_that_measures_something_else_is_no_answer_at_all() -> None:
    text = "Tên lửa bay cao 770 km."
    assert fitted("Bao nhiêu người Nhật phải xuống hầm?", [piece(text, "770 km")]) == ()
    second = piece("Khoảng 200 người Nhật xuống hầm trú.", "Khoảng 200 người", 0.4)
    found = fitted("Bao nhiêu người Nhật phải xuống hầm?", [piece(text, "770 km"), second])
    assert found[0].short_answer == "Khoảng 200 người"


@pytest.mark.parametrize(
    ("text", "marked", "probability", "said"),
    [
        ("Người trẻ không nghĩ tới hậu quả.", "không nghĩ tới hậu quả", 0.4, ""),
        ("TikTok không nguy hiểm.", "không nguy hiểm", 0.4, "không nguy hiểm"),
        ("Hãng nói là không hề gì.", "không hề gì", 0.7, "không hề gì"),
    ],
)
def test_words_that_deny_something_else_are_shown_only_where_the_sentence_is_sure(
    text: str, marked: str, probability: float, said: str
) -> None:
    found = fitted("TikTok có nguy hiểm không?", [piece(text, marked, probability)])
    assert found[0].short_answer == said
