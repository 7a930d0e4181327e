"""Running a check: one submission from folder to OUT, many in a batch, one file to look at."""
