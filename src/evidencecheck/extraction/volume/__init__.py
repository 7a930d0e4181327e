"""Bound files: which pages are one document, by everything that speaks for or against a seam."""

from evidencecheck.extraction.volume.parts import Pages, Splitter

__all__ = ["Pages", "Splitter"]
