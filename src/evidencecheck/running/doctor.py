"""What is installed, what is missing, how to get it."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidencecheck.domain.version import __version__
from evidencecheck.intake.programs import RAR, office_program, rar_program
from evidencecheck.reading.cache import default_folder
from evidencecheck.reading.ocr.interface import probe
from evidencecheck.reading.ocr.models import ModelChanged, ModelMissing, manifest, model_path
from evidencecheck.rulebook import RuleError, load_rulebook


@dataclass(frozen=True, slots=True)
class State:
    """One thing that the program needs, or could use."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    needed: bool = True
    """False for what is only a choice, such as the second engine."""


def examine() -> Iterator[State]:
    """Look at program, rules, models, engines and cache, one after the other."""
    yield State("evidencecheck", True, f"{__version__}, Python {platform.python_version()}")
    yield _rules()
    yield from _models()
    for number, engine in enumerate(probe()):
        yield State(
            f"ocr {engine.name}",
            engine.available,
            ", ".join((engine.detail, *(f"{p} {v}" for p, v in engine.versions))),
            engine.remedy,
            needed=number == 0,
        )
    yield from _programs()
    folder = default_folder()
    writable = os.access(folder if folder.exists() else _first_parent(folder), os.W_OK)
    yield State(
        "cache",
        writable,
        str(folder),
        "set EVIDENCECHECK_CACHE to a folder that can be written",
        needed=False,
    )


def _programs() -> Iterator[State]:
    """Programs of others, without which some formats are listed and not read."""
    office, rar = office_program(), rar_program()
    yield State(
        "LibreOffice",
        bool(office),
        "reads doc, wps, rtf, ppt, dps" if office else "doc, wps, rtf, ppt, dps are not read",
        "install LibreOffice so that soffice is on PATH",
        needed=False,
    )
    yield State(
        "rar",
        bool(rar),
        f"unpacked by {rar}" if rar else "packed rar archives are not unpacked",
        f"install one of {', '.join(RAR)} so that it is on PATH",
        needed=False,
    )


def _rules() -> State:
    try:
        book = load_rulebook()
    except RuleError as error:
        first = error.faults[0]
        return State("rules", False, f"{first.file}:{first.line}: {first.message}", first.remedy)
    systems = ", ".join(sorted(book.packs))
    return State(
        "rules", True, f"{systems}; {len(book.documents)} document types; {book.version[:12]}"
    )


def _models() -> Iterator[State]:
    remedy = "pip install --force-reinstall evidencecheck"
    try:
        entries = manifest()
    except ModelMissing as error:
        yield State("models", False, str(error), remedy)
        return
    for model in entries.values():
        try:
            model_path(model.name)
            yield State(f"model {model.name}", True, f"{model.use}; {model.licence}")
        except (ModelMissing, ModelChanged) as error:
            yield State(f"model {model.name}", False, str(error), remedy)


def _first_parent(folder: Path) -> Path:
    return next(p for p in folder.absolute().parents if p.exists())
