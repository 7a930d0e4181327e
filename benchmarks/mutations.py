"""Good files spoilt at random: none may crash or hang a check, or be left without a status."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Spoil = Callable[[bytearray, random.Random], bytes]


def _flipped(data: bytearray, chance: random.Random) -> bytes:
    """Some bytes changed."""
    for _ in range(chance.choice((1, 8, 64, 512))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _cut(data: bytearray, chance: random.Random) -> bytes:
    """The end lost, as in a broken transfer."""
    return bytes(data[: chance.randrange(len(data))])


def _holed(data: bytearray, chance: random.Random) -> bytes:
    """A part in zeros, as of a damaged disk."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 4096))
    data[start:end] = bytes(end - start)
    return bytes(data)


def _shifted(data: bytearray, chance: random.Random) -> bytes:
    """A part lost from the middle: every place named later is wrong."""
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 1024)]
    return bytes(data)


def _repeated(data: bytearray, chance: random.Random) -> bytes:
    """A part twice."""
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 4096)]
    return bytes(data[:start] + part + data[start:])


def _headless(data: bytearray, chance: random.Random) -> bytes:
    """The first bytes spoilt, by which formats are told."""
    for n in range(min(len(data), chance.choice((2, 16, 256)))):
        data[n] = chance.randrange(256)
    return bytes(data)


_WAYS: Sequence[Spoil] = (_flipped, _cut, _holed, _shifted, _repeated, _headless)


def mutations(good: Sequence[Path], count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """``count`` names and contents made from the files ``good`` in turn; equal for equal seeds."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        source = good[number % len(good)]
        spoil = _WAYS[number // len(good) % len(_WAYS)]
        data = spoil(bytearray(source.read_bytes()), chance)
        yield f"{number:04}-{spoil.__name__.strip('_')}{source.suffix}", data


def write_mutations(folder: Path, good: Sequence[Path], count: int, seed: int = 0) -> None:
    """The same as files in ``folder``, which is made."""
    folder.mkdir(parents=True)
    for name, data in mutations(good, count, seed):
        (folder / name).write_bytes(data)
