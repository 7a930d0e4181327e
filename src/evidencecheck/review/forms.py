"""Forms that a page sends."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

_MOST_BYTES = 64 * 1024


async def read_form(request: Request) -> dict[str, str]:
    """A form that was sent, the first value of each name.

    Raises:
        HTTPException: it is too large, or no form.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        parsed = parse_qs(body.decode("utf-8"), keep_blank_values=True)
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    return {key: values[0] for key, values in parsed.items()}
