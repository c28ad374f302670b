"""What the neural reader sees of a claim: one window, the cited sentence marked in it.

It does not know weights or verdicts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from assistant.neural_features import by_word, match, touched
from assistant.neural_views import ArticleView, QuestionView, in_a_row
from assistant.neural_windows import Window, pack, window

CITED: Final = 10  # of an article's word or marker: it stands in the cited sentence
HELD: Final = 17  # of a claim's word: share of its syllables that the cited sentence has
PAIRED: Final = 18  # the same for its pairs of neighbouring syllables


def claim_window(claim: QuestionView, article: ArticleView, at: int, size: int) -> Window:
    """Return the window of at most `size` tokens that shows sentence `at`, for a claim about it.

    Args:
        claim: As `claim_reading.as_asked` puts it.
        article: The cited sentence with a few around it.
        at: The cited sentence.
        size: Tokens; a longer sentence is shown whole.
    """
    room = size - 3 - len(claim.words.marked) - article.title.stop
    span = next(s for s in pack(article, room) if s[1] <= at < s[2])
    shown = window(claim, article, match(claim, article), span)
    tokens = article.tokens_of[at]
    own = (article.syllable_word >= tokens.start) & (article.syllable_word < tokens.stop)
    flat, _ = in_a_row(claim.words)
    pairs = np.isin(claim.bigrams, article.bigram[own[:-1]])
    features = shown.features.copy()
    rows = slice(1, len(claim.words.marked) + 1)
    features[rows, HELD] = by_word(claim, np.isin(flat, article.syllable[own]))
    features[rows, PAIRED] = by_word(claim, touched(pairs, len(flat)))
    features[(shown.word >= tokens.start) & (shown.word < tokens.stop), CITED] = 1.0
    features[shown.markers[shown.sentences == at], CITED] = 1.0
    return replace(shown, features=features)
