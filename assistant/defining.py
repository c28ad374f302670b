"""Where an article says what a name means: "WHO (Tổ chức Y tế Thế giới)", "X là một dịch vụ …".

It knows forms of sentences, not things.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.evidence import Evidence, quoted
from assistant.introducing import mentions
from corpus.article import Article

SURE: Final = 0.9
"""Probability given to words that define a name."""
_KIND: Final = (
    r"(?:một|những|tên(?: gọi| viết tắt| mã)?|loại|dạng|dòng|cuộc|giải(?: thưởng| đấu)?|tổ chức|"
    r"hệ thống|dịch vụ|nền tảng|công ty|hãng|tập đoàn|doanh nghiệp|chương trình|dự án|phương pháp|"
    r"kỹ thuật|bệnh|hội chứng|virus|biến thể|biến chủng|chủng|nhóm|quỹ|công nghệ|thuật ngữ|"
    r"khái niệm|hiệp định|hiệp ước|thỏa thuận|thoả thuận|hội nghị|sự kiện|giải pháp|ứng dụng|"
    r"mạng xã hội|mô hình|vaccine|vắc xin|thuốc|loài|cây|món|vùng|thành phố|hòn đảo|quốc gia|"
    r"liên minh|cơ quan|sáng kiến|thử thách|trò|bộ phim|phim|bài hát|con tàu|tàu|tên lửa|máy bay|"
    r"hang động|hang|di sản|lễ hội|phong trào|chiến dịch|đạo luật|luật|chỉ số|sàn|"
    r"thị trường|đồng tiền)(?!\w)"
)
_IS: Final = re.compile(
    rf"[”\"]?(?: \([^()]*\))? (?:chính |thực chất |vốn |được xem |được coi |hiện )?là "
    rf"(?P<said>{_KIND}[^,.;:()]{{6,160}})(?=[,.;:()]|$)",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"[”\"]?(?: \([^()]*\))?(?:,| –| -) (?P<said>{_KIND}[^,.;:()–]{{6,120}})(?=[,.;)]| –)",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    rf"(?P<said>(?<!\w){_KIND}[^,.;:()]{{4,80}}?),? (?:hay |tức )?(?:còn )?(?:được )?gọi "
    r"(?:tắt )?là [“\"]?$",
    re.IGNORECASE,
)
_GLOSS: Final = re.compile(r"[”\"]? \((?P<said>[^\W\d_][^()\d:]{6,80})\)")
_ALSO: Final = re.compile(r"(?P<said>[^\W\d_a-zà-ỹ][^,.;:()“”\"]{5,80}) \([“\"]?$")
_HEAD: Final = re.compile(
    r"(?:^|[,;:.“\"] ?)(?:(?:giải thưởng|giải|dự án|hệ thống|dịch vụ|tổ chức|hội nghị|hang|"
    r"hang động|mạng xã hội|ứng dụng|chương trình|thử thách|tàu|biến thể|biến chủng|quỹ|công ty|"
    r"tập đoàn|vaccine|theo đó, |được biết, )\s*)*[“\"]?$",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"(?<!\w)(?:ảnh|nguồn|theo|trái|phải|giữa|trên|dưới|bìa|tuổi|trú|ngụ|quê|sinh|đội|áo)(?!\w)",
    re.IGNORECASE,
)
_FEWEST: Final = 2
"""Words of what a bracket says."""


def defined(
    name: str, ranked: Sequence[str], articles: Mapping[str, Article]
) -> tuple[Evidence, ...]:
    """The sentence that says what a name means, the words that do marked; empty where none does.

    Args:
        name: As asked for, found in its own writing only.
        ranked: Ids of the articles, best first.
        articles: Whole, by id.
    """
    found = list(mentions(name, ranked, articles))
    for says in (_is, _behind, _called, _gloss, _short_for):
        for article, place, spoken in found:
            if said := says(spoken):
                start = said.start("said")
                marked = (start, start + len(said["said"].rstrip()))
                return (quoted(article, place, SURE, marked),)
    return ()


def _is(name: re.Match[str]) -> re.Match[str] | None:
    """As in "X là một dịch vụ …", X being what the sentence or clause is about."""
    about = _HEAD.search(name.string[: name.start()])
    return _IS.match(name.string, name.end()) if about else None


def _behind(name: re.Match[str]) -> re.Match[str] | None:
    """As in "Nihon Hidankyo, tổ chức của …,"."""
    return _BEHIND.match(name.string, name.end())


def _called(name: re.Match[str]) -> re.Match[str] | None:
    """As in "thỏa thuận hạt nhân Iran, còn gọi là JCPOA"."""
    return _CALLED.search(name.string[: name.start()])


def _gloss(name: re.Match[str]) -> re.Match[str] | None:
    """As in "WHO (Tổ chức Y tế Thế giới)"."""
    said = _GLOSS.match(name.string, name.end())
    return said if said and _means(said["said"]) else None


def _short_for(name: re.Match[str]) -> re.Match[str] | None:
    """As in "Tổ chức Y tế Thế giới (WHO)", for a name of capitals."""
    closed = name.string[name.end() : name.end() + 1] in (")", "”", '"')
    said = _ALSO.search(name.string[: name.start()]) if closed and name[0].isupper() else None
    same = said and said["said"][:1].lower() == name[0][:1].lower()
    return said if said and same and _means(said["said"]) else None


def _means(said: str) -> bool:
    return len(said.split()) >= _FEWEST and not _ASIDE.search(said)
