"""Articles to measure speed with: read from files where there are some, else generated.

Generated text follows the sample articles syllable by syllable, so that its words, figures and
sentence lengths are as frequent as in Vietnamese news. It says nothing.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from corpus.article import Article
from corpus.identity import article_id
from corpus.reading import read_articles
from corpus.samples import sample_paths
from index.passage import passages

_NAMES = ("Sơn", "Thủy", "Hòa", "Lộc", "Phú", "Quý", "Tân", "Vĩnh", "Yên", "Xuân", "Khánh", "Bảo")
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
_DAYS = 1461
OUTLETS = tuple(f"Báo {name}" for name in _NAMES)
"""Of articles that name none; a quarter is by the first."""
_AIM = 420
"""Syllables of a generated article, the median of real ones."""


def articles(source: Path | None, count: int) -> Iterator[Article]:
    """Articles that together make about ``count`` passages, the same every time.

    One without date or outlet is given them, so that filters can be measured: a day of four years
    and one of twelve outlets, drawn by its id.

    Args:
        source: A file or folder to read; what it lacks is generated.
        count: Passages.
    """
    made = 0
    for article in every_article(source):
        yield dated(article)
        made += len(passages(article))
        if made >= count:
            return


def every_article(source: Path | None) -> Iterator[Article]:
    """The articles of the source, each once, then generated ones without end."""
    seen: set[str] = set()
    for article in read_articles([source]) if source else ():
        if isinstance(article, Article) and article.article_id not in seen:
            seen.add(article.article_id)
            yield article
    number = 0
    while True:
        yield generated(number)
        number += 1


def dated(article: Article) -> Article:
    """The article with a date and an outlet, its own where it has them."""
    rng = random.Random(article.article_id)
    when = FIRST_DAY + timedelta(days=rng.randrange(_DAYS), minutes=rng.randrange(1440))
    return replace(
        article,
        published_at=article.published_at or when,
        source=article.source or OUTLETS[int(len(OUTLETS) * rng.random() ** 1.8)],
    )


def generated(number: int) -> Article:
    """The generated article of a number."""
    rng = random.Random(number)
    words, paragraphs, total = _chain(), [], 0
    while total < _AIM:
        sentences = [_sentence(words, rng) for _ in range(rng.randint(1, 4))]
        paragraphs.append(" ".join(sentences))
        total += len(paragraphs[-1].split())
    place = f"{rng.choice(_NAMES)} {rng.choice(_NAMES)} {number}"
    title = f"{place}: {' '.join(paragraphs[0].split()[:9]).rstrip('.,')}"
    return Article(
        article_id=article_id("", "", title),
        title=title,
        text="\n".join([title, "", *paragraphs]),
    )


def _sentence(words: dict[str, list[str]], rng: random.Random) -> str:
    word = ""
    said: list[str] = []
    while len(said) < 60:
        word = rng.choice(words.get(word) or words[""])
        said.append(word)
        if word.endswith((".", "?", "!")):
            break
    text = " ".join(said)
    return text if text[-1] in ".?!" else text + "."


@cache
def _chain() -> dict[str, list[str]]:
    """What follows each syllable in the sample articles; sentence openings follow the empty one."""
    follows: dict[str, list[str]] = defaultdict(list)
    found = (a for a in read_articles(sample_paths()) if isinstance(a, Article))
    for article in islice(found, 200):
        before = ""
        for word in article.text.split():
            follows[before].append(word)
            before = "" if word.endswith((".", "?", "!")) else word
    return dict(follows)
