"""What a finished check left in its folder, read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evidencecheck.domain.out import REPORT_JSON, SCORES_JSON
from evidencecheck.reports.json_report import SCHEMA
from evidencecheck.running.errors import UsageError


def read_scores(out: Path) -> dict[str, Any] | None:
    """scores.json of a result folder; None where nothing was scored, or it is not one of ours."""
    try:
        data = json.loads((out / SCORES_JSON).read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and "rows" in data else None


def read_report(out: Path) -> dict[str, Any]:
    """report.json of a result folder.

    Raises:
        UsageError: there is none, or it is not one of ours.
    """
    path = out / REPORT_JSON
    if not path.is_file():
        raise UsageError(f"{out}: no {REPORT_JSON} in it")
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: is not a report of this program") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(f"{path}: is not a report of this program")
    return data
