"""Questions offered under an answer: of the cited article's other facts, each tried before.

Nothing is invented: a question is a sentence of the article with a figure, a day, a place or a
person asked for, and only those are offered that the assistant answers with just that sentence
and those words. It works while nobody waits.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Ask, Citation, Turn
from ui.asked import Asked, mixed
from ui.examples import questions_in

if TYPE_CHECKING:
    from index.archive import Archive

TRIED = 8
"""Questions tried for one answer at most."""
_SURE = 0.8
Place = tuple[int, int]
_REMEMBERED = 2000


class FollowUps:
    """What can be asked next, for all readers; what was found out is remembered."""

    def __init__(
        self, archive: "Archive", assistant: Any, busy: Callable[[], bool], most: int
    ) -> None:
        """Offer questions over an archive.

        Args:
            archive: Where the cited articles are.
            assistant: Tries the questions.
            busy: Whether a reader's question is being answered or waits.
            most: Questions offered under one answer; 0: none.
        """
        self._archive, self._assistant, self._busy = archive, assistant, busy
        self._most = most if assistant.settings.writer == "extractive" else 0  # others cost
        self._known: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, answer: Answer) -> list[str] | None:
        """Questions that a cited article answers too; ``None``: ask again later.

        Under a refusal those that the nearest articles answer: nobody is left without a way on.
        """
        if not self._most or not _named(answer):
            return []
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._good(answer)
        finally:
            self._lock.release()

    def _good(self, answer: Answer) -> list[str] | None:
        good: list[str] = []
        tried = 0
        for asked, cited, place in self._candidates(answer):
            question = asked.text
            known = self._known.get((answer.question, question))
            if known is None:
                if self._busy():
                    return good or None
                tried += 1
                known = self._answered(answer, asked, cited, place)
                self._remember((answer.question, question), known)
            good += [question] if known else []
            if len(good) == self._most or tried == TRIED:
                return good
        return good

    def _candidates(self, answer: Answer) -> list[tuple[Asked, Citation, Place]]:
        """Questions of the sentences that the answer does not quote, and where those stand.

        The first cited article comes before the others; of each who, how many, when, why and
        where take turns, so that not all ask for a figure.
        """
        found: list[tuple[Asked, Citation, Place]] = []
        for cited in _articles(_named(answer)):
            article = self._archive.article(cited.article_id, cited.revision)
            made = (
                (asked, cited, place)
                for asked, place in (questions_in(article.text) if article else ())
                if asked.text != answer.question
                and not any(_overlap(c, cited, place) for c in _named(answer))
            )
            found += mixed(made, lambda one: one[0].kind)
        return found

    def _answered(self, answer: Answer, asked: Asked, cited: Citation, place: Place) -> bool:
        """Whether the assistant, asked this next, surely answers with that very sentence."""
        said = answer.short_answer or " ".join(claim.text for claim in answer.claims)
        got = self._assistant.ask(Ask(question=asked.text, history=(Turn(answer.question, said),)))
        if got.refused or got.confidence < _SURE or got.disagreement:
            return False
        quoted = _overlap(got.citations[0], cited, place)
        return quoted and asked.answered_by(got.short_answer)

    def _remember(self, key: tuple[str, str], known: bool) -> None:
        self._known[key] = known
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def _named(answer: Answer) -> tuple[Citation, ...]:
    """What the answer cites, or what was nearest where there is none."""
    return answer.nearest if answer.refused else answer.citations


def _articles(citations: tuple[Citation, ...]) -> list[Citation]:
    """One citation of each article, in their order."""
    first: dict[tuple[str, int], Citation] = {}
    for citation in citations:
        first.setdefault((citation.article_id, citation.revision), citation)
    return list(first.values())


def _overlap(one: Citation, of: Citation, place: Place) -> bool:
    """Whether a citation is of the same article and quotes that stretch of it."""
    return one.article_id == of.article_id and one.start < place[1] and place[0] < one.end
