"""Where an article says who somebody is: "huấn luyện viên Park Hang-seo".

A text introduces whom it names by an office before the name, by words set off behind it, or by
"là". It knows forms, not people.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assistant.evidence import Evidence, quoted
from assistant.open_request import only_named
from corpus.article import Article
from corpus.sentences import sentences

SURE: Final = 0.9
"""Probability given to words that introduce a name."""
_OFFICE: Final = (
    r"(?:nữ |nam |cựu |tân |cố |nguyên |phó |trợ lý |quyền )*"
    r"(?:huấn luyện viên|hlv|cầu thủ|tiền đạo|tiền vệ|hậu vệ|trung vệ|thủ môn|đội trưởng|"
    r"danh thủ|tay vợt|võ sĩ|kình ngư|vận động viên|vđv|"
    r"kỳ thủ|ca sĩ|diễn viên|đạo diễn|nhạc sĩ|nghệ sĩ|ca nhạc sĩ|người mẫu|hoa hậu|á hậu|mc|họa sĩ|"
    r"nhà (?:văn|thơ|báo|khoa học|nghiên cứu|vật lý|hóa học|sinh học|sử học|kinh tế|sáng lập|"
    r"đầu tư|thám hiểm|ngoại giao|thiết kế|sản xuất)|kỹ sư|bác sĩ|giáo sư|tiến sĩ|luật sư|"
    r"kiến trúc sư|doanh nhân|tỷ phú|triệu phú|chuyên gia|phi hành gia|nghị sĩ|thượng nghị sĩ|"
    r"tổng thống|thủ tướng|chủ tịch|tổng bí thư|bí thư|bộ trưởng|thứ trưởng|ngoại trưởng|"
    r"tổng giám đốc|giám đốc|ceo|người phát ngôn|phát ngôn viên|đại sứ|thống đốc|tỉnh trưởng|"
    r"thị trưởng|đô đốc|(?:thiếu|trung|đại|thượng) (?:tướng|tá|úy)|tướng|thẩm phán|công tố viên|"
    r"đại biểu(?: quốc hội)?|nghệ sĩ ưu tú|nghệ sĩ nhân dân|chủ nhiệm|ủy viên|thành viên|"
    r"hiệu trưởng|hiệu phó|linh mục|giáo hoàng|hoàng tử|công chúa|thái tử|quốc vương|nữ hoàng|"
    r"đồng sáng lập|tác giả|nghệ nhân|nông dân|nghi phạm|bị cáo)"
)
_BEFORE: Final = re.compile(
    rf"(?<!\w)(?P<said>{_OFFICE}(?: [^\s,.;:()\"“”]+){{0,5}}?)\s+$", re.IGNORECASE
)
_WHAT: Final = (
    rf"(?:(?:một )?(?:trong (?:những|các|số) )?(?:người|{_OFFICE})|vợ|chồng|con (?:trai|gái)|"
    r"mẹ|cha(?! mẹ)|bố(?! mẹ)|em (?:trai|gái)|anh trai|chị gái)(?!\w)"
)
_VERB: Final = (
    r"(?!(?:là|đã|đang|sẽ|vừa|được|bị|cho biết|cho hay|nói|cho rằng|cũng|không|phải|có|khẳng định|"
    r"chia sẻ|tuyên bố|trả lời|nhận định|phân tích|thông tin|kể|viết|nhấn mạnh|nhận xét|đề nghị|"
    r"phát biểu|cảnh báo|lưu ý|thừa nhận|bày tỏ)(?!\w))"
)
_REST: Final = rf"(?: {_VERB}[^\s,.;:()\"“”–-]+){{0,14}}"
_BEHIND: Final = re.compile(
    rf"\s*(?:,|–|-)\s+(?P<said>{_WHAT}{_REST})(?=\s*(?:[,.;()]|[–-] |cho biết|cho hay|"
    r"nhấn mạnh|khẳng định|nói|cho rằng|chia sẻ|nhận định|đề nghị|phát biểu))",
    re.IGNORECASE,
)
_FEWEST: Final = 2
"""Words beside a name in a sentence; with fewer it is a heading."""
_IS: Final = re.compile(rf"\s+(?:chính |cũng )?là (?P<said>{_WHAT}{_REST})(?=[,.;])", re.IGNORECASE)


def mentions(
    name: str, ranked: Sequence[str], articles: Mapping[str, Article]
) -> Iterator[tuple[Article, tuple[int, int], re.Match[str]]]:
    """Each place where a name stands: the article, the sentence's offsets, where in the sentence.

    Args:
        name: In its own writing.
        ranked: Ids of the articles, best first.
        articles: Whole, by id.
    """
    spoken = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for article in filter(None, map(articles.get, dict.fromkeys(ranked))):
        for place in sentences(article.text):
            for found in spoken.finditer(article.text[slice(*place)]):
                yield article, place, found


def introduced(
    name: str, ranked: Sequence[str], articles: Mapping[str, Article]
) -> tuple[Evidence, ...]:
    """The sentence that introduces a name, the words that do marked; empty where none does.

    Args:
        name: As asked for; found in its own writing only.
        ranked: Ids of the articles, best first.
        articles: Whole, by id.
    """
    found = [
        mention for mention in mentions(name, ranked, articles)
        if len(mention[2].string.split()) > len(name.split()) + _FEWEST
    ]  # fmt: skip
    for says in (_behind, _before, _is):
        for article, place, spoken in found:
            if said := says(spoken):
                return (quoted(article, place, SURE, said.span("said")),)
    return ()


def _behind(name: re.Match[str]) -> re.Match[str] | None:
    return _BEHIND.match(name.string, name.end())


def _before(name: re.Match[str]) -> re.Match[str] | None:
    return _BEFORE.search(name.string[: name.start()])


def _is(name: re.Match[str]) -> re.Match[str] | None:
    return _IS.match(name.string, name.end())


def without_names(question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentences as they are; of one who is asked about, no other name is the short answer.

    Of what a name means nothing is: the reader marks what the sentence says of it, not what it is.
    """
    topic = only_named(question)
    if topic is None or not topic.meant:
        return tuple(evidence)
    return tuple(
        p.unmarked() if not topic.who or p.short_answer[:1].isupper() else p for p in evidence
    )
