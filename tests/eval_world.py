"""A small world for the tests of the eval: villages told apart by tone marks, and a plain reader.

The reader is real if simple: the sentence that shares most words with the question answers it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evidence import Evidence, Reading
from assistant.question_kind import ask
from assistant.settings import AssistantSettings
from assistant.writer import Draft, Writer
from corpus.article import Article
from corpus.sentences import sentences
from eval.question import Evidence as Gold
from eval.question import Question
from index.analysis import fold, folded_terms, terms
from index.archive import Archive
from index.figures import numbers
from index.hit import Hit

SETTINGS = AssistantSettings(refuse_below=0.8, claims=1)
_ASKING = frozenset(["bao", "nhiêu", "nhieu", "gì", "gi", "nào", "nao", "ai", "đâu", "dau"])
_FIRST = ("Ma", "Mà", "Má", "Mả", "Mã", "Mạ")
_NAMES = [f"{first} {last}" for last in ("Sơn", "Thủy") for first in _FIRST]


def villages() -> list[Article]:
    """Twelve articles, one for each village."""
    return [
        Article(
            article_id=f"v{n:02}",
            title=f"Về làng {name}",
            text=f"Về làng {name}\n\nĐường vào rợp bóng tre.\n"
            f"Làng {name} có {310 + 7 * n} hộ dân. Chợ họp mỗi sáng sớm bên bờ sông.",
            source="Báo Làng",
        )
        for n, name in enumerate(_NAMES)
    ]


def questions() -> list[Question]:
    """A question that each article answers, and one that it does not."""
    found = []
    for n, name in enumerate(_NAMES):
        quote = f"Làng {name} có {310 + 7 * n} hộ dân."
        found.append(
            Question(
                question_id=f"q{n:02}",
                text=f"Làng {name} có bao nhiêu hộ dân?",
                answers=(f"{310 + 7 * n} hộ dân", str(310 + 7 * n)),
                evidence=(Gold(f"v{n:02}", quote),),
                tags=("number",),
            )
        )
        found.append(
            Question(
                question_id=f"u{n:02}",
                text=f"Làng {name} trồng giống lúa gì?",
                answerable=False,
                tags=("unanswerable",),
            )
        )
    return found


class PlainReader:
    """Reads by counting shared words; looks at marks where the question has them."""

    threshold = 0.8

    def read(
        self,
        question: str,
        hits: Sequence[Hit],
        articles: Mapping[str, Article] | None = None,
        *,
        newest_first: bool = False,
    ) -> Reading:
        """The sentences of the articles by the share of the question's words in them."""
        analyse = folded_terms if fold(question) == question else terms
        wanted = set(analyse(question)) - _ASKING
        found = [
            self._evidence(
                article,
                start,
                end,
                len(wanted & set(analyse(article.text[start:end]))) / len(wanted),
            )
            for article in (articles or {}).values()
            for start, end in sentences(article.text)
        ]
        found.sort(key=lambda e: -e.score)
        sure = found[0].score if found else 0.0
        return Reading(
            evidence=tuple(found[:5]), p_answerable=sure, p_right=sure, asked=ask(question)
        )

    @staticmethod
    def _evidence(article: Article, start: int, end: int, score: float) -> Evidence:
        text = article.text[start:end]
        figure = next(iter(numbers(text)), None)
        return Evidence(
            text=text,
            article_id=article.article_id,
            revision=article.revision,
            start=start,
            end=end,
            probability=score,
            score=score,
            span_start=start + figure.start if figure else None,
            span_end=start + figure.end if figure else None,
            span_probability=1.0 if figure else 0.0,
        )


class InventingWriter:
    """A writer that puts a number of its own under a good citation."""

    name = "inventing"

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """One sentence with a number that stands nowhere."""
        yield Draft(text="Có tất cả 987654 hộ dân.", numbers=(1,))


def assistant(
    archive: Archive,
    settings: AssistantSettings = SETTINGS,
    writer: Writer | None = None,
    kind: type[Assistant] = Assistant,
) -> Assistant:
    """An assistant with the plain reader."""
    return kind(archive, settings, reader=PlainReader(), writer=writer)  # type: ignore[arg-type]


def open_world(folder: Path, kind: type[Archive] = Archive) -> Archive:
    """An archive with the villages in it; close it."""
    archive = kind.open(folder)
    archive.add(villages())
    return archive
