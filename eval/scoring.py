"""The scores of one answer and one ranking against a question and its gold evidence."""

from assistant.answer import Answer, Citation
from eval.answers import answer_scores, is_yes_or_no, says_the_contrary
from eval.citations import (
    ReadArticle,
    figures_supported,
    gold_scores,
    in_article,
    matches,
    phantom_rate,
    sources_per_claim,
    verbatim_rate,
)
from eval.gold import Gold
from eval.question import Question
from eval.ranking import ranking_scores

Scores = dict[str, float | None]
"""Measure to score; ``None`` where the measure does not apply to the question."""


def score_answer(question: Question, gold: Gold, answer: Answer, article: ReadArticle) -> Scores:
    """All scores of one answer by name.

    A refused answerable question scores 0 wherever an answer was wanted. A yes-or-no question is
    answered correctly by showing the gold evidence first, unless the contrary is said of it.
    ``would_be_correct`` judges what was said or, under a refusal, what was nearest: what the
    refusal kept back.
    """
    shown = () if answer.refused else answer.citations
    scores: Scores = {}
    if not answer.refused:
        scores |= {
            "citation_verbatim": verbatim_rate(answer, article),
            "citation_phantom": phantom_rate(answer),
            "figures_supported": figures_supported(answer),
            "sources_per_claim": sources_per_claim(answer),
        }
    if not question.answerable:
        return scores | {"would_be_correct": 0.0}
    held_back = answer.nearest if answer.refused else answer.citations
    text = "\n".join(c.text for c in answer.claims)
    if question.answers:
        scores |= answer_scores(answer.short_answer, text, question.answers)
    scores |= gold_scores(shown, gold.spans)
    scores["evidence_first"] = _any(shown[:1], gold)
    scores["evidence_top3"] = _any(shown[:3], gold)
    scores["article_first"] = float(any(in_article(c, gold.articles) for c in shown[:1]))
    scores["found_first"] = _any(held_back[:1], gold)
    scores["found_top3"] = _any(held_back[:3], gold)
    if says_the_contrary(answer.short_answer, question.answers):
        scores["correct"] = 0.0
    elif scores["evidence_first"] and is_yes_or_no(question.answers):
        scores["correct"] = 1.0
    if answer.refused:
        kept = answer_scores("", "\n".join(c.quote for c in answer.nearest[:1]), question.answers)
        shows = scores["found_first"] if is_yes_or_no(question.answers) else 0.0
        return scores | {"would_be_correct": max(kept["correct"], shows or 0.0)}
    return scores | {"would_be_correct": scores.get("correct", 0.0)}


def _any(citations: tuple[Citation, ...], gold: Gold) -> float:
    return float(any(matches(c, s) for c in citations for s in gold.spans))


def score_ranking(
    question: Question, gold: Gold, passages: list[str], articles: list[str]
) -> Scores:
    """The ranking scores of one question at passage and article level; none if unanswerable.

    Args:
        question: What was asked.
        gold: With the passages that are relevant among those ranked.
        passages: Ids, best first.
        articles: Their articles, one for each; repeats count once.
    """
    if not question.answerable:
        return {}
    by_passage = ranking_scores(passages, gold.passages)
    by_article = ranking_scores(articles, gold.articles)
    return {**by_passage, **{f"article_{name}": value for name, value in by_article.items()}}


def default_scores(question: Question) -> Scores:
    """The scores of a question that got no result at all: the worst, so that it still counts."""
    names = (
        "answer_em answer_f1 answer_in_text correct citation_precision citation_recall "
        "citation_f1 evidence_first evidence_top3 article_first found_first found_top3"
    )
    scores: Scores = dict.fromkeys(names.split(), 0.0) if question.answerable else {}
    return scores | {"would_be_correct": 0.0} | score_ranking(question, Gold(), [], [])
