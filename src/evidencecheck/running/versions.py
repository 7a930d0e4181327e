"""What made a report: program, rules, models, engine."""

from __future__ import annotations

import platform

from evidencecheck.audit import Versions
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.version import __version__
from evidencecheck.reading.ocr.interface import probe
from evidencecheck.running.engine import model_digests


def versions(book: RuleBook, ocr: str) -> Versions:
    """Everything whose change can change a report, for the audit trail."""
    state = next(s for s in probe() if s.name == ocr)
    return Versions(
        program=__version__,
        rules=book.version,
        models=model_digests(ocr),
        ocr=" ".join((ocr, *(f"{p} {v}" for p, v in state.versions))),
        python=platform.python_version(),
    )
