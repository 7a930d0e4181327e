"""How a run is to be done; what it finds does not depend on any of this."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from evidencecheck.domain.limits import Limits

_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Options:
    """Engine, processes and cache."""

    ocr: str = "rapidocr"
    workers: int = 0
    """Reading processes; 0: one for every two processors, at most four."""
    cache: bool = True
    cache_folder: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def processes(self) -> int:
        """How many reading processes to use."""
        return self.workers or max(1, min(_MOST_WORKERS, (os.cpu_count() or 2) // 2))

    @property
    def threads(self) -> int:
        """Processor threads for each of them."""
        return max(1, (os.cpu_count() or 2) // self.processes)
