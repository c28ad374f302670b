"""The sample articles: counted, dated, long enough, one of them corrected, two of them alike."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.copies import signature, similarity
from corpus.reading import read_articles
from corpus.samples import sample_paths
from corpus.text import clean

OUTLETS = {"Bộ bài mẫu Hỏi Báo", "Bộ bài mẫu Hỏi Báo – bản tin B"}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    read = list(read_articles(sample_paths()))
    assert [a for a in read if not isinstance(a, Article)] == []
    return [a for a in read if isinstance(a, Article)]


def test_there_are_fifty_seven_files_and_fifty_six_articles(articles: list[Article]) -> None:
    assert len(sample_paths()) == len(articles) == 57
    assert len({a.article_id for a in articles}) == 56


def test_the_first_the_tenth_and_the_last_article_are_these(articles: list[Article]) -> None:
    picked = [articles[0], articles[9], articles[-1]]
    assert [a.title for a in picked] == [
        "Mỹ và Nga âm thầm nối lại nhiều kênh đối thoại sau cuộc gặp Geneva",
        "Kinh tế Việt Nam năm 2023 tăng 5,05%",
        "Giải cứu tàu Ever Given, kênh đào Suez thông trở lại",
    ]
    assert [a.published_at.isoformat() for a in picked if a.published_at] == [
        "2021-11-02T07:30:00+07:00",
        "2023-12-29T16:00:00+07:00",
        "2021-03-30T07:30:00+07:00",
    ]


def test_every_article_has_title_source_author_and_date(articles: list[Article]) -> None:
    for article in articles:
        assert article.title, article
        assert article.author == "Nhóm bài mẫu", article.title
        assert article.source in OUTLETS, article.title
        assert article.published_at is not None, article.title
        assert article.published_at.tzinfo is not None, article.title


def test_every_article_has_150_to_500_words_and_clean_text(articles: list[Article]) -> None:
    for article in articles:
        assert 150 <= len(article.text.split()) <= 500, article.title
        assert clean(article.text) == article.text, article.title
        assert "---" not in article.text, article.title


def test_one_article_is_corrected_and_the_correction_comes_second(articles: list[Article]) -> None:
    counts = Counter(a.article_id for a in articles)
    first, second = [a for a in articles if counts[a.article_id] == 2]
    assert first.published_at is not None
    assert second.published_at is not None
    assert first.published_at < second.published_at
    assert "5.300 tỷ đồng, lấy từ ngân sách" in first.text
    assert "5.003 tỷ đồng, lấy từ ngân sách" in second.text
    assert "Đính chính" in second.text
    assert "Đính chính" not in first.text


def test_only_the_wire_story_is_a_near_copy_of_another_article(articles: list[Article]) -> None:
    signed = {a.article_id: (a, signature(a.text)) for a in articles}
    alike = [
        {a.source, b.source}
        for one, (a, left) in signed.items()
        for two, (b, right) in signed.items()
        if one < two and similarity(left, right) > 0.5
    ]
    assert alike == [OUTLETS]


def test_files_are_listed_in_one_order_wherever_they_are_installed() -> None:
    names = [path.name for path in sample_paths()]
    assert names == sorted(names)
    assert all(isinstance(path, Path) and path.is_file() for path in sample_paths())
