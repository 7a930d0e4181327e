"""What the title of a document says of the document, without who issued it."""

from __future__ import annotations

import re

from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_of


def bare_title(document: Document, phrases: Phrases) -> str:
    """The title without the name of who issued the paper, whose words say nothing of its kind.

    某市计量检测院 检定证书: by what bodies are called, where a blank stands behind it.
    """
    if document.title is None:
        return ""
    title, issuer = document.title.quote, document.text("issuer")
    if issuer and issuer in title and title.replace(issuer, "").strip():
        title = title.replace(issuer, "")
    body = rf"[\u4e00-\u9fff]{{2,}}?(?:{any_of(phrases.ends_of_bodies)})(?=\s)"
    return re.sub(body, "", title).strip() or title
