"""The words of a text that deny something; knows one text, no claim beside a source."""

from assistant.checking_numerals import counts
from assistant.checking_refusals import only_measures
from assistant.checking_words import Said

NEGATORS = frozenset({"không", "chưa", "chẳng", "chả", "chớ"})
_NOT_NEGATING_NEXT = frozenset(
    {"khí", "gian", "quân", "phận", "trung", "lực", "tặc", "vận", "kích", "chỉ", "ngừng", "những",
     "khi", "hẳn", "ít", "lưu", "may", "ngại", "ngần", "qua", "riêng"}
)  # fmt: skip
_NEGATING_THEN = frozenset(
    {"vận hành", "vận động", "vận dụng", "vận chuyển", "trung thực", "trung thành", "trung lập",
     "kích động", "kích hoạt", "kích thích", "lưu trú", "lưu giữ", "lưu thông", "lưu hành",
     "lưu lại", "gian lận", "gian dối"}
)  # fmt: skip
"""Words that begin like those, and are denied: "không vận hành"."""
_NOT_NEGATING_BEFORE = frozenset({"hàng", "trên", "hay", "hoặc"})
_BOUNDS = frozenset({"quá", "đến", "tới", "dưới", "hơn", "kém", "đầy"})
"""Behind a negator and before a figure they bound it: "không quá 1.550"."""
_SIZES = frozenset({"thấp", "ít", "nhỏ", "cao", "nhiều", "lớn"})
"""With "hơn" they do too: "không thấp hơn 6 %"."""


def negators(said: Said) -> list[int]:
    """Positions of the words that deny something."""
    keys, found = said.keys, []
    for at, key in enumerate(keys):
        after = keys[at + 1] if at + 1 < len(keys) else ""
        before = keys[at - 1] if at else ""
        if key not in NEGATORS:
            continue
        told = " ".join(keys[at + 1 : at + 3]) in _NEGATING_THEN
        if (
            (after in _NOT_NEGATING_NEXT and not told)
            or (before in _NOT_NEGATING_BEFORE and keys[at - 2 : at] != ["cho", "hay"])
            or not after
        ):
            continue
        if (
            before == "nếu"
            or "nếu" in keys[max(0, at - 12) : at]
            or (before == "phòng" and keys[at - 2 : at - 1] not in (["đề"], ["hải"]))
            or (after in _BOUNDS and any(map(counts, keys[at + 2 : at + 4])))
            or (
                after in _SIZES
                and keys[at + 2 : at + 3] == ["hơn"]
                and any(map(counts, keys[at + 3 : at + 5]))
            )
            or only_measures(keys[at + 1 : at + 8], before)
            or (keys[at + 1 : at + 3] == ["vượt", "quá"] and keys[at + 3 : at + 4] != [])
            or (said.words[at].capital and said.words[at + 1].capital)
        ):
            continue
        if not _denies_nothing(said, at):
            found.append(at)
    return found


def _denies_nothing(said: Said, at: int) -> bool:
    """Whether a negator is none: "chẳng hạn", "không lâu sau", "có … không,", a man named Chớ."""
    key, (after, then) = said.keys[at], [*said.keys[at + 1 : at + 3], "", ""][:2]
    gap = said.gap(at)
    named = at > 0 and said.words[at].capital and said.words[at - 1].capital
    asked = key in ("không", "chưa") and bool(gap.strip()) and gap.strip()[0] in ",;:?"
    return (key, after) == ("chẳng", "hạn") or (after, then) == ("lâu", "sau") or named or asked
