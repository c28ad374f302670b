"""A turn of the conversation as the browser keeps it: JSON, read back without trusting it."""

import base64
import json
import zlib
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from assistant.answer import Answer, Citation, Claim, Difference, Support, Turn

TURNS_KEPT = 20
LARGEST_ANSWER = 5_000_000
"""Characters of JSON; what a browser sends back is not unpacked further."""
_DATES = ("published_at", "as_of", "since", "until")

Stored = dict[str, Any]


def answer_to_stored(answer: Answer) -> Stored:
    """The answer as plain JSON values, dates as ISO 8601."""
    return _plain(asdict(answer))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def answer_from_stored(stored: Stored) -> Answer:
    """The answer that ``answer_to_stored`` wrote.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: It was written by something else.
    """
    known = _known(Answer, stored)
    known["claims"] = tuple(_claim(item) for item in stored["claims"])
    known["citations"] = tuple(_citation(item) for item in stored["citations"])
    known["nearest"] = tuple(_citation(item) for item in stored.get("nearest", ()))
    known["notices"] = tuple(str(item) for item in stored.get("notices", ()))
    known["phantoms"] = tuple(int(item) for item in stored.get("phantoms", ()))
    known["disagreement"] = tuple(
        tuple(int(number) for number in group) for group in stored.get("disagreement", ())
    )
    return Answer(**known)


def _known(kind: type, stored: Stored) -> dict[str, Any]:
    """The fields of the dataclass that are there, dates read."""
    names = {item.name for item in fields(kind)}
    known = {key: value for key, value in stored.items() if key in names}
    for key in _DATES:
        if known.get(key):
            known[key] = datetime.fromisoformat(known[key])
    return known


def _claim(stored: Stored) -> Claim:
    support = stored["support"]
    differences = tuple(Difference(**item) for item in support.get("differences", ()))
    numbers = tuple(int(number) for number in stored["citations"])
    return Claim(
        text=str(stored["text"]),
        citations=numbers,
        support=Support(support["level"], differences),
    )


def _citation(stored: Stored) -> Citation:
    known = _known(Citation, stored)
    span = known.get("span")
    known["span"] = (int(span[0]), int(span[1])) if span else None
    known["copies"] = tuple((str(a), str(b), str(c)) for a, b, c in known.get("copies", ()))
    for key in ("number", "revision", "start", "end"):
        known[key] = int(known[key])
    return Citation(**known)


def pack(stored: Stored) -> str:
    """The stored answer as letters and digits that an attribute can hold, small."""
    text = json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return base64.b64encode(zlib.compress(text)).decode()


def unpack(packed: str) -> Answer:
    """The answer that was packed.

    Raises:
        ValueError: It was packed by something else, or is larger than any answer.
    """
    try:
        unzipped = zlib.decompressobj().decompress(base64.b64decode(packed), LARGEST_ANSWER)
        return answer_from_stored(json.loads(unzipped.decode("utf-8", "surrogatepass")))
    except (zlib.error, TypeError, KeyError, AttributeError) as error:
        raise ValueError("this is no packed answer") from error


def new_turn(question: str, answer: Answer | None, state: str) -> Stored:
    """One turn; ``state`` is ``busy``, ``done``, ``stopped``, ``failed`` or ``kept``."""
    stored = answer_to_stored(answer) if answer else None
    return {"question": question, "state": state, "answer": stored, "seal": ""}


def read_turns(stored: Any) -> list[Stored]:
    """The turns that can be shown again; what the browser spoiled is left out."""
    kept: list[Stored] = []
    for turn in stored if isinstance(stored, list) else []:
        try:
            if turn["answer"]:
                answer_from_stored(turn["answer"])
            kept.append(new_turn(str(turn["question"]), None, str(turn["state"])))
            kept[-1]["answer"] = turn["answer"]
            kept[-1]["seal"] = str(turn.get("seal", ""))
        except (TypeError, ValueError, KeyError, AttributeError):
            continue
    return kept[-TURNS_KEPT:]


def history(turns: list[Stored]) -> tuple[Turn, ...]:
    """The conversation so far as the assistant wants it, oldest first."""
    return tuple(Turn(turn["question"], _said(turn["answer"])) for turn in turns if turn["answer"])


def _said(stored: Stored) -> str:
    claims = " ".join(claim["text"] for claim in stored["claims"])
    short = stored.get("short_answer", "")
    return f"{short}. {claims}" if short and short not in claims else claims or short
