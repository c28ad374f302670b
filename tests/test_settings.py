"""hoibao.toml with mistakes: a sentence that names the key, never a traceback or a secret."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.settings import AssistantSettings
from corpus.settings import SettingsError, fill, load_tables
from corpus.web import WebLimits
from index.settings import IndexSettings
from ui.page_settings import PageSettings

HOIBAO = Path(sys.executable).with_name("hoibao")


@pytest.mark.parametrize(
    ("kind", "line", "told"),
    [
        (IndexSettings, "top_k = true", "cần một số nguyên"),
        (IndexSettings, 'top_k = "12"', "cần một số nguyên"),
        (IndexSettings, "top_k = 0", "lớn hơn 0"),
        (IndexSettings, "top_k = 1.5", "cần một số nguyên"),
        (IndexSettings, "lock_timeout = nan", "cần một số"),
        (IndexSettings, "lock_timeout = -1", "không âm"),
        (IndexSettings, "query_prompt = 5", "chuỗi"),
        (IndexSettings, "embedder = 1979-05-27", "chuỗi"),
        (IndexSettings, "embedders = 'x'", "không có khóa embedders"),
        (WebLimits, "pages = 0", "lớn hơn 0"),
        (WebLimits, "pause = -1", "không âm"),
        (PageSettings, "allow_private = 1", "true hoặc false"),
        (PageSettings, "data = ['x']", "chuỗi"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(
    kind: type, line: str, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "hoibao.toml"
    file.write_text(f"[room]\n{line}\n")
    with pytest.raises(SettingsError, match=told) as caught:
        fill(kind, load_tables(file)["room"], "room")
    assert line.split(" = ")[0] in str(caught.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room with every kind of setting."""

    word: str | None = None
    share: float = 0.5
    names: tuple[str, ...] = ()


def test_right_values_are_taken() -> None:
    room = fill(Room, {"word": "x", "share": 1, "names": ["a", "b"]}, "room")
    assert room == Room(word="x", share=1, names=("a", "b"))
    with pytest.raises(SettingsError, match="danh sách"):
        fill(Room, {"names": ["a", 1]}, "room")


def test_a_token_is_shown_neither_in_messages_nor_in_logs() -> None:
    assert "bí-mật" not in repr(IndexSettings(token="bí-mật"))
    with pytest.raises(SettingsError) as caught:
        fill(IndexSettings, {"token": 123456}, "index")
    assert "123456" not in str(caught.value)


def test_a_token_in_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "hoibao.toml"
    file.write_text('[index]\ntoken = "bí-mật"\n')
    file.chmod(0o644)
    command = [HOIBAO, "--config", file, "--data", tmp_path / "kho", "stats"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "chmod 600" in done.stderr
    assert "bí-mật" not in done.stderr + done.stdout
    file.chmod(0o600)
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "text", ["[index", "x = 1", "[neu]\na = 1", "[index]\nx = 1", "[corpus]\ncontact = 5", "\x00"]
)
def test_a_settings_file_that_cannot_be_used_is_one_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "hoibao.toml"
    file.write_text(text)
    command = [HOIBAO, "--config", file, "--data", tmp_path / "kho", "add", "http://127.0.0.1:1/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("hoibao: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("claims", 0), ("context_articles", -1), ("llm_timeout", 0), ("refuse_below", 85)],
)
def test_a_number_with_which_nothing_would_work_is_told(name: str, value: float) -> None:
    with pytest.raises(SettingsError, match=rf"\[assistant\] {name} = {value}"):
        fill(AssistantSettings, {name: value}, "assistant")
