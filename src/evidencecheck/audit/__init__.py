"""evidencecheck.db: what a check saw and said, what reviewers decided and scored after it.

``Trail`` writes it, ``verify`` checks it, ``decisions`` reads what reviewers said. Every row of the
tables is repeated in an event, and the events are chained by sha256 over canonical JSON, so an
edited, deleted, inserted or reordered row or event shows. Someone who rewrites the whole file can
forge all of it: against that, keep the head of the trail (``Trail.record`` returns it) outside of
OUT and give it to ``verify``.
"""

from typing import Final

from evidencecheck.audit.rows import Versions
from evidencecheck.audit.trail import Trail, TrailError, carried_over, decisions
from evidencecheck.audit.verification import Verdict, verify
from evidencecheck.domain.out import TRAIL

FILE_NAME: Final = TRAIL
"""Name of the trail in an OUT folder."""

__all__ = [
    "FILE_NAME",
    "Trail",
    "TrailError",
    "Verdict",
    "Versions",
    "carried_over",
    "decisions",
    "verify",
]
