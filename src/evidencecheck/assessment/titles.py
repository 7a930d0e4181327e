"""What the title of a document says of the document, without who issued it."""

from __future__ import annotations

import re

from evidencecheck.domain.document import Document

# 某市计量检测院 检定证书: what bodies are called before the words for their paper.
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,}?(?:(?:研究|科学|检测|检验|测试|校准|计量|质检|检定)?[院所站局]|中心|公司|实验室)"
    r"(?=\s)"
)


def bare_title(document: Document) -> str:
    """The title without the name of who issued the paper, whose words say nothing of its kind."""
    if document.title is None:
        return ""
    title, issuer = document.title.quote, document.text("issuer")
    if issuer and issuer in title and title.replace(issuer, "").strip():
        title = title.replace(issuer, "")
    return _BODY.sub("", title).strip() or title
