"""What reports call columns, stages and kinds of questions, for a Vietnamese reader."""

from eval.twins import AS_TYPED

PRODUCT = "Hỏi Báo"
COLUMN_LABELS = {
    AS_TYPED: "như gõ",
    "no marks": "không dấu",
    "nfd": "NFD",
    "capitals": "CHỮ HOA",
    "telex": "lỗi Telex",
    "keywords": "từ khóa",
}
STAGE_LABELS = {
    "understand": "hiểu câu hỏi",
    "retrieve": "tìm",
    "open": "mở bài",
    "read": "đọc",
    "write": "viết",
    "check": "kiểm",
}
_TAGS = {
    "who": "ai",
    "what": "cái gì",
    "when": "khi nào",
    "where": "ở đâu",
    "how_many": "bao nhiêu",
    "why": "vì sao",
    "how": "thế nào",
    "yes_no": "có hay không",
    "list": "liệt kê",
    "comparison": "so sánh hai bài",
    "dated": "theo thời gian",
    "follow_up": "hỏi tiếp",
    "topic_change": "đổi chủ đề",
    "colloquial": "khẩu ngữ",
    "terse": "cụt",
    "no_marks": "gõ không dấu",
    "fact_not_given": "bài không nói",
    "false_premise": "tiền đề sai",
    "other_year": "năm khác",
    "other_person": "người khác",
    "other_place": "nơi khác",
    "half_known": "biết một nửa",
    "future": "tương lai",
    "opinion": "ý kiến",
    "off_subject": "ngoài lề",
}
_NOT_THERE = "unanswerable:"


def tag_label(tag: str) -> str:
    """What a report calls a tag; a tag of somebody else's set by its own name."""
    if tag.startswith(_NOT_THERE):
        kind = tag.removeprefix(_NOT_THERE)
        return f"không có: {_TAGS.get(kind, kind)}"
    return _TAGS.get(tag, tag)
