"""Whether a report is that of the files as they are now: then nothing needs to be done again.

This module is what a run that has nothing to do costs: it leads to no reader and no engine.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.twins import Twin
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.intake.programs import installed
from evidencecheck.running.engine import engine_key
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.output import as_written
from evidencecheck.running.submission import Request, read_applicant_file, submission

MADE_FROM = ".made-from.json"
"""In OUT: what its report was made from, and how it came out."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report."""

    digest: str
    """sha256 of everything that it depends on."""
    status: int
    """Exit status of the run that made it."""
    summary: dict[Flag, int]
    """How many indicators carry each flag."""


def digest_of(
    system: str,
    asked: Submission,
    files: Iterable[SourceFile],
    *,
    options: Options,
    rules: str,
    lang: str,
    deadline: date | int | None = None,
    twins: Iterable[Twin] = (),
) -> str:
    """sha256, in hex, of all that a report depends on; ``rules``: the version of the rule book."""
    limits = json.dumps(asdict(options.limits), sort_keys=True)
    submitted = json.dumps(asdict(asked), default=str, sort_keys=True)
    outside = ",".join(installed())
    parts = [
        _program(),
        outside,
        rules,
        engine_key(options.ocr),
        limits,
        system,
        submitted,
        lang,
        str(deadline),
    ]
    parts += [f"{t.key}\0{t.kind}\0{t.other}\0{t.share}" for t in twins]
    parts += [f"{f.path}\0{f.sha256}\0{f.status}" for f in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def prints_key(
    system: str, asked: Submission, files: Iterable[SourceFile], *, options: Options, rules: str
) -> str:
    """The key under which the fingerprints of a submission are kept: what they depend on."""
    digest = digest_of(system, asked, files, options=options, rules=rules, lang="")
    return hashlib.sha256(f"prints\n{digest}".encode()).hexdigest()


def write_made(out: Path, made: Made) -> None:
    """Note in ``out`` what its report was made from."""
    text = json.dumps(asdict(made), indent=1, sort_keys=True)
    (out / MADE_FROM).write_text(text + "\n", encoding="utf-8")


def made(out: Path) -> Made | None:
    """What the report in ``out`` was made from; None where a file of it is gone or was changed."""
    try:
        data = json.loads((out / MADE_FROM).read_text(encoding="utf-8"))
        known = Made(
            str(data["digest"]),
            int(data["status"]),
            {flag: int(data["summary"][flag]) for flag in Flag},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known if as_written(out) else None


TwinsOf = Callable[[str], Iterable[Twin] | None]
"""What others have of a submission as well, by its `prints_key`; None where that is not known."""


def alone(_: str) -> Iterable[Twin]:
    """The submission is held against no other."""
    return ()


def still_holds(
    source: Path,
    request: Request,
    out: Path,
    *,
    options: Options,
    rules: str,
    lang: str,
    twins_of: TwinsOf = alone,
) -> Made | None:
    """The finished report in ``out``, where checking ``source`` again would make the same.

    ``rules``: the version of the rules. Whatever is wrong with ``source`` or ``request`` is for the
    check to tell: None.
    """
    known = made(out)
    if known is None or not options.cache:
        return None
    try:
        system, asked = submission(request, read_applicant_file(source), date.today())
        with tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
            files = collect(source, Path(scratch), options.limits)
        twins = twins_of(prints_key(system, asked, files, options=options, rules=rules))
        if twins is None:
            return None
        digest = digest_of(
            system,
            asked,
            files,
            options=options,
            rules=rules,
            lang=lang,
            deadline=request.deadline,
            twins=twins,
        )
    except (UsageError, NothingToRead):
        return None
    return known if known.digest == digest else None


def _program() -> str:
    """sha256 over the program's own files."""
    total = hashlib.sha256()
    files = (p for p in _PACKAGE.rglob("*") if p.is_file() and p.suffix != ".pyc")
    for path in sorted(files):
        total.update(path.relative_to(_PACKAGE).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
