"""Reports: what a check found, for other programs, for people, for the reviewers' sheet."""
