"""The house keeps its shape: rooms import only to their left, each library has its home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("corpus", "index", "assistant", "eval", "ui")
HOMES = {
    "chromadb": ("index/connection.py", "index/owner.py", "index/store"),
    "tantivy": ("index/lexical", "index/catalogue.py"),
    "sentence_transformers": ("index/embedding", "index/train", "index/rerank"),
    "gradio": ("ui/",),
}
FILES = sorted(p.relative_to(ROOT) for room in ROOMS for p in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every module that a file imports, and how: ``import`` or ``from``."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (("import", alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield ("from", node.module)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_room_imports_only_rooms_to_its_left(path: Path) -> None:
    allowed = ROOMS[: ROOMS.index(path.parts[0]) + 1]
    for _, module in imports(path):
        room = module.split(".")[0]
        assert room not in ROOMS or room in allowed, f"{path} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_builtin_eval_is_never_hidden_by_an_import(path: Path) -> None:
    hidden = [m for how, m in imports(path) if how == "import" and m.split(".")[0] == "eval"]
    assert not hidden, f"{path}: write `from {hidden[0]} import …`"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_each_outside_library_has_one_home(path: Path) -> None:
    for _, module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or str(path).startswith(homes), f"{path} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_fits_on_three_screens(path: Path) -> None:
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= 250, f"{path} has {lines} lines"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))), path


def test_no_file_is_named_after_nothing() -> None:
    assert not [p for p in FILES if p.name in {"utils.py", "common.py", "helpers.py", "types.py"}]
