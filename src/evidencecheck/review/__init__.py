"""The reviewers' page and the upload page: a server on loopback over finished reports.

Everything is read from OUT: report.json, the trail, and the place of the evidence. Decisions go to
the trail and nowhere else; flags are never changed.
"""
