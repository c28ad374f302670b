"""Question sets of others brought into ours: SQuAD and ViQuAD JSON, BEIR folders, CSV tables."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.text import clean
from eval.imported import Imported, exact, sentence_around
from eval.question import RETRIEVAL_ONLY, SetError

_YES = frozenset({"1", "true", "yes", "có", ""})
_COLUMNS = {
    "text": ("text", "question", "query", "câu hỏi"),
    "answers": ("answers", "answer", "trả lời"),
    "article": ("article", "article_id", "url"),
    "quote": ("quote", "evidence"),
    "context": ("context", "passage", "đoạn"),
    "answerable": ("answerable",),
    "tags": ("tags", "kind"),
    "question_id": ("question_id", "id"),
}


_SQUAD = (
    '{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers"}]}]}]}'
)
_BEIR = ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")


def import_squad(path: Path) -> Imported:
    """SQuAD 1.1, SQuAD 2, MLQA or ViQuAD JSON; each context becomes an article.

    The evidence is the sentence that the answer begins in. A question that is asked of several
    contexts becomes one.

    Raises:
        SetError: The file is not of this form.
    """
    found = Imported(path.stem)
    try:
        for paragraph, title in _paragraphs(_json(path)):
            context = clean(str(paragraph["context"]))
            article_id = found.add_context(context, title)
            for qa in paragraph["qas"]:
                _squad_question(found, qa, article_id)
    except (KeyError, TypeError, AttributeError) as error:
        lacking = f" (thiếu khóa {error})" if isinstance(error, KeyError) else ""
        raise SetError(f"{path}: không phải JSON kiểu SQuAD{lacking}; cần {_SQUAD}") from error
    found.join_repeated()
    return found


def _paragraphs(content: Any) -> Iterator[tuple[Any, str]]:
    for entry in content["data"]:
        for paragraph in entry["paragraphs"]:
            yield paragraph, str(entry.get("title", "")).replace("_", " ")


def _squad_question(found: Imported, qa: Mapping[str, Any], article_id: str) -> None:
    name, text = str(qa["id"]), str(qa["question"]).strip()
    answers = list(dict.fromkeys(str(a["text"]).strip() for a in qa.get("answers") or ()))
    if qa.get("is_impossible") or not answers:
        found.questions.append(_line(name, text, [], [], answerable=False))
        return
    whole = found.text(article_id) if article_id else ""
    first = qa["answers"][0]
    shift = len(whole) - len(whole.split("\n\n", 1)[-1])
    at = int(first.get("answer_start", 0)) + shift
    quote = sentence_around(whole, clean(str(first["text"])), at)
    if not quote:
        found.skipped.append(f"{name}: câu trả lời không có trong đoạn")
        return
    evidence = [{"article": article_id, "quote": quote}]
    found.questions.append(_line(name, text, answers, evidence))


def import_beir(folder: Path) -> Imported:
    """A BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv); only retrieval can be scored.

    Raises:
        SetError: A file is missing or not of this form.
    """
    if missing := [name for name in _BEIR if not (folder / name).is_file()]:
        raise SetError(f"{folder}: thư mục kiểu BEIR cần {', '.join(_BEIR)}; thiếu {missing[0]}")
    found, ids = Imported(folder.name), {}
    try:
        for entry in _jsonl(folder / "corpus.jsonl"):
            text = str(entry["text"]).strip() or str(entry.get("title", ""))
            ids[str(entry["_id"])] = found.add_context(text, str(entry.get("title", "")))
        relevant = _qrels(folder / "qrels" / "test.tsv")
        for query in _jsonl(folder / "queries.jsonl"):
            _beir_question(
                found, query, [ids[i] for i in relevant.get(str(query["_id"]), ()) if ids.get(i)]
            )
    except KeyError as error:
        raise SetError(f"{folder}: không phải thư mục kiểu BEIR (thiếu {error})") from error
    return found


def _beir_question(found: Imported, query: Mapping[str, Any], articles: list[str]) -> None:
    name = str(query["_id"])
    if not articles:
        found.skipped.append(f"{name}: qrels không có bài nào cho câu này")
        return
    evidence = [{"article": a, "quote": found.text(a)} for a in articles]
    line = _line(name, str(query["text"]), [], evidence, tags=[RETRIEVAL_ONLY])
    found.questions.append(line)


def _qrels(path: Path) -> dict[str, list[str]]:
    relevant: dict[str, list[str]] = defaultdict(list)
    for line in _text(path).splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[2].lstrip("-").isdigit() and int(parts[2]) > 0:
            relevant[parts[0]].append(parts[1])
    return relevant


def import_csv(path: Path) -> Imported:
    """A table with a header: question, answers (parted by "|"), and article with quote, or context.

    Raises:
        SetError: It has no column for the question, or none for where the answer stands.
    """
    found = Imported(path.stem)
    rows = csv.DictReader(_text(path).splitlines(keepends=True))
    known = {_known(name): name for name in rows.fieldnames or ()}
    if "text" not in known or not {"context", "quote"} & set(known):
        raise SetError(
            f"{path}: cần cột question và context (hoặc article và quote); "
            f"tệp có các cột {', '.join(rows.fieldnames or ())[:120]}"
        )
    for number, row in enumerate(rows, 1):
        cells = {key: (row.get(name) or "").strip() for key, name in known.items()}
        _csv_question(found, cells, cells.get("question_id") or f"{path.stem}-{number}")
    return found


def _known(name: str) -> str:
    plain = name.strip().lstrip("\ufeff").lower()
    return next((key for key, names in _COLUMNS.items() if plain in names), plain)


def _csv_question(found: Imported, cells: Mapping[str, str], name: str) -> None:
    answers = [a.strip() for a in cells.get("answers", "").split("|") if a.strip()]
    tags = [t.strip() for t in cells.get("tags", "").split("|") if t.strip()]
    if not cells["text"]:
        found.skipped.append(f"{name}: không có câu hỏi")
        return
    if cells.get("answerable", "").lower() not in _YES:
        found.questions.append(_line(name, cells["text"], [], [], answerable=False, tags=tags))
        return
    article, quote = cells.get("article", ""), cells.get("quote", "")
    if context := cells.get("context", ""):
        article = found.add_context(clean(context))
        whole = found.text(article) if article else ""
        quote = exact(whole, quote) if quote else _quote(whole, answers)
    if not article or not quote:
        found.skipped.append(f"{name}: không biết câu trả lời ở đâu")
        return
    if not answers:
        tags.append(RETRIEVAL_ONLY)
    evidence = [{"article": article, "quote": quote}]
    found.questions.append(_line(name, cells["text"], answers, evidence, tags=tags))


def _quote(whole: str, answers: list[str]) -> str:
    """The sentence an answer stands in; the whole context where none stands there."""
    for answer in answers:
        if quote := sentence_around(whole, clean(answer), 0):
            return quote
    return whole.split("\n\n", 1)[-1]


def _line(
    name: str,
    text: str,
    answers: list[str],
    evidence: list[dict[str, str]],
    *,
    answerable: bool = True,
    tags: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "question_id": name,
        "text": text,
        "answers": answers,
        "evidence": evidence,
        "answerable": answerable,
        "tags": tags or [],
    }


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SetError(f"{path}: không có tệp này") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path}: không đọc được ({error})") from error


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise SetError(f"{path}: không phải JSON (dòng {error.lineno})") from error


def _jsonl(path: Path) -> Iterator[Any]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise SetError(f"{path}, dòng {number}: không phải JSON") from error
