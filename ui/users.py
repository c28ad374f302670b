"""Who may use a page that others can reach: names, argon2 hashes and roles in one file."""

import asyncio
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = ("reader", "editor")
SHORTEST_PASSWORD = 10


class UserError(ValueError):
    """A user cannot be kept; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Users:
    """The users of one page; a page without any is open, and serves this machine only."""

    path: Path

    def names(self) -> dict[str, str]:
        """Names and roles.

        Raises:
            UserError: The file is there but cannot be read.
        """
        return {name: entry["role"] for name, entry in self._read().items()}

    def add(self, name: str, password: str, role: Role = "reader") -> None:
        """Keep a user, or give one a new password and role.

        Raises:
            UserError: Name, password or role will not do.
        """
        from argon2 import PasswordHasher

        name = name.strip()
        if not name or len(name) > 100 or not name.isprintable():
            raise UserError("tên người dùng phải có từ 1 đến 100 ký tự in được")
        if len(password) < SHORTEST_PASSWORD:
            raise UserError(f"mật khẩu phải có ít nhất {SHORTEST_PASSWORD} ký tự")
        if role not in ROLES:
            raise UserError(f"vai {role!r} không có; các vai: {', '.join(ROLES)}")
        known = self._read()
        known[name] = {"hash": PasswordHasher().hash(password), "role": role}
        self._write(known)

    def remove(self, name: str) -> bool:
        """Forget a user; whether there was one."""
        known = self._read()
        gone = known.pop(name, None)
        self._write(known)
        return gone is not None

    def check(self, name: str, password: str) -> bool:
        """Whether name and password go together; takes as long for a name nobody has."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        entry = self._read().get(name.strip())
        try:
            return PasswordHasher().verify(entry["hash"] if entry else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False

    async def check_aside(self, name: str, password: str) -> bool:
        """``check`` in another thread: a hash takes a tenth of a second by design."""
        return await asyncio.to_thread(self.check, name, password)

    def may_edit(self, name: str | None) -> bool:
        """Whether that user may add and remove articles; everybody where there are no users."""
        roles = self.names()
        return not roles or roles.get(name or "") == "editor"

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found: Any = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise UserError(f"{self.path}: không đọc được người dùng ({error})") from error
        good = isinstance(found, dict) and all(
            isinstance(entry, dict)
            and isinstance(entry.get("hash"), str)
            and entry.get("role") in ROLES
            for entry in found.values()
        )
        if not good:
            raise UserError(
                f"{self.path}: tệp người dùng bị sửa sai; hãy xóa nó rồi thêm lại bằng "
                "hoibao user add"
            )
        return dict(found)

    def _write(self, known: dict[str, dict[str, str]]) -> None:
        if not self.path.parent.exists():
            self.path.parent.mkdir(mode=0o700, parents=True)
        descriptor, fresh = tempfile.mkstemp(prefix="users.", dir=self.path.parent)  # mode 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(known, file, ensure_ascii=False, indent=1)
        Path(fresh).replace(self.path)


_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$"
    "RdescudvJCsgt3ub+b+dWRWJTmaaJObG0Lkt3n9mmR8"
)
"""A hash that belongs to no password, so that an unknown name costs as much time as a known one."""
