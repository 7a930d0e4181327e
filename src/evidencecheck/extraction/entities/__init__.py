"""What can be told from the words alone: dates, codes, standards, amounts, organisations.

Each module turns a string into matches with offsets into that string; none looks at a page.
"""
