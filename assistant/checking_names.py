"""Whether the names of a claim stand in its source, or are told by the same article."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from assistant.answer import Difference
from assistant.checking_aliases import other_names, uncovered
from assistant.checking_name_forms import (
    after_opening,
    by_other_name,
    from_where,
    glued,
    located,
    longer_alias,
    spelt_alike,
    spread,
)
from assistant.checking_name_runs import FOLDED_TITLES, LONE, NO_NAMES, OF_ALL, Name, names
from assistant.checking_name_swaps import exchanged, ousted_by, reordered, replaced_by
from assistant.checking_places import sort_of
from assistant.checking_shorts import is_short, on_road, written_out
from assistant.checking_words import Pair, Said
from corpus.article import Article
from index.analysis import fold

_POINTING = re.compile(
    r"(?<!\w)(?:(?:ông|bà|anh|chị|cô|cậu|em|cháu|bé|người|vụ|việc|đội|hãng|nước|thành phố|tỉnh|"
    r"cơ quan|đơn vị|"
    r"công ty|tập đoàn|nhóm|con tàu|chiếc|loại|nơi|khu|bộ phim|cuốn|bài|trận|giải|quốc gia|đây|"
    r"nữ|nam|"
    r"nghi phạm|bệnh nhân|nạn nhân|diễn viên|ca sĩ|cầu thủ|tác giả|vị|bộ trưởng|tổng thống|thủ "
    r"tướng|chủ tịch|"
    r"ngôi sao|chân sút|tiền đạo|hlv|huấn luyện viên|câu lạc bộ|clb|địa phương|trường|bệnh viện|"
    r"dự án|tay vợt|tay đua|kình ngư|võ sĩ|vận động viên|vđv|người đẹp|siêu mẫu|người mẫu|"
    r"nhà lãnh đạo|nhà vô địch|tỷ phú|danh thủ|thủ quân|trung vệ|hậu vệ|tiền vệ|thủ môn|cựu binh|"
    r"hoa hậu|á hậu|đội chủ nhà|đội khách|đội bóng|gã khổng lồ|ông lớn|nhà sản xuất|nhà mạng|"
    r"chàng|nàng|quán quân|nữ hoàng|ông hoàng|cặp đôi|bộ đôi|nhà văn|nhạc sĩ|đạo diễn|tác phẩm|"
    r"thầy trò|đoàn quân) "
    r"(?:này|đó|ấy|ta|trên|nói trên|[a-zđà-ỹ])|nó|họ|hắn|tại đây|ở đây|nơi đây|mình|tôi|chúng tôi|"
    r"(?:mức giá|con số|mức|khoản|lực lượng|sự việc|sự kiện|cuộc|loạt) (?:\w+ )?(?:này|đó|trên))"
)


_SAID_BEFORE = FOLDED_TITLES | {"ông", "bà", "cô", "cậu", "chị", "huyện", "xã", "tỉnh", "quận",
    "phường", "nước", "thị", "bang", "sông", "cầu", "đường", "hãng"}  # fmt: skip


def name_differences(pair: Pair, articles: Sequence[Article], before: str = "") -> list[Difference]:
    """Names of the claim that the source does not have; a name put in another's place too.

    Args:
        pair: The claim beside its source.
        articles: Where the source is from.
        before: Their titles and what stands shortly before the source in them.
    """
    theirs = names(pair.source)
    found = []
    for name in names(pair.claim):
        if _there(name, pair, theirs):
            if other := ousted_by(name, pair, theirs):
                found.append(_difference(pair, name, other))
            continue
        longer = [o for o in theirs if len(o.keys) < len(name.keys) and _within(o.keys, name.keys)]
        replaced = None if longer and not pair.close else replaced_by(name, pair, theirs)
        if replaced is None and " ".join(name.keys) in OF_ALL:
            continue
        instead = replaced or next(iter(longer), None) or _unused(name, pair, theirs)
        if not articles and longer and replaced is None and _longer_form(name, longer[0]):
            continue
        told = (
            replaced is None
            or set(replaced.keys) & set(name.keys)
            or from_where(pair, name, replaced)
        )
        if articles and told and _told(name, pair, articles, before, instead):
            continue
        found.append(_difference(pair, name, instead))
    swapped = exchanged(pair, theirs, lambda name: _there(name, pair, theirs))
    return [*found, *(swapped or reordered(pair, theirs))]


def _difference(pair: Pair, name: Name, instead: Name | None) -> Difference:
    source = pair.source.text[instead.start : instead.end] if instead else ""
    return Difference(claim=pair.claim.text[name.start : name.end], source=source, kind="name")


def _there(name: Name, pair: Pair, theirs: Sequence[Name]) -> bool:
    """Whether the source has the name: in a row, in another form, or its words within one name."""
    source = pair.source
    if source.find(name.keys):
        return not _begins_other(name, pair)
    keys = [k for k in name.keys if k not in NO_NAMES]
    if not keys or any(_within(keys, other.keys) for other in theirs):
        return not _begins_other(name, pair)
    terms = set(other_names(name.keys))
    if terms & source.meanings and uncovered(name.keys) <= set(source.keys):
        return True
    if spelt_alike(name, theirs) or after_opening(name, pair) or longer_alias(name, pair):
        return True
    if glued(name, source):
        return True
    if on_road(name, pair) or is_short(name, pair) or written_out(name, pair) or spread(name, pair):
        return True
    return _made_of(name.keys, {o.keys for o in theirs})


def _longer_form(name: Name, other: Name) -> bool:
    """Whether a name ends, or begins, with a shorter one: "Hồ Quang Cua", "ông Cua"."""
    size = len(other.keys)
    return other.keys in (name.keys[-size:], name.keys[:size])


def _within(keys: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether words stand in a longer name in the same order."""
    rest = iter(longer)
    return all(key in rest for key in keys)


def _begins_other(name: Name, pair: Pair) -> bool:
    """Whether a lone capital syllable begins other words than it does in the source.

    "Về nhà đi con" is not told by "chia sẻ về quãng thời gian".
    """
    if len(name.keys) != 1 or name.keys[0] in LONE or name.keys[0].isascii():
        return False
    after = pair.claim.words[name.last : name.last + 1]
    if not after or after[0].capital or pair.claim.text[name.end : after[0].start] != " ":
        return False
    large = any(pair.source.words[i].capital for i in pair.source.find(name.keys))
    return not large and not pair.source.find([*name.keys, after[0].key])


def _made_of(keys: tuple[str, ...], known: AbstractSet[tuple[str, ...]]) -> bool:
    """Whether a run of capitalised words is whole known names side by side, or a common word first.

    "Mỹ Sullivan", "BOT Cai Lậy", "Bệnh viện Chợ Rẫy" at the start of a sentence.
    """
    if keys in known or (len(keys) > 1 and any(k[-len(keys) :] == keys for k in known)):
        return True
    for cut in range(1, len(keys)):
        left = keys[:cut]
        part = cut > 1 and any(k[-cut:] == left for k in known)
        title = cut == 1 and left[0] not in LONE
        title = title and (fold(left[0]) in FOLDED_TITLES or left[0] in _GENERIC)
        if (left in known or part or title) and _made_of(keys[cut:], known):
            return True
    return False


_GENERIC = frozenset(
    "metro chiếc ca báo đài clb hãng vua vụ bot tp ubnd hđnd đt sở bộ cục ban trường bệnh viện "
    "công an tòa án cựu á "
    "hậu hoa bãi biển đảo lần mùa thuyền trợ lý ứng viên chính khách tay vợt nữ nàng vườn thú "
    "học sinh sinh".split()
)


def _unused(name: Name, pair: Pair, theirs: Sequence[Name]) -> Name | None:
    """The source's name most like this one in kind that the claim does not use."""
    shared = [o for o in theirs if set(o.keys) & set(name.keys)]
    if shared:
        return shared[0]
    said = {k for n in names(pair.claim) for k in n.keys}
    unused = [o for o in theirs if not said & set(o.keys) and not _only_begins(pair.source, o)]
    title = _title(pair.claim, name)
    alike = [o for o in unused if title and _title(pair.source, o) == title]
    return next(iter(alike or unused), None)


def _only_begins(said: Said, name: Name) -> bool:
    """Whether one capital syllable begins a common noun: "Ban chỉ đạo", "Chính phủ"."""
    after = said.words[name.last : name.last + 1]
    lone = len(name.keys) == 1 and name.keys[0] not in LONE
    return lone and bool(after) and not after[0].capital and not name.keys[0].isascii()


def _title(said: Said, name: Name) -> str:
    """The word before a name that says what it is: ông, huyện, hãng."""
    return said.keys[name.first - 1] if name.first else ""


NEAR = 500
"""Characters before a sentence in which what its pronouns mean has been named."""


def _told(
    name: Name, pair: Pair, articles: Sequence[Article], before: str, instead: Name | None
) -> bool:
    """Whether the article names what the sentence leaves out or only points to.

    The name must stand in the title or shortly before the sentence, unless it is but a longer form
    of one in it; and where the sentence has a name that the claim leaves out, it must point.
    """
    if not any(_in_article(name, a) for a in articles):
        return False
    if any(located(pair, name, a) for a in articles):
        return True
    if instead is not None and set(instead.keys) & set(name.keys):
        return set(instead.keys) <= set(name.keys)
    if instead is None:
        return _named_in(name, before)
    if not _named_in(name, before[-NEAR:]):
        return False
    title = _title(pair.claim, name)
    if title and title in _SAID_BEFORE and _title(pair.source, instead) == title:
        return False
    ours, theirs = (sort_of(n.keys, articles) for n in (name, instead))
    if any(from_where(pair, name, o) for o in names(pair.source)):
        return True
    return bool(_POINTING.search(pair.source.lower)) or bool(ours and theirs and ours != theirs)


def _named_in(name: Name, text: str) -> bool:
    """Whether a text says a name, its last word at least, or the names it is made of."""
    said = Said(text)
    if said.find(name.keys[-1:]) or by_other_name(name, said):
        return True
    return _made_of(name.keys, frozenset(n.keys for n in names(said)))


def _in_article(name: Name, article: Article) -> bool:
    """Whether an article says a name, or the names that stand side by side in it."""
    said, known = _article(article.text)
    if by_other_name(name, said):
        return True
    return bool(said.find(name.keys)) or _made_of(name.keys, known)


@lru_cache(maxsize=8)
def _article(text: str) -> tuple[Said, frozenset[tuple[str, ...]]]:
    said = Said(text)
    return said, frozenset(n.keys for n in names(said))
