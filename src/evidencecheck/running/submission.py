"""What the applicant, or the command line, says about a submission."""

from __future__ import annotations

import datetime as dt
import difflib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from stdnum.cn import uscc

from evidencecheck.domain.submission import Applicant, NotApplicable, Submission
from evidencecheck.domain.systems import RulePack
from evidencecheck.intake.unpacker import root_file
from evidencecheck.running.errors import UsageError

NAME = "applicant.yaml"
_MOST_BYTES = 64 * 1024
_SHAPES = {
    "string_type": "should be a text",
    "tuple_type": "should be a list",
    "model_type": "should be keys with values",
    "date_type": "should be a date (YYYY-MM-DD)",
    "date_parsing": "should be a date (YYYY-MM-DD)",
    "date_from_datetime_parsing": "should be a date (YYYY-MM-DD)",
    "date_from_datetime_inexact": "should be a date (YYYY-MM-DD)",
}
"""pydantic's error types, and what should have stood there."""


class _NotApplicable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    indicator: str
    reason: str
    until: dt.date | None = None


class ApplicantFile(BaseModel):
    """applicant.yaml at the root of a submission (contract: command-line)."""

    model_config = ConfigDict(extra="forbid")
    name: str = ""
    credit_code: str = ""
    aliases: tuple[str, ...] = ()
    address: str = ""
    established: dt.date | None = None
    system: str = ""
    date: dt.date | None = None
    tier: str = ""
    not_applicable: tuple[_NotApplicable, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for on the command line; empty where the applicant's file is to decide."""

    system: str = ""
    applicant: str = ""
    credit_code: str = ""
    date: dt.date | None = None
    tier: str = ""
    deadline: dt.date | int | None = None
    """By when the correction notice asks for an answer: a day, or days from its receipt."""


def read_applicant_file(source: Path) -> ApplicantFile:
    """applicant.yaml of a folder or archive; an empty one where there is none.

    Raises:
        UsageError: it is there and cannot be understood.
    """
    text = _text(source)
    if text is None:
        return ApplicantFile()
    try:
        data = yaml.safe_load(text) or {}
        return ApplicantFile.model_validate(data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        raise UsageError(f"{NAME}{where}: is not valid YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{NAME}:{_line(text, first['loc'])}"
        raise UsageError(f"{where}: {_fault(first)}") from error


def submission(request: Request, file: ApplicantFile, today: dt.date) -> tuple[str, Submission]:
    """The system's id and the submission; the command line wins over the applicant's file.

    Raises:
        UsageError: no system or no applicant is named, or a credit code cannot be one.
    """
    system = request.system or file.system
    name = (request.applicant or file.name).strip()
    code = (request.credit_code or file.credit_code).strip().upper()
    if not system:
        raise UsageError("no system: give --system ID (see: evidencecheck systems list)")
    if not name:
        raise UsageError(f"no applicant: give --applicant NAME, or put name: into {NAME}")
    if code and not uscc.is_valid(code):
        raise UsageError(f"--credit-code {code}: its check digit does not hold (GB 32100)")
    applicant = Applicant(name, code, file.aliases, file.address, file.established)
    return system, Submission(
        applicant=applicant,
        date=request.date or file.date or today,
        tier=request.tier or file.tier,
        not_applicable=tuple(
            NotApplicable(n.indicator, n.reason, n.until) for n in file.not_applicable
        ),
    )


def check_not_applicable(asked: Submission, pack: RulePack) -> None:
    """Make sure that every indicator declared not applicable is one of the system's.

    Raises:
        UsageError: it is not; the line names it and the nearest there is.
    """
    known = [indicator.id for indicator in pack.indicators]
    for declared in asked.not_applicable:
        given = declared.indicator
        if given in known:
            continue
        short = f"{pack.id}.{given}"
        near = [short] if short in known else difflib.get_close_matches(given, known, n=1)
        rest = f"did you mean {near[0]}?" if near else f"see: evidencecheck systems show {pack.id}"
        raise UsageError(f"{NAME}: not_applicable: {pack.id} has no indicator {given}; {rest}")


def _fault(details: ErrorDetails) -> str:
    """What is wrong with one value, in a few words."""
    place = details["loc"]
    key = ".".join(str(p + 1) if isinstance(p, int) else p for p in place)
    if not place:
        return "should be keys with values"
    if details["type"] == "missing":
        return f"{key} is missing"
    if details["type"] == "extra_forbidden":
        model = _NotApplicable if len(place) > 1 else ApplicantFile
        known = tuple(model.model_fields)
        near = difflib.get_close_matches(str(place[-1]), known, n=1)
        rest = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
        return f"unknown key {key}; {rest}"
    if details["type"] == "string_type" and isinstance(details["input"], int | float):
        return f"{key} should be a text; put quotes around it"
    return f"{key} {_SHAPES.get(details['type'], 'has a wrong value')}"


def _line(text: str, place: tuple[int | str, ...]) -> int:
    """The line, from 1, of the key or entry at ``place``, or of the last part of it that exists."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _text(source: Path) -> str | None:
    try:
        if source.is_dir():
            path = source / NAME
            if not path.is_file() or path.stat().st_size > _MOST_BYTES:
                return None
            return path.read_text(encoding="utf-8-sig")
        if zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                info = archive.getinfo(NAME)
                if info.file_size > _MOST_BYTES:
                    return None
                return archive.read(info).decode("utf-8-sig")
        data = root_file(source, NAME, _MOST_BYTES)
        return data.decode("utf-8-sig") if data is not None else None
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile):
        return None
