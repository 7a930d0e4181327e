"""What an electronic seal says and looks like (GM/T 0031, GB/T 38540), read from its ASN.1.

Nothing is verified: the algorithms (SM2, SM3) and the roots of trust are not at hand. That a
signature is there is reported, not that it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SEQUENCE, _OCTETS, _UTF8, _PRINTABLE, _IA5, _BMP = 0x30, 0x04, 0x0C, 0x13, 0x16, 0x1E
_ENCODINGS = {_UTF8: "utf-8", _PRINTABLE: "ascii", _IA5: "ascii", _BMP: "utf-16-be"}
_DEEPEST = 8
_LONGEST_NAME = 200
_SEAL = "ES"
"""Identifier that begins the header of every seal."""


@dataclass(frozen=True, slots=True)
class ElectronicSeal:
    """The seal inside a signature or a seal file."""

    name: str
    """As its maker registered it: the organisation whose seal it is."""
    picture: bytes
    form: str
    """Format of the picture in lower case: png, gif, jpg, bmp, ofd."""


def electronic_seal(data: bytes) -> ElectronicSeal | None:
    """The seal in a seal file (``.esl``) or signed value; None where none can be found."""
    for parts in _sequences(data, 0):
        header = _fields(parts[0][1]) if parts[0][0] == _SEQUENCE else []
        if len(parts) < 4 or not header or _string(*header[0]) != _SEAL:
            continue
        details, picture = _fields(parts[2][1]), _fields(parts[3][1])
        name = next(
            (s for tag, value in details if tag == _UTF8 and (s := _string(tag, value))), ""
        )
        form = next((_string(tag, value) for tag, value in picture if tag in _ENCODINGS), "")
        shown = next((value for tag, value in picture if tag == _OCTETS), b"")
        return ElectronicSeal(name.strip()[:_LONGEST_NAME], shown, form.strip().lower())
    return None


def _sequences(data: bytes, depth: int) -> Iterator[list[tuple[int, bytes]]]:
    """The fields of every sequence within, outer ones first."""
    for tag, value in _fields(data):
        if tag == _SEQUENCE and depth < _DEEPEST:
            fields = _fields(value)
            if fields:
                yield fields
            yield from _sequences(value, depth + 1)


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """Tags and values side by side (X.690); up to where it is broken."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at + 2 <= len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4 or at + count > len(data):
                break
            length = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + length > len(data):
            break
        found.append((tag, data[at : at + length]))
        at += length
    return found


def _string(tag: int, value: bytes) -> str:
    return value.decode(_ENCODINGS.get(tag, "utf-8"), "replace")
