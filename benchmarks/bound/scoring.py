"""What was found in a volume held against what was bound into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.bound.compose import Truth

_FOUND = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it was seen."""

    first_page: int
    last_page: int
    type: str


@dataclass(slots=True)
class BoundScore:
    """Counts of one volume, or of several added up."""

    documents: int = 0
    found: int = 0
    """Documents whose pages agree (intersection over union) to 0.8."""
    typed: int = 0
    """Those found with the right type."""
    predicted: int = 0
    attached: int = 0
    attached_found: int = 0
    over: int = 0
    """Seams within a document."""
    under: int = 0
    """Documents that begin where no seam was seen."""
    seconds: float = 0.0
    pages: int = 0
    remarks: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Documents found, in per cent."""
        return 100 * self.found / self.documents if self.documents else 100.0

    @property
    def precision(self) -> float:
        """Of what was taken for a document, what is one, in per cent."""
        return 100 * self.found / self.predicted if self.predicted else 100.0

    @property
    def type_accuracy(self) -> float:
        """Of the documents found, those of the right type, in per cent."""
        return 100 * self.typed / self.found if self.found else 100.0

    def add(self, other: BoundScore) -> None:
        """Add the counts of another volume."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def score(truth: Sequence[Truth], documents: Sequence[Found], blank: frozenset[int]) -> BoundScore:
    """Hold documents against the truth; ``blank`` pages count for nobody."""
    result = BoundScore(documents=len(truth), predicted=len(documents))
    given = [(frozenset(range(d.first_page, d.last_page + 1)) - blank, d) for d in documents]
    used: set[int] = set()
    ranked = sorted(
        (
            (-share, not right(t, d), i, k)
            for i, t in enumerate(truth)
            for k, (pages, d) in enumerate(given)
            if (share := _overlap(t, pages, blank)) >= _FOUND
        )
    )
    pairs: dict[int, int] = {}
    for _, _, i, k in ranked:
        if i not in pairs and k not in used:
            pairs[i] = k
            used.add(k)
    starts = {d.first_page for d in documents}
    for i, wanted in enumerate(truth):
        found = i in pairs
        result.found += found
        result.attached += wanted.attached
        result.attached_found += wanted.attached and found
        first = min(wanted.pages)
        missed = first not in starts
        result.under += missed
        if not found:
            result.remarks.append(
                f"not found{' (no seam)' if missed else ''}: p. {first}-{max(wanted.pages)} "
                f"{wanted.type} {wanted.title}"
            )
            continue
        got = given[pairs[i]][1]
        typed = right(wanted, got)
        result.typed += typed
        if not typed:
            result.remarks.append(f"type {wanted.type} -> {got.type}: p. {first} {wanted.title}")
    for k, (_, got) in enumerate(given):
        inner = [t for t in truth if got.first_page in t.pages and got.first_page != min(t.pages)]
        if inner:
            result.over += 1
            result.remarks.append(
                f"torn at p. {got.first_page} ({got.type}): {inner[0].title} "
                f"p. {min(inner[0].pages)}-{max(inner[0].pages)}"
            )
        elif k not in used and not any(got.first_page in t.pages for t in truth):
            result.remarks.append(
                f"nobody's page taken for {got.type}: p. {got.first_page}-{got.last_page}"
            )
    return result


def right(wanted: Truth, got: Found) -> bool:
    """Whether the type will do."""
    return got.type == wanted.type or bool(wanted.accept & {got.type, "*"})


def _overlap(wanted: Truth, pages: frozenset[int], blank: frozenset[int]) -> float:
    """With its attachments or without them, whichever fits."""
    whole = frozenset(range(min(wanted.pages), max(wanted.last, max(wanted.pages)) + 1)) - blank
    return max(_share(wanted.pages, pages), _share(whole, pages))


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
