"""The server: on loopback, ended by Ctrl+C."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from evidencecheck.running.errors import UsageError

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0: any that is free.

    Raises:
        UsageError: the port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise UsageError(f"--port {port}: {error.strerror}; give another, or 0 for any") from error
    return found


def serve(app: FastAPI, on: socket.socket, announce: Callable[[str], None], address: str) -> None:
    """Serve ``app`` until it is interrupted; ``announce`` is told ``address`` when it listens."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    announce(address)
    server.run(sockets=[on])
