"""Hundreds of files made to break a reader: each gives articles or a reason, and none a crash."""

import gzip
import io
import json
import lzma
import random
import resource
import struct
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.reading import SUFFIXES, Limits, Skipped, read_articles

SENTENCE = "Sáng 5/6, tỉnh Hòa Bình khởi công cây cầu mới bắc qua sông Đà, dài 1.234,5 m. "
LIMITS = Limits(
    file=4 * 2**20, table=16 * 2**20, archive=32 * 2**20, ratio=100, article=300_000, seconds=10
)


def docx_of(text: str) -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def pdf_of(text: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 700, text)
    canvas.save()
    return out.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def tar_of(members: dict[str, bytes], packed: bool) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if packed else "w") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def sound() -> dict[str, bytes]:
    """A good file of every kind."""
    row = json.dumps({"title": "Khởi công cầu", "body": SENTENCE * 3, "date": "5/6/2020"})
    page = f"<!doctype html><html><body><h1>Cầu</h1><p>{SENTENCE * 4}</p></body></html>"
    return {
        ".txt": (SENTENCE * 5).encode(),
        ".md": f"---\ntitle: Cầu\ndate: 5/6/2020\n---\n{SENTENCE}".encode(),
        ".html": page.encode(),
        ".pdf": pdf_of("Khoi cong cau moi bac qua song."),
        ".docx": docx_of(SENTENCE),
        ".json": f"[{row}]".encode(),
        ".jsonl": f"{row}\n{row}\n".encode(),
        ".jsonl.gz": gzip.compress(f"{row}\n".encode() * 3),
        ".jsonl.xz": lzma.compress(f"{row}\n".encode() * 3),
        ".csv": f'title,content\n"Cầu","{SENTENCE}"\n'.encode(),
        ".zip": zip_of({"a.txt": SENTENCE.encode(), "b.jsonl": row.encode()}),
        ".tar": tar_of({"a.txt": SENTENCE.encode()}, packed=False),
        ".tar.gz": tar_of({"a.txt": SENTENCE.encode()}, packed=True),
    }


def crafted() -> Iterator[tuple[str, bytes]]:
    """Files that attack one weakness each."""
    deep = 200_000
    laughs = "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    laughs += "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
    yield ".json", b"[" * deep + b"]" * deep
    yield ".json", b'{"a":' * deep + b"1" + b"}" * deep
    yield ".jsonl", b'{"body":' + b"[" * deep
    yield ".json", b'{"body": ' + b"9" * 100_000 + b"}"
    yield ".json", b'{"title": "\\ud800", "body": "a\\udfff \\u0000 b c"}'
    yield ".jsonl", b'{"body": "\\ud83d"}\n' * 50
    yield ".jsonl", b"{]\n" * 5000
    yield ".jsonl", b'null\n1\n"a"\n[]\n{}\n'
    yield ".json", b'{"body": {"body": {"body": {"text": "a"}}}, "title": [[["x"]]]}'
    yield ".html", f"{laughs}<html><body><p>&a11; {SENTENCE}</p></body></html>".encode()
    yield ".html", b"<div>" * 50_000 + SENTENCE.encode()
    yield ".html", b"<html><body>" + b"<p>" * 20_000 + b"<table>" * 3000
    yield ".html", b"<script>" + b"a" * 100_000
    aliases = b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\n"
    yield ".md", aliases + SENTENCE.encode()
    yield ".md", b"---\n" + b"{" * 900 + b"\n---\n" + SENTENCE.encode()
    yield ".md", b"---\n!!python/object/apply:os.system ['true']\n---\n" + SENTENCE.encode()
    yield ".md", b"[" * 30_000 + b"](" * 30_000
    yield ".csv", b'title,content\n"' + b"a," * 100_000
    yield ".csv", b"a,b,c\n1,2,3\n"
    yield ".csv", b"content\r" + b"x\r" * 100
    yield ".csv", b"title,content" + b",x" * 50_000 + b"\n" + b"a,b" * 10_000
    yield ".txt", b"x" * (5 * 2**20)
    yield ".txt", ("\u202e\u2066\u200b" * 1000).encode()
    yield ".txt", ("a\u0300" * 200_000).encode()
    yield ".txt", ("a" + "\u0300\u0323\u0302" * 20_000).encode()
    yield ".txt", ("x" + "\u200b\u0323\u2060\u0302" * 20_000).encode()
    yield ".md", b"<!--" * 100_000
    yield ".txt", (SENTENCE + "\0" * 20).encode()
    yield ".txt", b"\xff\xfe" + b"\x00\xd8" * 5000
    yield ".txt", b"\n" * 200_000
    yield ".txt", ("(Ảnh: " * 20_000).encode()
    yield ".txt", ("Theo A, " * 20_000).encode()
    yield ".txt", ("A - " * 20_000).encode()
    yield ".txt", ("1/1/" * 50_000).encode()
    yield ".docx", zip_of({"word/document.xml": b" " * 40_000_000})
    yield ".docx", zip_of({"a": b"b"})
    yield ".docx", zip_of({"word/document.xml": laughs.encode() + b"<w>&a11;</w>"})
    yield ".zip", zip_of({"bomb.txt": b"0" * 30_000_000})
    yield ".zip", zip_of({f"{n}.txt": b"0" * 3_000_000 for n in range(12)})
    yield ".zip", zip_of({"../../a.txt": b"x", "/a.txt": b"x", "C:/a.txt": b"x", "..\\a.txt": b"x"})
    yield ".zip", zip_of({"a.zip": zip_of({"a.txt": b"x"})})
    yield ".tar.gz", tar_of({"bomb.txt": b"0" * 90_000_000}, packed=True)
    yield ".tar", tar_of({"../a.txt": b"x", "/a.txt": b"x"}, packed=False)
    yield ".jsonl.gz", gzip.compress(b" " * 40_000_000)
    yield ".jsonl.xz", lzma.compress(b" " * 40_000_000)
    yield ".jsonl.xz", lzma.compress(b"{}")[:-20]
    yield ".jsonl.gz", gzip.compress(b"{}")[:-6] + struct.pack("<I", 7)
    yield ".pdf", b"%PDF-1.4\n" + b"1 0 obj\n<< /Length 999999999 >>\nstream\n" * 100
    yield ".pdf", b"%PDF-1.7\ntrailer << /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF"
    kids = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    kids += b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    yield ".pdf", kids + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


def fuzzed(count: int) -> Iterator[tuple[str, bytes]]:
    """Good files cut, overwritten, doubled and named as another kind."""
    generator = random.Random(2021)
    good = sound()
    kinds = list(good)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        data = bytearray(good[kind])
        match number // len(kinds) % 4:
            case 0:
                del data[generator.randrange(len(data)) :]
            case 1:
                for _ in range(1 + len(data) // 50):
                    data[generator.randrange(len(data))] = generator.randrange(256)
            case 2:
                start = generator.randrange(len(data))
                data[start:start] = generator.randbytes(generator.randrange(1, 400))
            case _:
                kind = generator.choice(kinds)
        yield kind, bytes(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("hostile")
    files = []
    for number, (kind, data) in enumerate([*crafted(), *fuzzed(280)]):
        files.append(folder / f"{number:03}{kind}")
        files[-1].write_bytes(data)
    return files


def test_every_hostile_file_gives_articles_or_one_plain_reason(hostile: list[Path]) -> None:
    assert len(hostile) >= 300
    told: set[str] = set()
    for item in read_articles(hostile, limits=LIMITS):
        if isinstance(item, Skipped):
            assert "\n" not in item.reason
            assert 3 < len(item.reason) < 300
            told.add(next(path for path in map(str, hostile) if item.path.startswith(path)))
        else:
            assert item.title
            assert len(item.title) <= 180
            assert len(item.text) <= LIMITS.article + 10
            item.text.encode()
    silent = [path for path in hostile if str(path) not in told]
    assert all(list(read_articles([path], limits=LIMITS)) for path in silent)


def test_good_files_beside_broken_ones_are_all_read(hostile: list[Path], tmp_path: Path) -> None:
    paths = []
    for number, (kind, data) in enumerate(sound().items()):
        paths += [hostile[number * 7], tmp_path / f"good{number}{kind}"]
        paths[-1].write_bytes(data)
    items = list(read_articles(paths, limits=LIMITS))
    skipped = {item.path for item in items if isinstance(item, Skipped)}
    assert not [path for path in paths if path.name.startswith("good") and str(path) in skipped]
    assert sum(isinstance(item, Article) for item in items) >= len(sound()) + 4
    assert set(sound()) <= set(SUFFIXES)


def test_a_line_of_100_mib_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b'{"body": "')
        for _ in range(100):
            file.write(b"x" * 2**20)
        file.write(b'"}\n' + json.dumps({"body": SENTENCE}).encode() + b"\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = list(read_articles([tmp_path], limits=Limits(file=8 * 2**20, table=2**30)))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert [type(item) for item in items] == [Skipped, Article]
    assert grown < 60 * 1024, f"{grown} KiB"


def test_many_bad_rows_are_told_in_a_few_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{hỏng\n" * 10_000 + json.dumps({"body": SENTENCE}))
    items = list(read_articles([tmp_path]))
    assert len(items) == 22
    assert "9980" in str(items[-1])


def test_a_parser_that_hangs_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<div>" * 50_000 + SENTENCE.encode())
    (tmp_path / "b.txt").write_text(SENTENCE)
    started = time.monotonic()
    items = list(read_articles([tmp_path], limits=Limits(seconds=0.01)))
    assert [type(item) for item in items] == [Skipped, Article]
    assert time.monotonic() - started < 10
