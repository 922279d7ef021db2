"""A table as CSV, whole, in a file beside the pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from kit.by_hand import inert

__all__ = ["csv_of"]


def csv_of(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """All rows as CSV for spreadsheets: with a byte order mark, and no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in rows)
    # By the mark Excel knows UTF-8.
    return "\ufeff" + out.getvalue()
