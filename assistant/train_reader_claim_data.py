"""Claims written by hand that the neural reader learns from; their articles' text is not in them.

A line of `data/claims*.jsonl.xz` names the article (set, id, sha256 of its text) and the place in
lead + newline + body of the sentence that the claim cites; `altered` says what is wrong in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.train_reader_own import DATA, joined, keep, table_lines, told
from corpus.sentences import sentences as sentence_spans
from corpus.text import clean

CLAIMS: Final = (DATA / "claims.jsonl.xz", DATA / "claims_2.jsonl.xz")
HELD: Final = DATA / "claims_held.jsonl.xz"  # the network does not learn from these


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim with the article's sentence that it cites, and whether that bears it out."""

    key: str
    text: str
    title: str
    sentences: tuple[str, ...]
    cited: int
    right: bool
    kind: str = ""


def own_claims(data: Path, *paths: Path) -> list[Claimed]:
    """Return the claims of the files (`CLAIMS`) whose articles are there and unchanged."""
    out = []
    for r, title, text in joined(data, paths or CLAIMS):
        places = sentence_spans(text)
        cited = [i for i, (a, z) in enumerate(places) if a < r["end"] and z > r["start"]]
        if cited:
            out.append(
                Claimed(
                    key=r["article_id"], text=r["claim"], title=title,
                    sentences=tuple(text[a:z] for a, z in places), cited=cited[0],
                    right=r["altered"] is None, kind=r["altered"] or "",
                )
            )  # fmt: skip
    return out


def collect_claims(data: Path, folder: Path, path: Path) -> int:
    """Write the claims of `w*/claims_NN.tsv` (by `map_NN.json`) as one file; return how many."""
    rows = [
        {
            "set": article["set"],
            "article_id": str(article["article_id"]),
            "quote": article["sents"][int(sentence)],
            "claim": clean(claim),
            "altered": None if verdict == "true" else kind,
        }
        for article, (sentence, verdict, kind, claim, *_) in table_lines(folder, "claims")
        if claim and told(article, sentence)
    ]
    return keep(data, rows, path)
