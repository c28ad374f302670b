"""Short answers beside the words that a question itself names: "thôn nào" - "thôn Quan Nhân".

Marked words are cut, drawn out or moved to what a question's own noun points at in the sentence.
It knows words and capitals, not what is true.
"""

import re
from typing import Final

from assistant.checking_name_runs import SURNAMES, names
from assistant.checking_titles import person
from assistant.checking_words import Said
from assistant.conversation_leaning import foreign
from assistant.question_kind import Asked
from index.analysis import fold

Stretch = tuple[int, int]
_NOUN: Final = re.compile(r"(?P<noun>[^\W\d_]+) (?:nào|nao)(?!\w)", re.IGNORECASE)
_POINTED: Final = frozenset(
    "thôn làng bản xã phường quận huyện tỉnh ấp khu phố đường cầu sông hồ núi đảo biển vịnh sân "
    "chùa đền ga cảng sao bang quần".split()
)
"""Nouns that stand right before the name of what they are."""
_BARE: Final = {fold(noun): noun for noun in _POINTED}
_OWNER: Final = re.compile(r"^[^\W\dA-ZĐ_].*? của (?=[^\W\d_a-zà-ỹ])")
_LAND: Final = re.compile(r"(?<!\w)(?:nước|quốc gia|đội|đội tuyển|đội bóng|tuyển) nào(?!\w)")
_FIGURE: Final = r"\d[\d.,]*"
_RANGE_BEFORE: Final = re.compile(
    rf"(?:từ )?{_FIGURE}(?: ?%| (?!có|lên|xuống)[^\W\d_]+)? (?:đến|tới|–|-) $|{_FIGURE} ?%[-–]$"
)
_RANGE_AFTER: Final = re.compile(
    rf" (?:đến|tới) {_FIGURE}(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))?(?: ?%| [^\W\d_]+)"
)
_ONE_END: Final = re.compile(
    r"(?<!\w)(?:tối đa|tối thiểu|nhất|trước|cũ|ban đầu|toi da|toi thieu|nhat|truoc|lên|xuống)(?!\w)"
)
_CALLING: Final = re.compile(r"(?<!\w)(?:nghề gì|nghề nghiệp gì|làm gì để sống)(?!\w)")
_IS: Final = re.compile(r"(?<!\w)(?:từng |cũng |vốn |hiện )?là (?P<what>[^,.;:()]+)")
_EXTENT: Final = re.compile(r" (?:dài|cao|rộng|nặng|sâu|sinh)(?: (?:khoảng|gần|hơn|tới|năm))* ?$")
_AWAY: Final = re.compile(r"(?<!\w)cách (?!đây)[^,.;]{0,40}$")
_ASKS_EXTENT: Final = re.compile(
    r"(?<!\w)(?:dài|cao|rộng|nặng|sâu|sinh)(?: \S+)? (?:bao nhiêu|mấy|bao lâu|năm nào|nào)(?!\w)"
)


def pointed_at(question: str, sentence: str, start: int) -> Stretch | None:
    """Where a sentence names the very thing: "thôn nào" - "thôn **Quan Nhân**", noun included.

    Args:
        question: As searched for.
        sentence: Where it is named.
        start: Where marked words begin; nothing is found where they begin with it already.
    """
    match = _NOUN.search(question)
    if match is None:
        return None
    noun = match["noun"].lower()
    noun = noun if noun in _POINTED else _BARE.get(noun, "")
    if not noun:
        return None
    said = Said(sentence)
    found = re.search(rf"(?<!\w)(?i:{noun}) (?=[^\W\d_a-zà-ỹ])", sentence)
    if found is None or said.text != sentence:
        return None
    end = next((n.end for n in names(said) if n.start <= found.end() < n.end), None)
    if end is None or found.start() <= start < end:
        return None
    return found.start(), end


def has_name(text: str) -> bool:
    """Whether there is a name among some words."""
    return bool(names(Said(f"- {text}")))


_LANDS: Final = frozenset(
    {"hàn quốc", "trung quốc", "nhật bản", "thái lan", "ấn độ", "việt nam", "triều tiên",
     "đài loan", "hà lan", "ba lan", "phần lan", "na uy", "thụy điển", "thụy sĩ", "đan mạch",
     "hy lạp", "hồng kông"}
)  # fmt: skip
"""Countries of two syllables, which stand before a name as if they were part of it."""
_GAP: Final = 3
"""Small words that may stand between who did something and the words for it."""
_VERB: Final = re.compile(
    r"(?:^ai|(?<!\w)(?:nước|quốc gia|đội|đội tuyển|đội bóng|tuyển|nhà văn|người|ai|câu lạc bộ|clb) "
    r"nào) (?:là |đã |từng |sẽ )?(?P<verb>(?!là |làm )\w+ \w+)"
)


def did_it(question: str, sentence: str) -> Stretch | None:
    """The name right before the words for what was done: "**Han Kang** đoạt giải"."""
    said, match = Said(sentence), _VERB.search(Said(question).lower)
    if match is None or said.text != sentence:
        return None
    at = said.lower.find(f" {match['verb']}")
    before = [n for n in names(said) if n.end <= at]
    if not before or len(said.text[before[-1].end : at].split()) > _GAP:
        return None
    if re.search(r"[,;:.()]", said.text[before[-1].end : at]):
        return None
    name = said.words[before[-1].first : before[-1].last]
    land = len(name) > 2 and " ".join(w.key for w in name[:2]) in _LANDS
    return name[2 if land else 0].start, before[-1].end


def owner(question: str, text: str, start: int, end: int) -> Stretch:
    """Marked words cut to the country or team asked for: "ngôi vô địch của **Argentina**"."""
    if not _LAND.search(question.lower()):
        return start, end
    match = _OWNER.match(text[start:end])
    return (start + match.end(), end) if match else (start, end)


def ranged(question: str, text: str, start: int, end: int) -> Stretch:
    """Both ends of a range of which one is marked: "**từ 8.000 đến** 12.000 đồng"."""
    if not text[start : start + 1].isdigit() or _ONE_END.search(question.lower()):
        return start, end
    if before := _RANGE_BEFORE.search(text[:start]):
        return before.start(), end
    if after := _RANGE_AFTER.match(text[end:]):
        return start, end + after.end()
    return start, end


_FROM: Final = re.compile(
    r", (?:\d+ tuổi, )?(?:quê|ngụ|trú|sống|ở|đến từ|gốc)(?: (?:ở|tại|quán))? $"
)
_TOLL: Final = r"(?:chết|thiệt mạng|tử vong)"
_BOTH: Final = re.compile(rf" ?(?:người )?{_TOLL}(?: và|,|/| hoặc) (?:mất tích|bị thương)")
_DEAD: Final = re.compile(
    rf"{_FIGURE} người (?:đã |bị )?{_TOLL}(?!(?: và|,|/| hoặc) (?:mất tích|bị thương))"
)


def before_home(text: str, start: int) -> Stretch | None:
    """Who is meant where only the home is marked: "**Hàn Duy Khang**, quê Bạc Liêu"."""
    match = _FROM.search(text[:start])
    said = Said(text)
    if match is None or said.text != text:
        return None
    return next(((n.start, n.end) for n in names(said) if n.end == match.start()), None)


def dead_alone(question: str, text: str, start: int, end: int) -> Stretch:
    """The dead alone, where the marked figure counts the missing too and only they are asked."""
    asked = question.lower()
    if not re.search(_TOLL, asked) or re.search(r"mất tích|bị thương|thương vong", asked):
        return start, end
    figure = re.match(_FIGURE, text[start:end])
    behind = text[start + figure.end() : end + 30] if figure else ""
    alone = re.split(r"[,;.](?!\d)", behind)[0]
    others = re.match(r" người (?:bị |phải )", alone) and not re.search(_TOLL, alone)
    if not _BOTH.search(behind) and not others:
        return start, end
    match = _DEAD.search(text)
    return match.span() if match else (start, end)


def other_person(question: str, sentence: str) -> bool:
    """Whether a sentence tells of somebody of nearly the name asked about, and not of them.

    "Trịnh Văn Vinh" is not "Trịnh Thu Vinh".
    """
    ours, theirs = (_full_names(text) for text in (question, sentence))
    return any(
        one not in theirs and any(one[0] == b[0] and one[-1] == b[-1] and one != b for b in theirs)
        for one in ours
    )


def _full_names(text: str) -> set[tuple[str, ...]]:
    """Names of three syllables or four that begin with a surname."""
    said = Said(text)
    keys = (tuple(said.keys[n.first : n.last]) for n in names(said))
    return {k for k in keys if 3 <= len(k) <= 4 and k[0] in SURNAMES}


def calling(question: str, sentence: str) -> Stretch | None:
    """What somebody is, where a question asks for the trade: "cũng là **nhà văn**"."""
    if not _CALLING.search(question.lower()):
        return None
    match = _IS.search(sentence)
    return match.span("what") if match else None


_AT: Final = re.compile(r"(?<!\w)(?:ở|tại|từ|đến|quán)\s+(?:[^\W\d_]+ )?$")
_SOMEBODY: Final = re.compile(
    r"(?<!\w)(?:một|1|hai|ba|các|những|nhiều) (?:[^\W\d_]+ ){1,4}$", re.IGNORECASE
)


def _of_somebody_else(question: str, sentence: str, start: int) -> bool:
    """Whether an age is that of "một bé gái" where a question names who, and not the sentence."""
    asking, told = Said(question), set(Said(sentence).keys)
    ours = [
        n for n in names(asking)
        if not _AT.search(asking.lower[: n.start])
        and (foreign(n.keys[0]) or (person(asking, n) and (n.first or len(n.keys) > 1)))
    ]  # fmt: skip
    if not ours or any(set(n.keys) & told for n in ours):
        return False
    return _SOMEBODY.search(sentence[:start]) is not None


def other_owner(question: str, asked: Asked, sentence: str, start: int) -> bool:
    """Whether a length or a birth belongs to something that the question does not name.

    "cao tốc Mỹ Thuận - Cần Thơ dài 23 km" tells nothing of how long a bridge is.
    """
    if asked.kind == "number" and asked.measure == "age":
        return _of_somebody_else(question, sentence, start)
    if asked.kind not in ("number", "date") or not _ASKS_EXTENT.search(question.lower()):
        return False
    if _AWAY.search(sentence[:start]) and not re.search(r"cách|xa", question.lower()):
        return True
    lead = _EXTENT.search(sentence[:start])
    said = Said(sentence[: lead.start()]) if lead else None
    if said is None or said.text != sentence[: len(said.text)]:
        return False
    before = [n for n in names(said) if n.end == len(said.text)]
    asking = Said(question)
    ours = {w.key for n in names(asking) for w in asking.words[n.first : n.last]}
    theirs = {w.key for n in before for w in said.words[n.first : n.last]}
    return bool(ours and theirs) and not ours & theirs
