"""The log: one line each, nobody's words can forge another, no address is told."""

import io
import logging
import subprocess
import sys
from pathlib import Path

from ui.logs import Line, request_now

HOIBAO = Path(sys.executable).with_name("hoibao")


def logged(message: str, *values: object) -> str:
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(Line())
    log = logging.Logger("thử")
    log.addHandler(handler)
    log.warning(message, *values)
    return sink.getvalue()


def test_words_of_others_cannot_begin_a_line_or_command_a_terminal() -> None:
    line = logged("bỏ qua %s", "a.txt\n2026-01-01 ERROR giả\x1b[2J\u202e")
    assert line.count("\n") == 1
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "a.txt" in line


def test_a_line_names_its_request_and_a_traceback_keeps_its_lines() -> None:
    request_now.set("ab12cd34")
    assert "[ab12cd34]" in logged("x")
    try:
        raise ValueError("y")
    except ValueError:
        sink = io.StringIO()
        handler = logging.StreamHandler(sink)
        handler.setFormatter(Line())
        log = logging.Logger("thử")
        log.addHandler(handler)
        log.exception("x")
    assert "Traceback" in sink.getvalue()
    assert sink.getvalue().count("\n") > 2


def test_a_file_name_with_control_characters_is_told_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nhoibao: xong\x1b[2J.xyz").write_text("x")
    done = subprocess.run(
        [HOIBAO, "--data", tmp_path / "kho", "add", tmp_path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "\x1b" not in done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith("hoibao: xong")]
