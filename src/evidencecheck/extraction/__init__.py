"""Pages to documents: split a file, say what each part is, read its fields.

What is looked for stands in rules/documents/*.yaml and rules/fields.yaml; this package knows how to
look. No name of a company, file or city stands here.
"""

from evidencecheck.extraction.extractor import Extractor

__all__ = ["Extractor"]
