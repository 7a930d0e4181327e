"""The server: on loopback, ended by Ctrl+C."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from evidencecheck.review.guard import PARAMETER
from evidencecheck.running.errors import UsageError

HOST = "127.0.0.1"
_WAITING = 128
"""Connections that may wait to be taken."""
_SECONDS_TO_END = 3
"""For answers that are being given when the server is ended."""


@dataclass(frozen=True, slots=True)
class Server:
    """A place on loopback where an application can be served."""

    socket: socket.socket
    address: str
    """With the token; the first visit takes it out of sight."""

    def run(self, app: FastAPI, announce: Callable[[str], None]) -> None:
        """Serve ``app`` until it is interrupted; ``announce`` is told the address."""
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_SECONDS_TO_END,
        )
        announce(self.address)
        uvicorn.Server(config).run(sockets=[self.socket])


@contextmanager
def listening(port: int, token: str) -> Iterator[Server]:
    """A place on loopback at ``port``; 0: any that is free.

    Connections are taken from now on and answered as soon as an application runs.

    Raises:
        UsageError: the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port))
            found.listen(_WAITING)
        except OSError as error:
            reason = f"{error.strerror}; give another, or 0 for any"
            raise UsageError(f"--port {port}: {reason}") from error
        yield Server(found, f"http://{HOST}:{found.getsockname()[1]}/?{PARAMETER}={token}")
