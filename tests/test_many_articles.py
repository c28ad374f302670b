from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from tests.many_articles import Listed, Recorded, made_up
from ui.tab_articles import PAGE_SIZE, list_page

COUNT = 1_010
LAST = -(-COUNT // PAGE_SIZE)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path_factory.mktemp("list"))
    catalogue.catch_up(Recorded(made_up(COUNT)))
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", ["date", "added", "title", "source"])
def test_every_article_stands_on_just_one_page(
    catalogue: Catalogue, sort: str, descending: bool
) -> None:
    pages = [
        catalogue.page(offset=at, limit=100, sort=sort, descending=descending)
        for at in range(0, COUNT, 100)
    ]
    assert {page.total for page in pages} == {COUNT}
    entries = [entry for page in pages for entry in page.entries]
    assert len({entry.article_id for entry in entries}) == len(entries) == COUNT
    if sort == "date":
        days = [e.published_at.date() for e in entries if e.published_at]
        assert days == sorted(days, reverse=descending)


@pytest.mark.parametrize("page", [LAST + 1, 10**6, 10**15, 2**62])
def test_a_page_far_behind_the_last_shows_the_last(catalogue: Catalogue, page: int) -> None:
    listed, _, number, _ = list_page(Listed(catalogue), "", "newest", page, "vi")  # type: ignore[arg-type]
    assert number == LAST
    assert listed.count("<tr>") == 1 + COUNT % PAGE_SIZE


@pytest.mark.parametrize(("offset", "limit"), [(10**15, 20), (0, 10**15), (-5, 20), (0, -1)])
def test_no_figure_asked_for_makes_the_list_take_more_room_than_it_has(
    catalogue: Catalogue, offset: int, limit: int
) -> None:
    found = catalogue.page(offset=offset, limit=limit)
    assert found.total == COUNT
    assert len(found.entries) <= COUNT


def test_a_list_without_articles_has_an_empty_page(tmp_path: Path) -> None:
    found = Catalogue(tmp_path).page(offset=40)
    assert (found.entries, found.total) == ((), 0)
