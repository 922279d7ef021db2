"""The file of corrections: read strictly, each line as it stands."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from kit.by_hand import Line, original, read_lines
from kit.errors import SchemaError

__all__ = ["COLUMNS", "KINDS", "NOBODY", "about", "checked", "read_corrections", "said"]

NEEDED = ("article", "start", "end", "what", "value")
FURTHER = ("note", "words")
COLUMNS = {
    "line": "Int64",
    "article": "string",
    "start": "Int64",
    "end": "Int64",
    "what": "string",
    "value": "string",
    "note": "string",
    "words": "string",
}
NOBODY = "nobody named"
# What of each kind a value may be: these, anything (None), or nothing at all (empty).
KINDS: dict[str, tuple[str, ...] | None] = {
    "one": None,
    "two": None,
    "speaker": None,
    "no quote": (),
    "label": ("negative", "neutral", "positive"),
    "no person": ("organization", "place", "group", "other", ""),
}
# Kinds of which one place takes one only.
ABOUT = {"speaker": "quote", "no quote": "quote", "label": "label", "two": "two", "no person": "no person"}
ID = re.compile(r"[0-9a-f]{16}")
MADE_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:[eE]\+?\d+)?")
NUMBER = re.compile(r"(\d{1,12})(?:\.0)?")


def read_corrections(given: str | Path | pd.DataFrame | None) -> pd.DataFrame | None:
    """The user's corrections, a line each: `article`, `start`, `end`, `what`, `value`, `note`, `words`.

    Parameters
    ----------
    given
        A CSV in UTF-8 (commas, semicolons or tabs) or an .xlsx with these columns in any order, of which note and words
        may be absent; or the same as a DataFrame; None for none. `article` is an `article_id`, `start` and `end` are
        the place in its text. `words` are those that stand there: where they do not, the correction is left out; where
        they stand but once, they suffice, and start and end may be empty. Lines without any cell are passed over.

    Returns
    -------
    DataFrame or None
        `line` (of the file, or number of the row), and the columns above; missing is NA. None where none was given.

    Raises
    ------
    LoadError
        If there is no such file, or it is no CSV in UTF-8.
    SchemaError
        Naming the line: a column that is not known or missing, an id, a place, a kind or a value that is none, or two
        lines that say different things of one place.
    """
    return None if given is None else checked(given)


def checked(given: str | Path | pd.DataFrame) -> pd.DataFrame:
    """What `read_corrections` gives, where there is something to read.

    A table that has already been checked is given back as it is. Errors are those of `read_corrections`.
    """
    if isinstance(given, pd.DataFrame) and list(given.columns) == list(COLUMNS):  # as this function gives it
        return given
    return _checked(read_lines(given, "corrections", NEEDED))


def _checked(rows: Iterable[Line]) -> pd.DataFrame:
    """The corrections, where none contradicts another; the first row is the header."""
    whole = iter(rows)
    where, _, header = next(whole)
    header = [cell.strip() for cell in header]
    known = f"the columns are {', '.join((*NEEDED, *FURTHER))}"
    for column in header:
        if column not in (*NEEDED, *FURTHER):
            raise SchemaError(f"{where}: column {column!r} is not known; {known}")
    for column in NEEDED:
        if column not in header:
            raise SchemaError(f"{where}: column {column!r} is missing; {known}")
    if len(set(header)) < len(header):
        raise SchemaError(f"{where}: a column appears twice; {known}")
    found = []
    told: dict[Any, tuple[Any, str]] = {}
    # Spreadsheets leave empty lines at the end.
    for where, line, cells in whole:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise SchemaError(
                f"{where}: {len(cells)} cells for {len(header)} columns; put quotation marks around commas"
            )
        row = dict.fromkeys((*NEEDED, *FURTHER), "") | dict(zip(header, map(str.strip, cells), strict=False))
        one = _line(where, row)
        if (place := _about(one)) is not None:
            other, above = told.setdefault(place, (_said(one), where))
            # Refused, rather than the last one taken: the result must not hang on the order of lines.
            if other != _said(one):
                raise SchemaError(f"{where}: says something else about the same place than {above}; keep one of them")
        found.append({"line": line, **one})
    table = pd.DataFrame(found, columns=list(COLUMNS))
    return table.replace("", pd.NA).astype(COLUMNS)


def about(corrections: pd.DataFrame) -> list[Hashable]:
    """Of each line, of what it says something that no other line may contradict; None where it may be one of many.

    One entry a row, in the order of the table that `read_corrections` gives.
    """
    return [_about(row) for row in _rows(corrections)]


def said(corrections: pd.DataFrame) -> list[Hashable]:
    """Of each line what it says of which place: lines of which this is the same say the same.

    One entry a row, in the order of the table that `read_corrections` gives; missing cells count as empty.
    """
    return [_said(row) for row in _rows(corrections)]


def _rows(corrections: pd.DataFrame) -> list[dict[Any, Any]]:
    whole = corrections.astype(object)
    return whole.where(whole.notna(), "").to_dict("records")


def _place(row: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """The words count where they are all that tells the place."""
    if row["start"] in (None, ""):
        return row["article"], row["words"]
    return row["article"], row["start"], row["end"]


def _about(row: Mapping[str, Any]) -> Hashable:
    kind = ABOUT.get(row["what"])
    return None if kind is None else (*_place(row), kind)


def _said(row: Mapping[str, Any]) -> Hashable:
    return (*_place(row), row["what"], row["value"])


def _line(where: str, row: dict[str, str]) -> dict[str, Any]:
    """One correction, if it is one."""
    # Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
    row = {name: original(cell) for name, cell in row.items()}
    row["article"] = row["article"].lstrip("'")  # by which a spreadsheet keeps digits as text
    if not ID.fullmatch(row["article"]) and MADE_NUMBER.fullmatch(row["article"]):
        raise SchemaError(
            f"{where}: article {row['article']!r} is a number that a spreadsheet made from an id; write the article_id "
            "as text, with ' in front of it"
        )
    if not ID.fullmatch(row["article"]):
        raise SchemaError(
            f"{where}: article {row['article']!r} is not an id; write the article_id, 16 digits from 0 to f"
        )
    place: dict[str, int | None] = {"start": None, "end": None}
    if row["start"] or row["end"] or not row["words"]:
        numbers = {name: NUMBER.fullmatch(row[name]) for name in place}
        place = {name: int(number[1]) if number else None for name, number in numbers.items()}
        start, end = place.values()
        if start is None or end is None or start >= end:
            raise SchemaError(
                f"{where}: {row['start']!r} to {row['end']!r} is not a place in a text; write two whole numbers, the "
                "smaller first, or leave both empty and give the words"
            )
    if row["what"] not in KINDS:
        raise SchemaError(f"{where}: what={row['what']!r} is unknown; write one of {', '.join(KINDS)}")
    values = KINDS[row["what"]]
    if values is None and not row["value"]:
        raise SchemaError(f"{where}: {row['what']} has no value; write the name or actor_id of who it is")
    if values is not None and row["value"] not in (values or ("",)):
        wanted = ", ".join(filter(None, values)) or "no value"
        raise SchemaError(f"{where}: value {row['value']!r} does not fit what={row['what']!r}; write {wanted}")
    return {**row, **place}
