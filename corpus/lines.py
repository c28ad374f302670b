"""Lines of a plain, GZIP or XZ file, a piece at a time; knows nothing of what they say."""

import codecs
import gzip
import itertools
import lzma
import zlib
from collections.abc import Iterator
from typing import IO

from corpus.decoding import encoding_of
from corpus.draft import Limits, UnreadableError

_CHUNK = 1 << 20
_XZ_MEMORY = 256 * 2**20


def chunks_of(stream: IO[bytes], packed: str, limits: Limits) -> Iterator[bytes]:
    """The bytes of a file, unpacked, a piece at a time."""
    total = 0
    unpacked: IO[bytes] = gzip.GzipFile(fileobj=stream) if packed == "gz" else stream  # type: ignore[assignment]
    try:
        for chunk in _unxz(stream) if packed == "xz" else iter(lambda: unpacked.read(_CHUNK), b""):
            total += len(chunk)
            if total > limits.table:
                raise UnreadableError(f"lớn hơn {limits.table // 2**20:,} MiB khi giải nén")
            yield chunk
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        if not packed:
            raise
        raise UnreadableError(f"tệp nén .{packed} hỏng hoặc bị cắt ({error})") from error


def _unxz(stream: IO[bytes]) -> Iterator[bytes]:
    """Unpacked pieces of an XZ file, with a limit on the memory that the file may ask for."""
    decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    while True:
        if decompressor.eof:
            rest = decompressor.unused_data.lstrip(b"\0") or stream.read(_CHUNK).lstrip(b"\0")
            if not rest:
                return
            decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        elif decompressor.needs_input:
            if not (rest := stream.read(_CHUNK)):
                raise EOFError("hết dữ liệu giữa chừng")
        else:
            rest = b""
        if piece := decompressor.decompress(rest, _CHUNK):
            yield piece


def lines_of(chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes | UnreadableError]:
    """Lines of a file; a line over the limit is passed over without being held."""
    rest, too_long = b"", False
    for chunk in _in_utf8(chunks):
        *whole, tail = chunk.split(b"\n")
        for piece in whole:
            yield (
                _too_long(limits)
                if too_long or len(rest) + len(piece) > limits.file
                else rest + piece
            )
            rest, too_long = b"", False
        too_long = too_long or len(rest) + len(tail) > limits.file
        rest = b"" if too_long else rest + tail
    if too_long:
        yield _too_long(limits)
    elif rest:
        yield rest


def _in_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text in UTF-8 where the first bytes show UTF-16 or UTF-32; else unchanged."""
    first = next(chunks, b"")
    codec = encoding_of(first[:4096]) or ""
    if not codec.startswith(("utf-16", "utf-32")):
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(codec)("replace")
    for chunk in itertools.chain((first,), chunks):
        yield decoder.decode(chunk).encode("utf-8", "replace")


def _too_long(limits: Limits) -> UnreadableError:
    return UnreadableError(f"dài hơn {limits.file // 2**20} MiB")
