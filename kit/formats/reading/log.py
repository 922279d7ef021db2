"""The account of a loading: what each file gave, and what was left out or is doubtful."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FILE_COLUMNS", "Account", "FileCount", "Log"]

EACH = 20  # rows of one file with one reason are listed up to here, then counted

FILE_COLUMNS = (
    "file",
    "format",
    "articles",
    "without date",
    "without source",
    "duplicates",
    "truncated",
    "skipped",
)


class Account(list[dict[str, Any]]):
    """Rows in a table's `.attrs`: handed on as they are, where pandas copies all else with every operation."""

    def __deepcopy__(self, memo: Any) -> Account:
        return self


@dataclass
class FileCount:
    """What one file, or one member of an archive, gave."""

    path: str
    format: str | None = None
    encoding: str | None = None
    articles: int = 0
    without_date: int = 0
    without_source: int = 0
    duplicates: int = 0
    truncated: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    doubts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        values = (self.path, self.format, self.articles, self.without_date, self.without_source)
        return dict(zip(FILE_COLUMNS, (*values, self.duplicates, self.truncated, self.skipped), strict=True))


@dataclass
class Log:
    """Rows of the table `skipped`, in `rows`, and the counts of each file, in `files`."""

    rows: list[dict[str, Any]]
    files: dict[str, FileCount] = field(default_factory=dict)
    at: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def file(self, path: str) -> FileCount:
        return self.files.setdefault(path, FileCount(path))

    def skip(self, path: str, reason: str, item: int | None = None) -> None:
        """An article, or without `item` a file, that gave nothing."""
        count = self.file(path)
        count.skipped += 1
        count.reasons[reason] += 1
        # A hundred thousand lines of one reason would hide the one of another.
        if item is None or count.reasons[reason] <= EACH:
            self.note(path, reason, item)

    def note(self, path: str, reason: str, item: int | None = None) -> None:
        """A row of the table; a second reason for the same thing joins the first."""
        key = (path, "" if item is None else str(item))
        if key in self.at:
            if reason not in self.at[key]["reason"]:
                self.at[key]["reason"] += f"; {reason}"
            return
        self.at[key] = {"path": path, "item": key[1], "reason": reason}
        self.rows.append(self.at[key])

    def doubt(self, path: str, kind: str, item: int, reason: str) -> None:
        """An article that is loaded, with something in it that is not sure; told when its file is finished."""
        self.file(path).doubts.setdefault(kind, []).append((item, reason))

    def finish(self, path: str) -> None:
        """Tell what was only counted so far."""
        count = self.file(path)
        for reason, n in count.reasons.items():
            if n > EACH:
                self.note(path, f"{n - EACH} more: {reason}")
        for found in count.doubts.values():
            item, reason = found[0]
            if len(found) == 1:
                self.note(path, reason, item)
            else:
                self.note(path, f"{len(found)} articles: {reason} (article {item}, the first)")
        count.doubts.clear()
        count.reasons.clear()
