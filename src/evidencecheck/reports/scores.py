"""What a filled-in score sheet comes to: scores.json, and a table for the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evidencecheck.domain.decision import Decision, is_stale
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.scores import (
    ConditionResult,
    GradeResult,
    GradeStatus,
    Reading,
    Remark,
    Score,
    ScoreRow,
    Scores,
    SectionTotal,
)
from evidencecheck.reports.printable import encodable, printable
from evidencecheck.reports.wording import Wording
from evidencecheck.reports.words import catalogue, fill

SCHEMA = "evidencecheck/scores@1"

_STYLES = {Flag.SUPPORTED: "green", Flag.MISSING: "yellow", Flag.SUSPICIOUS: "bold red"}
_QUIET = frozenset({Remark.AMBIGUOUS, Remark.NOT_APPLICABLE})
"""Remarks that nobody has to act on."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores, and what they were worked out from."""

    scores: Scores
    about: Json
    """``system``, ``applicant``, ``assessment_date``, ``tier`` and ``program`` of report.json."""
    report_digest: str
    """sha256 (hex) of report.json."""
    sheet: str
    """Name of the file that was filled in."""
    sheet_digest: str
    values: Mapping[str, Decimal | bool]
    """Quantities given by hand."""
    decisions: Mapping[str, tuple[Decision, ...]]
    """Those that stand, by id of the indicator; stale ones too."""
    day: str
    """The day on which they were to hold, ``YYYY-MM-DD``."""


def scores_schema() -> Json:
    """The JSON Schema (draft 2020-12) that every scores.json fulfils."""
    path = resources.files(__package__).joinpath("scores.schema.json")
    schema: Json = json.loads(path.read_text("utf-8"))
    return schema


def plain(score: Score) -> float | int | bool | None:
    """A score as JSON has it: a number, whether it is met, or null."""
    if score is None or isinstance(score, bool):
        return score
    return int(score) if score == int(score) else float(score)


def acted_on(scores: Scores) -> bool:
    """Whether somebody has something to do: it is provisional, or a row is to be looked at."""
    return scores.provisional or any(set(row.remarks) - _QUIET for row in scores.rows)


# ------------------------------------------------------------------ scores.json


def render_scores_json(scored: Scored, book: RuleBook, lang: str = "zh") -> bytes:
    """scores.json as UTF-8 bytes, messages in ``lang`` (``zh`` or ``en``)."""
    words = _Words(book, lang)
    scores = scored.scores
    data = {
        "schema": SCHEMA,
        **scored.about,
        "report": scored.report_digest,
        "sheet": {"name": scored.sheet, "sha256": scored.sheet_digest},
        "day": scored.day,
        "by": scores.by.value,
        "provisional": scores.provisional,
        "rows": [_row(row, scored, words) for row in scores.rows],
        "sections": [_section(section) for section in scores.totals.sections],
        "total": plain(_rounded(scores.totals.total)),
        "most": plain(scores.totals.most),
        "bonus": plain(scores.totals.bonus),
        "values": {name: plain(value) for name, value in sorted(scored.values.items())},
        "grades": [_grade(grade) for grade in scores.grades],
        "grade": scores.grade or None,
        "other_readings": [
            {"readings": [r.value for r in other.readings], "grade": other.grade or None}
            for other in scores.other_readings
        ],
        "unknown": list(scores.unknown),
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return (encodable(text) + "\n").encode("utf-8")


def _row(row: ScoreRow, scored: Scored, words: _Words) -> Json:
    indicator, said = row.indicator, scored.decisions.get(row.indicator.id, ())
    return {
        "indicator": indicator.id,
        "tier": row.judged.tier or None,
        "kind": indicator.kind.value,
        "type": indicator.type,
        "max_score": plain(None if indicator.max_score is None else _exact(indicator.max_score)),
        "flag": row.judged.flag.value,
        "evidence_digest": row.judged.evidence_digest,
        "own": plain(row.own),
        "reviewer": plain(row.reviewer),
        "counted": plain(row.counted),
        "opinion": row.entry.opinion,
        "provisional": row.provisional,
        "remarks": [{"code": r.value, "message": words.remark(r, row)} for r in row.remarks],
        "decisions": [_decision(d, row, scored.day) for d in said],
    }


def _decision(said: Decision, row: ScoreRow, day: str) -> Json:
    return {
        "number": said.number,
        "word": said.word.value,
        "reviewer": said.reviewer,
        "at": said.at,
        "reason": said.reason,
        "stale": is_stale(said, row.judged.evidence_digest, date.fromisoformat(day)),
    }


def _section(section: SectionTotal) -> Json:
    return {
        "name": section.name,
        "points": plain(section.points),
        "most": plain(section.most),
        "weight": plain(section.weight),
    }


def _grade(grade: GradeResult) -> Json:
    return {
        "name": grade.name,
        "status": grade.status.value,
        "conditions": [
            {
                "var": c.var,
                "op": c.op,
                "value": c.value,
                "soft": c.soft,
                "doubtful": c.doubtful or None,
                "found": plain(_rounded(c.found)),
                "holds": c.holds,
            }
            for c in grade.conditions
        ],
        "note": grade.note,
    }


def _rounded(value: Score) -> Score:
    """A weighted total without the tail of a division; far from any limit of a grade."""
    return round(value, 6) if isinstance(value, Decimal) else value


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


# ------------------------------------------------------------------ terminal


def render_scores(console: Console, scored: Scored, book: RuleBook, lang: str = "zh") -> None:
    """Print a row an indicator, the sections, the total and every grade with its conditions."""
    words, scores = _Words(book, lang), scored.scores
    console.print(_text(str(scored.about["applicant"]["name"]), "bold"))
    system = str(scored.about["system"]["name"])
    console.print(_text(f"{system} · {scored.about['assessment_date']}", "dim"))
    console.print(_table(scores, words))
    console.print(_text(words.say(f"by_{scores.by.value}"), "dim"))
    for section in scores.totals.sections:
        console.print(_text(words.section(section)))
    total = words.say("total", total=scores.totals.total, most=scores.totals.most)
    if scores.totals.bonus:
        total = f"{total}  {words.say('bonus', bonus=scores.totals.bonus)}"
    console.print(_text(total, "bold"))
    still_open = sum(row.provisional for row in scores.rows)
    state = words.say("provisional", count=still_open) if still_open else words.say("final")
    console.print(_text(state, "bold red" if still_open else "green"))
    for grade in scores.grades:
        console.print(_text(words.say(f"grade_{grade.status.value.replace('-', '_')}",
                                      name=grade.name)))  # fmt: skip
        for condition in grade.conditions:
            console.print(_text(f"  {words.condition(condition)}"))
        if grade.note:
            console.print(_text(f"  {grade.note}", "dim"))
    console.print(_text(words.outcome(scores), "bold"))
    for other in scores.other_readings:
        readings = "、".join(words.reading(r) for r in other.readings)
        line = words.say("other_reading", readings=readings, grade=words.grade(other.grade))
        console.print(_text(line, "yellow"))
    if scores.unknown:
        names = ", ".join(f"{words.quantity(name)} [{name}]" for name in scores.unknown)
        console.print(_text(words.say("unknown", names=names), "yellow"))


def _table(scores: Scores, words: _Words) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words.wording.label("id"), no_wrap=True)
    table.add_column(words.wording.label("type"), no_wrap=True)
    table.add_column(words.say("points"), justify="right")
    table.add_column(words.wording.label("flag"), no_wrap=True)
    table.add_column(words.say("own"), justify="right")
    table.add_column(words.say("reviewer"), justify="right")
    table.add_column(words.say("remarks"), overflow="fold", ratio=1)
    for row in scores.rows:
        indicator, flag = row.indicator, row.judged.flag
        remarks = Text("\n").join(
            _text(words.remark(r, row), "dim" if r in _QUIET else "red") for r in row.remarks
        )
        table.add_row(
            _text(indicator.id),
            _text(words.wording.requirement_type(indicator.type)
                  or words.wording.kind(indicator.kind)),
            _text("" if indicator.max_score is None else number(indicator.max_score)),
            _text(words.wording.flag(flag), _STYLES[flag]),
            _text(words.score(row.own)),
            _text(words.score(row.reviewer)),
            remarks,
        )  # fmt: skip
    return table


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)


def number(value: float | Decimal) -> str:
    """Points without a useless fraction, to two places: ``5``, ``2.5``, ``79.99``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class _Words:
    """The group ``scores`` of ``words.yaml`` in one language."""

    def __init__(self, book: RuleBook, lang: str) -> None:
        self.wording = Wording(book, lang)
        self._lang = lang

    def say(self, key: str, **params: object) -> str:
        shown = {
            name: number(value) if isinstance(value, Decimal) else str(value)
            for name, value in params.items()
        }
        return fill(catalogue()["scores"][key].get(self._lang), shown)

    def remark(self, remark: Remark, row: ScoreRow) -> str:
        most = row.indicator.max_score
        text = row.entry.reviewer or row.entry.own
        return self.say(remark.value, text=text, most="" if most is None else number(most))

    def score(self, score: Score) -> str:
        if isinstance(score, bool):
            return self.say("met" if score else "not_met")
        return "–" if score is None else number(score)

    def section(self, section: SectionTotal) -> str:
        params: Json = {"name": section.name, "points": section.points, "most": section.most}
        if section.weight is None:
            return self.say("section", **params)
        counted = section.points * section.weight / section.most
        return self.say("section_weighted", **params, weight=section.weight, counted=counted)

    def outcome(self, scores: Scores) -> str:
        undecided = any(g.status is GradeStatus.OPEN for g in scores.grades)
        if not scores.grade and undecided:
            return self.say("grade_undecided")
        return self.grade(scores.grade)

    def quantity(self, name: str) -> str:
        known = catalogue()["quantities"].get(name)
        if known:
            return known.get(self._lang)
        if name.startswith("tier.") and name.endswith(".all_met"):
            tier = name.removeprefix("tier.").removesuffix(".all_met")
            return self.say("tier_met", tier=self.wording.tier(tier))
        return name

    def grade(self, name: str) -> str:
        return self.say("grade", name=name) if name else self.say("no_grade")

    def reading(self, reading: Reading) -> str:
        return self.say(f"reading_{reading.value}")

    def condition(self, condition: ConditionResult) -> str:
        state = {True: "✓", False: "✗", None: "?"}[condition.holds]
        line = self.say(
            "condition_fact" if condition.value is True else "condition",
            state=state,
            var=self.quantity(condition.var),
            op=condition.op,
            value=self._value(condition.value),
            found=self._value(condition.found),
        )
        if condition.soft:
            line += self.say("soft")
        if condition.doubtful:
            line += self.say("doubtful", words=condition.doubtful)
        return line

    def _value(self, value: Decimal | float | bool | None) -> str:
        if value is None:
            return self.say("unknown_value")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        return number(value)
