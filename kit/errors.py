"""What can go wrong, in one line that names the thing and the mend.

    KitError
    ├── LoadError        an article, a file or a folder could not be read
    ├── SchemaError      a table has a wrong column, type or key
    ├── CorpusError      a saved corpus is not one, is damaged, busy, or of another version
    ├── TagError         the model's files are missing or damaged
    ├── SheetError       a coding sheet cannot be drawn, read, or was changed
    ├── MeasureError     a question was asked that the corpus cannot answer
    └── ReportError      a notebook or page could not be made

Each message reads `where: what was found; what to do`. The command line prints it and ends with `exit_code`:
2 where the caller can mend the call, 1 where something failed. A notebook shows it without a traceback.
"""

from __future__ import annotations

import traceback

__all__ = [
    "CorpusError",
    "KitError",
    "LoadError",
    "MeasureError",
    "ReportError",
    "SchemaError",
    "SheetError",
    "TagError",
]


class KitError(Exception):
    """Everything this package raises on purpose."""

    exit_code = 2

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the line of the user's that asked for it, and the message; nothing of ours."""
        lines = traceback.extract_tb(self.__traceback__)
        theirs = [frame for frame in lines if "ipykernel" in frame.filename or "<ipython" in frame.filename]
        asked = [f"line {theirs[-1].lineno}: {theirs[-1].line}"] if theirs and theirs[-1].line else []
        return [*asked, f"{type(self).__name__}: {self}"]


class LoadError(KitError):
    """Nothing, or not this, could be read."""


class SchemaError(KitError):
    """A table is not of the shape that `kit.schema` states."""


class CorpusError(KitError):
    """A folder is no corpus of this version, or cannot be written."""


class TagError(KitError):
    """The shipped model cannot be used."""

    exit_code = 1


class SheetError(KitError):
    """A coding sheet cannot be drawn or read, or holds what it must not."""


class MeasureError(KitError):
    """A measure was asked for something that the corpus does not hold."""


class ReportError(KitError):
    """A report could not be made; what stood before still stands."""

    exit_code = 1
