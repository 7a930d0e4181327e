"""The zip container of an office file: its parts and how they refer to each other."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake.refused import Refused
from evidencecheck.intake.zips import mebibytes, open_zip, unpack
from evidencecheck.reading.errors import ReadError

PART_BYTES = 128 * MIB
"""Unpacked size of one part; a thousand pages of text take a fifth of it."""

_BAD_XML = (ParseError, DefusedXmlException, ValueError, LookupError)
"""What parsers raise on XML that is none; LookupError for an encoding that nobody knows."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another."""

    kind: str
    """Last word of its type: ``image``, ``header``, ``worksheet``."""
    part: str
    """Name of the other part; empty for something outside the file, which is never followed."""


class Package:
    """An open office file (ECMA-376 Part 2). Every way it can be broken raises `ReadError`."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        """Take an archive from `open_zip`."""
        self._archive = archive
        self._limits = limits
        # Producers disagree on the case of part names, which the standard says does not count.
        self._parts = {i.filename.lstrip("/").lower(): i for i in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part.lower() in self._parts

    def blocks(self, part: str, most: int = PART_BYTES) -> Iterator[bytes]:
        """The bytes of a part as they are unpacked, ``most`` of them.

        Raises:
            ReadError: F101 absent or damaged, F102 encrypted, F107 too large.
        """
        info = self._parts.get(part.lower())
        if info is None:
            raise ReadError("F101", f"its part {part} is missing")
        count = 0
        try:
            for block in unpack(self._archive, info, self._limits):
                count += len(block)
                if count > most:
                    raise ReadError("F107", f"part {part} is larger", limit=mebibytes(most))
                yield block
        except Refused as error:
            raise ReadError(error.code, error.reason, limit=error.limit) from error

    def read(self, part: str) -> bytes:
        """All bytes of a part."""
        return b"".join(self.blocks(part))

    def xml(self, part: str, most: int = PART_BYTES) -> Element:
        """The root of a part in XML of at most ``most`` bytes.

        Raises:
            ReadError: as `blocks`; F101 also where it is no XML or declares a document type.
        """
        try:
            root: Element = fromstring(b"".join(self.blocks(part, most)), forbid_dtd=True)
        except _BAD_XML as error:
            _broken(part, error)
        return root

    def elements(self, part: str) -> Iterator[tuple[str, Element]]:
        """The elements of a part as they begin and end (``start``, ``end``), without holding it.

        The caller clears what it has done with.

        Raises:
            ReadError: as `xml`.
        """
        stream = _Stream(self.blocks(part))
        try:
            yield from iterparse(stream, ("start", "end"), forbid_dtd=True)
        except _BAD_XML as error:
            _broken(part, error)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by relation id; empty where it refers to nothing."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        found = {}
        for element in self.xml(rels):
            target = unquote(element.get("Target", ""))
            outside = element.get("TargetMode") == "External" or not target
            path = "" if outside else posixpath.normpath(posixpath.join("/", folder, target))[1:]
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, path if path in self else "")
        return found

    def main_part(self, default: str) -> str:
        """Name of the part that the file is about."""
        relations = self.relations("").values()
        return next((r.part for r in relations if r.kind == "officeDocument" and r.part), default)


@contextmanager
def open_package(source: Path | bytes, limits: Limits) -> Iterator[Package]:
    """Open an office file, or its bytes.

    Raises:
        ReadError: it is no zip archive that can be used.
    """
    try:
        with open_zip(source, limits) as archive:
            yield Package(archive, limits)
    except Refused as error:
        raise ReadError(error.code, error.reason, limit=error.limit) from error


def _broken(part: str, error: Exception) -> NoReturn:
    if isinstance(error, DefusedXmlException):
        raise ReadError("F101", f"its part {part} declares a document type") from error
    raise ReadError("F101", f"its part {part} is no well-formed XML") from error


class _Stream:
    """Blocks as a file to read from; a block may be larger than what was asked for."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks

    def read(self, size: int = -1) -> bytes:
        return next(self._blocks, b"")
