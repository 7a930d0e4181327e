"""Pictures pasted into Excel 97-2003 workbooks: the store of their drawings (MS-XLS, MS-ODRAW)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

_DAMAGE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
_STREAMS = ("Workbook", "Book")
_DRAWING_GROUP, _CONTINUE = 0x00EB, 0x003C
_CONTAINERS = frozenset({0xF000, 0xF001})
_STORED, _STORED_HEAD = 0xF007, 36
_BITMAPS = frozenset({0xF01D, 0xF01E, 0xF029, 0xF02A})
"""JPEG, PNG, TIFF, JPEG in CMYK."""
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_LONGEST_HEAD = 64
_MOST = 10_000
_DEEPEST = 8


def pasted_pictures(path: Path) -> list[bytes]:
    """The JPEG, PNG and TIFF pictures of a workbook, in the order of its store.

    None where the file cannot be read so far: what is wrong with it shows when its cells are read.
    """
    try:
        with olefile.OleFileIO(str(path)) as container:
            name = next((n for n in _STREAMS if container.exists(n)), "")
            data = container.openstream(name).read() if name else b""
        return [p for p, _ in zip(_blips(_drawing_group(data), 0), range(_MOST), strict=False)]
    except _DAMAGE:
        return []


def _drawing_group(data: bytes) -> bytes:
    """The records of the drawing group put together."""
    parts: list[bytes] = []
    at, within = 0, False
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        within = kind == _DRAWING_GROUP or (within and kind == _CONTINUE)
        if within:
            parts.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return b"".join(parts)


def _blips(data: bytes, depth: int) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        _, kind, size = struct.unpack_from("<HHL", data, at)
        value = data[at + 8 : at + 8 + size]
        if kind in _CONTAINERS and depth < _DEEPEST:
            yield from _blips(value, depth + 1)
        elif kind == _STORED and depth < _DEEPEST:
            name = value[33] if len(value) > 33 else 0
            yield from _blips(value[_STORED_HEAD + name :], depth + 1)
        elif kind in _BITMAPS:
            head = value[:_LONGEST_HEAD]
            start = min((i for s in _STARTS if (i := head.find(s)) >= 0), default=-1)
            if start >= 0:
                yield value[start:]
        at += 8 + size
