"""From the folder of rules to a `RuleBook`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidencecheck.domain.factors import FactorRegister
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import (
    DocumentType,
    FieldRule,
    FindingRule,
    RuleBook,
    Standard,
    VolumeRules,
)
from evidencecheck.domain.systems import Indicator, RulePack, Slot
from evidencecheck.rulebook.factor_links import check_factors
from evidencecheck.rulebook.faults import RuleError, RuleFault
from evidencecheck.rulebook.links import Known, Placed, check_pack, check_registers
from evidencecheck.rulebook.places import locate
from evidencecheck.rulebook.shapes import Shape, shaped, suggest
from evidencecheck.rulebook.yaml_file import YamlFile, read_yaml

EXAMPLES = ".examples.yaml"
"""Ends the names of files of examples, which are no rules."""


def load_rulebook(folder: Path | None = None) -> RuleBook:
    """Read, check and link all rules of ``folder`` (default: those of this installation).

    Raises:
        RuleError: with every fault of every file, each with its file and line.
    """
    reader = RuleReader(folder if folder is not None else locate())
    book = reader.book()
    if reader.faults or book is None:
        raise RuleError(reader.faults)
    return book


def version_of(folder: Path) -> str:
    """sha256, in hex, over the names and bytes of all rule files; examples are no rules.

    It is the hash of a list as ``sha256sum`` prints it, in the order of the names.
    """
    total = hashlib.sha256()
    files = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*.yaml")}
    for name in sorted(files):
        if not name.endswith(EXAMPLES):
            digest = hashlib.sha256(files[name].read_bytes()).hexdigest()
            total.update(f"{digest}  {name}\n".encode())
    return total.hexdigest()


@dataclass
class RuleReader:
    """One pass over a rule folder; ``faults`` grows on the way."""

    root: Path
    faults: list[RuleFault] = field(default_factory=list)
    indicators: dict[str, list[Placed[Indicator]]] = field(default_factory=dict)
    """Those of each system, by its id, with their places."""

    def book(self) -> RuleBook | None:
        """The rules, or None where a fault was found."""
        if not self.root.is_dir():
            self._missing(self.root, "no such folder of rules")
            return None
        documents = self._documents()
        fields, stop_labels = self._fields()
        standards = self._register("standards", Standard, "id")
        findings = self._register("findings", FindingRule, "code")
        factors = self._factors()
        phrases = self._phrases()
        volumes = self._volumes(documents)
        series = tuple(factors.series) if factors is not None else ()
        packs = self._packs(Known(documents, fields, standards, findings, series))
        self.faults.extend(check_registers(documents, fields, standards, findings))
        if self.faults or factors is None or phrases is None or volumes is None:
            return None
        return RuleBook(
            packs=packs,
            documents={k: p.value for k, p in documents.items() if p.value is not None},
            fields={k: p.value for k, p in fields.items() if p.value is not None},
            stop_labels=stop_labels,
            standards={k: p.value for k, p in standards.items() if p.value is not None},
            factors=factors,
            findings={k: p.value for k, p in findings.items() if p.value is not None},
            phrases=phrases,
            volumes=volumes,
            version=version_of(self.root),
        )

    # ---------------------------------------------------------------- files

    def read(self, path: Path) -> YamlFile:
        """A file as plain values; its faults are noted."""
        name = f"{self.root.name}/{path.relative_to(self.root).as_posix()}"
        file = read_yaml(path, name)
        self.faults.extend(file.faults)
        return file

    def _missing(self, path: Path, message: str) -> None:
        inner = path.relative_to(self.root).as_posix()
        name = str(self.root) if inner == "." else f"{self.root.name}/{inner}"
        self.faults.append(RuleFault(name, 0, message))

    def shaped(
        self, model: type[Shape], file: YamlFile, place: tuple[str | int, ...], data: Any
    ) -> Shape | None:
        """``data`` as a rule value, or None; its faults are noted."""
        value, faults = shaped(model, file, place, data)
        self.faults.extend(faults)
        return value

    def mapping(self, file: YamlFile, place: tuple[str | int, ...], data: Any) -> dict[str, Any]:
        """``data`` as a mapping; empty, and a fault, where it is none."""
        if isinstance(data, dict):
            return {str(k): v for k, v in data.items()}
        if file.readable:
            what = f"`{place[-1]}`" if place else "the file"
            self.faults.append(file.fault(place, f"{what} should be a mapping"))
        return {}

    # ---------------------------------------------------------------- registers

    def _documents(self) -> dict[str, Placed[DocumentType]]:
        folder = self.root / "documents"
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            self._missing(folder, "no document type is here")
        result: dict[str, Placed[DocumentType]] = {}
        for path in paths:
            file = self.read(path)
            value = self.shaped(DocumentType, file, (), file.data) if file.readable else None
            if value is not None and value.type != path.stem:
                remedy = f"name the file {value.type}.yaml, or the type {path.stem}"
                self.faults.append(
                    file.fault(("type",), f"the type `{value.type}` is not the file's name", remedy)
                )
            # Its name is known even where the file is broken: no fault should breed others.
            result[path.stem] = Placed(value, file, ())
        return result

    def _fields(self) -> tuple[dict[str, Placed[FieldRule]], tuple[str, ...]]:
        file = self.read(self.root / "fields.yaml")
        data = self.mapping(file, (), file.data)
        self.only(file, data, ("fields", "stop_labels"))
        rules = self.mapping(file, ("fields",), data.get("fields"))
        fields = {
            name: Placed(
                self.shaped(FieldRule, file, ("fields", name), rule), file, ("fields", name)
            )
            for name, rule in rules.items()
        }
        labels = data.get("stop_labels", [])
        if not isinstance(labels, list) or not all(isinstance(x, str) for x in labels):
            self.faults.append(
                file.fault(("stop_labels",), "`stop_labels` should be a list of texts")
            )
            labels = []
        return fields, tuple(labels)

    def _register(self, name: str, model: type[Shape], key: str) -> dict[str, Placed[Shape]]:
        """A file that maps ids to entries; ``as_of`` of the file holds for entries without one."""
        file = self.read(self.root / f"{name}.yaml")
        data = self.mapping(file, (), file.data)
        dated = model is Standard
        self.only(file, data, (name, "as_of") if dated else (name,))
        entries = self.mapping(file, (name,), data.get(name))
        common = {"as_of": data["as_of"]} if dated and "as_of" in data else {}
        result: dict[str, Placed[Shape]] = {}
        for entry_id, entry in entries.items():
            place = (name, entry_id)
            own = self.mapping(file, place, entry)
            if key in own:
                fault = file.fault(
                    (*place, key), f"`{key}` stands in the key already", "leave it out"
                )
                self.faults.append(fault)
            value = self.shaped(model, file, place, {**common, **own, key: entry_id})
            result[entry_id] = Placed(value, file, place)
        return result

    def _phrases(self) -> Phrases | None:
        file = self.read(self.root / "phrases.yaml")
        return self.shaped(Phrases, file, (), file.data) if file.readable else None

    def _factors(self) -> FactorRegister | None:
        file = self.read(self.root / "factors.yaml")
        register = self.shaped(FactorRegister, file, (), file.data) if file.readable else None
        if register is not None:
            self.faults.extend(check_factors(register, file))
        return register

    def _volumes(self, documents: Mapping[str, Placed[DocumentType]]) -> VolumeRules | None:
        file = self.read(self.root / "volumes.yaml")
        rules = self.shaped(VolumeRules, file, (), file.data) if file.readable else None
        for number, name in enumerate(rules.attachments if rules is not None else ()):
            if documents and name not in documents:
                fault = file.fault(
                    ("attachments", number),
                    f"unknown document type `{name}`",
                    suggest(name, documents),
                )
                self.faults.append(fault)
        return rules

    def only(self, file: YamlFile, data: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        """Note the keys that are not ``allowed``, and the first of these where it is missing."""
        for key in data:
            if key not in allowed:
                fault = file.fault((key,), f"unknown key `{key}`", suggest(key, allowed))
                self.faults.append(fault)
        if file.readable and allowed[0] not in data:
            self.faults.append(file.fault((), f"`{allowed[0]}` is missing"))

    # ---------------------------------------------------------------- indicator systems

    def _packs(self, known: Known) -> dict[str, RulePack]:
        systems = self.root / "systems"
        folders = sorted(p for p in systems.glob("*") if p.is_dir())
        if not folders:
            self._missing(systems, "no indicator system is here")
        packs: dict[str, RulePack] = {}
        for folder in folders:
            pack = self._pack(folder, known)
            if pack is not None:
                packs[pack.id] = pack
        return packs

    def _pack(self, folder: Path, known: Known) -> RulePack | None:
        head = self.read(folder / "system.yaml")
        data = self.mapping(head, (), head.data)
        if "indicators" in data:
            remedy = "move them into the files that `sections` names"
            self.faults.append(head.fault(("indicators",), "indicators do not stand here", remedy))
            del data["indicators"]
        pack = self.shaped(RulePack, head, (), data) if head.readable else None
        if pack is None:
            return None
        names = dict.fromkeys(s.file for s in pack.sections)
        indicators = [i for name in names for i in self._section(folder / name, head, pack)]
        self.indicators[pack.id] = indicators
        for path in sorted(folder.glob("*.yaml")):
            if path.name not in {*names, "system.yaml"} and not path.name.endswith(EXAMPLES):
                self._missing(path, "no section of system.yaml names this file")
        self.faults.extend(check_pack(pack, folder.name, Placed(pack, head, ()), indicators, known))
        complete = tuple(_numbered(i.value) for i in indicators if i.value is not None)
        return pack.model_copy(update={"indicators": complete})

    def _section(self, path: Path, head: YamlFile, pack: RulePack) -> list[Placed[Indicator]]:
        if not path.is_file():
            number = next(i for i, s in enumerate(pack.sections) if s.file == path.name)
            place = ("sections", number, "file")
            self.faults.append(head.fault(place, f"there is no file {path.name} beside this one"))
            return []
        file = self.read(path)
        if not isinstance(file.data, list):
            if file.readable:
                self.faults.append(file.fault((), "the file should be a list of indicators"))
            return []
        return [
            Placed(self.shaped(Indicator, file, (n,), item), file, (n,), _id(item))
            for n, item in enumerate(file.data)
        ]


def _id(item: Any) -> str:
    """The id that an indicator states, whether or not the rest of it holds."""
    return str(item.get("id", "")) if isinstance(item, dict) else ""


def _numbered(indicator: Indicator) -> Indicator:
    """The indicator with the ids of its slots filled in: ``<indicator>[/<tier>]/<n>``, from 1."""
    tiers = {
        tier: text.model_copy(update={"slots": _slots(f"{indicator.id}/{tier}", text.slots)})
        for tier, text in indicator.tiers.items()
    }
    return indicator.model_copy(
        update={"slots": _slots(indicator.id, indicator.slots), "tiers": tiers}
    )


def _slots(owner: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(slot.model_copy(update={"id": f"{owner}/{n}"}) for n, slot in enumerate(slots, 1))
