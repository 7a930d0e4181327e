"""What the applicant, or the command line, says about a submission."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from stdnum.cn import uscc

from evidencecheck.domain.submission import Applicant, NotApplicable, Submission
from evidencecheck.running.errors import UsageError

NAME = "applicant.yaml"
_MOST_BYTES = 64 * 1024


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


def read_applicant_file(source: Path) -> ApplicantFile:
    """applicant.yaml of a folder or zip; an empty one where there is none.

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
        key = ".".join(str(p) for p in first["loc"]) or "file"
        raise UsageError(f"{NAME}: {key}: {first['msg']}") from error


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
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile):
        return None
    return None
