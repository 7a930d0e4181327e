"""Archives made in tests."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

import py7zr

Members = Mapping[str, bytes]


def zipped(members: Members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(
    members: Members, mode: str = "w", encoding: str = "utf-8", form: int = tarfile.GNU_FORMAT
) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, encoding=encoding, format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_of(*entries: tarfile.TarInfo, file: bool = True) -> bytes:
    """An archive of links, devices and the like, and one file."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for entry in entries:
            archive.addfile(entry)
        if file:
            info = tarfile.TarInfo("a.pdf")
            info.size = 8
            archive.addfile(info, io.BytesIO(b"%PDF-1.4"))
    return buffer.getvalue()


def seven_zipped(members: Members, password: str = "", *, header: bool = False) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(
        buffer, "w", password=password or None, header_encryption=header
    ) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return buffer.getvalue()


def seven_zip_named(name: str, data: bytes) -> bytes:
    """An archive whose one member has a name that its writer would not take."""
    stand_in = "x" * len(name)
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.set_encoded_header_mode(False)
        archive.writestr(data, stand_in)
    made = buffer.getvalue()
    offset, size = struct.unpack_from("<QQ", made, 12)
    start = 32 + offset
    header = made[start : start + size]
    header = header.replace(stand_in.encode("utf-16-le"), name.encode("utf-16-le"))
    begin = struct.pack("<QQL", offset, size, zlib.crc32(header))
    return made[:8] + struct.pack("<L", zlib.crc32(begin)) + begin + made[32:start] + header


def gzipped(data: bytes, name: bytes = b"") -> bytes:
    packed = gzip.compress(data, mtime=0)
    if not name:
        return packed
    return packed[:3] + bytes([packed[3] | 0x08]) + packed[4:10] + name + b"\0" + packed[10:]


# ---------------------------------------------------------------------- rar

RAR5 = b"Rar!\x1a\x07\x01\x00"
STORED, NORMAL = 0, 3 << 7
ENCRYPTED = b"\x01\x00\x00\x0f" + bytes(32)
"""Extra record: the data are encrypted."""
LINK = b"\x05\x01\x00\x0b/etc/passwd"
"""Extra record: a symbolic link."""


def vint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _block(kind: int, flags: int, fields: bytes, data: bytes = b"") -> bytes:
    head = vint(kind) + vint(flags) + fields
    sized = vint(len(head)) + head
    return struct.pack("<L", zlib.crc32(sized)) + sized + data


def rar5_member(name: str, data: bytes, method: int = STORED, extra: bytes = b"") -> bytes:
    record = vint(len(extra)) + extra if extra else b""
    fields = (vint(len(record)) if record else b"") + vint(len(data)) + vint(0x04)
    fields += vint(len(data)) + vint(0o100644) + struct.pack("<L", zlib.crc32(data))
    fields += vint(method) + vint(1) + vint(len(name.encode())) + name.encode() + record
    return _block(2, 0x02 | (0x01 if record else 0), fields, data)


def rar5(*members: bytes, volume: int = 0) -> bytes:
    """A rar archive; ``volume`` from 2 makes it a further part of several."""
    main = vint(0x03) + vint(volume - 1) if volume else vint(0)
    return RAR5 + _block(1, 0, main) + b"".join(members) + _block(5, 0, vint(0))


def rar4(members: Mapping[bytes, bytes]) -> bytes:
    """An archive of the old format, with names as raw bytes."""
    out = b"Rar!\x1a\x07\x00" + _old(0x73, 0, bytes(6))
    for name, data in members.items():
        fields = struct.pack(
            "<LLBLLBBHL", len(data), len(data), 2, zlib.crc32(data), 0, 29, 0x30, len(name), 0x20
        )
        out += _old(0x74, 0x8000, fields + name) + data
    return out + _old(0x7B, 0x4000, b"")


def _old(kind: int, flags: int, fields: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head
