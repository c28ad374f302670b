import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.answer import Answer, Ask
from corpus.article import Article
from corpus.dates import HANOI
from index.archive import Archive
from ui.archive_view import EXAMPLES, ArchiveView
from ui.asked import Asked, mixed
from ui.examples import questions_in, questions_of


def asked(title: str, text: str) -> list[str]:
    return [one.text for one in questions_of(title, text)]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "GDP năm 2024 của Việt Nam tăng 7,09%",
            "GDP năm 2024 của Việt Nam tăng bao nhiêu phần trăm?",
        ),
        (
            "Thiệt hại do bão Yagi tăng lên hơn 81.000 tỷ đồng",
            "Thiệt hại do bão Yagi tăng lên bao nhiêu tỷ đồng?",
        ),
        (
            "Đập chính thủy điện Hòa Bình cao 128 m",
            "Đập chính thủy điện Hòa Bình cao bao nhiêu mét?",
        ),
        (
            "Số ca nhiễm ở Hà Nam là 12 ca",
            "Số ca nhiễm ở Hà Nam là bao nhiêu?",
        ),
        (
            "Mỹ và Trung Quốc cùng có 40 huy chương vàng.",
            "Mỹ và Trung Quốc cùng có bao nhiêu huy chương vàng?",
        ),
    ],
)
def test_a_figure_is_asked_for_where_it_stands(sentence: str, question: str) -> None:
    assert asked(sentence, "") == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thế vận hội Tokyo 2020 khép lại tại Nhật Bản",
        "Khánh thành cầu Mỹ Thuận 2 nối Tiền Giang và Vĩnh Long",
        "Ông cho biết đã có 300 người được sơ tán",
        "Con số này bù lại mức giảm 33% của năm trước",
        "Hội nghị diễn ra tháng 9 tại Hà Nội",
        "Trận đấu kết thúc với 3 bàn thắng và 2 thẻ đỏ",
        "Đội tuyển thắng cả hai lượt",
        "Ngắm tuyến metro đầu tiên của TPHCM sau 10 năm chờ đợi",
        "Dưới đây là danh sách ứng viên ở 5 đơn vị bầu cử của tỉnh Thanh Hóa",
        "Số trường hợp F2 đã điều tra được là 120 trường hợp",
    ],
)
def test_a_sentence_that_makes_no_good_question_makes_none(sentence: str) -> None:
    assert asked(sentence, "") == []


def test_what_stands_far_into_an_article_is_asked_about_last_and_once() -> None:
    text = (
        "Vịnh Hạ Long đón khách\nVịnh Hạ Long đón 3,5 triệu lượt khách trong năm 2024. Một. Hai. "
        "Ba. Bốn. Vịnh Hạ Long thu 900 tỷ đồng từ vé tham quan. Cả tỉnh thu 1.200 tỷ đồng từ vé."
    )
    assert asked("Vịnh Hạ Long đón khách", text) == [
        "Vịnh Hạ Long đón bao nhiêu triệu lượt khách trong năm 2024?",
        "Vịnh Hạ Long thu bao nhiêu tỷ đồng từ vé tham quan?",
    ]


def test_the_first_sentences_of_an_article_are_asked_about_too() -> None:
    text = "Vịnh Hạ Long đón khách\nVịnh Hạ Long đón 3,5 triệu lượt khách trong năm 2024."
    assert asked("Vịnh Hạ Long đón khách", text) == [
        "Vịnh Hạ Long đón bao nhiêu triệu lượt khách trong năm 2024?"
    ]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "CPI bình quân tăng 3,63%, thấp hơn mức trần 4–4,5% của Quốc hội.",
            "CPI bình quân tăng bao nhiêu phần trăm?",
        ),
        (
            "Lào hiện có 511 ca Covid-19 và đã phong tỏa một số thành phố.",
            "Lào hiện có bao nhiêu ca Covid-19?",
        ),
        (
            "Bão làm 318 người chết, mất tích ở các tỉnh.",  # a list is not cut
            "",
        ),
        ("SEA Games bế mạc, chủ nhà lập kỷ lục 205 huy chương vàng.", ""),
        ("Cầu được thiết kế dây văng, nhịp chính dài 350 m.", ""),
        ("Ông Trump bị phạt 355 triệu USD, cấm kinh doanh ở New York", ""),
        ("Mục tiêu của Israel sau 4 tháng khai chiến với", ""),
        ("Ở New YorkNhà thiết kế Peter Do bán 20 bộ", ""),
        ("Công bố danh sách 496 người trúng cử đại biểu Quốc hội.", ""),
        ("Toàn cảnh nút giao khổng lồ 400 tỷ đồng ở Quảng Ninh.", ""),
    ],
)
def test_a_question_asks_one_thing_in_plain_words(sentence: str, question: str) -> None:
    assert asked(sentence, "") == [question] * bool(question)


def test_a_question_for_who_has_not_read_the_article_names_what_it_is_about() -> None:
    title = "Olympic Paris 2024: Mỹ và Trung Quốc cùng dẫn đầu"
    text = f"{title}\nMỹ và Trung Quốc cùng có 40 huy chương vàng."
    assert asked(title, text) == []
    text = f"{title}\nĐoàn Mỹ đến Olympic Paris với 592 người."
    assert asked(title, text) == ["Đoàn Mỹ đến Olympic Paris với bao nhiêu người?"]


@pytest.mark.parametrize(
    ("sentence", "kind", "question", "wanted"),
    [
        (
            "Nhà văn Hàn Quốc Han Kang đoạt giải Nobel Văn học 2024",
            "who", "Ai đoạt giải Nobel Văn học 2024?", "Nhà văn Hàn Quốc Han Kang",
        ),
        (
            "Hoàng Xuân Vinh giành huy chương vàng Olympic đầu tiên cho Việt Nam.",
            "who", "Ai giành huy chương vàng Olympic đầu tiên cho Việt Nam?", "Hoàng Xuân Vinh",
        ),
        (
            "Cầu Nhật Tân bắc qua sông Hồng được thông xe ngày 4 tháng 1 năm 2015.",
            "when", "Cầu Nhật Tân bắc qua sông Hồng được thông xe ngày nào?",
            "ngày 4 tháng 1 năm 2015",
        ),
        (
            "Sáng 22/12/2024, tuyến metro Bến Thành đã bắt đầu vận hành.",
            "when", "Tuyến metro Bến Thành bắt đầu vận hành ngày nào?", "Sáng 22/12/2024",
        ),
        (
            "Ngày 12/7/2022, NASA công bố bộ ảnh màu đầu tiên do kính viễn vọng James Webb chụp.",
            "when", "Ngày nào NASA công bố bộ ảnh màu đầu tiên do kính viễn vọng James Webb chụp?",
            "Ngày 12/7/2022",
        ),
        (
            "Tonle Sap được UNESCO công nhận là khu dự trữ sinh quyển năm 1997.",
            "when", "Tonle Sap được UNESCO công nhận là khu dự trữ sinh quyển năm nào?", "năm 1997",
        ),
        (
            "Lễ bế mạc SEA Games 30 diễn ra tại sân vận động New Clark City",
            "where", "Lễ bế mạc SEA Games 30 diễn ra ở đâu?", "sân vận động New Clark City",
        ),
    ],
)  # fmt: skip
def test_who_when_and_where_are_asked_for_in_plain_words(
    sentence: str, kind: str, question: str, wanted: str
) -> None:
    made = [one for one, _ in questions_in(sentence) if one.kind != "figure"]
    assert made == [Asked(text=question, wanted=wanted, kind=kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đội tuyển Việt Nam giành huy chương vàng",  # a team is no person
        "Ông Nguyễn Văn A cho biết trường Kim Liên đã mở cửa",
        "Ngày 24/12/2023, cầu Mỹ Thuận 2, nối Tiền Giang và Vĩnh Long, khánh thành",
        "Dự án Metro khởi công ngày 28/8/2012 với mục tiêu hoàn thành năm 2018",  # two days
        "Lễ khai mạc SEA Games được tổ chức tại sân Morodok Techo ở Phnom Penh",  # two places
        "Kim ngạch của Việt Nam giảm trong năm 2023",  # a span, no event
        "Lễ này diễn ra tại Hà Nội",
    ],
)
def test_who_when_and_where_are_not_asked_for_where_it_is_not_plain(sentence: str) -> None:
    assert [one.text for one, _ in questions_in(sentence) if one.kind != "figure"] == []


def test_an_example_is_kept_only_where_the_answer_is_what_was_asked_for() -> None:
    figure = Asked(text="…", wanted="hơn 12%", kind="figure")
    assert figure.answered_by("hơn 12%")
    assert figure.answered_by("12%")
    assert not any(map(figure.answered_by, ("gần 33%", "nhiều", "2%", "")))
    who = Asked(text="…", wanted="Nhà văn Hàn Quốc Han Kang", kind="who")
    assert who.answered_by("Han Kang")
    assert who.answered_by("nhà văn  Hàn Quốc Han Kang")
    assert not any(map(who.answered_by, ("Kim Dae-jung", "")))
    when = Asked(text="…", wanted="Ngày 12 tháng 7 năm 2022", kind="when")
    assert when.answered_by("12 tháng 7 năm 2022")
    assert not when.answered_by("ngày 2 tháng 7")


class Sure:
    """Answers every question of a sentence with the words that were asked for."""

    def __init__(self, *texts: str) -> None:
        made = (one for text in texts for one, _ in questions_in(text))
        self.wanted = {one.text: one.wanted for one in made}
        self.asked: list[str] = []

    def ask(self, ask: Ask) -> Answer:
        self.asked.append(ask.question)
        short = self.wanted.get(ask.question, "")
        return Answer(
            question=ask.question, searched_for="", claims=(), citations=(), refused=not short,
            confidence=1.0, short_answer=short,
        )  # fmt: skip


def test_examples_are_of_several_kinds(tmp_path: Path) -> None:
    titles = [f"Nhà máy Sông {name} có {90 + n} công nhân" for n, name in enumerate("ABCDE")]
    said = "Sông Hồng khánh thành cầu\nCầu Sông Hồng được khánh thành ngày 4/1/2015."
    with Archive.open(tmp_path) as archive:
        archive.add(Article(article_id=t, title=t, text=t) for t in titles)
        archive.add([Article(article_id="x", title=said.split("\n")[0], text=said)])
        view = ArchiveView(archive, Sure(*titles, said))
        view.examples()
        while view.trying:
            time.sleep(0.01)
        shown = view.examples()
    assert len(shown) == EXAMPLES
    assert "Cầu Sông Hồng được khánh thành ngày nào?" in shown
    assert sum("bao nhiêu công nhân" in one for one in shown) == EXAMPLES - 1


def test_examples_come_from_old_articles_too(tmp_path: Path) -> None:
    day = datetime(2024, 5, 1, tzinfo=HANOI)
    said = "Sông Hồng khánh thành cầu\nCầu Sông Hồng được khánh thành ngày 4/1/2015."
    with Archive.open(tmp_path) as archive:
        archive.add(
            Article(article_id=f"{n}", title=f"Bài {n}", text=f"Bài {n} kể.", published_at=day)
            for n in range(70)
        )
        old = Article(article_id="x", title=said.split("\n")[0], text=said)
        archive.add([replace(old, published_at=day - timedelta(days=900))])
        view = ArchiveView(archive, Sure(said))
        view.examples()
        while view.trying:
            time.sleep(0.01)
        assert view.examples() == ("Cầu Sông Hồng được khánh thành ngày nào?",)


def test_examples_wait_while_a_reader_is_answered(tmp_path: Path) -> None:
    title = "Nhà máy Sông Đà có 90 công nhân"
    busy = threading.Event()
    busy.set()
    with Archive.open(tmp_path) as archive:
        archive.add([Article(article_id="x", title=title, text=title)])
        sure = Sure(title)
        view = ArchiveView(archive, sure, busy.is_set)
        view.examples()
        assert view.trying
        assert sure.asked == []
        busy.clear()
        while view.trying:
            time.sleep(0.01)
        assert sure.asked == ["Nhà máy Sông Đà có bao nhiêu công nhân?"]


class Failing(Sure):
    """Fails at the first question."""

    def ask(self, ask: Ask) -> Answer:
        answer = super().ask(ask)
        if len(self.asked) == 1:
            raise OSError("the store is away")
        return answer


def test_examples_are_tried_again_after_a_failure(tmp_path: Path) -> None:
    title = "Nhà máy Sông Đà có 90 công nhân"
    with Archive.open(tmp_path) as archive:
        archive.add([Article(article_id="x", title=title, text=title)])
        failing = Failing(title)
        view = ArchiveView(archive, failing)
        for _ in range(2):
            view.examples()
            while view.trying:
                time.sleep(0.01)
        assert len(failing.asked) == 2
        assert view.examples() == ("Nhà máy Sông Đà có bao nhiêu công nhân?",)


def test_kinds_take_turns() -> None:
    assert mixed(["when 1", "when 2", "who 1", "figure 1"], lambda one: one.split()[0]) == [
        "who 1", "figure 1", "when 1", "when 2",
    ]  # fmt: skip
    assert mixed([], str) == []


@pytest.mark.parametrize(
    ("sentence", "question", "wanted"),
    [
        (
            "Viện Hàn lâm ngày 10/10/2024 trao giải cho nhà văn Han Kang, người Hàn Quốc.",
            "Viện Hàn lâm trao giải cho nhà văn Han Kang ngày nào?",
            "ngày 10/10/2024",
        ),
        (
            "Người dẫn dắt Argentina là huấn luyện viên Lionel Scaloni.",
            "Người dẫn dắt Argentina là ai?",
            "huấn luyện viên Lionel Scaloni",
        ),
        (
            "Bàn thắng duy nhất do Mario Götze ghi ở phút 113.",
            "Bàn thắng duy nhất do ai ghi ở phút 113?",
            "Mario Götze",
        ),
        (
            "Đại sứ quán Mỹ tại Moskva đã ngừng cấp thị thực vì hai bên bất đồng về nhân sự.",
            "Vì sao đại sứ quán Mỹ tại Moskva ngừng cấp thị thực?",
            "vì hai bên bất đồng về nhân sự",
        ),
        (
            "Mbappé giành danh hiệu vua phá lưới với tám bàn.",
            "Mbappé giành danh hiệu vua phá lưới với mấy bàn?",
            "tám bàn",
        ),
        (
            "Giải đấu tại Brazil dùng hết 900 triệu đồng, tương đương 40 triệu USD.",
            "Giải đấu tại Brazil dùng hết bao nhiêu triệu đồng?",
            "900",
        ),
    ],
)
def test_what_stands_inside_a_sentence_is_asked_for_too(
    sentence: str, question: str, wanted: str
) -> None:
    made = {asked.text: asked for asked, _ in questions_in(sentence)}
    assert made[question].wanted == wanted
    assert made[question].answered_by(wanted)
    assert not made[question].answered_by("1.234")


@pytest.mark.parametrize(
    "sentence",
    [
        "Chiếc tàu của hải quân được vận hành bởi hai thành viên thủy đoàn.",
        "Nhiều người ở New Delhi thiệt mạng vì thiếu giường bệnh.",
        "Bộ trưởng Tài chính cho biết ngân sách hụt thu vì dịch bệnh kéo dài.",
        "Khu vực gồm ba phần liền kề nhau: khu sinh thái, khu hang và khu rừng.",
        "Nguồn điện dồi dào của Hòa Bình là một lý do để xây đường dây mới.",
        "Người ta thường gọi chung hai khu ấy là Đại Nội Huế.",
    ],
)
def test_a_cause_or_a_number_that_is_not_plain_is_not_asked_for(sentence: str) -> None:
    assert [asked.text for asked, _ in questions_in(sentence)] == []
