"""The upload page: hand in a submission, watch its check, go on to the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, cast

from fastapi import FastAPI, Header, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.requests import ClientDisconnect

from evidencecheck.domain.limits import MIB
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.review.forms import read_form
from evidencecheck.review.handed_in import HandedIn, State, Submissions
from evidencecheck.review.jobs import Jobs, Progress, Task
from evidencecheck.review.library import DOWNLOADS, Library
from evidencecheck.review.pages import Pages
from evidencecheck.review.receiving import Receiver, Refused
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.submission import ApplicantFile, submission

_MOST_LISTED = 200
"""Files listed in full on a page that is fetched every second."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A submission as its page shows it."""

    entry: HandedIn
    system: str
    """Name of the indicator system."""
    state: str
    """A state, ``checking`` where its check runs, or ``stopped`` where it was cut off."""
    progress: Progress | None
    files: int
    bytes: int
    report: bool
    """Whether there is a result to look at, be it of an earlier check."""
    downloads: tuple[tuple[str, str], ...]

    @property
    def busy(self) -> bool:
        """Whether something is going on that the page should follow."""
        return self.state in {"waiting", "checking"}


class Uploading:
    """The start page and the addresses under /u."""

    def __init__(
        self,
        submissions: Submissions,
        library: Library,
        book: RuleBook,
        options: Options,
        *,
        rules: Path | None,
        lang: str,
    ) -> None:
        self._submissions = submissions
        self._library = library
        self._book = book
        self._options = options
        self._rules = rules
        self._lang = lang
        self._receiver = Receiver(submissions, options.limits)
        self._jobs = Jobs(self._ended)

    def close(self) -> None:
        """End what is being checked; it is offered again at the next start."""
        self._jobs.close()

    def add_to(self, app: FastAPI, pages: Pages) -> None:
        """Give ``app`` the addresses, the start page among them."""
        self._pages = pages
        app.get("/")(self.start)
        app.get("/u")(self.listed)
        app.post("/u")(self.new)
        app.get("/u/{name}")(self.page)
        app.get("/u/{name}/state")(self.state)
        app.put("/u/{name}/files")(self.put)
        app.delete("/u/{name}/files")(self.remove)
        app.post("/u/{name}/check")(self.check)

    # ---------------------------------------------------------------- pages

    def start(self) -> Response:
        """What is asked for, where to drop it, and every submission so far."""
        packs = sorted(self._book.packs.values(), key=lambda p: p.id)
        return self._pages(
            "start.html.j2",
            {
                "packs": packs,
                "tiers": {p.id: self._tiers(p) for p in packs if p.tiers},
                "today": date.today().isoformat(),
                "limits": self._limits(),
                "submissions": self._all(),
                "alike": self._library.alike(),
            },
        )

    def listed(self) -> Response:
        """Every submission so far, for the start page to follow."""
        return self._pages("submissions.html.j2", {"submissions": self._all()})

    def page(self, name: str) -> Response:
        """One submission: its files, its check, its result."""
        entry = self._entry(name)
        files = self._submissions.files(name)
        context = {"limits": self._limits(), "files": files, "most": _MOST_LISTED}
        return self._pages("submission.html.j2", {**context, **self._context(entry)})

    def state(self, name: str) -> Response:
        """How far a submission is, for its page to follow."""
        shown = self._context(self._entry(name))
        answer = self._pages("state.html.j2", shown)
        if not cast(Shown, shown["s"]).busy:
            # What the page lacked while files could not be added comes back.
            answer.headers["hx-refresh"] = "true"
        return answer

    # ---------------------------------------------------------------- what changes something

    async def new(self, request: Request) -> Response:
        """Begin a submission; tells its address."""
        form = await read_form(request)
        given = {k: form.get(k, "").strip() for k in ("system", "applicant", "credit_code", "tier")}
        day = form.get("date", "").strip()
        try:
            self._hold_against_rules(given, day)
        except (UsageError, ValueError) as error:
            return self._refused(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        entry = self._submissions.new(
            given["system"],
            given["applicant"],
            credit_code=given["credit_code"],
            day=day,
            tier=given["tier"],
        )
        return JSONResponse({"address": f"/u/{entry.name}"}, HTTPStatus.CREATED)

    async def put(
        self,
        request: Request,
        name: str,
        path: Annotated[str, Query()],
        content_length: Annotated[int, Header(ge=0)],
    ) -> Response:
        """Take one file."""
        entry = self._open(name)
        try:
            await self._receiver.receive(name, path, content_length, request.stream())
        except Refused as error:
            return self._refused(self._pages.words(str(error)), HTTPStatus.UNPROCESSABLE_ENTITY)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except OSError as error:
            reason = error.strerror or str(error)
            return self._refused(reason, HTTPStatus.INSUFFICIENT_STORAGE)
        if entry.state is not State.UPLOADING:
            self._submissions.set(name, State.UPLOADING)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def remove(self, name: str, path: Annotated[str, Query()]) -> Response:
        """Take one file out again; nothing stands in its place."""
        self._open(name)
        try:
            self._receiver.remove(name, path)
        except Refused as error:
            raise HTTPException(HTTPStatus.NOT_FOUND) from error
        return Response("")

    def check(self, name: str, request: Request) -> Response:
        """Ask for the check of what was handed in."""
        entry = self._entry(name)
        if not self._submissions.files(name):
            return self._refused(self._pages.words("none_chosen"), HTTPStatus.UNPROCESSABLE_ENTITY)
        self._submissions.set(name, State.WAITING)
        self._jobs.add(
            Task(
                name=name,
                source=self._submissions.source(name),
                request=entry.request,
                out=self._submissions.out(name),
                options=self._options,
                rules=self._rules,
                lang=self._lang,
            )
        )
        if "hx-request" in request.headers:
            return Response(headers={"hx-refresh": "true"})
        return RedirectResponse(f"/u/{name}", HTTPStatus.SEE_OTHER)

    # ---------------------------------------------------------------- helpers

    def _ended(self, name: str, problem: str) -> None:
        # Paths of this machine are nobody's business.
        plain = problem.replace(f"{self._submissions.out(name).parent.resolve()}/", "")
        self._submissions.set(name, State.FAILED if problem else State.DONE, plain)

    def _hold_against_rules(self, given: Mapping[str, str], day: str) -> None:
        """Make sure that a check can be asked for.

        Raises:
            UsageError: it cannot; one plain line.
            ValueError: the date is none.
        """
        pack = self._book.packs.get(given["system"])
        if pack is None or (given["tier"] and given["tier"] not in pack.tiers):
            raise UsageError(self._pages.words("not_found"))
        if not given["applicant"]:
            raise UsageError(self._pages.words("name_needed"))
        asked = HandedIn("", given["system"], given["applicant"], given["credit_code"], day)
        submission(asked.request, ApplicantFile(), date.today())

    def _all(self) -> list[Shown]:
        return [self._shown(entry) for entry in self._submissions.all()]

    def _shown(self, entry: HandedIn) -> Shown:
        progress = self._jobs.progress(entry.name)
        out = self._submissions.out(entry.name)
        sizes = [size for _, size in self._submissions.files(entry.name)]
        pack = self._book.packs.get(entry.system)
        return Shown(
            entry=entry,
            system=pack.name if pack is not None else entry.system,
            state=_state(entry, progress),
            progress=progress,
            files=len(sizes),
            bytes=sum(sizes),
            report=entry.name in self._submissions.outs(),
            downloads=tuple((f, key) for f, key in DOWNLOADS.items() if (out / f).is_file()),
        )

    def _context(self, entry: HandedIn) -> dict[str, object]:
        shown = self._shown(entry)
        pages = list(shown.progress.pages.items()) if shown.progress is not None else []
        # What is being read stands first, then what was read last.
        pages.sort(key=lambda p: p[1][0] >= p[1][1])
        return {"s": shown, "pages": pages[:_MOST_LISTED]}

    def _entry(self, name: str) -> HandedIn:
        entry = self._submissions.get(name)
        if entry is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return entry

    def _open(self, name: str) -> HandedIn:
        """A submission that files can be added to: none that is being checked."""
        entry = self._entry(name)
        if self._jobs.progress(name) is not None:
            raise HTTPException(HTTPStatus.CONFLICT)
        return entry

    def _limits(self) -> dict[str, int]:
        limits = self._options.limits
        return {
            "file": limits.file_bytes // MIB,
            "all": limits.archive_bytes // MIB,
            "count": limits.total_files,
        }

    def _tiers(self, pack: RulePack) -> list[tuple[str, str]]:
        return [(tier, self._pages.wording.tier(tier)) for tier in pack.tiers]

    def _refused(self, line: str, status: HTTPStatus) -> Response:
        return JSONResponse({"wrong": self._pages.wording.refusal(line)}, status)


def _state(entry: HandedIn, progress: Progress | None) -> str:
    if progress is not None:
        return "waiting" if progress.stage == "waiting" else "checking"
    return "stopped" if entry.state is State.WAITING else entry.state.value
