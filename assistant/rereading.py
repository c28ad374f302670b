"""Puts the passages that retrieval found in the order of how well they answer a question.

The neural reader reads the first of them; what it finds counts beside retrieval's own score. That
takes some 50 ms, so `Archive.retrieve` does without it; a search that somebody waits for does not.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from assistant.english import is_english
from assistant.question_kind import ask
from assistant.reader_features_question import as_turns
from assistant.reader_neural import SentenceScorer, open_neural
from assistant.restoring import is_bare, with_capitals, with_marks
from corpus.sentences import sentences
from corpus.text import clean
from index.archive import Archive
from index.hit import Hit

READ: Final = 6
"""Passages that are read."""
WEIGHT: Final = 0.5
"""What the reader's logit counts beside retrieval's score; 2026-11-24 in DECISIONS.md."""


def search(
    archive: Archive,
    question: str,
    *,
    top_k: int = 0,
    since: datetime | None = None,
    until: datetime | None = None,
    sources: Sequence[str] = (),
) -> list[Hit]:
    """Passages of an archive for a question, best first, the first of them read.

    A cross-encoder that the settings name has read them already; then its order stands.

    Args:
        archive: Where the articles are.
        question: As typed.
        top_k: How many at most; the settings' number where it is 0.
        since: First day, the article's own date; undated articles are then left out.
        until: Last day.
        sources: Outlets, any of which will do; none means all.
    """
    wanted = top_k or archive.settings.top_k
    hits = archive.retrieve(
        question, top_k=max(wanted, READ), since=since, until=until, sources=sources
    )
    if not archive.settings.reranker:
        hits = reread(archive.as_meant(question), hits)
    return hits[:wanted]


def reread(question: str, hits: Sequence[Hit], scorer: SentenceScorer | None = None) -> list[Hit]:
    """The passages found, those that answer before those that only speak of the same.

    Words that ask nothing (a title, a name) leave the order as it is; so does a missing reader.

    Args:
        question: As it is meant, slips of typing undone (`Archive.as_meant`).
        hits: Passages, best first; those behind the first `READ` stay behind them.
        scorer: Reads in place of the shipped neural reader.

    Returns:
        The same passages; the scores of those read are on a scale of their own, above the rest.
    """
    front, rest = list(hits[:READ]), list(hits[READ:])
    found = likely(question, [(h.passage.title, h.passage.text) for h in front], scorer)
    if found is None:
        return [*front, *rest]
    own = [hit.score + WEIGHT * one for hit, one in zip(front, found, strict=True)]
    raised = max(0.0, rest[0].score - min(own)) if rest else 0.0
    read = [replace(hit, score=score + raised) for hit, score in zip(front, own, strict=True)]
    return sorted(read, key=lambda hit: -hit.score) + rest


def likely(
    question: str, texts: Sequence[tuple[str, str]], scorer: SentenceScorer | None = None
) -> list[float] | None:
    """How likely each text answers, as the logit of its best sentence; ``None`` if not read.

    Args:
        question: As it is meant.
        texts: Title and text of each; the least logit stands for one without a sentence.
        scorer: Reads in place of the shipped neural reader.
    """
    question = clean(question)
    if not texts or not asks(question) or (scorer := scorer or open_neural()) is None:
        return None
    question = _written(question, [text for _, text in texts])
    cut = [(title, [text[a:b] for a, b in sentences(text)]) for title, text in texts]
    read = iter(scorer.score_many(as_turns(question), [one for one in cut if one[1]]))
    best = [float(next(read).logits.max()) if own else None for _, own in cut]
    least = min((one for one in best if one is not None), default=0.0)
    return [least if one is None else one for one in best]


def _written(question: str, texts: Sequence[str]) -> str:
    """The question as the texts write its words, so that capitals make no difference."""
    if not is_bare(question):
        return with_capitals(question, texts)
    return question if is_english(question) else with_marks(question, texts, ())


def asks(text: str) -> bool:
    """Whether a text asks for something: a question mark, or words of asking."""
    return "?" in text or bool(ask(text).cue)
