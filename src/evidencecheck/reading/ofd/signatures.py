"""The signatures and stamps of an OFD file (GB/T 33190 18): who, and where they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.domain.files import Problem
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ofd.numbers import Rect, rect
from evidencecheck.reading.ofd.resources import children, location, text_of, tree
from evidencecheck.reading.ofd.seals import ElectronicSeal, electronic_seal
from evidencecheck.reading.office.markup import child
from evidencecheck.reading.office.package import Package

_MOST = 1000
"""Signatures, and stamps of one signature."""
_SEAL_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """A place where a signature is shown, or the signature itself where it is shown nowhere."""

    page: str
    """Number of the page object; empty for a signature of the whole file."""
    place: Rect | None
    """Millimetres of the page; None where it has no place."""
    signer: str
    """Name of the seal, else of the program that signed; may be empty."""
    seal: ElectronicSeal | None


def read_signatures(package: Package, listed: str, problems: list[Problem]) -> tuple[Stamp, ...]:
    """The stamps of all signatures that the part ``listed`` names.

    A signature that is named and cannot be read is a problem (F101): it may have been taken out.
    """
    stamps: list[Stamp] = []
    try:
        root = tree(package, listed)
    except ReadError as error:
        problems.append(error.problem)
        return ()
    for entry in list(children(root, "Signature"))[:_MOST]:
        part = location(package, listed, entry.get("BaseLoc", ""))
        try:
            stamps.extend(_stamps(package, part))
        except ReadError:
            problem = Problem("F101", (("reason", "a signature in it cannot be read"),))
            if problem not in problems:
                problems.append(problem)
    return tuple(stamps)


def _stamps(package: Package, part: str) -> list[Stamp]:
    if not part:
        raise ReadError("F101", "a signature in it cannot be read")
    root = tree(package, part)
    signed = child(root, "SignedInfo")
    if signed is None:
        raise ReadError("F101", "a signature in it cannot be read")
    seal = None
    for written in (text_of(signed, "Seal", "BaseLoc"), text_of(root, "SignedValue")):
        seal = seal or _seal(package, location(package, part, written))
    provider = child(signed, "Provider")
    tool = provider.get("ProviderName", "") if provider is not None else ""
    signer = (seal.name if seal is not None else "") or tool.strip()
    places = list(children(signed, "StampAnnot"))[:_MOST]
    return [Stamp(e.get("PageRef", ""), rect(e.get("Boundary")), signer, seal) for e in places] or [
        Stamp("", None, signer, seal)
    ]


def _seal(package: Package, part: str) -> ElectronicSeal | None:
    try:
        data = package.read(part) if part else b""
    except ReadError:
        return None
    return electronic_seal(data) if len(data) <= _SEAL_BYTES else None
