from datetime import datetime

import pytest

from assistant.answer import Citation
from assistant.explaining import explain
from corpus.article import Article
from corpus.dates import HANOI

TEXT = (
    "Nga từ chối điện đàm\n\n"
    "Phát ngôn viên Lầu Năm Góc John Kirby hôm 23/3 nói Nga không nhận cuộc gọi. "
    "Ông cho biết lý do chưa rõ. Ông Kirby nói thêm rằng việc này quan trọng. "
    "Ông khẳng định hai bên cần nói chuyện hôm qua.\n\n"
    "Bà Nguyễn Thị Lan và bà Trần Thị Mai cùng có mặt. Bà nói sẽ đến.\n\n"
    "Ông ngoại cậu bé đã mất năm ngoái. Mưa lớn ngày 2/9/2021 làm hỏng cầu."
)


def noted(quote: str, published: datetime | None = None) -> str:
    article = Article(
        article_id="a", title="Nga từ chối điện đàm", text=TEXT,
        published_at=published,
    )  # fmt: skip
    start = TEXT.index(quote)
    citation = Citation(
        number=1, article_id="a", revision=1, start=start, end=start + len(quote), quote=quote,
        title=article.title, source="", url="", published_at=published,
    )  # fmt: skip
    return explain(citation, article).note


PUBLISHED = datetime(2022, 3, 24, 7, 30, tzinfo=HANOI)


def test_a_pronoun_is_the_person_named_before() -> None:
    assert noted("Ông cho biết lý do chưa rõ.") == "Ông = John Kirby"


def test_the_fullest_form_of_the_name_is_given_and_the_day_with_it() -> None:
    note = noted("Ông khẳng định hai bên cần nói chuyện hôm qua.", PUBLISHED)
    assert note == "Ông = John Kirby; hôm qua = 23/3/2022"


def test_a_name_with_a_large_d_is_whole_and_a_country_is_nobody() -> None:
    def note(text: str) -> str:
        quote = "Ông ít xuất hiện."
        held = Article(article_id="a", title="Bài", text=f"{text} {quote}")
        start = held.text.index(quote)
        cited = Citation(
            number=1, article_id="a", revision=1, start=start, end=start + len(quote),
            quote=quote, title="Bài", source="", url="", published_at=None,
        )  # fmt: skip
        return explain(cited, held).note

    assert note("Hôm qua, ông Đỗ Văn Đường đến dự.") == "Ông = Đỗ Văn Đường"
    assert note("Ông Việt Nam nói vậy.") == ""
    assert note("Trong ảnh là ca sĩ Lệ Quyên cùng một diễn viên. MC đến Huế.") == ""


def test_nothing_is_said_when_two_women_fit() -> None:
    assert noted("Bà nói sẽ đến.") == ""


@pytest.mark.parametrize(
    "quote",
    [
        "Ông Kirby nói thêm rằng việc này quan trọng.",
        "Ông ngoại cậu bé đã mất năm ngoái.",
        "Mưa lớn ngày 2/9/2021 làm hỏng cầu.",
    ],
)
def test_what_is_clear_gets_no_note(quote: str) -> None:
    assert noted(quote) == ""


def test_a_day_without_a_year_gets_the_one_it_had() -> None:
    quote = "Phát ngôn viên Lầu Năm Góc John Kirby hôm 23/3 nói Nga không nhận cuộc gọi."
    assert noted(quote, PUBLISHED) == "23/3 = 23/3/2022"
    assert noted(quote) == ""


def test_last_year_is_counted_from_the_articles_day() -> None:
    assert noted("Ông ngoại cậu bé đã mất năm ngoái.", PUBLISHED) == "năm ngoái = 2021"
