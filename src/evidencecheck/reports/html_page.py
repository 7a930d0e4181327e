"""What the pages that open without a network have in common: templates, and a policy of content."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment() -> Environment:
    """Templates in which everything is escaped and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def part(name: str) -> str:
    """A file beside the templates, as it is."""
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def policy(css: str, script: str = "") -> str:
    """A content security policy that allows these two inline blocks and pictures from ``data:``."""

    def digest(block: str) -> str:
        return base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest()).decode("ascii")

    scripts = f"script-src 'sha256-{digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest(css)}'; "
        f"{scripts}base-uri 'none'; form-action 'none'"
    )
