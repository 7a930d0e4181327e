"""OLE containers (MS-CFB) made in tests: storages and streams by path."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container of these streams; a path ``a/b`` lies in the storage ``a``."""
    tree: dict[str, object] = {}
    for path, data in streams.items():
        *folders, name = path.split("/")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})  # type: ignore[assignment]
        place[name] = data
    entries: list[list[object]] = [["Root Entry", _ROOT, _FREE, _FREE, b""]]
    _add(tree, 0, entries)
    mini, mini_fat, sectors, fat = bytearray(), [], bytearray(), []
    starts: list[tuple[int, int]] = []
    for _, kind, _, _, data in entries:
        if kind != _STREAM:
            starts.append((_END if kind == _ROOT else 0, 0))
        elif len(data) < _CUTOFF:
            starts.append((_chain(data, mini, mini_fat, _MINI) if data else _END, len(data)))
        else:
            starts.append((_chain(data, sectors, fat, _SECTOR), len(data)))
    starts[0] = (_chain(bytes(mini), sectors, fat, _SECTOR) if mini else _END, len(mini))
    listed = b"".join(_entry(e, s) for e, s in zip(entries, starts, strict=True))
    first_mini = _chain(_packed(mini_fat), sectors, fat, _SECTOR) if mini_fat else _END
    directory = _chain(listed, sectors, fat, _SECTOR)
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    places = list(range(len(fat), len(fat) + count))
    fat += [_FAT] * count
    fat += [_FREE] * (count * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, _CUTOFF,
                        first_mini, -(-len(mini_fat) // 128), _END, 0)  # fmt: skip
    head += _packed(places + [_FREE] * (109 - count))
    return head + bytes(sectors) + _packed(fat)


def _add(tree: Mapping[str, object], parent: int, entries: list[list[object]]) -> None:
    names = sorted(tree, key=lambda n: (len(n), n.upper()))
    places = []
    for name in names:
        value = tree[name]
        kind = _STREAM if isinstance(value, bytes) else _STORAGE
        places.append(len(entries))
        entries.append([name, kind, _FREE, _FREE, value if isinstance(value, bytes) else b""])
    for place, after in pairwise(places):
        entries[place][2] = after
    if places:
        entries[parent][3] = places[0]
    for name, place in zip(names, places, strict=True):
        if not isinstance(tree[name], bytes):
            _add(tree[name], place, entries)  # type: ignore[arg-type]


def _chain(data: bytes, space: bytearray, table: list[int], size: int) -> int:
    start = len(table)
    count = max(1, -(-len(data) // size))
    space += data + bytes(count * size - len(data))
    table += [*range(start + 1, start + count), _END]
    return start


def _entry(entry: list[object], place: tuple[int, int]) -> bytes:
    name, kind, right, child, _ = entry
    raw = str(name).encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBLLL36xLQ", len(raw), kind, 1, _FREE, right, child, *place
    )


def _packed(values: list[int]) -> bytes:
    padded = values + [_FREE] * (-len(values) % 128 if len(values) != 109 else 0)
    return struct.pack(f"<{len(padded)}L", *padded)
