"""What stands within a news page's article and is none of it; knows no field of the article."""

import re
from itertools import chain
from typing import Any

_BOX = re.compile(
    r"(?:^|[\s_-])(?:related\w*|relations?|(?:box-?)?tin-?(?:lien-?quan|khac|cung)\w*"
    r"|bai-?(?:lien-?quan|khac)\w*|read-?(?:more|also|next)|most-?(?:read|viewed|popular)"
    r"|xem-?them|doc-?them|inner-article|link-content-footer|more-(?:news|articles|stories)"
    r"|recommend\w*|suggest\w*|you-may-like|newsletter\w*|subscri\w+)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"[\W_]*(?:(?:mời )?(?:bạn đọc |độc giả )?(?:xem|đọc)(?: thêm| tiếp| ngay| nhiều(?: nhất)?)"
    r"|(?:tin|bài|bài viết|tin bài|chủ đề|sự kiện) (?:liên quan|khác|cùng chuyên mục|mới(?: nhất)?"
    r"|nổi bật|đọc nhiều(?: nhất)?)|cùng (?:chuyên mục|chủ đề|tác giả)|tin chính"
    r"|có thể bạn (?:quan tâm|thích)|đừng bỏ lỡ)[\W_]*",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^[\W_]*(?:(?:xem|đọc)(?: thêm| tiếp| ngay)?[:\s]|(?:tin|bài) liên quan:)?[\W_]*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"[\W_]*(?:"
    r"(?:kính )?mời (?:quý )?(?:vị|độc giả|bạn đọc|khán giả|khán, thính giả)\b.{0,200}"
    r"\b(?:theo dõi|đón (?:đọc|xem)|xem|đọc)\b.{0,200}"
    r"|(?:đăng ký|đăng nhập|vui lòng đăng nhập|trở thành hội viên)\b.{0,120}"
    r"\bđể (?:đọc|xem) (?:tiếp|toàn bộ|đầy đủ|trọn vẹn|nội dung|bài)\b.{0,160}"
    r"|(?:bạn đang đọc|đây là) (?:bài viết|nội dung) (?:dành )?(?:riêng )?cho "
    r"(?:hội viên|thuê bao|thành viên)\b.{0,80}"
    r"|theo dõi .{2,40} trên google(?: news)?|thêm .{2,40} trên google(?: news)?"
    r"|nghe đọc bài|nghe (?:audio|bài viết|bài này)|quảng cáo|advertisement|đọc ngay|xem thêm"
    r"|bình luận(?: \(\d+\))?|ý kiến(?: \(\d+\))?|gửi bình luận|chia sẻ|in bài(?: viết)?"
    r"|(?:copy|sao chép) (?:link|liên kết)(?: thành công)?|trở (?:lại|về) (?:chủ đề|trang chủ)"
    r"|© .{0,150}|(?:cấm|không) (?:sao chép|phát hành lại) .{0,150}"
    r"|(?:bản quyền|ghi rõ nguồn) .{0,60}(?:khi phát hành lại|thuộc về).{0,100}"
    r"|end of .{0,60}|(?:tác giả|vai trò|nguồn hình ảnh|nguồn ảnh), .{2,60}"
    r")",
    re.IGNORECASE,
)
_CARD = " | ".join(f"//{tag}[.//a[@href]][count(../{tag})=1]" for tag in ("h2", "h3", "h4"))
_BLOCKS = (
    *("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "br"),
    *("section", "article", "figure", "figcaption", "time"),
)
_UNREAD = ("script", "style", "template")
_MAY_HEAD = ("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span")


def words(node: Any) -> str:
    """The text of an element on one line."""
    return " ".join(node.text_content().split())


def tidy(page: Any) -> None:
    """Take out scripts and boxes that lead to other articles; part what stands in two blocks."""
    for node in list(page.iter(*_UNREAD)):
        _drop(node)
    for node in page.xpath(
        "//*[contains(@class,'visually-hidden') or contains(@class,'sr-only')"
        " or contains(@class,'screen-reader')]"
    ):
        _drop(node)
    for node in page.iter(*_BLOCKS):
        node.tail = " " + (node.tail or "")
    for stamp in page.xpath("//span[contains(@class,'location-stamp')][not(*)]"):
        stamp.text = f"{(stamp.text or '').strip()} - "
    _drop_boxes(page)
    _drop_headed_lists(page)
    _drop_pointers(page)


def spread(page: Any) -> None:
    """Make paragraphs of captions, which extraction drops, and of tables that only place things."""
    for caption in page.xpath("//figure//figcaption"):
        figure = next(caption.iterancestors("figure"), None)
        if figure is None or figure.getparent() is None:
            continue
        blocks = caption.xpath("./p[normalize-space()] | ./div[normalize-space()]") or [caption]
        for text in reversed([words(block) for block in blocks if words(block)]):
            paragraph = page.makeelement("p", {})
            paragraph.text = text
            figure.addnext(paragraph)
        _drop(caption)
    for table in reversed(page.xpath("//table")):
        rows = table.xpath("./tr | ./tbody/tr | ./thead/tr")
        cells = [[c for c in row if c.tag in ("td", "th") and words(c)] for row in rows]
        if all(len(row) <= 1 for row in cells):
            for part in (table, *table.xpath("./tbody | ./thead"), *rows):
                part.tag = "div"
                part.attrib.clear()
            for cell in chain.from_iterable(cells):
                cell.tag = "div" if cell.xpath("./p | ./div | ./ul | ./h1 | ./h2") else "p"
                cell.attrib.clear()


def without_notices(body: str) -> str:
    """A body without the lines in which the paper speaks of itself: paywalls, shares, copyright."""
    kept = (line for line in body.split("\n") if len(line) > 400 or not _NOTICE.fullmatch(line))
    return "\n".join(kept).strip("\n")


def leads_elsewhere(page: Any, body: str, title: str) -> bool:
    """Whether most of what was extracted announces other articles: a front page, a section."""
    links = {words(link) for link in page.iter("a") if link.get("href") is not None}
    cards = [heading.getparent() for heading in page.xpath(_CARD)]
    if len(cards) >= 5:
        links.update(words(part) for card in cards for part in card)
    lines = [" ".join(line.lstrip("-|• ").split()) for line in body.split("\n")]
    lines = [line for line in lines if line != title]
    linked = sum(len(line) for line in lines if line in links)
    return linked > 0.6 * sum(map(len, lines))


def _drop(node: Any) -> None:
    if node.getparent() is not None:
        node.drop_tree()


def _linked(node: Any) -> int:
    """How many characters of an element are links."""
    return sum(len(words(link)) for link in node.iter("a") if link.get("href") is not None)


def _is_article(node: Any) -> bool:
    return bool(node.xpath("self::body | .//h1 | .//*[@itemprop='articleBody']"))


def _drop_boxes(page: Any) -> None:
    """Boxes whose class says that they name other articles or ask for something."""
    for node in [n for n in page.iter("*") if n.attrib]:
        said = " ".join(node.get(name) or "" for name in ("class", "id", "type"))
        if node.tag in ("body", "html", "main", "p", "a") or not _BOX.search(said):
            continue
        size = len(words(node))
        leads = _linked(node) >= 0.2 * size or (
            size <= 400 and node.xpath(".//button | .//form | .//input")
        )
        if size <= 3000 and leads and not _is_article(node):
            _drop(node)


def _drop_headed_lists(page: Any) -> None:
    """Lists of links under a heading such as "Tin liên quan"."""
    for heading in list(page.iter(*_MAY_HEAD)):
        few = len(heading) <= (0 if heading.tag in ("div", "span") else 3)
        text = words(heading) if few else ""
        if not text or len(text) > 40 or not _HEADING.fullmatch(text):
            continue
        box = None
        for parent in heading.iterancestors():
            rest = len(words(parent)) - len(text)
            if parent.tag in ("body", "main") or _is_article(parent):
                break
            if rest and _linked(parent) < 0.6 * rest:
                break
            box = parent if rest else box
        if box is not None:
            _drop(box)
            continue
        following = heading.getnext()
        if following is not None and 0 < len(words(following)) <= 1.1 * _linked(following):
            _drop(following)
            _drop(heading)


def _drop_pointers(page: Any) -> None:
    """Paragraphs and lists that are nothing but links to other articles."""
    total = len(words(page)) - _linked(page)
    found, size = [], 0
    for node in list(page.iter("p", "ul")):
        text = _POINTER.sub("", words(node))
        if len(text) >= 20 and 1 < len(text) <= 1.05 * _linked(node) and not _is_article(node):
            found.append(node)
            size += len(text)
    if size < total:
        for node in found:
            _drop(node)
