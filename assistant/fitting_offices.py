"""Who holds the office that a question asks for, by one sentence; knows no list of people."""

import re
from itertools import takewhile
from typing import Final

from assistant.checking_name_runs import names, proper
from assistant.checking_titles import person, titled
from assistant.checking_words import Said, Word

_WHO: Final = re.compile(
    r"(?<!\w)(?:ai|người nào) (?:đang |hiện |từng |sẽ |đã |được bầu |được bổ nhiệm |lên )*"
    r"(?:là|làm|giữ chức|giữ|trở thành)(?: vụ)? (?:tân )?$|^$"
)
_IS_WHO: Final = re.compile(r"(?<!\w)(?:là ai|tên gì|tên là gì|là người nào|là ông nào)(?!\w)")
_OTHER: Final = re.compile(r"(?<!\w)(phó|cựu|nguyên|cố|quyền|trợ lý|thư ký|vợ|con|chồng)\s+$")
"""Before an office these make it another one."""
_BECOMES: Final = re.compile(r"(?<!\w)(?:là|làm|giữ chức|giữ chức vụ|trở thành|giữ cương vị)\s+$")
_MADE: Final = re.compile(
    r"\s+(?:(?:đã|vừa|sẽ|mới|chính thức|tiếp tục|tái|đắc)\s+)*"
    r"(?:được|trúng|cử|giữ|làm|là|trở thành|nhậm)"
    r"(?!\w)[^.;:()]*$"
)
_PARTICLES: Final = frozenset("von van der den de da di la le bin al el ibn".split())
_CALLED: Final = frozenset("là ông bà anh chị cô đồng chí hiện nay".split())


def asked_office(question: str) -> tuple[str, str] | None:
    """The office whose holder is asked for and the word after it, as (office, word)."""
    said = Said(question)
    for office, at in titled(said):
        head, rest = said.lower[:at], said.lower[at + len(office) :]
        if _OTHER.search(head):
            return None
        if (head and _WHO.search(head)) or (not head and _IS_WHO.search(rest)):
            after = re.match(r"\s+(\w+)", rest)
            return office, after[1] if after and after[1] != "là" else ""
    return None


def holder(question: str, sentence: str) -> tuple[int, int] | bool:
    """Where a sentence names the holder of the office asked for.

    Returns:
        Offsets in the sentence; ``True`` where nothing speaks against what is marked, ``False``
        where the office stands there only as another one ("Phó Chủ tịch").
    """
    asked = asked_office(question)
    if asked is None or " ".join(sentence.split()) != sentence:
        return True
    office, after = asked
    said = Said(sentence)
    places = _places(said, office, after)
    if not places:
        there = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(office)}(?!\w)", said.lower)]
        return not there or any(not _OTHER.search(said.lower[:at]) for at in there)
    own = [at for at in places if not _OTHER.search(said.lower[:at])]
    for at in own:
        if found := _called(said, at + len(office), Said(question)) or _made(said, at):
            return found
    return bool(own)


def _made(said: Said, at: int) -> tuple[int, int] | None:
    """The person who is said to become what stands at an offset: "ông X được bầu làm …"."""
    if not _BECOMES.search(said.lower[:at]):
        return None
    for name in reversed(names(said)):
        if name.end <= at and person(said, name) and proper(said, name):
            between = said.lower[name.end : at]
            return (name.start, name.end) if _MADE.match(between) else None
    return None


def _places(said: Said, office: str, after: str) -> list[int]:
    """Where an office stands, also within "phó chủ tịch", before the word asked for after it."""
    follows = rf"\s+(?:bộ\s+)?{re.escape(after)}(?!\w)" if after else r"(?!\w)"
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(office)}{follows}", said.lower)]


def _rest(said: Said, own: list[Word]) -> list[Word]:
    """What follows a foreign name behind its particles: "von der Leyen" behind "Ursula"."""
    if not own:
        return []
    after = said.words[said.words.index(own[-1]) + 1 :]
    found = list(takewhile(lambda w: w.text in _PARTICLES, after))
    found += after[len(found) : len(found) + 1]
    if len(found) < 2 or not found[-1].capital:
        return []
    between = said.text[own[-1].end : found[-1].end].split()
    return found if between == [w.text for w in found] else []


def _called(said: Said, end: int, asked: Said) -> tuple[int, int] | None:
    """The person named right after the office's own words: "Tổng thống Pháp Emmanuel Macron"."""
    for name in names(said):
        own = [w for w in said.words if name.start <= w.start and w.end <= name.end]
        while own and own[0].key in asked.keys:
            own = own[1:]
        own += _rest(said, own)
        if name.start < end or len(own) < 2 or not person(said, name):
            continue
        between = said.lower[end : own[0].start]
        near = not re.search(r"[,;:.()]|(?<!\w)(?:và|với|cùng)(?!\w)", between)
        others = [k for k in Said(between).keys if k not in asked.keys and k not in _CALLED]
        return (own[0].start, own[-1].end) if near and not others else None
    return None
