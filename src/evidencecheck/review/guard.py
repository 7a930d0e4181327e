"""Who may talk to the server: a browser on this machine that was given the address.

The address that is printed at the start holds a token; the first visit turns it into a cookie. A
page of another site cannot send it (SameSite=Strict), cannot read an answer (no CORS), and cannot
reach the server by a name of its own (the Host header is held against loopback names).
"""

from __future__ import annotations

import hmac
import secrets
from http import HTTPStatus

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "evidencecheck"
PARAMETER = "token"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAFE = frozenset({"GET", "HEAD"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


class Guard:
    """Refuses everybody else, and puts the headers of security on every answer."""

    def __init__(self, app: ASGIApp, token: str, refusal: str) -> None:
        self._app = app
        self._token = token
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, give the cookie, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        request = Request(scope)
        answer = self._answer(request)
        await (answer or self._app)(scope, receive, guarded)

    def _answer(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        if _host(request.headers) not in _LOOPBACK or not _same_origin(request):
            return PlainTextResponse(self._refusal, HTTPStatus.FORBIDDEN)
        given = request.query_params.get(PARAMETER)
        if given is not None and request.method == "GET" and self._is(given):
            clean: URL = request.url.remove_query_params(PARAMETER)
            there = clean.path + (f"?{clean.query}" if clean.query else "")
            answer = RedirectResponse(there, HTTPStatus.SEE_OTHER)
            answer.set_cookie(
                _cookie(request), self._token, httponly=True, samesite="strict", path="/"
            )
            return answer
        if not self._is(request.cookies.get(_cookie(request), "")):
            return PlainTextResponse(self._refusal, HTTPStatus.FORBIDDEN)
        return None

    def _is(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode())


def _cookie(request: Request) -> str:
    """The name of the cookie: browsers share cookies between the ports of a machine."""
    return f"{COOKIE}-{request.url.port or 80}"


def _host(headers: Headers) -> str:
    host = headers.get("host", "")
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


def _same_origin(request: Request) -> bool:
    """Whether what changes something comes from a page of ours."""
    if request.method in _SAFE:
        return True
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
