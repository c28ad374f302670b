"""Turns a retrieval set into one of sentences: which sentence of all holds the answer.

Knows where answers start; knows nothing of how sentences are found.
"""

from __future__ import annotations

from corpus.sentences import sentences
from eval.retrieval_sets import Document, Query, RetrievalSet


def cut(found: RetrievalSet) -> RetrievalSet | None:
    """Returns the set with one document a sentence; None where no answer's place is known."""
    asked = [query for query in found.queries if query.answer_at]
    if not asked:
        return None
    documents: list[Document] = []
    holder: dict[tuple[str, int], str] = {}
    for document in found.documents:
        for start, end in sentences(document.text):
            if not document.text[start:end].strip():
                continue
            name = f"{document.passage_id}s{start}"
            documents.append(
                Document(passage_id=name, text=document.text[start:end], title=document.title)
            )
            holder |= {(document.passage_id, at): name for at in range(start, end)}
    queries = [
        Query(query_id=query.query_id, text=query.text, relevant=relevant)
        for query in asked
        if (relevant := frozenset(holder[at] for at in query.answer_at if at in holder))
    ]
    return RetrievalSet(name=found.name, documents=documents, queries=queries)
