import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = """---
title: Khánh thành tuyến đường sắt Cát Linh - Hà Đông
source: Báo thử
date: 2021-11-06
---
Sáng 6/11/2021, tuyến đường sắt đô thị Cát Linh - Hà Đông chính thức vận hành. Tuyến dài 13,05 km, \
có 12 nhà ga trên cao. Người dân được đi miễn phí trong 15 ngày đầu.
"""


def run(*command: str | Path, cwd: Path, home: Path | None = None) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HOIBAO"))}
    if home is not None:
        environment["HOME"] = str(home)
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what git tracks, so that no stray file helps."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    listed = run("git", "ls-files", "-z", cwd=ROOT).split("\0")
    for name in filter(None, listed):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, source, cwd=source)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_models_samples_and_page_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "index/models/static-vi/model.safetensors",
        "assistant/models/ranker-vi/sentences.txt",
        "corpus/samples/",
        "eval/sets/test.jsonl",
        "ui/page.css",
    ):
        assert any(n.startswith(needed) for n in names), needed
    assert not [n for n in names if n.startswith("tests/")]


def test_the_installed_wheel_answers_a_question_away_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    site = Path(
        run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=tmp_path).strip()
    )
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--target",
        site,
        wheel,
        cwd=tmp_path,
    )
    # What it depends on comes from here; the checkout does not: a path file read from a path
    # file is not followed, so the editable install stays out of sight.
    (site / "needs.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    (tmp_path / "bai.md").write_text(ARTICLE, encoding="utf-8")
    where = run(python, "-c", "import ui.cli; print(ui.cli.__file__)", cwd=tmp_path)
    assert str(site) in where
    hoibao = (python, "-m", "ui.cli", "--data", tmp_path / "kho")
    added = json.loads(run(*hoibao, "add", "bai.md", "--json", cwd=tmp_path, home=tmp_path))
    assert added["added"] == 1
    question = "tuyen cat linh ha dong dai bao nhieu km"
    answer = json.loads(run(*hoibao, "ask", question, "--json", cwd=tmp_path, home=tmp_path))
    assert "13,05 km" in answer["claims"][0]["text"]
    assert answer["claims"][0]["support"] == "verbatim"
