"""Reading one table of hoibao.toml into the frozen settings of a room; knows no room."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any, TypeVar

Settings = TypeVar("Settings")


class SettingsError(Exception):
    """hoibao.toml cannot be used; the message says which key and what is expected."""


def load_tables(path: Path | None) -> dict[str, dict[str, Any]]:
    """The tables of a settings file by name; none without a file.

    Raises:
        SettingsError: The file is missing, unreadable or not TOML.
    """
    if path is None:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: không đọc được tệp cấu hình ({error})") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: khóa {name!r} phải nằm trong một bảng, ví dụ [index]")
    return tables


def fill(kind: type[Settings], table: dict[str, Any], name: str) -> Settings:
    """Settings of a room with the values of its table over the defaults.

    Args:
        kind: A dataclass whose fields all have defaults.
        table: Keys and values of the table ``[name]``.
        name: For messages.

    Raises:
        SettingsError: A key that the room does not know, or a value of another type.
    """
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - set(fields)):
        raise SettingsError(
            f"[{name}]: không có khóa {', '.join(unknown)}; các khóa được dùng: {', '.join(fields)}"
        )
    for key, value in table.items():
        default = fields[key].default
        expected = (int, float) if isinstance(default, float) else type(default)
        if default is not None and not isinstance(value, expected):
            raise SettingsError(f"[{name}] {key} = {value!r}: cần kiểu {type(default).__name__}")
    return kind(**table)
