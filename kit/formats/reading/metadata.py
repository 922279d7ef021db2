"""What a CSV beside the articles knows of them: `path`, and any columns to join."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.errors import LoadError
from kit.formats.reading.columns import known_as
from kit.formats.reading.dates import column_order, read_date
from kit.formats.reading.encoding import decode

__all__ = ["NAME", "Metadata", "read_metadata"]

NAME = "metadata.csv"


@dataclass
class Metadata:
    """Rows by path (relative to the CSV's own folder) and by file name, where that stands there only once."""

    path: str
    folder: str
    by_path: dict[str, dict[str, Any]]
    by_name: dict[str, str]
    used: set[str] = field(default_factory=set)

    def of(self, path: str) -> dict[str, Any]:
        """What is known of the file at `path`; empty where nothing is."""
        key = _normal(os.path.relpath(path, self.folder or "."))
        if key not in self.by_path:
            key = self.by_name.get(os.path.basename(key), "")
        if key:
            self.used.add(key)
        return self.by_path.get(key, {})

    def unused(self) -> str | None:
        """What the skip list says of paths that no file had; a file that is there and was not asked for is none."""
        left = [
            key for key in self.by_path if key not in self.used and not os.path.exists(os.path.join(self.folder, key))
        ]
        if not left:
            return None
        if len(left) == 1:
            return f"names {left[0]!r}, and there is no such file; check its `path`"
        return f"names {len(left)} files that are not there, {left[0]!r} the first; check their `path`"


def read_metadata(path: str, data: bytes | None = None) -> Metadata:
    """A CSV with a `path` column and whatever else is known; empty cells say nothing.

    Its columns go by the same names as those of tables: `filename`, `headline`, `newspaper`, `date` and so on.

    Raises
    ------
    LoadError
        If it cannot be read, has no `path` column, or has a `published` that is no date.
    """
    if data is None:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise LoadError(f"{path}: cannot be opened ({error.strerror or error}); check the name") from error
    text, _ = decode(data)
    try:
        # From the header alone: prose in the rows has commas and semicolons of its own.
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text.partition("\n")[0], ",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    names: dict[str, str] = {}
    for name in rows.fieldnames or ():
        if name:
            # The first column of a name: "date" before "date of download".
            names.setdefault(known_as(name) or name.strip().casefold(), name)
    if "path" not in names:
        raise LoadError(
            f"{path}: no column 'path'; it has {', '.join(names) or 'none'}; add it, with the name of each file"
        )
    by_path: dict[str, dict[str, Any]] = {}
    lines = list(rows)
    order = column_order(row.get(names["published"]) for row in lines) if "published" in names else None
    for line, row in enumerate(lines, start=2):
        key = _normal((row[names["path"]] or "").strip())
        facts: dict[str, Any] = {
            ours: row[theirs].strip()
            for ours, theirs in names.items()
            if ours != "path" and isinstance(row[theirs], str) and row[theirs].strip()
        }
        if "published" in facts:
            date = read_date(facts["published"], order)
            if date.problem:
                raise LoadError(
                    f"{path}:{line}: published={facts['published']!r} {date.problem};"
                    " write it as 2024-10-31 or 2024-10-31T09:00+00:00"
                )
            facts["published"] = date.published
            if date.zone:
                facts.setdefault("zone", date.zone)
        if key:
            by_path[key] = facts
    counts = Counter(os.path.basename(key) for key in by_path)
    # A name that stands there twice would say of one file what is true of another.
    by_name = {os.path.basename(key): key for key in by_path if counts[os.path.basename(key)] == 1}
    return Metadata(path, os.path.dirname(path), by_path, by_name)


def _normal(path: str) -> str:
    return os.path.normpath(path.replace("\\", "/")) if path else ""
