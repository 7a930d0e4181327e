"""Zip archives from strangers: opened, named and unpacked without believing what they declare."""

from __future__ import annotations

import copy
import io
import lzma
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.intake.refused import Refused

BLOCK = 256 * 1024
"""Bytes unpacked at a time."""

_DIRECTORY_ENTRY = 1024
"""Bytes of directory allowed for one member: 46 and its name, with room for extra fields."""

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075
_UNIX = 3

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
)


class _Guarded(io.BufferedReader):
    """A file that refuses to hand out more than ``most`` bytes at once.

    zipfile takes the size of the directory from the archive and reads it in one go.
    """

    def __init__(self, raw: io.FileIO | io.BytesIO, most: int) -> None:
        super().__init__(raw)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most:
            raise Refused("F107", f"a directory of {size} bytes", limit=f"{self._most} bytes")
        return super().read(size)


@contextmanager
def open_zip(source: Path | bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive for reading, its directory bounded by ``limits.archive_members``.

    Raises:
        Refused: F101 when it is damaged, F107 when it has too many members.
    """
    most = max(MIB, limits.archive_members * _DIRECTORY_ENTRY)
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else io.FileIO(source)
        raw = _Guarded(file, most)
    except OSError as error:
        raise Refused("F101", "cannot be opened") from error
    with raw:
        try:
            archive = zipfile.ZipFile(raw)
        except (*_DAMAGE, NotImplementedError) as error:
            raise Refused("F101", "its zip container is damaged") from error
        with archive:
            members, most = len(archive.infolist()), limits.archive_members
            if members > most:
                raise Refused("F107", f"{members} members", limit=f"{most} members")
            yield archive


def unpack(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, packed: int | None = None
) -> Iterator[bytes]:
    """Unpack one member block by block, counting what really comes out.

    Args:
        archive: from `open_zip`.
        info: one of its members.
        limits: ``file_bytes``, ``archive_ratio`` and ``archive_ratio_floor`` are held.
        packed: the bytes that the member takes up outermost, where the archive itself came out of
            another one: a bomb packed twice is measured by what was sent, not by its inner shell.

    Raises:
        Refused: F101 damaged or packed in an unknown way, F102 encrypted, F107 over a limit.
    """
    if info.flag_bits & _ENCRYPTED:
        raise Refused("F102", "encrypted with a password")
    packed = info.compress_size if packed is None else min(packed, info.compress_size)
    bomb = max(limits.archive_ratio_floor, limits.archive_ratio * packed)
    # zipfile stops at the declared size; with none declared the data and its checksum decide.
    undeclared = copy.copy(info)
    undeclared.file_size = sys.maxsize
    count = 0
    try:
        with archive.open(undeclared) as member:
            while block := member.read(BLOCK):
                count += len(block)
                if count > limits.file_bytes:
                    raise Refused("F107", "more unpacked", limit=mebibytes(limits.file_bytes))
                if count > bomb:
                    found = f"{mebibytes(count)} unpacked from {packed} bytes, and more to come"
                    times = f"{limits.archive_ratio} times"
                    raise Refused("F107", found, limit=times)
                yield block
    except NotImplementedError as error:
        raise Refused("F101", "packed by a method that is not supported") from error
    except RuntimeError as error:
        raise Refused("F102", "encrypted") from error
    except _DAMAGE as error:
        raise Refused("F101", "damaged inside its archive") from error


def mebibytes(count: int) -> str:
    """A size in words: ``1024 MiB``."""
    return f"{count // MIB} MiB"


def is_symlink(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link."""
    return info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as its maker saw it, not yet made safe.

    Without the UTF-8 flag zipfile takes code page 437; Chinese Windows writes GBK there. The
    Unicode path field of Info-ZIP wins where it belongs to this name (APPNOTE.TXT 4.6.9).
    """
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    return _unicode_path(info.extra, raw) or utf8_or_gbk(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5:
            version, checksum = struct.unpack_from("<BL", field)
            if version == 1 and checksum == zlib.crc32(raw):
                return field[5:].decode("utf-8", "replace")
    return ""
