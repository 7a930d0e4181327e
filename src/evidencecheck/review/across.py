"""What several applicants handed in alike: the same file, or a certificate of the same number.

One document belongs to one company as a rule; a person settles whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_NUMBER = "certificate_number"


@dataclass(frozen=True, slots=True)
class Holder:
    """One applicant's copy."""

    name: str
    """Of the report."""
    applicant: str
    file: str
    page: int


@dataclass(frozen=True, slots=True)
class Alike:
    """The same thing with several applicants."""

    what: str
    """The type of the document, or empty for a whole file."""
    number: str
    """The certificate's; empty for a whole file."""
    holders: tuple[Holder, ...]


def alike(reports: Iterable[tuple[str, Json]]) -> tuple[Alike, ...]:
    """Files and numbers that more than one applicant handed in, files first.

    A number that only stands on files that are the same is not told again.
    """
    files: defaultdict[str, list[Holder]] = defaultdict(list)
    numbers: defaultdict[tuple[str, str], list[tuple[str, Holder]]] = defaultdict(list)
    for name, report in reports:
        applicant = report["applicant"]["name"]
        digests = {f["path"]: f["sha256"] for f in report["files"] if f["status"] == "read"}
        for path, digest in digests.items():
            files[digest].append(Holder(name, applicant, path, 1))
        for document in report["documents"]:
            field = document["fields"].get(_NUMBER)
            if field and document["file"] in digests:
                holder = Holder(name, applicant, document["file"], field["page"])
                key = document["type"], str(field["value"])
                numbers[key].append((digests[document["file"]], holder))
    return (*_files(files.values()), *_numbers(numbers))


def _files(found: Iterable[list[Holder]]) -> Iterator[Alike]:
    for holders in found:
        if _several(holders):
            yield Alike("", "", tuple(holders))


def _numbers(found: Mapping[tuple[str, str], list[tuple[str, Holder]]]) -> Iterator[Alike]:
    for (kind, number), copies in found.items():
        holders = [holder for _, holder in copies]
        if _several(holders) and len({digest for digest, _ in copies}) > 1:
            yield Alike(kind, number, tuple(holders))


def _several(holders: Iterable[Holder]) -> bool:
    return len({holder.applicant for holder in holders}) > 1
