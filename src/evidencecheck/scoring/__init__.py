"""A filled-in score sheet, held against a report: told row by row, added up, graded.

Pure: rows of cells, a rule pack, what the report says and what reviewers decided go in, `Scores`
come out. Nothing is read or written here, and no clock is asked.
"""

from evidencecheck.scoring.grades import asked_for
from evidencecheck.scoring.scored import score
from evidencecheck.scoring.sheet import Filled, SheetError, Titles, read_sheet

__all__ = ["Filled", "SheetError", "Titles", "asked_for", "read_sheet", "score"]
