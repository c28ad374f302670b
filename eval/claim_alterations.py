"""Claims altered by a program, and true ones restated, to try the support checker with.

Knows the forms of Vietnamese news sentences, nothing of the checker: what is altered here is
found by plain patterns, so that the checker is not tried with its own eyes.
"""

import random
import re
from collections.abc import Callable, Sequence

from assistant.answer import Kind

_UP = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_CAPITALISED = re.compile(rf"(?<![\w.])[{_UP}][\w’'-]*(?: [{_UP}][\w’'-]*){{1,3}}")
_FIGURE = re.compile(r"(?<![\w./,-])\d+(?:[.,]\d+)*(?![\w/-]|[.,]\d)")
_DATE = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})(/(?:19|20)\d\d)?(?![\d/])")
_YEAR = re.compile(r"(?<=năm )(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(r"(?<=tháng )\d{1,2}(?![\d/])")
_UNIT_TURNS = (
    ("triệu", "tỷ"), ("tỷ", "triệu"), ("nghìn", "triệu"), (" km", " m"), (" m ", " km "),
    (" kg", " tấn"), (" tấn", " kg"), (" USD", " đồng"), (" đồng", " USD"), (" phút", " giờ"),
    (" giờ", " phút"), (" ngày", " tháng"), (" tháng", " năm"), (" tuổi", " tháng tuổi"),
    ("%", " điểm"), (" cm", " m"), (" ha", " m2"), (" euro", " USD"), (" năm", " tháng"),
    (" tuần", " tháng"), (" mét", " km"),
)  # fmt: skip
_VERBS = (
    "đồng ý", "cho phép", "xác nhận", "thừa nhận", "ủng hộ", "tham gia", "phát hiện", "ghi nhận",
    "được", "bị", "có", "sẽ", "đã", "muốn", "cần", "phải", "thể", "hoàn thành", "chấp nhận",
)  # fmt: skip
_DENIED = re.compile(r" (?:không|chưa) (?!chỉ|khí|gian|quân|ít|ngừng|phận|trung)")
_SPEAKING = re.compile(
    rf"(?<!\w)((?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|HLV|[Bb]ác sĩ|[Tt]heo|lời) )([{_UP}][\w’'-]*(?: "
    rf"[{_UP}][\w’'-]*){{0,3}})"
    r"(?= (?:nói|cho biết|cho hay|khẳng định|tuyên bố|chia sẻ|nhấn mạnh|cho rằng|nhận định|kể|"
    r"cảnh báo|"
    r"thừa nhận|viết|bày tỏ|tiết lộ)|, )"
)

Alteration = Callable[[str, Sequence[str], random.Random], str | None]


def altered(kind: Kind, text: str, others: Sequence[str], chance: random.Random) -> str | None:
    """The sentence with one thing of this kind made wrong, or ``None`` where it has none.

    Args:
        kind: What is altered.
        text: A true sentence.
        others: Names from elsewhere to put in a name's place.
        chance: Decides among the possible places.
    """
    changed = _BY_KIND[kind](text, others, chance)
    return None if changed is None or changed == text else changed


def names_of(text: str) -> list[str]:
    """Names of two words or more that do not begin a sentence."""
    return [m[0] for m in _CAPITALISED.finditer(text) if not _begins(text, m.start())]


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[:at].rstrip()[-1:] in '.!?"“'


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _figure(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    places = [
        m
        for m in _FIGURE.finditer(text)
        if not re.search(r"(?:tháng|năm|ngày) $", text[: m.start()])
    ]
    if not places:
        return None
    place = chance.choice(places)
    digits = place[0]
    at = chance.choice([i for i, c in enumerate(digits) if c.isdigit()])
    low = "123456789" if at == 0 else "0123456789"
    new = chance.choice([c for c in low if c != digits[at]])
    return _put(text, place.start(), place.end(), digits[:at] + new + digits[at + 1 :])


def _date(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    places = [*_DATE.finditer(text), *_YEAR.finditer(text), *_MONTH.finditer(text)]
    if not places:
        return None
    place = chance.choice(places)
    if place.re is _DATE:
        day, month, year = int(place[1]), int(place[2]), place[3] or ""
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if chance.random() < 0.6:
            day = chance.choice([d for d in range(1, 29) if d != day])
        else:
            month = chance.choice([m for m in range(1, 13) if m != month])
        return _put(text, place.start(), place.end(), f"{day}/{month}{year}")
    if place.re is _YEAR:
        return _put(
            text, place.start(), place.end(), str(int(place[0]) + chance.choice((-3, -2, -1, 1, 2)))
        )
    month = chance.choice([m for m in range(1, 13) if m != int(place[0])])
    return _put(text, place.start(), place.end(), str(month))


def _name(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    places = [m for m in _CAPITALISED.finditer(text) if not _begins(text, m.start())]
    pool = [o for o in others if o not in text]
    if not places or not pool:
        return None
    place = chance.choice(places)
    return _put(text, place.start(), place.end(), chance.choice(pool))


def _negation(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    if (place := _DENIED.search(text)) and chance.random() < 0.7:
        return _put(text, place.start(), place.end(), " ")
    places = [
        m for v in _VERBS for m in re.finditer(rf"(?<=[\wà-ỹ] ){v}(?= [a-zđà-ỹ])", text)
        if text[: m.start()].split()[-1] not in ("không", "chưa", "để", "những", "mới", "chỉ")
    ]  # fmt: skip
    if not places:
        return None
    at = chance.choice(places).start()
    return _put(text, at, at, chance.choice(("không ", "không ", "chưa ")))


def _unit(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    places = [
        (m, new)
        for old, new in _UNIT_TURNS
        for m in re.finditer(
            rf"(?<=\d){re.escape(old)}(?!\w)|(?<=\d ){re.escape(old.strip())}(?!\w)", text
        )
    ]
    places = [(m, n) for m, n in places if not re.match(r" ?(?:19|20)\d\d", text[m.end() :])]
    if not places:
        return None
    place, new = chance.choice(places)
    inner = new
    if text[place.start() - 1] == " ":
        inner = inner.lstrip()
    return _put(
        text, place.start(), place.end(), inner.rstrip() + (" " if place[0].endswith(" ") else "")
    )


def _speaker(text: str, others: Sequence[str], chance: random.Random) -> str | None:
    places = list(_SPEAKING.finditer(text))
    if not places:
        return None
    place = chance.choice(places)
    inside = [n for n in names_of(text) if n != place[2] and n not in place[0]]
    if inside and chance.random() < 0.5:
        other = chance.choice(inside)
        return text.replace(place[2], "\0").replace(other, place[2]).replace("\0", other)
    pool = [o for o in others if o not in text]
    if not pool:
        return None
    return _put(text, place.start(2), place.end(2), chance.choice(pool))


_BY_KIND: dict[Kind, Alteration] = {
    "figure": _figure,
    "date": _date,
    "name": _name,
    "negation": _negation,
    "unit": _unit,
    "speaker": _speaker,
}
