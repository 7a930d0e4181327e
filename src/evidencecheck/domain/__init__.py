"""The nouns of the field: values only, frozen, with no logic beyond their own.

Every other layer imports from here and nothing here imports from them.
"""
