"""Plain text and Markdown into drafts; knows nothing of other formats."""

import re
from typing import Any

from corpus.decoding import decode
from corpus.draft import Draft, UnreadableError
from corpus.read_table import draft_of

_FRONT = re.compile(
    r"\A\s*---[ \t]*\r?\n(?P<front>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_PAIR = re.compile(
    r"^([^\s:#][^:\n]{0,40}?)[ \t]*:[ \t]+[\"']?(.{0,500}?)[\"']?[ \t]*\r?$", re.MULTILINE
)
_HEADING = re.compile(r"\A\s*#[ ]+(?P<title>[^\n]+?)[ #]*(?:\n|\Z)")


def read_text(data: bytes) -> Draft:
    """The draft of a .txt file: all of it is the body."""
    return Draft(body=decode(data))


def read_markdown(data: bytes) -> Draft:
    """The draft of a .md file: its front matter, and the text below without its marks."""
    text = decode(data).removeprefix("\ufeff")
    fields: dict[str, Any] = {}
    if match := _FRONT.match(text):
        fields, text = _front_matter(match["front"]), text[match.end() :]
    text = text.replace("\r\n", "\n")
    draft = draft_of({k: v for k, v in fields.items() if isinstance(k, str)})
    if not draft.title and (match := _HEADING.match(text)):
        fields, text = {**fields, "title": match["title"]}, text[match.end() :]
        draft = draft_of(fields)
    return Draft(
        title=_unmarked(draft.title),
        lead=draft.lead,
        body=_unmarked(text) or draft.body,
        url=draft.url,
        source=draft.source,
        author=draft.author,
        date=draft.date,
    )


def _front_matter(front: str) -> dict[str, Any]:
    """Keys and values at the top, as YAML or, where it is none, line by line."""
    import yaml  # type: ignore[import-untyped]

    class Plain(yaml.BaseLoader):  # type: ignore[misc]
        def compose_node(self, parent: Any, index: Any) -> Any:
            """A node; an alias, of which bombs are made, is refused."""
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("alias")
            return super().compose_node(parent, index)

    if len(front) > 20_000:
        raise UnreadableError("phần đầu (giữa hai dòng ---) quá lớn")
    try:
        loaded = yaml.load(front, Loader=Plain)
    except (yaml.YAMLError, RecursionError, ValueError):
        loaded = {match[1]: match[2] for match in _PAIR.finditer(front)}
    return loaded if isinstance(loaded, dict) else {}


def _unmarked(text: str) -> str:
    """Markdown without what a reader does not see: links, emphasis, heading marks."""
    text = re.sub(r"<!--(?:(?!<!--).)*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[([^\[\]\n]*)\]\([^()\n]*\)", r"\1", text)
    text = re.sub(r"\[([^\[\]\n]+)\]\([^()\n]*\)", r"\1", text)
    text = re.sub(r"^[ \t]{0,3}#{1,6}[ \t]+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]{0,3}>[ \t]?", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__)(?=\S)([^\n]{1,500}?\S)\1", r"\2", text)
    return re.sub(r"(?<![\w*])[*](?=[^\s*])([^*\n]{1,500}[^\s*]|[^\s*])[*](?![\w*])", r"\1", text)
