"""Web pages, mails and plain text, laid out on drawn pages like office files.

Nothing in them is run, and nothing that they refer to is fetched.
"""
