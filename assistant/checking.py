"""The support checker: does a cited sentence say what the claim says; knows no writer.

Rules name what differs (`checking_rules`). Where a model's folder has a network that learned from
claims, it weighs the sentence as a whole (`claim_reading`), and a small model of both decides
(`checking_verdict`). The shipped folder has none yet: DECISIONS.md says why.
"""

from collections.abc import Sequence

from assistant.answer import Support
from assistant.checking_rules import rule
from assistant.checking_verdict import Verdict, shipped_verdict
from assistant.claim_reading import Weighs, weigh_claim
from assistant.reader_neural import open_neural
from corpus.article import Article


def check_claim(
    text: str,
    cited: Sequence[tuple[str, Article | None]],
    reader: Weighs | None = None,
    verdict: Verdict | None = None,
) -> Support:
    """What the cited sentences bear out of a claim.

    Without a network that learned from claims and the model for it the rules decide alone.

    Args:
        text: The claim, one sentence.
        cited: Each quote with the article it comes from, where that is known.
        reader: In place of the shipped network.
        verdict: In place of the shipped model.
    """
    ruled = rule(text, cited)
    verdict = verdict or shipped_verdict()
    if verdict is None or ruled.support.level == "verbatim" or not ruled.likeness:
        return ruled.support
    reader = reader or open_neural()
    weight = weigh_claim(reader, text, cited) if reader else None
    if weight is None:
        return ruled.support
    if verdict.borne_out(ruled, weight):
        return Support("supported")
    return Support("unsupported", ruled.support.differences)
