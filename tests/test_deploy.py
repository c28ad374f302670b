"""The files for deployment name commands that exist, and nginx accepts its part."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from ui.cli import app

FOLDER = Path("ui/deploy")


def options(name: str) -> set[str]:
    """Every option of a command of `hoibao`."""
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    return {option for param in command.params for option in param.opts}


@pytest.mark.parametrize("file", ["hoibao.service", "hoibao-watch.service", "Containerfile"])
def test_the_commands_of_the_units_exist(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    lines = [shlex.split(line) for line in re.findall(r"bin/hoibao (.+)", text)]
    lines += [re.findall(r'"([^"]+)"', line)[1:] for line in re.findall(r"^CMD (.+)", text, re.M)]
    assert lines
    for words in lines:
        if words[0] == "user":
            continue
        asked = {word for word in words if word.startswith("--")}
        assert asked <= options(words[0]), words


def test_the_image_takes_every_room_and_nothing_that_lies_about() -> None:
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    taken = {word for line in re.findall(r"^COPY (.+)", text, re.M) for word in line.split()[:-1]}
    assert {"corpus", "index", "assistant", "eval", "ui"} <= taken
    assert "." not in taken
    assert all(Path(name).exists() for name in taken)


@pytest.mark.parametrize("file", ["hoibao.service", "hoibao-watch.service"])
def test_the_units_keep_what_they_write_from_others(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    for line in ("UMask=0077", "StateDirectoryMode=0700", "NoNewPrivileges=true", "User=hoibao"):
        assert line in text
    assert "Environment=HOIBAO_DATA=/var/lib/hoibao" in text


def test_nginx_accepts_its_part(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed")
    part = (FOLDER / "nginx.conf").resolve()
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\n"
        f"http {{ access_log off; server {{ listen 127.0.0.1:1; include {part}; }} }}\n"
    )
    done = subprocess.run(
        [nginx, "-t", "-c", str(conf), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "syntax is ok" in done.stderr, done.stderr
