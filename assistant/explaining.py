"""Notes beside a quote: whom its first pronoun means; knows nothing of questions."""

import re
from dataclasses import replace

from assistant.answer import Citation
from corpus.article import Article

_LEADING = re.compile(r"^[\"“‘ ]*(Ông|Bà)(?: ấy| ta| này)?(?= [a-zđà-ỹ])")


def explain(citation: Citation, article: Article) -> Citation:
    """The citation with its note, where there is something sure to say."""
    if citation.note or not (match := _LEADING.match(citation.quote)):
        return citation
    before = article.text[max(0, citation.start - 1200) : citation.start]
    title = match[1].lower()
    names = re.findall(rf"\b(?:{title}|{match[1]}) ((?:[A-ZĐ][\wÀ-ỹ]*[ ]?){{1,4}})", before)
    if not names:
        return citation
    return replace(citation, note=f"{match[1]} = {names[-1].strip()}")
