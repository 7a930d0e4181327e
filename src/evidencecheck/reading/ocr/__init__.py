"""Recognition of print in pictures of pages.

``interface`` holds the contract of an engine and ``load_engine``; ``recognise`` puts the steps of a
page together. Importing this package loads no engine and no model.
"""
