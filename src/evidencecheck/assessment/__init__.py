"""Documents against a rule pack: findings and flags.

Everything here is a pure function of the rule book, the submission, the documents and the files: no
clock, no file, no model.
"""

from evidencecheck.assessment.assess import Assessor, assess

__all__ = ["Assessor", "assess"]
