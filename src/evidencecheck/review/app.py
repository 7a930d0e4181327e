"""The reviewers' page as an application: lists, indicators, page pictures, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Cookie, FastAPI, Header, HTTPException, Query, Request
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from evidencecheck.audit import TrailError
from evidencecheck.domain.decision import Word
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.forms import read_form
from evidencecheck.review.guard import Guard
from evidencecheck.review.library import DOWNLOADS, ONE, Library
from evidencecheck.review.opened import OpenedReport, Row
from evidencecheck.review.pages import Pages
from evidencecheck.review.pictures import Gone, Pictures
from evidencecheck.review.uploading import Uploading

REVIEWER = "reviewer"
_YEAR = 365 * 24 * 3600
_WORDS = (Word.ACCEPTED, Word.REJECTED, Word.NOT_APPLICABLE, Word.OTHER_DOCUMENT)


def create_app(
    library: Library,
    book: RuleBook,
    token: str,
    lang: str = "zh",
    uploading: Uploading | None = None,
) -> FastAPI:
    """The application; ``Guard`` stands before all of it.

    With ``uploading`` its start page takes the place of the list of all reports.
    """
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Nothing leaves this machine, whatever its environment asks for.
        telemetry={"auto_configure": False},
    )
    pages = Pages(book, lang)
    app.add_middleware(Guard, token=token, refusal=pages.words("forbidden"))
    static = StaticFiles(directory=Path(str(resources.files(__package__))) / "static")
    app.mount("/static", static, "static")
    app.add_exception_handler(HTTPStatus.NOT_FOUND, _Lost(pages.words("not_found")))
    if uploading is not None:
        uploading.add_to(app, pages)
    Reviewing(library, pages).add_to(app)
    return app


@dataclass(frozen=True, slots=True)
class _Lost:
    """Answers where there is nothing, in words."""

    words: str

    def __call__(self, _request: Request, _error: Exception) -> Response:
        return PlainTextResponse(self.words, HTTPStatus.NOT_FOUND)


class Reviewing:
    """The addresses under /s/NAME, and the list of all reports."""

    def __init__(self, library: Library, pages: Pages) -> None:
        self._library = library
        self._pages = pages

    def add_to(self, app: FastAPI) -> None:
        """Give ``app`` the addresses."""
        app.get("/")(self.start)
        app.get("/s/{name}")(self.review)
        app.get("/s/{name}/i/{indicator}")(self.indicator)
        app.get("/s/{name}/page")(self.picture)
        app.get("/s/{name}/print")(self.printed)
        app.get("/s/{name}/files/{file}")(self.download)
        app.post("/s/{name}/i/{indicator}")(self.decide)
        app.post("/s/{name}/undo")(self.undo)

    def start(self) -> Response:
        """The list of all reports; the only one at once."""
        if self._library.names() == [ONE]:
            return RedirectResponse(f"/s/{ONE}", HTTPStatus.SEE_OTHER)
        overviews = list(self._library.overviews())
        return self._pages(
            "all.html.j2", {"overviews": overviews, "alike": self._library.alike(), "several": True}
        )

    def review(
        self,
        name: str,
        i: Annotated[str, Query()] = "",
        reviewer: Annotated[str, Cookie()] = "",
    ) -> Response:
        """A report: the indicators, and the one named, else the first of the queue."""
        opened, _ = self._opened(name)
        rows = opened.rows()
        chosen = next((r for r in rows if r.id == i), None)
        if chosen is None and rows:
            # The address names what is looked at, so that it is there again after a reload.
            first = min(rows, key=lambda r: r.rank)
            return RedirectResponse(_address(name, first.id), HTTPStatus.SEE_OTHER)
        return self._pages(
            "review.html.j2",
            {
                **self._context(name, opened, rows, chosen, reviewer),
                "downloads": [(f, k) for f, k in DOWNLOADS.items() if (opened.out / f).is_file()],
                "several": self._library.names() != [ONE],
            },
        )

    def indicator(
        self, name: str, indicator: str, reviewer: Annotated[str, Cookie()] = ""
    ) -> Response:
        """The middle and the right side for one indicator."""
        opened, _ = self._opened(name)
        rows = opened.rows()
        row = _found(rows, indicator)
        return self._pages(
            "indicator.html.j2", self._context(name, opened, rows, row, reviewer)
        )  # fmt: skip

    def picture(
        self,
        name: str,
        file: str,
        page: int,
        if_none_match: Annotated[str, Header()] = "",
    ) -> Response:
        """The picture of a page of the evidence, as it was when it was checked."""
        opened, pictures = self._opened(name)
        entry = opened.file(file)
        if entry is None or page < 1:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        try:
            data = pictures.jpeg(file, page, entry["sha256"], entry["media_type"])
        except Gone as error:
            raise HTTPException(HTTPStatus.GONE) from error
        # A browser may keep it and must ask each time: the file may have been changed.
        tag = f'"{entry["sha256"]}-{page}"'
        headers = {"cache-control": "private, no-cache", "etag": tag}
        if if_none_match == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(data, media_type="image/jpeg", headers=headers)

    def printed(self, name: str) -> Response:
        """All indicators with what was said of them, for paper."""
        opened, _ = self._opened(name)
        rows = opened.rows()
        return self._pages("print.html.j2", self._context(name, opened, rows, None, ""))

    def download(self, name: str, file: str) -> Response:
        """One of the files of OUT."""
        opened, _ = self._opened(name)
        path = opened.out / file
        if file not in DOWNLOADS or not path.is_file() or path.is_symlink():
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return FileResponse(path, filename=file, headers={"cache-control": "no-store"})

    async def decide(
        self, request: Request, name: str, indicator: str, reviewer: Annotated[str, Cookie()] = ""
    ) -> Response:
        """Put a decision into the trail; the indicator as it is then."""
        form = await read_form(request)
        opened, _ = self._opened(name)
        row = _found(opened.rows(), indicator)
        who = form.get("reviewer", "").strip() or unquote(reviewer)
        wrong = self._decided(opened, row, form, who)
        answer = self._after(name, opened, indicator, who, wrong, form)
        answer.set_cookie(REVIEWER, quote(who), max_age=_YEAR, samesite="strict", httponly=True)
        return answer

    async def undo(
        self, request: Request, name: str, reviewer: Annotated[str, Cookie()] = ""
    ) -> Response:
        """Take back the reviewer's last word; the indicator that it was about."""
        form = await read_form(request)
        opened, _ = self._opened(name)
        last = opened.last_of(unquote(reviewer))
        if last is None:
            there = form.get("indicator") or min(opened.rows(), key=lambda r: r.rank).id
            message = self._pages.words("nothing_to_undo")
            return self._after(name, opened, there, unquote(reviewer), message, {})
        row = _found(opened.rows(), last.indicator)
        opened.decide(row, Word.WITHDRAWN, reason="", reviewer=last.reviewer)
        return self._after(name, opened, row.id, last.reviewer, "", {})

    def _decided(
        self, opened: OpenedReport, row: Row, form: dict[str, str], reviewer: str
    ) -> str:  # fmt: skip
        """What is wrong with a decision; empty where it was taken down."""
        t = self._pages.words
        word = next((w for w in _WORDS if w.value == form.get("word")), None)
        if word is None:
            return t("word_needed")
        if not reviewer:
            return t("reviewer_needed")
        reason = form.get("reason", "").strip()
        if not reason and not (word is Word.ACCEPTED and row.flag is Flag.SUPPORTED):
            return t("reason_needed")
        documents = []
        if word is Word.OTHER_DOCUMENT:
            named = _named_pages(opened, form)
            if named is None:
                return t("document_needed")
            documents.append(named)
        try:
            opened.decide(
                row,
                word,
                reason=reason,
                reviewer=reviewer,
                until=form.get("until", "") if word is Word.NOT_APPLICABLE else "",
                documents=documents,
            )
        except (ValueError, TrailError) as error:
            return t("bad_decision", reason=str(error))
        return ""

    def _after(
        self,
        name: str,
        opened: OpenedReport,
        indicator: str,
        reviewer: str,
        wrong: str,
        form: dict[str, str],
    ) -> Response:
        rows = opened.rows()
        answer = self._pages(
            "changed.html.j2",
            {
                **self._context(name, opened, rows, _found(rows, indicator), quote(reviewer)),
                "wrong": wrong,
                "form": form if wrong else {},
            },
        )
        answer.headers["hx-push-url"] = _address(name, indicator)
        return answer

    def _context(
        self, name: str, opened: OpenedReport, rows: list[Row], row: Row | None, reviewer: str
    ) -> dict[str, object]:
        return {
            "name": name,
            "data": opened.data,
            "documents": opened.documents,
            "tier": opened.tier,
            "sentences": opened.sentences(self._pages.wording),
            "rows": rows,
            "queue": {r.id: n for n, r in enumerate(sorted(rows, key=lambda r: r.rank))},
            "done": sum(not r.open for r in rows),
            "provisional": sum(r.open and r.flag.value == "suspicious" for r in rows),
            "row": row,
            "shown": opened.evidence(row) if row is not None else (),
            "history": opened.history(row.id) if row is not None else (),
            "reviewer": unquote(reviewer),
            "choices": _WORDS,
            "wrong": "",
            "form": {},
        }

    def _opened(self, name: str) -> tuple[OpenedReport, Pictures]:
        found = self._library.get(name)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        try:
            found[0].data  # noqa: B018  (whether it can be read)
        except (OSError, ValueError) as error:
            raise HTTPException(HTTPStatus.NOT_FOUND) from error
        return found


def _address(name: str, indicator: str) -> str:
    return f"/s/{quote(name, safe='')}?i={quote(indicator, safe='')}"


def _named_pages(opened: OpenedReport, form: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The pages of a file that a form names; None where there are none such."""
    path, first = form.get("file", ""), form.get("first", "")
    last = form.get("last", "") or first
    entry = opened.file(path)
    if entry is None or not (first.isdecimal() and last.isdecimal()):
        return None
    if not 1 <= int(first) <= int(last) <= entry["pages"]:
        return None
    return path, int(first), int(last)


def _found(rows: list[Row], indicator: str) -> Row:
    row = next((r for r in rows if r.id == indicator), None)
    if row is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return row
