"""A filled-in score sheet against the results in OUT: scores.json and an event in the trail."""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from evidencecheck.audit import FILE_NAME, Trail, TrailError, decisions, verify
from evidencecheck.domain.canonical import canonical, storable
from evidencecheck.domain.decision import Decision, standing
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.out import REPORT_JSON, SCORES_JSON
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.scores import Judged, ScoreRow
from evidencecheck.domain.systems import RulePack
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.cells import read_cells
from evidencecheck.reports.printable import printable
from evidencecheck.reports.scores import Scored, plain, render_scores_json
from evidencecheck.reports.words import catalogue
from evidencecheck.running.errors import UsageError
from evidencecheck.running.finished import read_report
from evidencecheck.running.output import Tell, untold
from evidencecheck.scoring import Filled, SheetError, Titles, asked_for, read_sheet, score

_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be scored."""

    out: Path
    """A result folder."""
    sheet: Path
    values: tuple[str, ...] = ()
    """``NAME=VALUE``: quantities that the grades name and no sheet tells."""


def score_sheet(
    asked: Filling, book: RuleBook, *, at: datetime, lang: str = "zh", tell: Tell = untold
) -> Scored:
    """Hold a sheet against the report, write scores.json and append the scores to the trail.

    ``at``: now, with its time zone; decisions are to hold on its day. ``tell`` hears whether the
    rules are others than those of the report.

    Raises:
        UsageError: OUT holds no results, the trail is not as it was written, the sheet cannot be
            read, or is that of another applicant or system.
    """
    out = asked.out
    data = read_report(out)
    pack = _pack(book, data)
    if data["program"]["rules"] != book.version:
        tell("the rules have changed since the report was made; check again to be sure")
    values = _values(asked.values, pack)
    filled = _filled(asked.sheet, str(data["applicant"]["name"]))
    said = _decisions(out)
    judged = _judged(data, pack)
    try:
        scores = score(
            pack, judged, filled, said,
            met=_words("met"), not_met=_words("not_met"), day=at.date(), values=values,
        )  # fmt: skip
    except SheetError as error:
        raise UsageError(f"{asked.sheet}: {error}") from error
    scored = Scored(
        scores=scores,
        about={
            name: data[name]
            for name in ("system", "applicant", "assessment_date", "tier", "program")
        },
        report_digest=hashlib.sha256((out / REPORT_JSON).read_bytes()).hexdigest(),
        sheet=asked.sheet.name,
        sheet_digest=hashlib.sha256(asked.sheet.read_bytes()).hexdigest(),
        values=values,
        decisions=_by_indicator(said, judged),
        day=at.date().isoformat(),
    )
    _write(out, scored, render_scores_json(scored, book, lang), at)
    return scored


# ------------------------------------------------------------------ what is in OUT


def _pack(book: RuleBook, data: Mapping[str, Any]) -> RulePack:
    """The pack of the report; it must have the same indicators.

    Raises:
        UsageError: it has not.
    """
    pack = book.packs.get(data["system"]["id"])
    ids = [entry["id"] for entry in data["indicators"]]
    if pack is None or ids != [i.id for i in pack.indicators]:
        raise UsageError("the report was made with other rules: check again, then score")
    return pack


def _judged(data: Mapping[str, Any], pack: RulePack) -> dict[str, Judged]:
    tier = data["tier"] or (pack.tiers[-1] if pack.tiers else "")
    return {
        entry["id"]: Judged(
            tier if "tiers" in entry else "", Flag(entry["flag"]), entry["evidence_digest"]
        )
        for entry in data["indicators"]
    }


def _decisions(out: Path) -> tuple[Decision, ...]:
    trail = out / FILE_NAME
    verdict = verify(trail, report=out / REPORT_JSON)
    if not verdict.ok:
        raise UsageError(f"{trail}: is not as it was written: {verdict.reason}")
    try:
        return decisions(trail)
    except TrailError as error:
        raise UsageError(f"{trail}: {error}") from error


def _by_indicator(
    said: tuple[Decision, ...], judged: Mapping[str, Judged]
) -> dict[str, tuple[Decision, ...]]:
    """Those that stand on the tier applied for."""
    found: defaultdict[str, tuple[Decision, ...]] = defaultdict(tuple)
    for decision in standing(said):
        own = judged.get(decision.indicator)
        if own is not None and own.tier == decision.tier:
            found[decision.indicator] += (decision,)
    return dict(found)


# ------------------------------------------------------------------ what was filled in


def _filled(sheet: Path, applicant: str) -> Filled:
    titles = Titles(
        indicator=_labels("id"),
        own=_labels("own_score"),
        reviewer=_labels("reviewer_score"),
        opinion=_labels("reviewer_opinion"),
        applicant=_labels("applicant"),
    )
    if not sheet.is_file():
        raise UsageError(f"{sheet}: No such file or directory")
    try:
        filled = read_sheet(read_cells(sheet, Limits()), titles)
    except ReadError as error:
        reason = dict(error.problem.params)
        why = reason.get("reason") or f"{reason.get('limit')}: {reason.get('value')}"
        raise UsageError(f"{sheet}: cannot be read: {why}") from error
    except SheetError as error:
        raise UsageError(f"{sheet}: {error}") from error
    except OSError as error:
        raise UsageError(f"{sheet}: {error.strerror or error}") from error
    if not filled.applicant:
        raise UsageError(f"{sheet}: does not say whose it is; leave its first two rows as they are")
    if _spaced(filled.applicant) != _spaced(printable(applicant)):
        raise UsageError(f"{sheet}: is the sheet of {filled.applicant}, not of {applicant}")
    return filled


def _labels(key: str) -> frozenset[str]:
    words = catalogue()["labels"][key]
    return frozenset((words.zh, words.en))


def _words(key: str) -> frozenset[str]:
    return frozenset(label.casefold() for label in _labels(key))


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _values(given: tuple[str, ...], pack: RulePack) -> dict[str, Decimal | bool]:
    asked = asked_for(pack)
    values: dict[str, Decimal | bool] = {}
    for text in given:
        name, _, value = text.partition("=")
        if name not in asked:
            known = ", ".join(asked) or "none"
            raise UsageError(f"--value {text}: {pack.id} asks for: {known}")
        try:
            number = None if asked[name] else Decimal(value.strip().removesuffix("%"))
        except InvalidOperation as error:
            raise UsageError(f"--value {text}: should be a number") from error
        if number is not None and number.is_finite():
            values[name] = number
        elif number is None and value.strip().lower() in _YES:
            values[name] = _YES[value.strip().lower()]
        else:
            kind = "yes or no" if asked[name] else "a number"
            raise UsageError(f"--value {text}: should be {kind}")
    return values


# ------------------------------------------------------------------ what comes of it


def _write(out: Path, scored: Scored, content: bytes, at: datetime) -> None:
    """scores.json and the event that binds it, both or neither."""
    scores = scored.scores
    outcome = {
        "by": scores.by.value,
        "provisional": scores.provisional,
        "total": _text(plain(scores.totals.total)),
        "bonus": _text(plain(scores.totals.bonus)),
        "grade": scores.grade,
        "values": {name: _text(plain(value)) for name, value in scored.values.items()},
    }
    try:
        with tempfile.TemporaryDirectory(prefix=".scores.", dir=out) as folder:
            staged = Path(folder) / SCORES_JSON
            staged.write_bytes(content)
            with Trail(out / FILE_NAME) as trail:
                trail.score(
                    [_row(row) for row in scores.rows],
                    outcome=outcome,
                    scores_json=hashlib.sha256(content).hexdigest(),
                    sheet=scored.sheet_digest,
                    report=scored.report_digest,
                    at=at,
                )
            staged.replace(out / SCORES_JSON)
    except TrailError as error:
        raise UsageError(f"{out / FILE_NAME}: {error}") from error
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error


def _row(row: ScoreRow) -> dict[str, str]:
    return {
        "indicator": row.indicator.id,
        "tier": row.judged.tier,
        "own_score": _text(plain(row.own)),
        "reviewer_score": _text(plain(row.reviewer)),
        "opinion": row.entry.opinion,
        "flag": row.judged.flag.value,
        "evidence_digest": row.judged.evidence_digest,
        "remarks": _text([r.value for r in row.remarks]),
    }


def _text(value: Any) -> str:
    return canonical(storable(value))
