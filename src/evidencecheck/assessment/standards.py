"""Standards of the registry against standards as cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evidencecheck.domain.document import StandardRef
from evidencecheck.domain.rules import Standard
from evidencecheck.domain.systems import Cites


@dataclass(frozen=True, slots=True)
class Superseded:
    """An edition that a document of its date may no longer cite."""

    ref: StandardRef
    ended: date
    current: str


class Registry:
    """Looks up standards by number."""

    def __init__(self, standards: Mapping[str, Standard]) -> None:
        self._by_id = dict(standards)
        self._groups = {sid: frozenset({sid, *s.identical}) for sid, s in self._by_id.items()}
        self._spelt = {spelling: sid for sid, s in self._by_id.items() for spelling in s.spellings}

    def find(self, ref: StandardRef) -> Standard | None:
        """The registry's entry for a citation, if it has one."""
        found = self._by_id.get(self._id(ref.base))
        if found is None and ref.part:
            whole = self._by_id.get(self._id(ref.number))
            return whole if whole is not None and whole.parts else None
        return found

    def same(self, required: str, cited: StandardRef) -> bool:
        """Whether citing ``cited`` is citing ``required`` (a number without edition)."""
        base = self._id(cited.base)
        if required in {base, self._id(cited.number)}:
            return True
        group = self._groups.get(required, frozenset({required}))
        return base in group or any(base in self._groups.get(g, frozenset()) for g in group)

    def identical(self, standard: str) -> frozenset[str]:
        """The numbers of the standards with the same content, its own among them."""
        return self._groups.get(standard, frozenset({standard}))

    def _id(self, base: str) -> str:
        """The registry's id of a number that is printed under another prefix."""
        return base if base in self._by_id else self._spelt.get(base, base)

    def missing(self, cites: Cites, cited: Iterable[StandardRef]) -> tuple[str, ...]:
        """The required standards that are not cited; empty where the demand is met."""
        refs = tuple(cited)
        entries = [entry for c in refs if (entry := self.find(c)) is not None]
        implied = {standard for entry in entries for standard in entry.rests_on}
        lacking = tuple(
            r for r in cites.all if r not in implied and not any(self.same(r, c) for c in refs)
        )
        if cites.any and not any(self.same(r, c) for r in cites.any for c in refs):
            lacking += cites.any
        return lacking

    def superseded(self, ref: StandardRef, on: date) -> Superseded | None:
        """Whether an edition, or the whole standard, no longer held on a document's date."""
        entry = self.find(ref)
        if entry is None:
            return None
        if entry.withdrawn is not None and on > entry.withdrawn:
            return Superseded(ref, entry.withdrawn, entry.replaced_by)
        if not ref.edition:
            return None
        edition = next((e for e in entry.editions if e.year == ref.edition), None)
        if edition is None or edition.ends is None or on <= edition.ends:
            return None
        return Superseded(ref, edition.ends, self._current(entry, on))

    @staticmethod
    def _current(entry: Standard, on: date) -> str:
        held = [e for e in entry.editions if e.in_force is None or e.in_force <= on]
        if not held:
            return entry.id
        colon = entry.id.startswith(("ISO", "IEC", "PAS", "OHSAS", "IATF"))
        return f"{entry.id}{':' if colon else '-'}{held[-1].year}"
