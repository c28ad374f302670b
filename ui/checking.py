"""A reader's sentences checked one after the other; knows nothing of components."""

import logging
from collections.abc import Iterator
from typing import Any

from assistant.claim_check import ClaimCheck, check_against_archive
from corpus.sentences import sentences
from corpus.text import clean
from ui.render_check import render_checks

_LOG = logging.getLogger(__name__)
MOST_SENTENCES = 20
LONGEST_TEXT = 8000
"""Characters that are read; what is longer is said to be cut."""


def pieces_of(text: str) -> list[str]:
    """The sentences of a pasted text that say something, in order."""
    whole = clean(text[:LONGEST_TEXT])
    found = [whole[start:end] for start, end in sentences(whole)]
    return [piece for piece in found if any(char.isalpha() for char in piece)]


def check_text(assistant: Any, text: str, language: str) -> Iterator[str]:
    """The page's HTML after each sentence; the last one is complete.

    Args:
        assistant: Has the archive and the settings.
        text: What the reader pasted.
        language: Of the page.
    """
    pieces = pieces_of(text)
    cut = len(text) > LONGEST_TEXT or len(pieces) > MOST_SENTENCES
    pieces = pieces[:MOST_SENTENCES]
    checks: list[ClaimCheck] = []
    for piece in pieces:
        yield render_checks(checks, language, doing=piece, of=len(pieces))
        try:
            checks.append(check_against_archive(assistant, piece))
        except Exception:  # noqa: BLE001 - the page's edge: logged, and said in a sentence
            _LOG.exception("checking failed")
            yield render_checks(checks, language, failed=True)
            return
    yield render_checks(checks, language, cut=cut)
