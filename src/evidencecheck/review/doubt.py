"""How likely it is that a wrong reading decided a flag; what a queue is ordered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Json = dict[str, Any]

DECIDING: Final = (
    "holder",
    "holder_credit_code",
    "issuer",
    "certificate_number",
    "issue_date",
    "valid_from",
    "valid_until",
    "period_start",
    "period_end",
    "years",
    "standards",
    "level",
    "emissions_total",
)
"""Fields that checks decide by."""
_LEAST = 0.01
"""Of any flag: no reading is surer than this."""
_ILLEGIBLE = 0.5
"""Of a flag with a place at which a person should look (Q801)."""


def doubt(indicator: Json, documents: Mapping[str, Json]) -> float:
    """0.01 … 1: the chance that the least sure of what an indicator rests on was read wrongly.

    That is the type and the deciding fields of each document in its slots, by the confidence of
    report.json, and at least one half where a finding asks a person to look (Q801).
    """
    used = {d for slot in indicator["slots"] for d in slot["documents"]}
    used |= {f["document"] for f in indicator["findings"] if f.get("document")}
    most = max((_of_document(documents[d]) for d in used if d in documents), default=_LEAST)
    asked = any(f["code"] == "Q801" for f in indicator["findings"])
    return max(most, _ILLEGIBLE if asked else _LEAST)


def _of_document(document: Json) -> float:
    fields = document["fields"]
    sure = [float(fields[name]["confidence"]) for name in DECIDING if name in fields]
    return max(_LEAST, 1.0 - min([float(document["confidence"]), *sure]))
