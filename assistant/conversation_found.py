"""Whether the passages found tell of what a conversation goes over to; searches nothing."""

from collections.abc import Sequence

from assistant.conversation import Turned
from index.analysis import fold, tokens
from index.hit import Hit


def together(hits: Sequence[Hit], other: Turned) -> bool:
    """Whether any passage tells of a new subject and of the old one."""
    for hit in hits:
        text = fold(hit.passage.text.lower())
        new, old = (any(fold(n.lower()) in text for n in names) for names in (other.new, other.old))
        if new and (old or not other.old):
            return True
    return False


def tells(hits: Sequence[Hit], pairs: Sequence[str]) -> bool:
    """Whether any passage has one of some pairs of words, marks aside."""
    texts = (" ".join(fold(t.text) for t in tokens(hit.passage.text)) for hit in hits)
    return any(f" {pair} " in f" {text} " for text in texts for pair in pairs)
