"""Corpora in the forms that other tools open, with the texts or without them.

export   a corpus to files, in one of `FORMATS`
verify   put the texts back into what was exported without them
"""

from kit.export.exporting import FORMATS, Form, export
from kit.export.verifying import Verified, verify

__all__ = ["FORMATS", "Form", "Verified", "export", "verify"]
