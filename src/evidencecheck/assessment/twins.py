"""F106, F108, C603 between applicants: fingerprints of one submission against those of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from evidencecheck.assessment.names import normal
from evidencecheck.assessment.shingles import alike, smallest_alike
from evidencecheck.domain.twins import (
    ApplicantPrint,
    DocumentPrint,
    PagePrint,
    Twin,
    TwinKind,
)

_COMMON = 5
"""At so many applicants a file or a run of characters is a form's or a standard's, nobody's own."""
_SAME_TEXT = 0.8
_LEAST_TEXT = 60
"""Sampled runs, one of eight, that two texts must hold apart from what is common."""
_SAME_PICTURE = 0.14
"""Share of the bits in which two pictures of one page may differ."""
_SAME_PHOTO = 0.08
_SAME_WORDS, _SAME_NUMBERS = 0.6, 0.6
"""What two readings of one page have in common: forms that were filled in twice have less."""
_FEW_WORDS = 8
"""With fewer runs of characters a page is a photograph."""
_LEAST_WORDS = 40
_LEAST_NUMBERS = 8
"""Fewer runs of numbers, such as those of a year alone, tell nobody's page from another's."""
_BITS = 256


class Others:
    """The submissions of all applicants, made ready for comparison."""

    def __init__(self, everyone: Iterable[ApplicantPrint]) -> None:
        ordered = sorted(everyone, key=lambda a: (a.credit_code, a.name, a.aliases))
        self._everyone = _grouped(ordered)
        self._common_runs = _common(
            (group, (run for a in group for d in a.documents for run in d.text))
            for group in self._everyone
        )
        self._common_files = _common(
            (group, (d.sha256 for a in group for d in a.documents)) for group in self._everyone
        )

    def twins(self, mine: ApplicantPrint) -> tuple[Twin, ...]:
        """What the documents of a submission have in common with other applicants'.

        Each document once for each kind and applicant; the order does not depend on that in which
        the applicants came. The applicant's own other submissions are no case.
        """
        found: dict[tuple[str, TwinKind, str], Twin] = {}
        theirs = [
            (a, d)
            for group in self._everyone
            if not any(same_applicant(a, mine) for a in group)
            for a in group
            for d in a.documents
        ]
        index = _Index(theirs, self._common_runs)
        for document in mine.documents:
            for other, twin in index.near(document):
                for kind, share in self._kinds(document, twin):
                    key = document.key, kind, other.name
                    if key not in found or found[key].share < share:
                        found[key] = Twin(document.key, kind, other.name, share)
        return tuple(found[key] for key in sorted(found))

    def _kinds(self, a: DocumentPrint, b: DocumentPrint) -> Iterator[tuple[TwinKind, int]]:
        if a.shared or b.shared:
            return
        if a.number and a.number == b.number and a.own and b.own:
            yield TwinKind.NUMBER, 100
        if not (a.claimed or b.claimed):
            return
        if a.sha256 == b.sha256:
            if a.sha256 not in self._common_files or a.own or b.own:
                yield TwinKind.FILE, 100
            return
        if any(same_page(p, q) for p in a.pages for q in b.pages):
            yield TwinKind.PAGE, 100
            return
        ours, their = ([run for run in d.text if run not in self._common_runs] for d in (a, b))
        share = alike(ours, their)
        if min(len(ours), len(their)) >= _LEAST_TEXT and share >= _SAME_TEXT:
            yield TwinKind.TEXT, int(share * 100)


class _Index:
    """Finds the few documents that can be twins of one."""

    def __init__(
        self,
        documents: Sequence[tuple[ApplicantPrint, DocumentPrint]],
        common: frozenset[object],
    ) -> None:
        self._documents = documents
        self._common = common
        self._by: defaultdict[object, list[int]] = defaultdict(list)
        self._pictured = []
        for place, (_, document) in enumerate(documents):
            for mark in self._marks(document):
                self._by[mark].append(place)
            if document.pages:
                self._pictured.append(place)

    def near(self, document: DocumentPrint) -> Iterator[tuple[ApplicantPrint, DocumentPrint]]:
        places = {p for mark in self._marks(document) for p in self._by.get(mark, ())}
        if document.pages:
            places.update(self._pictured)
        yield from (self._documents[p] for p in sorted(places))

    def _marks(self, document: DocumentPrint) -> Iterator[object]:
        yield document.sha256
        if document.number:
            yield document.number
        # Two texts that share four fifths of their runs share one of any third of them.
        runs = [run for run in document.text if run not in self._common]
        yield from runs[: max(1, len(runs) // 3)]


def same_applicant(a: ApplicantPrint, b: ApplicantPrint) -> bool:
    """Whether two submissions are of one applicant: by credit code, else by a name of it."""
    if a.credit_code and a.credit_code == b.credit_code:
        return True
    names = ({normal(n) for n in (x.name, *x.aliases) if n} for x in (a, b))
    return not set.isdisjoint(*names)


def same_page(a: PagePrint, b: PagePrint) -> bool:
    """Whether two pictures are of one page, scanned or stored twice, or one photograph.

    The same form filled in for two firms has nearly the same picture: the words decide there.
    """
    fewest, most = sorted((len(a.words), len(b.words)))
    if most < _FEW_WORDS:
        return same_photo((a.picture, a.taken), (b.picture, b.taken))
    if fewest < _LEAST_WORDS or difference(a.picture, b.picture) > _SAME_PICTURE:
        return False
    if smallest_alike(a.words, b.words) < _SAME_WORDS:
        return False
    if min(len(a.numbers), len(b.numbers)) < _LEAST_NUMBERS:
        return False
    return smallest_alike(a.numbers, b.numbers) >= _SAME_NUMBERS


def same_photo(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two photographs are one, stored or cropped anew; each its hash and when it was taken.

    Two that their cameras date otherwise are two views of one thing, or of like things.
    """
    if a[1] and b[1] and a[1] != b[1]:
        return False
    return difference(a[0], b[0]) <= _SAME_PHOTO


def difference(a: str, b: str) -> float:
    """0..1: share of the bits in which two hashes of pictures differ."""
    return (int(a, 16) ^ int(b, 16)).bit_count() / _BITS


def _grouped(everyone: Sequence[ApplicantPrint]) -> list[list[ApplicantPrint]]:
    """Submissions by applicant, so that one who applies again counts once."""
    groups: list[list[ApplicantPrint]] = []
    for one in everyone:
        mine = [g for g in groups if any(same_applicant(a, one) for a in g)]
        groups = [g for g in groups if g not in mine]
        groups.append([a for g in mine for a in g] + [one])
    return groups


def _common(
    groups: Iterable[tuple[object, Iterable[object]]],
) -> frozenset[object]:
    counts: defaultdict[object, int] = defaultdict(int)
    for _, items in groups:
        for item in set(items):
            counts[item] += 1
    return frozenset(item for item, count in counts.items() if count >= _COMMON)
