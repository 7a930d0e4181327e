"""What lies in an OUT folder, by name (contract: command-line)."""

from typing import Final

REPORT_JSON: Final = "report.json"
REPORT_HTML: Final = "report.html"
SCORESHEET: Final = "scoresheet.xlsx"
NOTICE: Final = "correction-notice.docx"
SCORES_JSON: Final = "scores.json"
"""What a filled-in score sheet comes to: written later, beside the others."""
TRAIL: Final = "evidencecheck.db"
