"""The names of all measures: which way is better, what they count, what a report calls them."""

from dataclasses import dataclass
from typing import Literal

Group = Literal["retrieval", "answer", "citation", "refusal", "stability", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a report.

    Attributes:
        short: For the head of a narrow column.
        better: 1 where more is better, -1 where less is, 0 where it only describes.
        yes_or_no: Whether each question scores 0 or 1, so that McNemar's test applies.
        over_set: Whether it exists for a set only, not for one question.
    """

    name: str
    label: str
    short: str
    group: Group
    better: Literal[-1, 0, 1] = 1
    yes_or_no: bool = False
    over_set: bool = False


def _m(
    name: str, label: str, short: str, group: Group, better: Literal[-1, 0, 1] = 1, kind: str = ""
) -> Measure:
    return Measure(
        name=name,
        label=label,
        short=short,
        group=group,
        better=better,
        yes_or_no=kind == "binary",
        over_set=kind == "set",
    )


ALL = (
    _m("correct", "Trả lời đúng", "đúng", "answer", kind="binary"),
    _m("answer_f1", "F1 câu trả lời ngắn", "F1", "answer"),
    _m("answer_em", "EM câu trả lời ngắn", "EM", "answer", kind="binary"),
    _m("answer_in_text", "Đáp án có trong lời đáp", "có đáp án", "answer", kind="binary"),
    _m("evidence_first", "Trích dẫn đầu đúng chỗ", "đúng chỗ", "citation", kind="binary"),
    _m("evidence_top3", "Đúng chỗ trong 3 trích dẫn", "chỗ @3", "citation", kind="binary"),
    _m("article_first", "Trích dẫn đầu đúng bài", "đúng bài", "citation", kind="binary"),
    _m("citation_precision", "Độ chính xác trích dẫn", "TD chính xác", "citation"),
    _m("citation_recall", "Độ phủ trích dẫn", "TD phủ", "citation"),
    _m("citation_f1", "F1 trích dẫn", "TD F1", "citation"),
    _m("citation_verbatim", "Trích dẫn nguyên văn", "nguyên văn", "citation"),
    _m("citation_phantom", "Số trích dẫn bịa", "bịa", "citation", -1),
    _m("figures_supported", "Số liệu có trong nguồn", "số liệu", "citation"),
    _m("sources_per_claim", "Số bài dưới mỗi câu", "bài/câu", "citation", 0),
    _m("false_answers", "Trả lời bừa", "bừa", "refusal", -1, "set"),
    _m("false_refusals", "Từ chối oan", "oan", "refusal", -1, "set"),
    _m("refusal_f1", "F1 từ chối", "F1 từ chối", "refusal", kind="set"),
    _m("auroc", "AUROC", "AUROC", "refusal", kind="set"),
    _m("risk_area", "Diện tích rủi ro–độ phủ", "rủi ro", "refusal", -1, "set"),
    _m("coverage@5%risk", "Độ phủ ở 5 % rủi ro", "phủ @5 %", "refusal", kind="set"),
    _m("found_first", "Chỗ đúng đứng đầu, kể cả khi từ chối", "thấy", "citation", kind="binary"),
    _m("found_top3", "Chỗ đúng trong 3, kể cả khi từ chối", "thấy @3", "citation", kind="binary"),
    _m("ndcg@10", "nDCG@10 đoạn", "nDCG", "retrieval"),
    _m("mrr@10", "MRR@10 đoạn", "MRR", "retrieval"),
    _m("hit@1", "Đoạn đúng đứng đầu", "@1", "retrieval", kind="binary"),
    _m("hit@3", "Đoạn đúng trong 3", "@3", "retrieval", kind="binary"),
    _m("hit@10", "Đoạn đúng trong 10", "@10", "retrieval", kind="binary"),
    _m("article_ndcg@10", "nDCG@10 bài", "nDCG bài", "retrieval"),
    _m("article_mrr@10", "MRR@10 bài", "MRR bài", "retrieval"),
    _m("article_hit@1", "Bài đúng đứng đầu", "bài @1", "retrieval", kind="binary"),
    _m("article_hit@3", "Bài đúng trong 3", "bài @3", "retrieval", kind="binary"),
    _m("article_hit@10", "Bài đúng trong 10", "bài @10", "retrieval", kind="binary"),
    _m("same_answer", "Cùng câu trả lời như gõ thường", "cùng lời", "stability", kind="binary"),
    _m("same_citations", "Cùng trích dẫn như gõ thường", "cùng TD", "stability"),
    _m("seconds_p50", "Thời gian một câu, p50", "p50", "time", -1, "set"),
    _m("seconds_p95", "Thời gian một câu, p95", "p95", "time", -1, "set"),
)
MEASURES = {m.name: m for m in ALL}
HEADLINES = (
    "correct", "answer_f1", "evidence_first", "citation_f1", "citation_verbatim",
    "citation_phantom", "figures_supported", "false_answers", "false_refusals", "auroc",
    "coverage@5%risk", "ndcg@10", "article_hit@1", "same_answer", "seconds_p50", "seconds_p95",
)  # fmt: skip
"""What a reader of a report sees first: accuracy beside citations, never one alone."""
