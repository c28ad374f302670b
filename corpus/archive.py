"""Files inside ZIP and TAR archives, checked for bombs and escapes; knows no formats."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from corpus.draft import Limits, UnreadableError

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile)

Member = tuple[str, IO[bytes] | UnreadableError]


def is_archive(name: str) -> bool:
    """Whether a file name is that of a ZIP or TAR archive."""
    return name.casefold().endswith((".zip", ".tar", ".tar.gz", ".tgz"))


def read_archive(path: Path, suffixes: tuple[str, ...], limits: Limits) -> Iterator[Member]:
    """Names and open files of an archive, each to be read before the next is asked for.

    Nothing is written to disk. Members that lead outside, links, devices, encrypted members and
    archives within are yielded with the reason; hidden ones are passed over.

    Raises:
        UnreadableError: The archive is broken, holds too much, or is a bomb.
    """
    try:
        members = (
            _zip(path, limits) if path.name.casefold().endswith(".zip") else _tar(path, limits)
        )
        for name, member in members:
            parts = PurePosixPath(name.replace("\\", "/")).parts
            if any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
                continue
            if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0][:2]:
                yield name, UnreadableError("đường dẫn trong tệp nén trỏ ra ngoài, bị từ chối")
            elif is_archive(name):
                yield name, UnreadableError("tệp nén trong tệp nén: hãy giải nén trước")
            elif not name.casefold().endswith(suffixes):
                yield name, UnreadableError(f"không đọc được loại tệp này ({parts[-1][-20:]})")
            else:
                yield name, member
    except BROKEN as error:
        raise UnreadableError(f"tệp nén hỏng ({error})") from error
    except (RuntimeError, NotImplementedError, IndexError) as error:
        raise UnreadableError("tệp nén hỏng hoặc dùng kiểu nén lạ") from error


def _zip(path: Path, limits: Limits) -> Iterator[Member]:
    """Members of a ZIP by name; sizes are checked before and while reading."""
    with zipfile.ZipFile(path) as archive:
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        _check(len(infos), sum(i.file_size for i in infos), path.stat().st_size, limits)
        for info in infos:
            if info.flag_bits & 1:
                yield info.filename, UnreadableError("có mật khẩu")
            elif (info.external_attr >> 28) == 0xA:
                yield info.filename, UnreadableError("là liên kết, bị từ chối")
            else:
                with archive.open(info) as member:
                    yield info.filename, member


def _tar(path: Path, limits: Limits) -> Iterator[Member]:
    """Members of a TAR in the order they lie, unpacked as they are read."""
    name = path.name.casefold()
    with path.open("rb") as raw:
        packed = name.endswith(("gz",))
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        most = min(limits.archive, max(limits.ratio * path.stat().st_size, 64 * 2**20))
        metered = _Metered(stream, most if packed else limits.archive)  # type: ignore[arg-type]
        count = 0
        with tarfile.open(fileobj=metered, mode="r|") as archive:
            for member in archive:
                count += 1
                _check(count, 0, 1, limits)
                if member.isdir():
                    continue
                held = archive.extractfile(member) if member.isreg() else None
                yield member.name, held or UnreadableError("là liên kết hoặc thiết bị, bị từ chối")


def _check(members: int, size: int, packed: int, limits: Limits) -> None:
    """Refuse archives that hold far too much.

    Raises:
        UnreadableError: Too many files, too large, or packed too tightly to be honest.
    """
    if members > limits.members:
        raise UnreadableError(f"tệp nén có hơn {limits.members} tệp")
    if size > limits.archive:
        raise UnreadableError(f"tệp nén giải ra hơn {limits.archive // 2**20} MiB")
    if size > limits.ratio * packed and size > 64 * 2**20:
        raise UnreadableError(f"tệp nén giải ra gấp hơn {limits.ratio} lần: có thể là bom nén")


class _Metered(io.RawIOBase):
    """A stream that refuses to give more than it may."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes.

        Raises:
            UnreadableError: More has been read than allowed.
        """
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError("tệp nén giải ra quá nhiều: có thể là bom nén")
        return data
