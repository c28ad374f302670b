"""What the archive says to a claim: the same thing told otherwise, or another thing."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.claim_check import check_against_archive
from assistant.claim_likeness import same_matter, shares
from corpus.draft import Draft, Limits
from index.archive import Archive

TEXTS = {
    "GDP năm 2024 của Việt Nam tăng 7,09%": (
        "GDP năm 2024 của Việt Nam tăng 7,09%, vượt mục tiêu. Số liệu được công bố tại cuộc họp "
        "báo ngày 6 tháng 1 năm 2025.",
        "2025-01-06",
    ),
    "Sông Mê Kông, dòng sông của sáu nước": (
        "Mê Kông là con sông dài nhất Đông Nam Á, dài khoảng 4.350 km.",
        "2023-04-05",
    ),
    "Bão Yagi và mưa lũ": (
        "Bão Yagi và mưa lũ sau bão đã làm 329 người chết và mất tích ở miền Bắc.",
        "2024-09-18",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Archive.open(tmp_path_factory.mktemp("kho")) as archive:
        archive.add(
            Draft(title=title, body=body, date=day, url=f"https://bao.vn/{number}.htm").article(
                Limits()
            )
            for number, (title, (body, day)) in enumerate(TEXTS.items())
        )
        yield Assistant(archive)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("GDP năm 2024 của Việt Nam tăng không dưới 7%.", "supported"),
        ("GDP năm 2024 của Việt Nam tăng trên 8%.", "differs"),
        ("GDP năm 2025 của Việt Nam tăng 7,09%.", "differs"),
        ("GDP năm 2025 của Việt Nam tăng 8%.", "not_found"),
        ("Hơn 2000 người chết vì bão Yagi ở miền Bắc.", "differs"),
        ("Sông Hồng dài 1.149 km.", "not_found"),
        ("Sông Mê Kông dài 4.909 km.", "differs"),
    ],
)
def test_the_same_thing_told_otherwise_and_another_thing(
    assistant: Assistant, claim: str, outcome: str
) -> None:
    assert check_against_archive(assistant, claim).outcome == outcome


def test_a_figure_that_differs_makes_no_text_less_like() -> None:
    texts = ["Cầu dài 23 km.", "Hồ rộng 23 km."]
    assert shares("Cầu dài không dưới 7 km.", texts)[0] > 0.7
    assert shares("Cầu dài không dưới 7 km.", texts)[1] < 0.6


def test_a_text_of_another_day_may_still_be_of_the_same_matter() -> None:
    assert same_matter("Cầu Nhật Tân khánh thành ngày 3/5/2023.", "Cầu Nhật Tân mở ngày 4/1/2015.")
    assert not same_matter("Hà Nội có 9 cầu năm 2020.", "Hà Nội có 5 cầu năm 2015.")
    assert same_matter("Hà Nội có 9 cầu năm 2020.", "Hà Nội có 5 cầu.", "01/02/2020")


def test_a_claim_that_is_nearly_a_sentence_is_not_borne_out_by_others(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    body = (
        "Trong văn bản khẩn, chủ tịch Nguyễn Văn An khẳng định thành phố không chủ trương đẩy đuổi "
        "người bán hàng rong. Chủ tịch Nguyễn Văn An khẳng định trong văn bản rằng người bán hàng "
        "rong của thành phố được lo chỗ bán."
    )
    with Archive.open(tmp_path_factory.mktemp("rong")) as archive:
        archive.add([Draft(title="Hàng rong", body=body).article(Limits())])
        found = check_against_archive(
            Assistant(archive),
            "Trong văn bản khẩn, chủ tịch Nguyễn Văn An khẳng định thành phố chủ trương đẩy đuổi "
            "người bán hàng rong.",
        )
    assert found.outcome == "differs"
    assert found.citations[0].quote.startswith("Trong văn bản khẩn")


def test_another_source_that_says_the_very_thing_bears_a_claim_out(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    told = {
        "A": "Bão Yagi và mưa lũ đã làm 329 người chết và mất tích.",
        "B": "Về người, bão lũ do Yagi làm 344 người chết và mất tích.",
    }
    with Archive.open(tmp_path_factory.mktemp("bao")) as archive:
        archive.add(Draft(title=name, body=body).article(Limits()) for name, body in told.items())
        claim = "Bão Yagi và mưa lũ đã làm 344 người chết và mất tích."
        found = check_against_archive(Assistant(archive), claim)
    assert found.outcome == "supported"
    assert "344" in found.citations[0].quote
    assert found.against == (2,)
