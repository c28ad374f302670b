import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.doctor import examine
from tests.test_owner import files

HOIBAO = Path(sys.executable).with_name("hoibao")


def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [HOIBAO, *command], capture_output=True, text=True, check=False, timeout=120
    )


def test_a_full_disk_is_one_sentence_and_breaks_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small tmpfs is not allowed here")
    try:
        many = files(tmp_path / "many", range(300))
        done = run("--data", disk / "kho", "add", many)
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
        grow = ["mount", "-o", "remount,size=200m", str(disk)]
        subprocess.run(grow, check=True, capture_output=True)
        assert run("--data", disk / "kho", "add", many).returncode == 0
        with Archive.open(disk / "kho") as archive:
            assert archive.count()[0] == 300
            assert all(check.ok for check in examine(archive, mend=False))
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    done = run("--data", blocked / "kho", "stats")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    if os.geteuid():
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        assert run("--data", locked / "kho", "stats").returncode == 3
