"""What a run was made from: commit, settings, models and articles, each as a short fingerprint."""

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from assistant.assistant import Assistant
from eval.question import Question, fingerprint
from eval.run_file import Header
from index.archive import Archive

_PACKAGES = ("hoibao", "chromadb", "llama-index-core", "tantivy", "torch", "numpy")


def commit() -> str:
    """The commit the program runs from, ``+`` behind it where files changed; empty without git."""
    home = Path(str(files("eval"))).parent
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
            cwd=home,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


@cache
def program() -> str:
    """A fingerprint of the source files that answers come from."""
    digest = hashlib.sha256()
    for room in ("corpus", "index", "assistant", "eval"):
        home = Path(str(files(room)))
        for path in sorted((*home.glob("*.py"), *home.glob("*.tsv"))):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def models(archive: Archive, assistant: Assistant | None) -> dict[str, str]:
    """Fingerprints of the shipped model files, and the names of the models in use."""
    found = {"embedder": archive.embedder.name}
    if assistant is not None:
        found |= {"reader": assistant.settings.reader, "writer": assistant.settings.writer}
    for room in ("index", "assistant"):
        home = Path(str(files(room))) / "models"
        for folder in sorted(p for p in home.glob("*") if p.is_dir()):
            found[f"{room}/{folder.name}"] = _files(folder)
    return found


def _files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def corpus(archive: Archive) -> dict[str, object]:
    """Numbers of articles and passages and a fingerprint that any changed article changes."""
    records = (r for r in archive.store.changed_since(0) if not r.removed)
    held = sorted(f"{r.article_id}:{r.content_hash}" for r in records)
    articles, passages = archive.count()
    found = hashlib.sha256("\n".join(held).encode()).hexdigest()[:16]
    return {"articles": articles, "passages": passages, "fingerprint": found}


def versions() -> dict[str, str]:
    """Versions of the packages that figures may depend on."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def make_header(
    set_name: str,
    questions: Sequence[Question],
    archive: Archive,
    assistant: Assistant | None,
    *,
    columns: Sequence[str],
    baselines: Sequence[str],
) -> Header:
    """The header of a run that starts now; secrets are left out of its settings."""
    settings = {"index": asdict(archive.settings) | {"token": "", "store_url": ""}}
    if assistant is not None:
        settings["assistant"] = asdict(assistant.settings)
    return Header(
        set_name=set_name,
        set_fingerprint=fingerprint(questions),
        questions=len(questions),
        columns=tuple(columns),
        baselines=tuple(baselines),
        commit=commit(),
        program=program(),
        settings=settings,
        models=models(archive, assistant),
        corpus=corpus(archive),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        versions=versions(),
    )
