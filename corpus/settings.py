"""Reading one table of hoibao.toml into the frozen settings of a room; knows no room."""

import dataclasses
import math
import os
import tomllib
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

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


def check_secret(path: Path) -> None:
    """Nothing, where only its owner can read a settings file that holds a secret.

    Raises:
        SettingsError: Others on this machine can read it.
    """
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise SettingsError(
            f"{path}: tệp này ghi token mà người khác trên máy đọc được; hãy chạy: chmod 600 {path}"
        )


def fill(kind: type[Settings], table: dict[str, Any], name: str) -> Settings:
    """Settings of a room with the values of its table over the defaults.

    Args:
        kind: A dataclass whose fields all have defaults.
        table: Keys and values of the table ``[name]``.
        name: For messages.

    Raises:
        SettingsError: A key that the room does not know, a value of another type (told without
            the value where the field is kept out of ``repr``), or one that the room refuses.
    """
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - set(fields)):
        raise SettingsError(
            f"[{name}]: không có khóa {', '.join(unknown)}; các khóa được dùng: {', '.join(fields)}"
        )
    hints = get_type_hints(kind)
    for key, value in table.items():
        hint = hints[key]
        expected = [k for k in get_args(hint) if k is not NoneType] if _union(hint) else [hint]
        if not any(_fits(value, one) for one in expected):
            words = " hoặc ".join(_WORDS.get(one, str(one)) for one in expected)
            shown = f" = {value!r}" if fields[key].repr else ""
            raise SettingsError(f"[{name}] {key}{shown}: cần {words}")
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    try:
        return kind(**given)
    except ValueError as error:
        raise SettingsError(f"[{name}] {error}") from error


def _union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _fits(value: Any, kind: Any) -> bool:
    """Whether a TOML value may stand for a setting; a whole number may for any number."""
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    if kind is float:
        return isinstance(value, (int, float)) and math.isfinite(value)
    if get_origin(kind) is tuple:
        return isinstance(value, list) and all(_fits(one, get_args(kind)[0]) for one in value)
    return isinstance(value, kind)


_WORDS = {
    str: "một chuỗi trong dấu ngoặc kép",
    int: "một số nguyên",
    float: "một số",
    bool: "true hoặc false",
    tuple[str, ...]: 'một danh sách chuỗi, ví dụ ["a", "b"]',
}
